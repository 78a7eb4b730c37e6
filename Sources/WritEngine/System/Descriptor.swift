// A file descriptor with one owner, closed when the owner is gone.

import Glibc

/// Owns a file descriptor.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    var isOpen: Bool { number >= 0 }

    /// Hands the descriptor to another owner.
    consuming func release() -> Int32 {
        let number = self.number
        discard self
        return number
    }

    deinit {
        if number >= 0 { _ = close(number) }
    }
}

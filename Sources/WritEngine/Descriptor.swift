// A file descriptor with one owner, closed when the owner is gone.

import Glibc

/// Owns a file descriptor.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    var isOpen: Bool { number >= 0 }

    deinit {
        if number >= 0 { _ = close(number) }
    }
}

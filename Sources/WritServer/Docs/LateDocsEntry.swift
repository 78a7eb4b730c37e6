// A docs page that is made when it is first asked for: reading a large document takes time that a start has not.

internal import Synchronization

/// An answer that is made once, away from the loops, and kept.
final class LateDocsEntry: Sendable {
    let path: [UInt8]
    private let result = Mutex<DocsEntry?>(nil)
    /// Held while the answer is made.
    private let making = Mutex(())
    private let make: @Sendable (_ path: String) -> DocsEntry

    init(path: String, _ make: @escaping @Sendable (_ path: String) -> DocsEntry) {
        self.path = Array(path.utf8)
        self.make = make
    }

    /// The answer, where it has been made. Never waits.
    var made: DocsEntry? { result.withLock { $0 } }

    /// Makes the answer, or waits for another thread that does: not for a loop.
    func makeNow() -> DocsEntry {
        making.withLock { _ in
            if let made { return made }
            let entry = make(String(decoding: path, as: UTF8.self))
            result.withLock { $0 = entry }
            return entry
        }
    }
}

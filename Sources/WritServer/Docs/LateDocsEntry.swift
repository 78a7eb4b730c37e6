// What is made when it is first asked for: reading a large document takes time that a start has not.

internal import Synchronization

/// A value that is made once, away from the loops, and kept.
final class LateValue<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    /// Held while the value is made.
    private let making = Mutex(())
    private let make: @Sendable () -> Value

    init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
    }

    /// The value, where it has been made. Never waits.
    var made: Value? { result.withLock { $0 } }

    /// Makes the value, or waits for another thread that does: not for a loop.
    func makeNow() -> Value {
        making.withLock { _ in
            if let made { return made }
            let value = make()
            result.withLock { $0 = value }
            return value
        }
    }
}

/// A docs page that is made late.
struct LateDocsEntry: Sendable {
    let path: [UInt8]
    let entry: LateValue<DocsEntry>

    init(path: String, _ make: @escaping @Sendable () -> DocsEntry) {
        self.path = Array(path.utf8)
        entry = LateValue(make)
    }
}

// How often things happen.

import Synchronization

final class Counter: Sendable {
    private let counts = Mutex<[Int: Int]>([:])

    func add(_ key: Int) { counts.withLock { $0[key, default: 0] += 1 } }

    subscript(key: Int) -> Int { counts.withLock { $0[key] ?? 0 } }
}

// The members of a group that share a thread.

internal import Synchronization

/// The members that one loop serves.
struct GroupLoop<Message: Sendable>: Sendable {
    var places: [UInt64: GroupPlace<Message>] = [:]
    let waiting = WaitingMessages()
}

/// Messages that wait for a loop: one that is blocked must not gather them without end.
final class WaitingMessages: Sendable {
    private static let countMax = 256
    private let count = Atomic(0)

    /// Whether one more may wait.
    func begin() -> Bool {
        guard count.add(1, ordering: .relaxed).newValue <= Self.countMax else {
            end()
            return false
        }
        return true
    }

    func end() { count.subtract(1, ordering: .relaxed) }
}

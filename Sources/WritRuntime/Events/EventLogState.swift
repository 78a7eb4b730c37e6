// What a log of events holds, under its lock.

internal import WritWire

/// The events in order, each with a number, and who waits for the next.
struct EventLogState<Event: JSONRepresentable> {
    /// What a follower finds at its place.
    enum Step {
        case event(LoggedEvent<Event>)
        /// Nothing yet.
        case waits
        /// Nothing any more: the log has ended.
        case over
        /// The log has given up what was next.
        case behind
    }

    typealias Waiter = CheckedContinuation<Void, Never>

    private let countMax: Int
    private let bytesMax: Int
    /// Those before `start` are given up.
    private var all: [LoggedEvent<Event>?] = []
    private var start = 0
    /// The number of the event at `start`.
    private(set) var firstNumber: UInt64 = 0
    private(set) var byteCount = 0
    private(set) var isOver = false
    /// What became of followers that were too slow.
    var counts = EventLog<Event>.Counts()
    private var numbers: [String: UInt64] = [:]
    private var waiters: [UInt64: Waiter] = [:]
    private var lastWaiter: UInt64 = 0

    init(countMax: Int, bytesMax: Int) {
        self.countMax = countMax
        self.bytesMax = bytesMax
    }

    var count: Int { all.count - start }
    var nextNumber: UInt64 { firstNumber + UInt64(count) }
    var last: LoggedEvent<Event>? { all.last ?? nil }
    var entries: [LoggedEvent<Event>] { all[start...].compactMap { $0 } }

    /// Returns whom to wake.
    mutating func append(_ entry: LoggedEvent<Event>, id: String) -> [Waiter] {
        guard !isOver else { return [] }
        numbers[id] = nextNumber
        all.append(entry)
        byteCount += entry.byteCount
        while count > countMax || (byteCount > bytesMax && count > 1) { dropFirst() }
        return takeWaiters()
    }

    private mutating func dropFirst() {
        guard let entry = all[start] else { return }
        all[start] = nil
        byteCount -= entry.byteCount
        // A later event may have the same id.
        if let id = entry.event.id, numbers[id] == firstNumber { numbers[id] = nil }
        start += 1
        firstNumber += 1
        // Half of the list is empty: it is moved as often as it has grown.
        guard start >= 64, start * 2 >= all.count else { return }
        all.removeFirst(start)
        start = 0
    }

    /// The number of the event behind that one; nil where it isn't there.
    func number(after id: String) -> UInt64? { numbers[id].map { $0 + 1 } }

    func step(at number: UInt64) -> Step {
        guard number >= firstNumber else { return .behind }
        guard number < nextNumber, let entry = all[start + Int(number - firstNumber)] else { return isOver ? .over : .waits }
        return .event(entry)
    }

    /// Where a follower goes on that is behind; nil where it ends.
    mutating func noteSlow(at number: UInt64, _ whenSlow: EventLog<Event>.WhenSlow) -> UInt64? {
        guard whenSlow == .dropOldest else {
            counts.ended += 1
            return nil
        }
        counts.dropped += Int(firstNumber - min(number, firstNumber))
        return firstNumber
    }

    mutating func newWaiter() -> UInt64 {
        lastWaiter += 1
        return lastWaiter
    }

    /// Keeps who waits for the event of that number; false where there is no need to.
    mutating func wait(_ waiter: UInt64, for number: UInt64, _ continuation: Waiter) -> Bool {
        guard case .waits = step(at: number) else { return false }
        waiters[waiter] = continuation
        return true
    }

    mutating func takeWaiter(_ waiter: UInt64) -> Waiter? { waiters.removeValue(forKey: waiter) }

    mutating func end() -> [Waiter] {
        isOver = true
        return takeWaiters()
    }

    private mutating func takeWaiters() -> [Waiter] {
        guard !waiters.isEmpty else { return [] }
        defer { waiters.removeAll(keepingCapacity: true) }
        return Array(waiters.values)
    }
}

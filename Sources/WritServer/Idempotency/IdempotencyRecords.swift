// What a store in memory knows of keys.

internal import WritRuntime
internal import WritWire

/// Keys in the order in which they came, which is that in which they end.
struct IdempotencyRecords<Saved: Sendable> {
    typealias Waiter = CheckedContinuation<Void, Never>

    private struct Record {
        let fingerprint: ContentHash
        let number: Int
        let end: DateTime
        var saved: Saved?
        var waiters: [UInt64: Waiter] = [:]
    }

    private var records: [ExactName: Record] = [:]
    /// Keys with the numbers of their records; those of records that are gone are skipped.
    private var order: [(key: ExactName, number: Int)] = []
    private var orderStart = 0
    private var lastNumber = 0

    var count: Int { records.count }

    mutating func begin(
        _ key: ExactName, fingerprint: [UInt8], now: DateTime, lifetime: Duration, countMax: Int
    ) -> IdempotencyState<Saved> {
        // The array lends its bytes for the closure.
        let fingerprint = unsafe fingerprint.withUnsafeBytes { unsafe ContentHash($0) }
        forgetOld(now)
        if let known = records[key], known.saved == nil || known.end > now {
            guard known.fingerprint == fingerprint else { return .ofAnotherRequest }
            return known.saved.map { .finished($0) } ?? .running
        }
        guard records.count < countMax || forgetOldestAnswer() else { return .full }
        lastNumber += 1
        records[key] = Record(fingerprint: fingerprint, number: lastNumber, end: now + lifetime)
        order.append((key, lastNumber))
        return .begun
    }

    /// Returns who waited for it.
    mutating func finish(_ key: ExactName, _ saved: Saved) -> [Waiter] {
        guard var record = records[key] else { return [] }
        let waiters = Array(record.waiters.values)
        record.waiters = [:]
        record.saved = saved
        records[key] = record
        return waiters
    }

    /// Returns who waited for it.
    mutating func abandon(_ key: ExactName) -> [Waiter] {
        guard let record = records[key], record.saved == nil else { return [] }
        records[key] = nil
        return Array(record.waiters.values)
    }

    /// Whether nobody has the key; else the waiter is kept until it is over.
    mutating func isOver(_ key: ExactName, _ number: UInt64, _ waiter: Waiter) -> Bool {
        guard let record = records[key], record.saved == nil else { return true }
        records[key]?.waiters[number] = waiter
        return false
    }

    mutating func takeWaiter(_ number: UInt64, of key: ExactName) -> [Waiter] {
        records[key]?.waiters.removeValue(forKey: number).map { [$0] } ?? []
    }

    /// Answers whose time is over, up to the first request that is still being answered.
    private mutating func forgetOld(_ now: DateTime) {
        while orderStart < order.count {
            let (key, number) = order[orderStart]
            if let record = records[key], record.number == number {
                if record.saved == nil || record.end > now { break }
                records[key] = nil
            }
            orderStart += 1
        }
        // Each time half of the list goes, so that it costs a few steps for each key.
        if orderStart > order.count / 2 {
            order.removeFirst(orderStart)
            orderStart = 0
        }
        if order.count > 2 * (records.count + 8) { dropGone() }
    }

    private mutating func dropGone() {
        order = order[orderStart...].filter { records[$0.key]?.number == $0.number }
        orderStart = 0
    }

    /// False where all requests are being answered; these go to the end of the list.
    private mutating func forgetOldestAnswer() -> Bool {
        for _ in orderStart..<order.count {
            let (key, number) = order[orderStart]
            orderStart += 1
            guard let record = records[key], record.number == number else { continue }
            if record.saved != nil {
                records[key] = nil
                return true
            }
            order.append((key, number))
        }
        return false
    }
}

// Buckets in memory, of which there are never more than there were at the start.

internal import Synchronization

/// For each key the time at which its bucket is full again: all that a bucket is (the generic cell rate algorithm).
///
/// A key's place is in one set of eight. Where the set is full, the bucket goes that is full the soonest: whoever has used the most is
/// remembered, however many others come.
final class RateLimitTable: Sendable {
    private struct Entry {
        /// The hash of a key, of 64 bits whose making nobody outside can know.
        var key: UInt64
        /// Nanoseconds since the start. A bucket that is full already is as good as none.
        var full: Int64
    }

    private final class Shard: Sendable {
        let entries: Mutex<[Entry]>

        init(count: Int) { entries = Mutex(Array(repeating: Entry(key: 0, full: .min), count: count)) }
    }

    static let setSize = 8
    private let shards: [Shard]
    private let setsPerShard: Int
    private let start: ContinuousClock.Instant
    private let now: @Sendable () -> ContinuousClock.Instant

    init(bucketsMax: Int, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        // Loops rarely meet at one of sixteen locks.
        let shardCount = bucketsMax >= 2_048 ? 16 : 1
        let sets = min(max(bucketsMax, 128), 1 << 26) / Self.setSize / shardCount
        setsPerShard = sets
        shards = bucketsMax > 0 ? (0..<shardCount).map { _ in Shard(count: sets * Self.setSize) } : []
        start = now()
        self.now = now
    }

    /// Buckets that there is room for.
    var capacity: Int { shards.count * setsPerShard * Self.setSize }

    /// Takes a request from a key's bucket.
    func take(_ policy: RequestRateLimit.Policy, _ key: some Hashable) -> RequestRateLimit.Bucket {
        var hasher = Hasher()
        hasher.combine(key)
        let hash = UInt64(bitPattern: Int64(hasher.finalize()))
        let time = Self.nanoseconds(now() - start)
        let interval = Self.nanoseconds(policy.interval)
        // At most a million times 100 days, where it matters: beyond that it is as good as for ever.
        let (product, isOver) = interval.multipliedReportingOverflow(by: Int64(policy.burst))
        let depth = isOver ? Int64.max / 4 : min(product, .max / 4)
        guard !shards.isEmpty else { return Self.bucket(full: time, time, interval, depth, isAllowed: true) }
        let shard = shards[Int(hash >> 32 % UInt64(shards.count))]
        return shard.entries.withLock { entries in
            let first = Int(UInt64(UInt32(truncatingIfNeeded: hash)) % UInt64(setsPerShard)) * Self.setSize
            var place = first
            for index in first..<first + Self.setSize {
                if entries[index].key == hash {
                    place = index
                    break
                }
                if entries[index].full < entries[place].full { place = index }
            }
            let known = entries[place].key == hash ? max(entries[place].full, time) : time
            let full = known + interval
            let isAllowed = full - time <= depth
            if isAllowed { entries[place] = Entry(key: hash, full: full) }
            return Self.bucket(full: isAllowed ? full : known, time, interval, depth, isAllowed: isAllowed)
        }
    }

    private static func bucket(
        full: Int64, _ time: Int64, _ interval: Int64, _ depth: Int64, isAllowed: Bool
    ) -> RequestRateLimit.Bucket {
        let used = full - time
        return RequestRateLimit.Bucket(
            isAllowed: isAllowed, remaining: Int(max(depth - used, 0) / interval), reset: .nanoseconds(used),
            retryAfter: isAllowed ? .zero : .nanoseconds(max(used + interval - depth, 0)))
    }

    /// At most a quarter of what fits, which is 73 years.
    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return min(max(seconds, 0), 2_000_000_000) * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}

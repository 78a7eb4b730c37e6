// Answers by the keys of their requests, in this process.

internal import Synchronization
internal import WritRuntime
internal import WritWire

/// Keeps answers in memory, for as long as it is told, and no more than it is told.
///
///     let placed = MemoryIdempotencyStore<PlacedOrder>(lifetime: .seconds(86_400), countMax: 10_000)
///
/// A store that is full forgets the oldest answers first, and never a request that is being answered. Another server, and this one when
/// it has started anew, knows nothing of it.
public final class MemoryIdempotencyStore<Saved: Sendable>: IdempotencyStore {
    private let lifetime: Duration
    private let countMax: Int
    private let waitsForRunning: Bool
    private let records: Mutex<IdempotencyRecords<Saved>>

    /// An empty store.
    ///
    /// - Parameters:
    ///   - lifetime: For how long a request may come again.
    ///   - countMax: Keys that are kept at most.
    ///   - waitsForRunning: Whether a second request waits for the answer of the first one, instead of being refused with 409.
    public init(lifetime: Duration = .seconds(86_400), countMax: Int = 10_000, waitsForRunning: Bool = false) {
        self.lifetime = lifetime
        self.countMax = max(countMax, 1)
        self.waitsForRunning = waitsForRunning
        records = Mutex(IdempotencyRecords())
    }

    /// How many keys are kept.
    public var count: Int { records.withLock { $0.count } }

    /// Takes the key where nobody has it.
    public func begin(_ key: String, fingerprint: [UInt8]) async throws -> IdempotencyState<Saved> {
        // Waits for one request after the other: the first may fail, and the next takes the key.
        while true {
            let state = records.withLock {
                $0.begin(ExactName(key), fingerprint: fingerprint, now: .now, lifetime: lifetime, countMax: countMax)
            }
            guard case .running = state, waitsForRunning else { return state }
            try await wait(for: ExactName(key))
        }
    }

    /// Keeps an answer.
    public func finish(_ key: String, _ saved: Saved) async {
        wake(records.withLock { $0.finish(ExactName(key), saved) })
    }

    /// Gives the key back.
    public func abandon(_ key: String) async {
        wake(records.withLock { $0.abandon(ExactName(key)) })
    }

    /// Returns when the request that has the key has ended.
    private func wait(for key: ExactName) async throws {
        let waiter = UInt64.random(in: .min ... .max)
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard records.withLock({ !$0.isOver(key, waiter, continuation) }) else { return continuation.resume() }
                // Whoever cancelled before the waiter was there has not found it.
                if Task.isCancelled { wake(records.withLock { $0.takeWaiter(waiter, of: key) }) }
            }
        } onCancel: {
            wake(records.withLock { $0.takeWaiter(waiter, of: key) })
        }
        try Task.checkCancellation()
    }

    private func wake(_ waiters: [CheckedContinuation<Void, Never>]) {
        for waiter in waiters { waiter.resume() }
    }
}

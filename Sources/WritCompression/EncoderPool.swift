// Encoders that wait for the next body: to make one costs more than to code a small body.

internal import Synchronization

/// Encoders for bodies that are coded at once.
final class EncoderPool: Sendable {
    private let free = Mutex<[Encoder]>([])
    private let countMax: Int

    /// - Parameter countMax: How many are kept; no more than one a thread is in use at a time.
    init(countMax: Int) {
        self.countMax = countMax
    }

    /// Lends an encoder; nil where there is no memory.
    func take(_ settings: Encoder.Settings) -> Encoder? {
        let kept = free.withLock { free -> Encoder? in
            guard let index = free.lastIndex(where: { $0.settings == settings }) else { return nil }
            return free.remove(at: index)
        }
        return kept ?? Encoder(settings)
    }

    func giveBack(_ encoder: Encoder) {
        guard encoder.reset() else { return }
        free.withLock { free in
            if free.count >= countMax { free.removeFirst() }
            free.append(encoder)
        }
    }
}

// Whether a client that is waited for sends or takes at least so many bytes a second.

/// Counts down the time that a slow client has left: waiting spends it, bytes earn it.
///
/// Only time in which the client is really waited for counts. It starts with the grace time, and no more is ever saved up
/// than `savedMillisecondsMax`: a client that was fast for long can't be slow for long. All in O(1), once for each wait.
struct ClientPace {
    private let bytesPerSecondMin: Int
    /// In bytes times milliseconds per second, so that nothing is lost by rounding.
    private var credit: Int
    private let creditMax: Int

    /// - Parameter bytesPerSecondMin: 0 for a client that may be as slow as it likes.
    init(bytesPerSecondMin: Int, graceMilliseconds: Int, savedMillisecondsMax: Int) {
        // 2^30 bytes a second and 2^30 milliseconds: their product fits easily.
        self.bytesPerSecondMin = min(max(bytesPerSecondMin, 0), 1 << 30)
        credit = self.bytesPerSecondMin * Self.bounded(graceMilliseconds)
        creditMax = self.bytesPerSecondMin * Self.bounded(max(graceMilliseconds, savedMillisecondsMax))
    }

    private static func bounded(_ milliseconds: Int) -> Int { min(max(milliseconds, 0), 1 << 30) }

    /// How much longer it may be waited for without a further byte; nil for ever.
    var millisecondsLeft: Int? {
        if bytesPerSecondMin == 0 { return nil }
        return credit <= 0 ? 0 : (credit + bytesPerSecondMin - 1) / bytesPerSecondMin
    }

    /// It was waited for so long, and so many bytes came of it.
    mutating func didWait(milliseconds: Int, byteCount: Int) {
        guard bytesPerSecondMin > 0 else { return }
        credit -= Self.bounded(milliseconds) * bytesPerSecondMin
        credit = min(credit + min(max(byteCount, 0), 1 << 50) * 1000, creditMax)
    }
}

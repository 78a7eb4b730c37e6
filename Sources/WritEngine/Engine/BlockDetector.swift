// When a loop counts as blocked: a pure state machine.

/// Looks at one loop from time to time.
struct BlockDetector {
    let limitMilliseconds: Int
    /// When the turn began that was seen last.
    private var turn: Int?
    /// How long that turn must have taken for the next report.
    private var nextMilliseconds = 0

    init(limitMilliseconds: Int) {
        self.limitMilliseconds = max(limitMilliseconds, 1)
    }

    /// How long the loop has been in one turn, where that is to be reported now: once when it reaches the limit, and again
    /// each time it has doubled.
    ///
    /// - Parameter busySince: when the loop's turn began; nil while it waits.
    mutating func look(busySince: Int?, now: Int) -> Int? {
        if busySince != turn {
            turn = busySince
            nextMilliseconds = limitMilliseconds
        }
        guard let busySince, case let blocked = now - busySince, blocked >= nextMilliseconds else { return nil }
        while nextMilliseconds <= blocked { nextMilliseconds *= 2 }
        return blocked
    }
}

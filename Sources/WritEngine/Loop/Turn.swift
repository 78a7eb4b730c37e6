// How much one connection may do at a stretch, and which connections come after the others: a pure state machine.

/// The steps of one exchange, a step being whatever can be done again and again: an item written, a part of a body taken.
///
/// A turn begins with the first step in a job of the loop, and is over by bytes, by steps or by time. Who has had a whole
/// turn, in one job or in several of the same second, is bulk: it goes on when the others have been served.
struct Turn {
    /// The job of the loop and the request that steps belong to.
    struct Place: Equatable {
        let job: Int
        let request: UInt64
    }

    /// The time for which it is remembered what was done.
    private static let windowMicroseconds = 1_000_000

    private struct Work {
        var byteCount = 0
        var stepCount = 0
        var microseconds = 0

        mutating func addStep(_ byteCount: Int) {
            self.byteCount &+= byteCount
            stepCount &+= 1
        }

        func fills(_ limits: ServerLimits) -> Bool {
            byteCount >= limits.turnBytesMax || stepCount >= limits.turnStepsMax || microseconds >= limits.$turnTimeMax
        }
    }

    private var place: Place?
    /// When the turn began.
    private var start = 0
    private var work = Work()
    private var windowStart = 0
    private var workOfWindow = Work()
    private var isBulk = false

    /// Whether a request has had a whole turn lately.
    func isBulk(_ request: UInt64) -> Bool { isBulk && place?.request == request }

    /// Counts a step; true if the turn is over with it, and the others are to have theirs.
    mutating func isOver(after byteCount: Int, at place: Place, microseconds now: Int, limits: ServerLimits) -> Bool {
        if place != self.place { begin(place, now) }
        work.addStep(byteCount)
        workOfWindow.addStep(byteCount)
        // A window has as much time as a turn, but for what the turns before took.
        let spent = now - start
        workOfWindow.microseconds += spent - work.microseconds
        work.microseconds = spent
        if workOfWindow.fills(limits) { isBulk = true }
        return work.fills(limits)
    }

    private mutating func begin(_ place: Place, _ now: Int) {
        if self.place?.request != place.request || now - windowStart >= Self.windowMicroseconds {
            windowStart = now
            workOfWindow = Work()
            isBulk = false
        }
        self.place = place
        start = now
        work = Work()
    }
}

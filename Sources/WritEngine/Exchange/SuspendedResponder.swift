// What becomes of a handler that has suspended, as time goes by: a pure state machine.

/// The times of one suspended handler.
///
///     suspended --a tick--> watched --handler timeout--> cancelled --grace--> abandoned --linger--> over
///
/// A handler that is back within a tick costs no more than this. One that isn't is watched: its client's hang-up is
/// noticed, and earlier answers are sent. While the handler waits for its client, other limits hold and its own time
/// stands still. It has kept its time once its answer has begun.
struct SuspendedResponder {
    /// What the connection has to do.
    enum Step: Equatable {
        case nothing
        /// Watch for the client's hang-up, and send what is gathered of earlier answers.
        case watch
        /// Cancel the handler's task.
        case cancel
        /// Answer in the handler's place and send nothing after that.
        case abandon
        /// The client has had its time to read the answer.
        case disconnect
    }

    private enum Phase {
        case fresh, watched, cancelled, abandoned, over
    }

    let exchange: Exchange
    /// How it ends, as far as is known.
    var ending = ResponderEnding.undisturbed
    private var phase = Phase.fresh
    /// When its time began; the time in which the client is waited for comes on top.
    private var start: Int
    /// When the next step is due; `.max` for never.
    private(set) var due: Int

    init(exchange: Exchange, now: Int) {
        self.exchange = exchange
        start = now
        due = now + Loop.tickMilliseconds
    }

    var isAbandoned: Bool { phase == .abandoned || phase == .over }

    /// Milliseconds until the handler's time is up; negative where it is.
    func millisecondsLeft(now: Int) -> Int? {
        exchange.handlerTimeout.map { $0 - (now - start) }
    }

    /// The handler's time is another one from now on.
    mutating func handlerTimeDidChange() {
        if phase == .watched, !exchange.isAnswered { due = timeEnd }
    }

    /// When the handler's time is up.
    private var timeEnd: Int { exchange.handlerTimeout.map { ServerLimits.sum(start, $0) } ?? .max }

    /// The client was waited for.
    mutating func didWait(milliseconds: Int) {
        start += milliseconds
        if phase == .watched && due < .max { due += milliseconds }
    }

    /// Does the step that is due, if one is.
    mutating func advance(now: Int, limits: ServerLimits) -> Step {
        guard now >= due else { return .nothing }
        switch phase {
        case .fresh:
            phase = .watched
            due = timeEnd
            return .watch
        case .watched:
            guard !exchange.isAnswered else { return keepTime() }
            phase = .cancelled
            due = ServerLimits.sum(now, limits.$cancelGrace)
            return .cancel
        case .cancelled:
            guard !exchange.isAnswered else { return keepTime() }
            phase = .abandoned
            due = ServerLimits.sum(now, limits.$linger)
            return .abandon
        case .abandoned:
            phase = .over
            due = .max
            return .disconnect
        case .over:
            due = .max
            return .nothing
        }
    }

    private mutating func keepTime() -> Step {
        due = .max
        return .nothing
    }
}

// What a responder that takes its time is told, and tells.

import WritWire

extension Exchange {
    /// When the time of this request's handler is up; nil without a limit.
    ///
    /// The time ends with the beginning of the answer. While the client is waited for, it stands still: read the deadline
    /// again after the body has come. Exact to some ten milliseconds.
    public var deadline: ContinuousClock.Instant? {
        host?.responderMillisecondsLeft.map { .now.advanced(by: .milliseconds($0)) }
    }

    /// Tells the watchdog which operation the responder is at work on; `Responder.name(ofOperation:)` has its name.
    @inline(__always)
    public func note(operation number: Int) {
        operation = number
        activity.note(operation: number)
    }

    /// Tells the watchdog what is done for the request from now on.
    @inline(__always)
    package func note(_ work: BlockingWork) {
        // What is read on another thread blocks no loop.
        if readingElsewhere == nil { activity.note(work) }
    }

    /// Whether the server has stopped accepting, and waits for what runs to end: a good time to end an answer that has no end.
    public var isDraining: Bool { time.isDraining }

    /// Whether the answer has no end that is known.
    var isEndless: Bool { isUpgraded || answerStream.map { $0.contentLength == nil } == true }
}

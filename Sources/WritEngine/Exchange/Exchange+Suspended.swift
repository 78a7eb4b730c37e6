// What a responder that takes its time is told, and tells.

import WritWire

extension Exchange {
    /// When the time of this request's handler is up; nil without a limit.
    ///
    /// The time ends with the beginning of the answer. While the client is waited for, it stands still: read the deadline
    /// again after the body has come. Exact to some ten milliseconds.
    public var deadline: ContinuousClock.Instant? {
        host?.responderMillisecondsLeft(self).map { .now.advanced(by: .milliseconds($0)) }
    }

    /// Gives the current request's handler that time until its answer begins, whatever the server's limit is; nil: all the time it
    /// wants. Only where the answer is kept (`beginPending`), which begins with the server's limit again.
    package func setHandlerTime(milliseconds: Int?) {
        guard isPending else { return }
        handlerTime = HandlerTime(milliseconds: milliseconds)
        host?.handlerTimeDidChange()
    }

    /// Milliseconds that the current request's handler has; nil without a limit.
    var handlerTimeout: Int? { handlerTime == nil ? limits.$handlerTimeout : handlerTime?.milliseconds }

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

/// A time that a handler has; nil: all that it wants.
struct HandlerTime {
    let milliseconds: Int?
}

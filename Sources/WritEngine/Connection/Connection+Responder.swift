// A connection whose handler has suspended: its client's hang-up, and the handler's time.

extension Connection {
    /// A job ended while a responder was at work on `exchange`.
    func responderDidSuspend(_ exchange: Exchange) {
        exchange.hasSuspended = true
        suspended = SuspendedResponder(exchange: exchange, now: loop.now)
        scheduleTimer()
        cancelIfHungUp()
        sendGathered()
    }

    /// The responder has returned; tells how.
    func responderDidEnd() -> ResponderEnding {
        defer { suspended = nil }
        return suspended?.ending ?? .undisturbed
    }

    func responderMillisecondsLeft(_ exchange: Exchange) -> Int? {
        guard let suspended else {
            // It has not suspended yet: its time began with this turn.
            return exchange.handlerTimeout.map { $0 - (loop.clock.milliseconds - loop.now) }
        }
        return suspended.millisecondsLeft(now: loop.clock.milliseconds)
    }

    /// A suspended handler has another time than was thought.
    func handlerTimeDidChange() {
        guard suspended != nil else { return }
        suspended?.handlerTimeDidChange()
        scheduleTimer()
    }

    /// Does what the time asks for; after a long pause that may be several steps.
    func superviseResponder() {
        // While the client is waited for, the limits of that hold.
        guard !isWaiting else { return }
        while let step = suspended?.advance(now: loop.now, limits: loop.limits) {
            switch step {
            case .nothing: return
            case .watch:
                register()
                cancelIfHungUp()
                suspended?.exchange.framing?.sendEarlierAnswers()
            case .cancel: cancelResponder(.timedOut)
            case .abandon: abandonResponder()
            case .disconnect: socket.disconnect()
            }
        }
    }

    /// Sends what a suspended handler has written of a streamed answer, as far as the client takes it now; the rest when it
    /// takes more.
    func sendGathered() {
        guard let exchange = suspended?.exchange else { return }
        if let socket = exchange.webSocket { return _ = socket.sendNow() }
        guard exchange.answerStream?.isGathered == true else { return }
        guard let event = exchange.framing?.sendGathered() else { return }
        gatheredWaitsFor = event
        register()
        loop.poller.expect(
            socket.descriptor.number, reads: isWaiting || event == .readable, writes: event == .writable)
    }

    /// The time is up in which a client of a WebSocket had to take something.
    func checkUnsent() {
        unsentDeadline = .max
        suspended?.exchange.webSocket?.checkProgress()
    }

    /// A stream may have been silent for as long as it may be. One whose handler runs, or waits for its client, is not.
    func sendHeartbeat() {
        heartbeatDeadline = .max
        guard let exchange = suspended?.exchange, let due = exchange.beat(now: loop.now, mayWrite: !isWaiting) else { return }
        watchHeartbeat(milliseconds: due)
        sendGathered()
    }

    /// Cancels the handler's task if its client is gone.
    ///
    /// A client that has only ended its own side looks the same, and counts as gone: an answer that comes nevertheless is
    /// still sent. While some of the request's body is unread nothing is known: reading it tells.
    func cancelIfHungUp() {
        guard socket.isHungUp, let exchange = suspended?.exchange, exchange.isBodyReceived else { return }
        cancelResponder(.clientGone)
    }

    func cancelResponder(_ ending: ResponderEnding) {
        guard let suspended, suspended.ending == .undisturbed else { return }
        self.suspended?.ending = ending
        suspended.exchange.isCancelled = true
        if ending == .serverEnds { suspended.exchange.endsWithServer = true }
        worker?.cancel()
    }

    /// Ends the connection as far as the client can see; the handler returns when it returns.
    private func abandonResponder() {
        guard let exchange = suspended?.exchange else { return }
        suspended?.ending = .abandoned
        let isSent = exchange.framing?.answerInPlaceOfResponder() ?? false
        if isSent { transport.finishSending() } else { socket.disconnect() }
    }
}

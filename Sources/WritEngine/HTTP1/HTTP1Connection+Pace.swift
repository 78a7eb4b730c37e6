// Waiting for a client within its time limits: for a pause, and for its pace as a whole.

import WritWire

extension HTTP1Connection {
    /// Waits until more of the request's body has been received.
    func receiveMoreOfBody() async -> ReceiveOutcome {
        guard let host = exchange.host else { return .lost }
        if bodyPace == nil {
            var pace = ClientPace(
                bytesPerSecondMin: limits.bodyBytesPerSecondMin, graceMilliseconds: limits.$bodyRateGrace,
                savedMillisecondsMax: limits.$bodyTimeout)
            // What came together with the head has been fast enough.
            pace.didWait(milliseconds: 0, byteCount: requests.bodyCount)
            bodyPace = pace
        }
        let start = host.milliseconds
        host.startDeadline(
            milliseconds: min(limits.$bodyTimeout, bodyPace?.millisecondsLeft ?? .max))
        let before = receivedCount
        let outcome = await receiveMore()
        bodyPace?.didWait(
            milliseconds: host.milliseconds - start, byteCount: receivedCount &- before)
        return outcome
    }

    /// Waits until more can be sent, as long as the client takes what is on its way.
    func waitUntilSendable(_ event: TransportEvent) async -> Wake {
        guard let host = exchange.host, let transport else { return .aborted }
        // A client that lets more wait than the usual buffer holds is counted; where that is too much, it has to go.
        guard countPendingOutput() else { return .aborted }
        var pace =
            sendPace
            ?? ClientPace(
                bytesPerSecondMin: limits.sendBytesPerSecondMin, graceMilliseconds: limits.$sendRateGrace,
                savedMillisecondsMax: limits.$sendTimeout)
        defer { sendPace = pace }
        while true {
            let (start, unsent) = (host.milliseconds, transport.unsentByteCount)
            host.startDeadline(milliseconds: min(limits.$sendTimeout, pace.millisecondsLeft ?? .max))
            let wake = await host.wait(for: event)
            let taken = unsent - transport.unsentByteCount
            pace.didWait(milliseconds: host.milliseconds - start, byteCount: taken)
            // The system tells that there is room again only when a good part of its buffer is free: a slow client that
            // takes what there is gets on until then.
            guard wake == .timedOut && taken > 0 && pace.millisecondsLeft != 0 else { return wake }
        }
    }
}

// Turns of an exchange: no handler that never waits keeps the other connections waiting.

extension Exchange {
    /// Counts a step in which so many bytes came or went; whether the other connections should have their turn now.
    func isTurnOver(after byteCount: Int) -> Bool {
        guard let host else { return false }
        return turn.isOver(
            after: byteCount, at: Turn.Place(job: host.jobNumber, request: requestNumber),
            microseconds: host.microseconds, limits: limits)
    }

    /// Whether the request goes on behind those of the other connections.
    var isBulk: Bool { turn.isBulk(requestNumber) }

    /// Whether what a connection has sent at once is left for later, when the others have been served. The requests of one
    /// stretch are counted; the time is looked at with each eighth.
    func isStretchOver() -> Bool {
        guard let host else { return false }
        let now = host.microseconds
        if stretch.requestCount == Self.requestsPerLook { stretch.start = now }
        return stretch.requestCount >= limits.turnRequestsMax || now - stretch.start >= limits.$turnTimeMax
    }

    static var requestsPerLook: Int { 8 }
}

// Turns of an exchange: no handler that never waits keeps the other connections waiting.

extension Exchange {
    /// Counts a step in which so many bytes came or went; whether the other connections should have their turn now.
    func isTurnOver(after byteCount: Int) -> Bool {
        guard let host else { return false }
        return turn.isOver(
            after: byteCount, at: Turn.Place(job: host.jobNumber, request: requestNumber),
            microseconds: host.microseconds, limits: limits)
    }

    /// Leaves an answered request behind and goes on to the next one, of this connection or, where that rests now, of the
    /// next that is ready. True if the same handler is to answer that one too: then nothing is to be waited for in between.
    /// Called by handlers, behind the answer.
    public func goesOn(with operation: Int) -> Bool {
        guard isRoutedDirectly, !hasSuspended, let framing else { return false }
        return framing.goesOn(with: operation)
    }

    /// Whether the request goes on behind those of the other connections.
    var isBulk: Bool { turn.isBulk(requestNumber) }
}

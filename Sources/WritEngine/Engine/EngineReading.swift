// What an engine has counted.

/// Numbers of all loops together.
package struct EngineReading: Sendable {
    package var openConnections = 0
    package var acceptedConnections = 0
    /// Connections that were closed at once: of clients that have as many as they may, of strangers where balancers are expected, and
    /// for want of a descriptor.
    package var refusedClients = 0
    package var refusedStrangers = 0
    package var shedConnections = 0
    /// Bytes that bodies and answers hold, and how often there was no room for more.
    package var heldBytes = 0
    package var memoryRefusals = 0

    package init() {}
}

extension Engine {
    /// What has been counted so far.
    package var reading: EngineReading {
        var reading = EngineReading()
        // All loops share both.
        guard let loop = state.withLock({ $0.loops.first }) else { return reading }
        loop.ledger.fill(&reading)
        loop.budget.fill(&reading)
        return reading
    }

    /// For each loop, what has it do something in its next turn.
    package var probes: [(@escaping @Sendable () -> Void) -> Void] {
        state.withLock { $0.loops }.map { loop in { work in loop.post(.perform(work)) } }
    }
}

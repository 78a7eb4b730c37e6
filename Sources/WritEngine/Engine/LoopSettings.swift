// The event loops of a server.

/// How many event loops a server has, how they wait, and when one that is blocked is told of.
public struct LoopSettings: Sendable {
    /// Event loops, each on a thread of its own; nil: one for each core.
    public var count: Int?
    /// Which of the system's ways of waiting the loops use.
    public var poller = PollerChoice.automatic
    /// How long a loop may run without looking at its sockets before a warning names what blocks it, and again each time it has been
    /// twice as long; nil: nobody looks.
    @OptionalMilliseconds public var blockedAfter: Duration? = .seconds(1)

    /// The defaults: a loop for each core.
    public init() {}
}

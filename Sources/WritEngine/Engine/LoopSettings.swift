// The event loops of a server.

public struct LoopSettings: Sendable {
    /// Event loops, each on a thread of its own; nil: one for each core.
    public var count: Int?
    /// Which of the system's ways of waiting the loops use.
    public var poller = PollerChoice.automatic
    /// How long a loop may run without looking at its sockets before a warning names what blocks it, and again each time it has been
    /// twice as long; nil: nobody looks.
    @OptionalMilliseconds public var blockedAfter: Duration? = .seconds(1)

    public init() {}
}

// What an engine is told before it starts.

/// Where to listen, with how many loops, and within which limits.
public struct EngineConfiguration: Sendable {
    public var addresses: [Address]
    /// Event loops, each on a thread of its own; nil: one for each core.
    public var loopCount: Int?
    public var limits = ServerLimits()
    /// Connections that the system keeps waiting for each loop.
    public var backlog = 1024
    public var poller = PollerChoice.automatic
    /// Whether an instance of the same program that is started on the same TCP address by the same user, and asks for it, gets
    /// this one's listening sockets, so that this one can be ended without a connection being refused or lost. Not for port
    /// 0. On Linux only.
    public var handsOverListeners = true
    /// Whether this server asks an instance of the same program that runs on its addresses for the listening sockets; where none
    /// does, it listens by itself. Both accept connections until the first is told to end. Without it, an address that
    /// anybody has is an error. On Linux only.
    public var takesOverListeners = EngineConfiguration.isTakeOverAskedFor
    /// Called once for each address whose listening sockets were taken over: from the process with that number.
    public var onTakeOver: (@Sendable (_ address: SocketAddress, _ processID: Int) -> Void)?
    /// Called with a sentence about what is odd in asking for listening sockets or in being asked. It must not block.
    public var onHandoverOddity: (@Sendable (_ sentence: String) -> Void)?
    /// Milliseconds that the server goes on accepting once it is told to end and is no longer ready: the time that a load
    /// balancer needs to see that. They come before those of the drain.
    public var readinessDelayMilliseconds = 0
    /// Called when the server begins to accept (true) and once it is told to end (false). It must not block.
    public var onReadinessChange: (@Sendable (_ isReady: Bool) -> Void)?
    /// Milliseconds that running requests have to finish once the server shuts down.
    ///
    /// With `endGraceMilliseconds` that is less than the ten seconds after which Docker kills what it has told to end.
    public var drainMilliseconds = 8_000
    /// Milliseconds of the drain after which handlers that stream an answer whose length nobody knows, or that have
    /// taken over a connection, are cancelled: an event stream would go on for ever. `Exchange.isDraining` tells them before.
    public var drainStreamMilliseconds = 5_000
    /// Milliseconds of the drain that connections which rest are kept for a request that is on its way; it is answered with
    /// `Connection: close`.
    public var drainRestMilliseconds = 1_000
    /// Whether SIGINT and SIGTERM shut the server down while it runs; a second signal ends the drain at once.
    public var catchesEndSignals = true
    /// Milliseconds behind the drain, or behind a second signal, that the server has to come to its end by itself. Then, or with a
    /// third signal, the process ends with the status 128 + the signal's number, whatever its loops do. Only where signals
    /// are caught, and one has begun the end. Loops take up to half a second of it.
    public var endGraceMilliseconds = 1_000
    /// Called before the process ends that way, with a sentence that says what kept it. It has half a second.
    public var onForcedEnd: (@Sendable (_ reason: String) -> Void)?
    /// Milliseconds that a loop may run without looking at its sockets before `onBlockedLoop` is called. Nil: nobody looks.
    public var blockedLoopMilliseconds: Int? = 1_000
    /// Called, on a thread of its own, when a loop has been blocked for that long, and again each time it has been for
    /// twice as long: what blocks it, the name of the operation, as the responder tells it, and for how long. Nil as a name:
    /// it is not known which operation it is.
    public var onBlockedLoop: (@Sendable (_ work: BlockingWork, _ operation: String?, _ milliseconds: Int) -> Void)?
    /// Called once a second at most where requests are refused since `ServerLimits.heldBytesMax` is reached: how many were.
    public var onFullMemory: (@Sendable (_ refusedCount: Int) -> Void)?
    /// What the loops take the time from.
    package var clock = LoopClock.system
    /// How the loops wait and accept; tests replace them.
    var makePoller: @Sendable (PollerChoice) throws(EngineError) -> any Poller = { choice throws(EngineError) in
        try choice.makePoller()
    }
    var accept: Acceptor = acceptFromSystem
    /// Where servers find each other; tests replace it.
    var handoverFolder = HandoverFolder.system

    /// Whether the environment's `WRIT_TAKE_OVER` is 1: then servers take over listening sockets unless told otherwise.
    public static var isTakeOverAskedFor: Bool { Environment.value("WRIT_TAKE_OVER") == "1" }

    public init(host: String = "127.0.0.1", port: Int = 8080) {
        addresses = [.tcp(host: host, port: port)]
    }

    public init(addresses: [Address]) {
        self.addresses = addresses
    }
}

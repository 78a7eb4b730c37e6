// What an engine is told before it starts.

/// Where to listen, with how many loops, within which limits, how to end, and who is told of what happens.
public struct EngineConfiguration: Sendable {
    public var listening: ListenSettings
    public var loops = LoopSettings()
    public var limits = ServerLimits()
    public var shutdown = ShutdownSettings()

    /// Called once for each address whose listening sockets were taken over: from the process with that number.
    public var onTakeOver: (@Sendable (_ address: SocketAddress, _ processID: Int) -> Void)?
    /// Called with a sentence about what is odd in asking for listening sockets or in being asked. It must not block.
    public var onHandoverOddity: (@Sendable (_ sentence: String) -> Void)?
    /// Called when the server begins to accept (true) and once it is told to end (false). It must not block.
    public var onReadinessChange: (@Sendable (_ isReady: Bool) -> Void)?
    /// Called before the process ends because its loops don't, with a sentence that says what kept it. It has half a second.
    public var onForcedEnd: (@Sendable (_ reason: String) -> Void)?
    /// Called, on a thread of its own, when a loop has been blocked for `LoopSettings.blockedAfter`: what blocks it, the name of the
    /// operation, as the responder tells it, and for how long. Nil as a name: it is not known which operation it is.
    public var onBlockedLoop: (@Sendable (_ work: BlockingWork, _ operation: String?, _ milliseconds: Int) -> Void)?
    /// Called with a sentence about a connection that was closed for want of a header of the PROXY protocol; by each loop once in ten
    /// seconds at most. It must not block.
    public var onProxyRefusal: (@Sendable (_ sentence: String) -> Void)?
    /// Called once a second at most where requests are refused since `ServerLimits.heldBytesMax` is reached: how many were.
    public var onFullMemory: (@Sendable (_ refusedCount: Int) -> Void)?

    /// What the loops take the time from.
    package var clock = LoopClock.system
    /// Who is told that the server is ready, lives and ends; nil: nobody.
    package var supervisor = Supervisor.system
    /// How the loops wait and accept; tests replace them.
    var makePoller: @Sendable (PollerChoice) throws(EngineError) -> any Poller = { choice throws(EngineError) in
        try choice.makePoller()
    }
    var accept: Acceptor = acceptFromSystem
    /// Where servers find each other; tests replace it.
    var handoverFolder = HandoverFolder.system

    public init(host: String = "127.0.0.1", port: Int = 8080) {
        self.init(addresses: [.tcp(host: host, port: port)])
    }

    public init(addresses: [ListenAddress]) {
        listening = ListenSettings(addresses)
    }
}

// What an engine is told before it starts.

/// Where to listen, with how many loops, and within which limits.
public struct EngineConfiguration: Sendable {
    /// A place to listen: a host name or an IP address, and a port; port 0 lets the system choose one.
    public struct Address: Sendable {
        public var host: String
        public var port: Int

        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    public var addresses: [Address]
    /// Event loops, each on a thread of its own; nil: one for each core.
    public var loopCount: Int?
    public var limits = Limits()
    /// Connections that the system keeps waiting for each loop.
    public var backlog = 1024
    /// Milliseconds that running requests have to finish once the server shuts down.
    public var drainMilliseconds = 30_000
    /// Whether SIGINT and SIGTERM shut the server down while it runs; a second signal ends the drain at once.
    public var catchesEndSignals = true
    /// Called on the loop for each request that is refused before the responder sees it, and for each that is left
    /// unanswered: the status, and a sentence that says why.
    public var onRefusal: (@Sendable (_ status: Int, _ detail: String) -> Void)?

    /// Milliseconds that a loop may run without looking at its sockets before `onBlockedLoop` is called. Nil: nobody looks.
    public var blockedLoopMilliseconds: Int? = 1_000
    /// Called, on a thread of its own, when a loop has been blocked for that long, and again each time it has been for
    /// twice as long: the name of the operation whose handler blocks it, as the responder tells it, and for how long.
    /// Nil as a name: it is not known which handler it is.
    public var onBlockedLoop: (@Sendable (_ handler: String?, _ milliseconds: Int) -> Void)?
    /// What the loops take the time from.
    package var clock = LoopClock.system

    public init(host: String = "127.0.0.1", port: Int = 8080) {
        addresses = [Address(host: host, port: port)]
    }
}

// One request and its answer, as the responder sees them; the engine uses the same object again and again.

internal import CWritSystem
public import WritWire

/// A request that waits for its answer.
///
/// It lives on its connection's loop and is valid until `respond` returns. Bytes it hands out (`path`, `field`, ...)
/// are valid until the next `await` on the exchange.
// Used from one task at a time, which is pinned to one loop; that is why it may claim to be Sendable.
@safe
public final class Exchange: @unchecked Sendable {
    // What every request changes does without the run-time checks for overlapping access, which took a fifth of the engine's
    // own time. That is safe since one task at a time touches an exchange, and the only foreign code that runs during an
    // access is the `body` of an answer: then every further answer is ignored.

    // Where it comes from.

    /// What reads its body and writes its answer; nil once that is gone.
    // It outlives each of its requests and takes itself out when it ends: see `Framing`. Counting references would close a
    // circle, and cost each request more than the call.
    @safe @exclusivity(unchecked) package unowned(unsafe) var framing: (any Framing)?
    /// What runs its connection.
    @safe @exclusivity(unchecked) package var host: (any ConnectionHost)?
    /// What has been done since the other connections had their turn.
    @safe @exclusivity(unchecked) var turn = Turn()

    // The request.

    /// The head, which the framing reads or fills in; it lives as long as the framing.
    @exclusivity(unchecked) private(set) var headPlace: UnsafeMutablePointer<RequestHead>
    /// The bytes that the head's ranges count in, and how many of them are the head.
    @safe @exclusivity(unchecked) var headByteCount = 0
    @exclusivity(unchecked) var lentBytes = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    /// Counts the requests of this exchange: what belongs to another one than the current is out of date.
    @safe @exclusivity(unchecked) public private(set) var requestNumber: UInt64 = 0
    /// What the responder has told of the request's path by `note(operation:captures:)`; the engine doesn't look at it.
    public var captures: RouteCaptures { keptCaptures }
    // Another module's access to a stored property would be checked at run time.
    @safe @exclusivity(unchecked) private var keptCaptures = RouteCaptures()
    /// The operation that the responder has told by `note(operation:)`.
    @safe @exclusivity(unchecked) public internal(set) var operation = 0
    /// The time until the answer begins, where what surrounds the handlers has set another one than the server's.
    @safe @exclusivity(unchecked) var handlerTime: HandlerTime?
    /// What the layer above keeps for the length of a request.
    @safe @exclusivity(unchecked) package var scope: (any RequestScope)?
    @safe @exclusivity(unchecked) var bodyFailure: BodyError?
    /// Set while the request's body is read on another thread.
    @safe @exclusivity(unchecked) package var readingElsewhere: ReadingElsewhere?

    /// Bytes of its body that the layer above keeps, and those of the server's budget that are set aside for them.
    @safe @exclusivity(unchecked) var keptByRequest = 0
    var keptReserved = 0

    /// The codings of its body and of its answer's, where there are any.
    @safe @exclusivity(unchecked) var coding: BodyCoding?

    // The responder.

    /// Whether nothing but the operation's handler answers the request: then it may go on to the next by itself.
    @safe @exclusivity(unchecked) package internal(set) var isRoutedDirectly = false
    /// Whether the responder has suspended.
    @safe @exclusivity(unchecked) var hasSuspended = false
    /// Whether the engine has cancelled the handler's task: its client is gone, or its time is up. An answer is still
    /// sent where that is possible; without one the client gets a 503.
    @safe @exclusivity(unchecked) public internal(set) var isCancelled = false
    /// Whether that is because the server ends: then nothing more is written to a stream, which is to end.
    package internal(set) var endsWithServer = false

    // The answer.

    /// Whether the request has its answer; a further one is ignored.
    @safe @exclusivity(unchecked) public internal(set) var isAnswered = false
    /// Whether the connection ends after this answer. Set it before the answer to end the connection.
    @safe @exclusivity(unchecked) public var closesConnection = false
    /// Whether the answer depends on the request's `Accept`, whatever it will be: it then says so in `Vary`.
    @safe @exclusivity(unchecked) package var variesByAccept = false
    /// The fields of the answer that is still to come.
    @safe @exclusivity(unchecked) var fields = FieldBlock()
    /// The status of the answer that was begun last.
    @safe @exclusivity(unchecked) var answerStatus = 0
    /// The media type that was found well-formed last; most answers repeat it.
    var checkedContentType: UnsafePointer<UInt8>?
    /// Whether the answer is kept as a value, for what surrounds the handlers to change.
    @safe @exclusivity(unchecked) var isPending = false
    /// The answer that is kept; while there is one, `isAnswered` is set.
    @safe @exclusivity(unchecked) var pendingAnswer: PendingAnswer?
    /// Its body, where that is written at once.
    @safe @exclusivity(unchecked) var pendingBody = OutputBuffer(minimumCapacity: 0)
    /// What was thrown, where the pending answer is made of an error.
    @safe @exclusivity(unchecked) package var errorOfPendingAnswer: (any Error)?
    /// The answer that is being written piece by piece; while there is one, `isAnswered` is set.
    @safe @exclusivity(unchecked) var answerStream: AnswerStream?
    /// Bytes of the body of the last stream; nil for an answer that is none.
    @safe @exclusivity(unchecked) var streamedByteCount: Int?
    /// The job in which the host was told last that something is gathered.
    var gatheredAt: Turn.Place?
    /// Whether the connection has gone over to another protocol.
    var isUpgraded = false
    /// What reads and writes its messages, where that protocol is WebSocket.
    var webSocket: WebSocketConnection?
    /// Who asked to be told when the answer has been written.
    @safe @exclusivity(unchecked) var actionsBehindAnswer: [@Sendable (SentAnswer) -> Void] = []

    // What it is made with.

    /// The loop that all of this belongs to, and its thread; nil in memory.
    let home: ObjectIdentifier?
    let responder: any Responder
    package let limits: ServerLimits
    let time: ResponseTime
    let activity: LoopActivity
    let budget: MemoryBudget

    /// For a framing that no loop runs.
    package convenience init(
        responder: any Responder, limits: ServerLimits, time: ResponseTime, head: UnsafeMutablePointer<RequestHead>
    ) {
        unsafe self.init(
            responder: responder, limits: limits, time: time, activity: LoopActivity(), budget: MemoryBudget(limits), home: nil,
            head: head)
    }

    /// - Parameters:
    ///   - home: The loop that it belongs to; nil where any thread will do that serves it.
    ///   - head: Where its requests' heads stand, until `endFraming`.
    init(
        responder: any Responder, limits: ServerLimits, time: ResponseTime, activity: LoopActivity, budget: MemoryBudget,
        home: ObjectIdentifier?, head: UnsafeMutablePointer<RequestHead>
    ) {
        self.responder = responder
        self.limits = limits
        self.home = home
        self.time = time
        self.activity = activity
        self.budget = budget
        unsafe headPlace = head
    }

    /// The framing ends: no request comes any more, and what it has lent is gone.
    package func endFraming() {
        framing = nil
        unsafe headPlace = Self.noHead
        unsafe lentBytes = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// An empty head for exchanges that have none any more; as long as the program.
    private nonisolated(unsafe) static let noHead = {
        let place = UnsafeMutablePointer<RequestHead>.allocate(capacity: 1)
        // It has room for one.
        unsafe place.initialize(to: RequestHead())
        return unsafe place
    }()

    deinit {
        if keptReserved > 0 { budget.giveBack(keptReserved) }
    }

    /// Whether the request of that number is still the current one, and the caller runs where it is served.
    ///
    /// Elsewhere nothing of the exchange may be touched: its loop changes it without a lock.
    package func isCurrent(_ number: UInt64) -> Bool {
        // Two addresses are compared, and neither followed. In memory, any thread will do that belongs to nobody else.
        let owner = unsafe UInt(bitPattern: writ_get_thread_loop())
        return owner == home.map { UInt(bitPattern: $0) } ?? 0 && requestNumber == number
    }

    /// Whether a loop runs the connection, which sends what was gathered when a job is over.
    var hasLoop: Bool { home != nil }

    /// A request begins, whose head is there: nothing of the one before is left.
    @inline(__always)
    package func beginRequest() {
        isAnswered = false
        isPending = false
        isRoutedDirectly = false
        variesByAccept = false
        closesConnection = false
        bodyFailure = nil
        fields.removeAll()
    }

    /// Tells the watchdog which operation the responder is at work on, and keeps what it found out about the path.
    package func note(operation number: Int, captures: RouteCaptures) {
        keptCaptures = captures
        note(operation: number)
    }

    /// Says whether nothing but the operation's handler answers the request.
    package func setRoutedDirectly(_ isRoutedDirectly: Bool) { self.isRoutedDirectly = isRoutedDirectly }

    /// Ends what was lent to the responder for the length of the request.
    package func endRequest() {
        requestNumber &+= 1
        if keptByRequest > 0 { releaseKept() }
        if coding != nil { coding = nil }
        if let scope { scope.requestDidEnd() }
    }

    /// Where the request came from: an IP address and a port.
    public var peerAddress: String { host?.transport.peerAddress ?? "" }

    /// The same as numbers; nil for a Unix socket's client.
    package var peerNode: ForwardedNode? { host?.transport.peerNode }

    /// Whether the connection came by TLS, as far as that is known.
    package var isSecure: Bool { host?.transport.isSecure ?? false }

    /// Where the request came to: an IP address and a port of this machine.
    public var localAddress: String { host?.transport.localAddress ?? "" }
}

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

    // The connection.

    @safe @exclusivity(unchecked) var transport: (any Transport)?
    @safe @exclusivity(unchecked) var host: (any ConnectionHost)?
    /// Where `requests` lies, from `init` to `deinit`.
    private let requestsPlace = UnsafeMutablePointer<RequestStream>.allocate(capacity: 1)
    /// The answers on their way out.
    @safe @exclusivity(unchecked) var output = OutputBuffer(minimumCapacity: 16_384)
    /// Large static bodies that stand behind the first `offset` bytes of `output`.
    ///
    /// A body that leaves by `sendfile` fits in here: an attachment that is a run of bytes of a descriptor, sent in its
    /// place by `flush` through a call of the transport's own.
    @exclusivity(unchecked) var attachments: [(offset: Int, bytes: UnsafeRawBufferPointer)] = unsafe []
    /// Bytes of `output` that are sent already.
    @safe @exclusivity(unchecked) var sentCount = 0
    /// What is known from one rest of the connection to the next.
    @safe @exclusivity(unchecked) var stretch = Stretch()
    /// What is to be done next, where a handler has gone on ahead.
    @safe @exclusivity(unchecked) var stepAhead: ServeStep?
    /// What has been done since the other connections had their turn.
    @safe @exclusivity(unchecked) var turn = Turn()
    /// Requests answered since the exchange was lent to its connection.
    @safe @exclusivity(unchecked) var servedCount = 0
    /// Bytes received over connections, ever; wraps around.
    var receivedCount = 0
    /// How fast the request's body comes, once it has been waited for.
    @safe @exclusivity(unchecked) var bodyPace: ClientPace?
    /// How fast answers are taken, once that has been waited for.
    @safe @exclusivity(unchecked) var sendPace: ClientPace?
    /// Whether `flush` is at work: then the output is its own.
    var isFlushing = false
    /// Whether the client did not read in time.
    var hasSendTimedOut = false
    /// Whether the connection ends without another byte, in the middle of an answer.
    var isBrokenOff = false
    /// Whether the connection has gone over to another protocol.
    var isUpgraded = false

    // The memory that all bodies and answers share.

    /// Bytes of the server's budget that the buffer of what is received has, those that the layer above has for the current
    /// request, and those of an answer that waits for its client.
    @safe @exclusivity(unchecked) var roomReserved = 0
    var heldReserved = 0
    var answerReserved = 0
    /// Bytes of the current request's body that the layer above keeps.
    @safe @exclusivity(unchecked) var heldByRequest = 0

    // The request.

    /// Counts the requests of this exchange: what belongs to another one than the current is out of date.
    @safe @exclusivity(unchecked) public private(set) var requestNumber: UInt64 = 0
    /// What the responder found out about the request's path; the engine doesn't look at it.
    @safe @exclusivity(unchecked) public var captures = RouteCaptures()
    /// The operation that the responder has told by `note(operation:)`.
    @safe @exclusivity(unchecked) public internal(set) var operation = 0
    /// What the layer above keeps for the length of a request.
    @safe @exclusivity(unchecked) package var scope: (any RequestScope)?
    @safe @exclusivity(unchecked) var bodyFailure: BodyError?
    @safe @exclusivity(unchecked) var hasSentContinue = false
    /// Set while the request's body is read on another thread.
    @safe @exclusivity(unchecked) package var readingElsewhere: ReadingElsewhere?

    // The responder.

    /// Whether nothing but the operation's handler answers the request: then it may go on to the next by itself.
    @safe @exclusivity(unchecked) package var isRoutedDirectly = false
    /// Whether the responder has suspended.
    @safe @exclusivity(unchecked) var hasSuspended = false
    /// Whether the engine has cancelled the handler's task: its client is gone, or its time is up. An answer is still
    /// sent where that is possible; without one the client gets a 503.
    public internal(set) var isCancelled = false
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
    /// Where the answer starts in `output`; nil where there is none, or none that could still be changed.
    @safe @exclusivity(unchecked) var answerStart: Int?
    /// Digits of the last answer's length: a guess for the next.
    @safe @exclusivity(unchecked) var lengthDigits = 2
    /// The media type that was found well-formed last; most answers repeat it.
    var checkedContentType: UnsafePointer<UInt8>?
    /// Whether the answer is kept as a value, for what surrounds the handlers to change.
    @safe @exclusivity(unchecked) var isPending = false
    /// The answer that is kept; while there is one, `isAnswered` is set.
    var pendingAnswer: PendingAnswer?
    /// Its body, where that is written at once.
    @safe @exclusivity(unchecked) var pendingBody = OutputBuffer(minimumCapacity: 0)
    /// What was thrown, where the pending answer is made of an error.
    package var errorOfPendingAnswer: (any Error)?
    /// The answer that is being written piece by piece; while there is one, `isAnswered` is set.
    var answerStream: AnswerStream?
    /// Bytes of the body of the last stream; nil for an answer that is none.
    var streamedByteCount: Int?
    /// The job in which the host was told last that something is gathered.
    var gatheredAt: Turn.Place?
    /// Who asked to be told when the answer has been written.
    var actionsBehindAnswer: [@Sendable (SentAnswer) -> Void] = []

    // What it is made with.

    /// The loop that all of this belongs to, and its thread; nil in memory.
    private let home: ObjectIdentifier?
    let responder: any Responder
    let limits: ServerLimits
    let time: ResponseTime
    let pulse: LoopPulse
    let budget: MemoryBudget

    package convenience init(responder: any Responder, limits: ServerLimits, time: ResponseTime) {
        self.init(
            responder: responder, limits: limits, time: time, pulse: LoopPulse(), budget: MemoryBudget(limits), home: nil)
    }

    init(
        responder: any Responder, limits: ServerLimits, time: ResponseTime, pulse: LoopPulse, budget: MemoryBudget,
        home: ObjectIdentifier?
    ) {
        self.responder = responder
        self.limits = limits
        self.home = home
        self.time = time
        self.pulse = pulse
        self.budget = budget
        // The place is freed in `deinit`, and nowhere else emptied.
        unsafe requestsPlace.initialize(to: RequestStream(limits: limits.head))
    }

    deinit {
        let reserved = roomReserved + heldReserved + answerReserved
        if reserved > 0 { budget.giveBack(reserved) }
        // `init` filled it.
        unsafe requestsPlace.deinitialize(count: 1)
        unsafe requestsPlace.deallocate()
    }

    /// Whether the request of that number is still the current one, and the caller runs where it is served.
    ///
    /// Elsewhere nothing of the exchange may be touched: its loop changes it without a lock.
    package func isCurrent(_ number: UInt64) -> Bool {
        // Two addresses are compared, and neither followed. In memory, any thread will do that belongs to nobody else.
        let owner = unsafe UInt(bitPattern: writ_get_thread_loop())
        return owner == home.map { UInt(bitPattern: $0) } ?? 0 && requestNumber == number
    }

    /// Ends what was lent to the responder for the length of the request.
    func endRequest() {
        requestNumber &+= 1
        if heldByRequest > 0 { releaseHeld() }
        if let scope { scope.requestDidEnd() }
    }

    /// The bytes received and the request being read from them.
    var requests: RequestStream {
        // Filled from `init` to `deinit`.
        @inline(__always) _read { yield unsafe requestsPlace.pointee }
        @inline(__always) _modify { yield unsafe &requestsPlace.pointee }
    }

    /// Where the request came from: an IP address and a port.
    public var peerAddress: String { transport?.peerAddress ?? "" }

    /// Where the request came to: an IP address and a port of this machine.
    public var localAddress: String { transport?.localAddress ?? "" }
}

/// What a stretch of serving remembers.
struct Stretch {
    /// Whether the time runs in which the head has to come.
    var hasHeadDeadline = false
    /// Whether the connection has been read from.
    var hasReceived = false
    /// Requests whose heads have come, and when they were looked at first, in microseconds.
    var requestCount = 0
    var start = 0
}

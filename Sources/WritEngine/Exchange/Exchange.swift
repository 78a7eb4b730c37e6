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
    // The run-time checks for overlapping access took a fifth of the engine's own time, so these do without them.
    // One task at a time touches an exchange; the only foreign code that runs during an access is the `body` of an
    // answer, and then every further answer is ignored.
    /// Where `requests` lies, from `init` to `deinit`.
    private let requestsPlace = UnsafeMutablePointer<RequestStream>.allocate(capacity: 1)
    @exclusivity(unchecked) private var uncheckedOutput = OutputBuffer(minimumCapacity: 16_384)
    @exclusivity(unchecked) private var uncheckedFields = FieldBlock()
    @exclusivity(unchecked) private var uncheckedState = RequestState()
    @exclusivity(unchecked) private var uncheckedStretch = Stretch()
    @exclusivity(unchecked) private var uncheckedStepAhead: ServeStep?
    /// Large static bodies that stand behind the first `offset` bytes of `output`.
    ///
    /// A body that leaves by `sendfile` fits in here: an attachment that is a run of bytes of a descriptor, sent in its
    /// place by `flush` through a call of the transport's own.
    var attachments: [(offset: Int, bytes: UnsafeRawBufferPointer)] {
        @inline(__always) _read { yield unsafe uncheckedAttachments }
        @inline(__always) _modify { yield unsafe &uncheckedAttachments }
    }
    @exclusivity(unchecked) private var uncheckedAttachments: [(offset: Int, bytes: UnsafeRawBufferPointer)] = unsafe []
    /// Bytes of `output` that are sent already.
    var sentCount: Int {
        @inline(__always) get { unsafe uncheckedState.sentCount }
        @inline(__always) set { unsafe uncheckedState.sentCount = newValue }
    }
    var transport: (any Transport)? {
        @inline(__always) _read { yield unsafe uncheckedTransport }
        @inline(__always) _modify { yield unsafe &uncheckedTransport }
    }
    @exclusivity(unchecked) private var uncheckedTransport: (any Transport)?
    var bodyFailure: BodyError? {
        @inline(__always) get { unsafe uncheckedState.bodyFailure }
        @inline(__always) set { unsafe uncheckedState.bodyFailure = newValue }
    }
    /// Whether the answer is kept as a value, for what surrounds the handlers to change.
    var isPending: Bool {
        @inline(__always) get { unsafe uncheckedState.isPending }
        @inline(__always) set { unsafe uncheckedState.isPending = newValue }
    }
    /// The answer that is kept; while there is one, `isAnswered` is set.
    var pendingAnswer: PendingAnswer?
    /// What was thrown, where the pending answer is made of an error.
    package var errorOfPendingAnswer: (any Error)?
    /// Who asked to be told when the answer has been written.
    var actionsBehindAnswer: [@Sendable (SentAnswer) -> Void] = []
    /// Bytes of the body of the last stream; nil for an answer that is none.
    var streamedByteCount: Int?
    /// Its body, where that is written at once.
    var pendingBody: OutputBuffer {
        @inline(__always) _read { yield unsafe uncheckedPendingBody }
        @inline(__always) _modify { yield unsafe &uncheckedPendingBody }
    }
    @exclusivity(unchecked) private var uncheckedPendingBody = OutputBuffer(minimumCapacity: 0)
    /// The answer that is being written piece by piece; while there is one, `isAnswered` is set.
    var answerStream: AnswerStream?
    /// The job in which the transport was told last that something is gathered.
    var gatheredAt: Turn.Place?
    /// What has been done since the other connections had their turn.
    var turn: Turn {
        @inline(__always) _read { yield unsafe uncheckedTurn }
        @inline(__always) _modify { yield unsafe &uncheckedTurn }
    }
    @exclusivity(unchecked) private var uncheckedTurn = Turn()
    /// Bytes of the server's budget that the buffer of what is received has, those that the layer above has for the current
    /// request, and those of an answer that waits for its client.
    var roomReserved: Int {
        @inline(__always) get { unsafe uncheckedState.roomReserved }
        @inline(__always) set { unsafe uncheckedState.roomReserved = newValue }
    }
    var heldReserved = 0
    var answerReserved = 0
    /// Bytes of the current request's body that the layer above keeps.
    var heldByRequest: Int {
        @inline(__always) get { unsafe uncheckedState.heldByRequest }
        @inline(__always) set { unsafe uncheckedState.heldByRequest = newValue }
    }
    /// Set while the request's body is read on another thread.
    package var readingElsewhere: ReadingElsewhere? {
        @inline(__always) get { unsafe uncheckedState.readingElsewhere }
        @inline(__always) set { unsafe uncheckedState.readingElsewhere = newValue }
    }
    /// Whether the client did not read in time.
    var hasSendTimedOut = false
    /// Whether the connection ends without another byte, in the middle of an answer.
    var isBrokenOff = false
    /// Whether the connection has gone over to another protocol.
    var isUpgraded = false
    var hasSentContinue: Bool {
        @inline(__always) get { unsafe uncheckedState.hasSentContinue }
        @inline(__always) set { unsafe uncheckedState.hasSentContinue = newValue }
    }
    var lengthDigits: Int {
        @inline(__always) get { unsafe uncheckedState.lengthDigits }
        @inline(__always) set { unsafe uncheckedState.lengthDigits = newValue }
    }
    /// The media type that was found well-formed last; most answers repeat it.
    var checkedContentType: UnsafePointer<UInt8>?
    /// Requests answered since the exchange was lent to its connection.
    var servedCount: Int {
        @inline(__always) get { unsafe uncheckedState.servedCount }
        @inline(__always) set { unsafe uncheckedState.servedCount = newValue }
    }
    /// Bytes received over connections, ever; wraps around.
    var receivedCount = 0
    /// How fast the request's body comes, once it has been waited for.
    var bodyPace: ClientPace? {
        @inline(__always) get { unsafe uncheckedState.bodyPace }
        @inline(__always) set { unsafe uncheckedState.bodyPace = newValue }
    }
    /// How fast answers are taken, once that has been waited for.
    var sendPace: ClientPace? {
        @inline(__always) get { unsafe uncheckedState.sendPace }
        @inline(__always) set { unsafe uncheckedState.sendPace = newValue }
    }
    /// Whether `flush` is at work: then the output is its own.
    var isFlushing = false
    /// Whether the responder has suspended.
    var hasSuspended: Bool {
        @inline(__always) get { unsafe uncheckedState.hasSuspended }
        @inline(__always) set { unsafe uncheckedState.hasSuspended = newValue }
    }
    /// Where the answer starts in `output`; nil where there is none, or none that could still be changed.
    var answerStart: Int? {
        @inline(__always) get { unsafe uncheckedState.answerStart }
        @inline(__always) set { unsafe uncheckedState.answerStart = newValue }
    }
    /// The status of the answer that was begun last.
    var answerStatus: Int {
        @inline(__always) get { unsafe uncheckedState.answerStatus }
        @inline(__always) set { unsafe uncheckedState.answerStatus = newValue }
    }
    /// Counts the requests of this exchange: what belongs to another one than the current is out of date.
    public private(set) var requestNumber: UInt64 {
        get { unsafe uncheckedState.number }
        set { unsafe uncheckedState.number = newValue }
    }
    /// What the layer above keeps for the length of a request.
    package var scope: (any RequestScope)? {
        @inline(__always) get { unsafe uncheckedState.scope }
        @inline(__always) set { unsafe uncheckedState.scope = newValue }
    }
    /// The loop that all of this belongs to, and its thread; nil in memory.
    private let home: ObjectIdentifier?
    let responder: any Responder
    let limits: ServerLimits
    let time: ResponseTime
    let pulse: LoopPulse
    let budget: MemoryBudget

    /// Whether the request has its answer; a further one is ignored.
    public internal(set) var isAnswered: Bool {
        get { unsafe uncheckedState.isAnswered }
        set { unsafe uncheckedState.isAnswered = newValue }
    }
    /// Whether the engine has cancelled the handler's task: its client is gone, or its time is up. An answer is still
    /// sent where that is possible; without one the client gets a 503.
    public internal(set) var isCancelled = false
    /// Whether that is because the server ends: then nothing more is written to a stream, which is to end.
    package internal(set) var endsWithServer = false
    /// Whether the connection ends after this answer. Set it before the answer to end the connection.
    public var closesConnection: Bool {
        get { unsafe uncheckedState.closesConnection }
        set { unsafe uncheckedState.closesConnection = newValue }
    }

    /// Whether nothing but the operation's handler answers the request: then it may go on to the next by itself.
    package var isRoutedDirectly: Bool {
        get { unsafe uncheckedState.isRoutedDirectly }
        set { unsafe uncheckedState.isRoutedDirectly = newValue }
    }

    /// Whether the answer depends on the request's `Accept`, whatever it will be: it then says so in `Vary`.
    package var variesByAccept: Bool {
        get { unsafe uncheckedState.variesByAccept }
        set { unsafe uncheckedState.variesByAccept = newValue }
    }

    /// What the responder found out about the request's path; the engine doesn't look at it.
    public var captures: RouteCaptures {
        get { unsafe uncheckedState.captures }
        set { unsafe uncheckedState.captures = newValue }
    }
    /// The operation that the responder has told by `note(operation:)`.
    public internal(set) var operation: Int {
        get { unsafe uncheckedState.operation }
        set { unsafe uncheckedState.operation = newValue }
    }

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

    /// The answers on their way out.
    var output: OutputBuffer {
        @inline(__always) _read { yield unsafe uncheckedOutput }
        @inline(__always) _modify { yield unsafe &uncheckedOutput }
    }

    /// What is known of the current stretch of serving, from one rest of the connection to the next.
    var stretch: Stretch {
        @inline(__always) _read { yield unsafe uncheckedStretch }
        @inline(__always) _modify { yield unsafe &uncheckedStretch }
    }

    /// What is to be done next, where a handler has gone on ahead.
    var stepAhead: ServeStep? {
        @inline(__always) _read { yield unsafe uncheckedStepAhead }
        @inline(__always) _modify { yield unsafe &uncheckedStepAhead }
    }

    /// The fields of the answer that is still to come.
    var fields: FieldBlock {
        @inline(__always) _read { yield unsafe uncheckedFields }
        @inline(__always) _modify { yield unsafe &uncheckedFields }
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

/// What every request changes.
private struct RequestState {
    var isAnswered = false
    var isPending = false
    var closesConnection = false
    var isRoutedDirectly = false
    var variesByAccept = false
    var sentCount = 0
    var bodyFailure: BodyError?
    var hasSentContinue: Bool = false
    var lengthDigits: Int = 2
    var servedCount: Int = 0
    var bodyPace: ClientPace?
    var sendPace: ClientPace?
    var hasSuspended: Bool = false
    var answerStart: Int?
    var answerStatus: Int = 0
    var scope: (any RequestScope)?
    var captures = RouteCaptures()
    var operation = 0
    var number: UInt64 = 0
    var roomReserved = 0
    var heldByRequest = 0
    var readingElsewhere: ReadingElsewhere?
}

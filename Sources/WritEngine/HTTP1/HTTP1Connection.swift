// HTTP/1.1 over one connection: one exchange after the other, each read from what was received and written behind the last.

import WritWire

/// Makes requests of a connection's bytes and bytes of answers (RFC 9112); the engine lends the same object to one connection
/// after the other.
///
/// `serve` is the whole of its life between two rests. Its exchange is what the responder sees of it.
// Used from one task at a time, which is pinned to one loop; that is why it may claim to be Sendable.
@safe
package final class HTTP1Connection: Framing, @unchecked Sendable {
    // As in `Exchange`, nothing that every request changes is checked for overlapping access at run time: one task at a time is
    // at work here, and the only foreign code that runs during an access is the `body` of an answer, which only appends.

    let exchange: Exchange
    let limits: ServerLimits
    let responder: any Responder
    let activity: LoopActivity
    /// The host's, which keeps it as long as it is the host.
    @safe @exclusivity(unchecked) unowned(unsafe) var transport: (any Transport)?
    /// Where `requests` lies, from `init` to `deinit`.
    private let requestsPlace = UnsafeMutablePointer<RequestStream>.allocate(capacity: 1)

    // Serving.

    /// What is known from one rest of the connection to the next.
    @safe @exclusivity(unchecked) var busyPeriod = BusyPeriod()
    /// What is to be done next, where a handler has gone on ahead.
    @safe @exclusivity(unchecked) var stepAhead: ServeStep?
    /// Requests answered since this was lent to its connection.
    @safe @exclusivity(unchecked) var servedCount = 0
    /// Whether the connection ends without another byte, in the middle of an answer.
    var isBrokenOff = false

    // Receiving.

    /// Bytes received over connections, ever; wraps around.
    @safe @exclusivity(unchecked) var receivedCount = 0
    /// How fast the request's body comes, once it has been waited for.
    @safe @exclusivity(unchecked) var bodyPace: ClientPace?
    @safe @exclusivity(unchecked) var hasSentContinue = false
    /// Bytes of the server's budget that the buffer of what is received has.
    @safe @exclusivity(unchecked) var roomReserved = 0

    // Sending.

    /// The answers on their way out.
    @safe @exclusivity(unchecked) var output = OutputBuffer(minimumCapacity: 16_384)
    /// Large static bodies that stand behind the first `offset` bytes of `output`.
    ///
    /// A body that leaves by `sendfile` fits in here: an attachment that is a run of bytes of a descriptor, sent in its
    /// place by `flush` through a call of the transport's own.
    @exclusivity(unchecked) var attachments: [(offset: Int, bytes: UnsafeRawBufferPointer)] = unsafe []
    /// Bytes of `output` that are sent already.
    @safe @exclusivity(unchecked) var sentCount = 0
    /// Where the answer starts in `output`; nil where there is none, or none that could still be changed.
    @safe @exclusivity(unchecked) var answerStart: Int?
    /// Digits of the last answer's length: a guess for the next.
    @safe @exclusivity(unchecked) var lengthDigits = 2
    /// The form of the streamed answer that is on its way.
    @safe @exclusivity(unchecked) var stream = HTTP1Stream()
    /// How fast answers are taken, once that has been waited for.
    @safe @exclusivity(unchecked) var sendPace: ClientPace?
    /// Whether `flush` is at work: then the output is its own.
    var isFlushing = false
    /// Whether the client did not read in time.
    var hasSendTimedOut = false
    /// Whether the client may still be sending when a protocol that it went over to ends: it would lose what it was told last.
    var isLeftUnread = false
    /// Bytes of the server's budget that an answer has which waits for its client.
    var answerReserved = 0

    package convenience init(responder: any Responder, limits: ServerLimits, time: ResponseTime) {
        self.init(
            responder: responder, limits: limits, time: time, activity: LoopActivity(), budget: MemoryBudget(limits), home: nil)
    }

    init(
        responder: any Responder, limits: ServerLimits, time: ResponseTime, activity: LoopActivity, budget: MemoryBudget,
        home: ObjectIdentifier?
    ) {
        self.responder = responder
        self.limits = limits
        self.activity = activity
        // The place is freed in `deinit`, and nowhere else emptied.
        unsafe requestsPlace.initialize(to: RequestStream(limits: limits.head))
        // The head stays in its place as long as this object, and the exchange lets go of it in `deinit`.
        let head = unsafe withUnsafeMutablePointer(to: &requestsPlace.pointee.head) { unsafe $0 }
        exchange = unsafe Exchange(
            responder: responder, limits: limits, time: time, activity: activity, budget: budget, home: home, head: head)
        exchange.framing = self
    }

    deinit {
        exchange.endFraming()
        let reserved = roomReserved + answerReserved
        if reserved > 0 { exchange.budget.giveBack(reserved) }
        // `init` filled it.
        unsafe requestsPlace.deinitialize(count: 1)
        unsafe requestsPlace.deallocate()
    }

    /// The bytes received and the request being read from them.
    var requests: RequestStream {
        // Filled from `init` to `deinit`.
        @inline(__always) _read { yield unsafe requestsPlace.pointee }
        @inline(__always) _modify { yield unsafe &requestsPlace.pointee }
    }

    /// Has what `serve` does next be done for that connection.
    package func begin(over host: any ConnectionHost) {
        if exchange.host !== host {
            exchange.host = host
            transport = host.transport
        }
        busyPeriod = BusyPeriod()
    }

    /// Has no connection any more.
    func leaveConnection() {
        exchange.host = nil
        transport = nil
    }

    /// Makes this fit for another connection, which `begin` tells.
    ///
    /// - Parameter keepsRoom: Whether it may keep room for four times the usual answers.
    package func recycle(keepsRoom: Bool = true) {
        servedCount = 0
        isBrokenOff = false
        hasSendTimedOut = false
        isLeftUnread = false
        exchange.isUpgraded = false
        stream = HTTP1Stream()
        requests.reset()
        unsafe exchange.lend(UnsafeRawBufferPointer(start: nil, count: 0), headByteCount: 0)
        forgetOutput()
        if output.capacity > (keepsRoom ? 65_536 : 16_384) || output.capacity < 16_384 {
            output = OutputBuffer(minimumCapacity: 16_384)
        }
        if roomReserved > 0 { releaseRoom() }
    }
}

/// What serving remembers from one rest of the connection to the next.
struct BusyPeriod {
    /// Whether the time runs in which the head has to come.
    var hasHeadDeadline = false
    /// Whether the connection has been read from.
    var hasReceived = false
    /// Requests whose heads have come, and when they were looked at first, in microseconds.
    var requestCount = 0
    var start = 0
}

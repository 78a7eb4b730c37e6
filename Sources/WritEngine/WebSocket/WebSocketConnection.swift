// A connection that has gone over to WebSocket (RFC 6455): messages in both directions.

package import WritWire

/// Makes payloads of messages smaller (RFC 7692): the seam to a library that the engine doesn't link.
package protocol MessageDeflater: AnyObject {
    /// Appends what a message becomes; nothing where it should be sent as it is.
    func deflate(_ message: UnsafeRawBufferPointer, into output: inout OutputBuffer)
    /// How messages become smaller that are sent to several connections; nil where each depends on those that its connection had before.
    var shared: SharedDeflation? { get }
}

// The bytes that the closure is lent are valid for the call; so it may claim to be safe.
/// A way to make a message smaller once for all connections that have agreed on the same.
@safe
package struct SharedDeflation: Sendable {
    /// Those with the same key make the same bytes of a message.
    package struct Key: Hashable, Sendable {
        let owner: ObjectIdentifier
        let windowBits: Int

        /// - Parameter owner: What lives as long as anybody has the key.
        package init(owner: AnyObject, windowBits: Int) {
            self.owner = ObjectIdentifier(owner)
            self.windowBits = windowBits
        }
    }

    package let key: Key
    /// Appends what a message becomes; nothing where it should be sent as it is. May be called from any thread.
    @safe package let deflate: @Sendable (UnsafeRawBufferPointer, inout OutputBuffer) -> Void

    package init(key: Key, deflate: @escaping @Sendable (UnsafeRawBufferPointer, inout OutputBuffer) -> Void) {
        self.key = key
        unsafe self.deflate = deflate
    }
}

/// Reads and writes the messages of one connection.
///
/// While a client is silent it takes no buffers: bytes are received into memory that all connections of a loop share, and what a message
/// needs is given back behind it.
// Everything here runs where the connection is served; `perform` brings others there. That is why it may claim to be Sendable.
@safe
package final class WebSocketConnection: @unchecked Sendable {
    /// Why a connection can't be used any more.
    package enum Failure: Error, Equatable {
        /// It has been closed, by either side.
        case closed
        /// The client is gone.
        case connectionLost
        /// The client was silent, or did not read, for too long.
        case timedOut
    }

    package enum Message: Equatable, Sendable {
        case text
        case binary
    }

    /// How the connection ended, as far as it has.
    package enum Ending: Equatable {
        /// The client has closed it, with a code if it gave one.
        case closed(UInt16?)
        /// The client has broken the protocol.
        case failed(WebSocketFailure)
        /// The server has closed it.
        case left(UInt16)
    }

    let exchange: Exchange
    let host: any ConnectionHost
    private let requestNumber: UInt64
    // One thread touches these, and no access calls foreign code: they need no checks for overlapping access.
    let settings: WebSocketSettings
    @safe @exclusivity(unchecked) private var receiver: WebSocketReceiver
    private let deflater: (any MessageDeflater)?
    /// Bytes that were received and not looked at.
    @safe @exclusivity(unchecked) private var leftover = OutputBuffer(minimumCapacity: 0)
    @safe @exclusivity(unchecked) private var leftoverTaken = 0
    /// What is written and not sent.
    @safe @exclusivity(unchecked) var output = OutputBuffer(minimumCapacity: 0)
    @safe @exclusivity(unchecked) var sentCount = 0
    /// Who waits for the client to take what was sent.
    var drainWaiters: [UnsafeContinuation<Void, Never>] = unsafe []
    /// The same for what doesn't suspend.
    var drainBodies: [@Sendable () -> Void] = []
    /// When the client took something last while something waited, in milliseconds of the host's clock.
    @safe @exclusivity(unchecked) var progressTime = 0
    @safe @exclusivity(unchecked) package private(set) var ending: Ending?
    @safe @exclusivity(unchecked) var failure: Failure?
    @safe @exclusivity(unchecked) private var hasSentClose = false
    @safe @exclusivity(unchecked) private var isPinged = false

    /// - Parameters:
    ///   - messageBytesMax: The operation's own limit; nil where that of the settings holds.
    ///   - unsent: Bytes that have to leave first.
    ///   - unread: What was received behind the request.
    init(
        _ exchange: Exchange, on host: any ConnectionHost, settings: WebSocketSettings, messageBytesMax: Int?,
        inflater: (any MessageInflater)?, deflater: (any MessageDeflater)?, unsent: UnsafeRawBufferPointer,
        unread: UnsafeRawBufferPointer
    ) {
        self.exchange = exchange
        self.host = host
        self.settings = settings
        self.deflater = deflater
        requestNumber = exchange.requestNumber
        receiver = WebSocketReceiver(messageBytesMax: messageBytesMax ?? settings.messageBytesMax, inflater: inflater)
        unsafe output.append(unsent)
        unsafe leftover.append(unread)
    }

    /// The bytes of the message that was received last, until the next call of `receive`.
    package var message: UnsafeRawBufferPointer { unsafe receiver.message.bytes }

    /// Where it is served: those with the same home share a thread.
    package var home: ObjectIdentifier { exchange.home ?? ObjectIdentifier(host) }

    /// How messages are made smaller that others get, too; may be asked for anywhere.
    package var sharedDeflation: SharedDeflation? { deflater?.shared }

    /// Whether the server shuts down: time to say good-bye.
    package var isDraining: Bool { !isCurrent || exchange.time.isDraining }

    /// Whether messages can still be sent.
    package var isOpen: Bool { failure == nil && ending == nil && !hasSentClose && isCurrent }

    private var isCurrent: Bool { exchange.requestNumber == requestNumber && exchange.isUpgraded }

    // MARK: Receiving

    /// The next message, whose bytes are `message`; nil where the connection is closed, by either side, or the server ends.
    ///
    /// Pings are answered meanwhile, and a client that is silent is asked whether it is there.
    package func receive() async throws(Failure) -> Message? {
        while true {
            if ending != nil { return nil }
            if let failure { throw failure }
            guard isCurrent else { throw .closed }
            // Many messages fit in what is received at once, and small ones may stand for large ones: others have their turn in between.
            if leftover.count > leftoverTaken, exchange.isTurnOver(after: receiver.message.count) { await host.yieldTurn() }
            var event = nextEvent()
            if event == nil {
                switch try await receiveMore() {
                case .event(let received): event = received
                case .more: continue
                case .over: return nil
                }
            }
            guard let event else { continue }
            if let message = answer(event) { return message }
            // A flood of pings waits for its answers.
            if output.count - sentCount > Self.controlBytesMax { try await drain(to: Self.controlBytesMax) }
        }
    }

    /// What came of receiving.
    private enum Reception {
        case event(WebSocketReceiver.Event)
        case more
        case over
    }

    /// The next event in what has been received.
    private func nextEvent() -> WebSocketReceiver.Event? {
        guard leftover.count > leftoverTaken else { return nil }
        // `leftoverTaken` is below the count.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: leftover.bytes[leftoverTaken...])
        var taken = 0
        let event = unsafe receiver.next(rest, taken: &taken)
        leftoverTaken += taken
        if leftoverTaken == leftover.count {
            leftover = OutputBuffer(minimumCapacity: 0)
            leftoverTaken = 0
        }
        return event
    }

    /// Does what an event asks for; the message, if it is one.
    private func answer(_ event: WebSocketReceiver.Event) -> Message? {
        switch event {
        case .text: return .text
        case .binary: return .binary
        case .ping:
            if !hasSentClose { unsafe output.appendFrame(.pong, receiver.control.bytes) }
        case .pong: break
        case .close(let code):
            if ending == nil { ending = .closed(code) }
            // The client gets its own code back (RFC 6455 section 5.5.1).
            sendClose(code)
        case .failed(let failure):
            if ending == nil { ending = .failed(failure) }
            sendClose(failure.code, failure.reason)
        }
        return nil
    }

    /// Receives bytes up to the first event in them, or waits for some.
    private func receiveMore() async throws(Failure) -> Reception {
        var found: WebSocketReceiver.Event?
        switch receiveBytes(&found) {
        case .moved(let count):
            isPinged = false
            if exchange.isTurnOver(after: count) { await host.yieldTurn() }
            return found.map { .event($0) } ?? .more
        case .ended:
            // Who has ended its own side alone still gets what it is told.
            sendNow()
            throw fail(.connectionLost)
        case .failed: throw fail(.connectionLost)
        case .waits(let event):
            sendNow()
            host.withSpareRoom { receiver.giveRoom(to: &$0.incoming) }
            if let failure { throw failure }
            let timeout = isPinged ? settings.$pongTimeout : settings.$pingInterval
            host.startDeadline(milliseconds: min(timeout, Self.waitMillisecondsMax))
            switch await host.wait(for: event) {
            case .ready: return .more
            case .timedOut: try ping()
            case .draining, .aborted:
                leave(1001, "The server ends.")
                return .over
            }
            return .more
        }
    }

    /// Receives into the memory of the loop, once all that was received before is looked at; what is left behind the first event is kept.
    private func receiveBytes(_ event: inout WebSocketReceiver.Event?) -> TransferResult {
        unsafe host.withScratch { room in
            let result = unsafe host.transport.receive(into: room)
            guard case .moved(let count) = result else { return result }
            host.withSpareRoom { receiver.takeRoom(from: &$0.incoming) }
            var taken = 0
            // What was received lies at the front of the room.
            event = unsafe receiver.next(UnsafeRawBufferPointer(rebasing: room[..<count]), taken: &taken)
            if taken < count { unsafe leftover.append(UnsafeRawBufferPointer(rebasing: room[taken..<count])) }
            return result
        }
    }

    private func ping() throws(Failure) {
        if isPinged { throw fail(.timedOut) }
        isPinged = true
        unsafe output.appendFrame(.ping, UnsafeRawBufferPointer(start: nil, count: 0))
    }

    // MARK: Sending

    /// Sends a message. Waits while the client has not taken what was sent before, beyond the settings' limit.
    package func send(_ message: Message, _ payload: UnsafeRawBufferPointer) async throws(Failure) {
        try unsafe write(message, payload)
        noteUnsent()
        if output.count - sentCount > settings.unsentBytesMax { try await drain(to: settings.unsentBytesMax / 2) }
    }

    private func write(_ message: Message, _ payload: UnsafeRawBufferPointer) throws(Failure) {
        if let failure { throw failure }
        guard isOpen else { throw .closed }
        let opcode: WebSocketOpcode = message == .text ? .text : .binary
        takeOutputRoom()
        if let deflater {
            var deflated = OutputBuffer(minimumCapacity: 0)
            unsafe deflater.deflate(payload, into: &deflated)
            if deflated.count > 0 {
                // The two buffers are two.
                return unsafe output.appendFrame(opcode, isCompressed: true, deflated.bytes)
            }
        }
        unsafe output.appendFrame(opcode, payload)
    }

    /// Closes the connection, if it isn't closed; `receive` gives nil from then on.
    package func close(_ code: UInt16, _ reason: String = "") {
        leave(code, reason)
        sendNow()
    }

    private func leave(_ code: UInt16, _ reason: String) {
        if ending == nil { ending = .left(code) }
        sendClose(code, reason)
    }

    private func sendClose(_ code: UInt16?, _ reason: String = "") {
        guard !hasSentClose, failure == nil else { return }
        hasSentClose = true
        output.appendClose(code, reason)
    }

    func fail(_ failure: Failure) -> Failure {
        if self.failure == nil { self.failure = failure }
        resumeDrainWaiters()
        return failure
    }

    // MARK: The end

    /// Sends what is left and waits for the client to say that it closes, too; then the connection is over.
    func end() async {
        guard failure == nil else { return }
        if !hasSentClose { leave(1000, "") }
        try? await drain(to: 0)
        guard case .left = ending, failure == nil else { return }
        // The client may have sent messages before it knew (RFC 6455 section 7.1.1); nobody reads them any more.
        let start = host.milliseconds
        while failure == nil {
            let left = settings.$closeTimeout - (host.milliseconds - start)
            if let event = nextEvent() {
                if case .close = event { return }
                if case .failed = event { return }
                continue
            }
            guard left > 0 else { return }
            var found: WebSocketReceiver.Event?
            switch receiveBytes(&found) {
            case .moved:
                if case .close? = found { return }
                if case .failed? = found { return }
            case .ended, .failed: return
            case .waits(let event):
                host.startDeadline(milliseconds: left)
                guard await host.wait(for: event) == .ready else { return }
            }
        }
    }

    /// Bytes of answers to pings that may wait for their client.
    private static var controlBytesMax: Int { 16_384 }
    private static var waitMillisecondsMax: Int { 1 << 40 }
}

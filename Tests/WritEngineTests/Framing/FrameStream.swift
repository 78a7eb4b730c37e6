// One request of a connection of frames: what its exchange asks of a framing.

@testable import WritEngine
import WritWire

/// Keeps what has come of a request's body, and writes its answer as frames.
@safe final class FrameStream: Framing {
    private let number: UInt32
    private let connection: FrameConnection
    let exchange: Exchange
    /// The head, and the bytes that it counts in; both stay in their places until the end.
    private let head: UnsafeMutablePointer<RequestHead>
    private var headBytes = OutputBuffer(minimumCapacity: 256)
    private var body = OutputBuffer(minimumCapacity: 256)
    private var takenCount = 0
    private var part = 0..<0
    private var hasEnd = false
    private var isCancelled = false
    private var waiter: CheckedContinuation<Void, Never>?
    private var written = OutputBuffer(minimumCapacity: 256)
    private var hasLeft = false
    var cancelTask: () -> Void = {}

    init(_ number: UInt32, of connection: FrameConnection) {
        self.number = number
        self.connection = connection
        unsafe head = .allocate(capacity: 1)
        // It has room for one.
        unsafe head.initialize(to: RequestHead())
        exchange = unsafe Exchange(
            responder: connection.responder, limits: connection.limits, time: connection.time, head: head)
        exchange.framing = self
        exchange.host = connection.host
    }

    deinit {
        exchange.endFraming()
        // `init` filled it.
        unsafe head.deinitialize(count: 1)
        unsafe head.deallocate()
    }

    /// Has the responder answer the request of that head.
    @MainActor
    func run(_ frame: Frame) async {
        let refusal = read(frame)
        exchange.beginRequest()
        if let refusal {
            exchange.answer(refusal, at: .unseen)
        } else {
            await respond()
        }
        exchange.answerIfNobodyHas()
        if !exchange.isAnswered { connection.send(.cancel(number)) }
        exchange.endRequest()
        _ = await connection.flush()
    }

    private func respond() async {
        do {
            if let handler = connection.responder.route(exchange) {
                if let bytesMax = handler.receivesUpTo { _ = try unsafe await exchange.collectBody(upTo: bytesMax) }
                try await handler.run(exchange)
            } else if !exchange.isAnswered {
                await connection.responder.respond(to: exchange)
            }
        } catch {
            await connection.responder.fail(exchange, error)
        }
    }

    /// Fills in the exchange's head; why that can't be, if it can't.
    private func read(_ frame: Frame) -> Refusal? {
        guard let ranges = frame.ranges, ranges.count >= 2, ranges.count % 2 == 0 else { return .malformedRequestLine }
        let line = frame.bytes[ranges[0]] + [32] + frame.bytes[ranges[1]] + [32]
        let limits = connection.limits.head
        for byte in line + frame.bytes[ranges[1].upperBound...] { headBytes.append(byte) }
        let shift = line.count - ranges[1].upperBound
        // The bytes stay: nothing is appended from here on.
        let bytes = unsafe headBytes.bytes
        unsafe exchange.lend(bytes, headByteCount: bytes.count)
        do throws(Refusal) {
            try unsafe head.pointee.fill(bytes, framing: .chunked, limits: limits)
            for index in stride(from: 2, to: ranges.count, by: 2) {
                try unsafe head.pointee.addField(
                    name: ByteRange(ranges[index].lowerBound + shift, ranges[index].upperBound + shift),
                    value: ByteRange(ranges[index + 1].lowerBound + shift, ranges[index + 1].upperBound + shift),
                    in: bytes, limits: limits)
            }
            return nil
        } catch {
            return error
        }
    }

    // What comes.

    func take(_ frame: Frame) {
        switch frame.kind {
        // More than a body may have isn't kept.
        case .body where body.count <= connection.limits.bodyBytesMax:
            // The array lends its bytes for the call.
            unsafe frame.bytes.withUnsafeBytes { unsafe body.append($0) }
        case .body, .head: break
        case .end: hasEnd = true
        case .cancel:
            isCancelled = true
            exchange.isCancelled = true
            cancelTask()
        }
        waiter.take()?.resume()
    }

    func inputDidEnd() {
        if !hasEnd { take(.cancel(number)) }
    }

    // The request's body.

    func collectBody(upTo bytesMax: Int) -> RequestStream.BodyStep {
        if body.count > bytesMax { return .refused(.bodyTooLarge) }
        return hasEnd ? .complete : .incomplete
    }

    var receivedBody: UnsafeRawBufferPointer { unsafe slice(takenCount..<body.count) }
    var bodyPart: UnsafeRawBufferPointer { unsafe slice(part) }
    var isBodyComplete: Bool { hasEnd }

    private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        // The range lies within the bytes, which stay until more are taken.
        unsafe UnsafeRawBufferPointer(rebasing: body.bytes[range])
    }

    func nextBodyPart(upTo bytesMax: Int) -> RequestStream.PartStep {
        if body.count > bytesMax { return .refused(.bodyTooLarge) }
        if takenCount == body.count { return hasEnd ? .complete : .incomplete }
        part = takenCount..<body.count
        takenCount = body.count
        return .part
    }

    func beginsBody() -> Bool? { body.count > 0 ? true : hasEnd ? false : nil }

    func receiveBody() async throws(BodyError) -> Int {
        guard await flush() == nil else { throw .connectionLost }
        let before = body.count
        if !isCancelled && !hasEnd { await withCheckedContinuation { waiter = $0 } }
        if isCancelled { throw .connectionLost }
        return body.count - before
    }

    func forEachTrailer(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) {}

    // Its answer.

    func write(status: Int, contentType: StaticString?, body: (inout OutputBuffer) -> Void) {
        sendHead(status, contentType)
        append(body)
        if exchange.method != .head { sendWritten() }
        connection.send(.end(number))
    }

    func write(status: Int, contentType: StaticString?, lastingBody: UnsafeRawBufferPointer) {
        write(status: status, contentType: contentType) { unsafe $0.append(lastingBody) }
    }

    func writeEmpty(status: Int) { write(status: status, contentType: nil) { _ in } }

    func writeHead(of stream: AnswerStream) { write(status: stream.status, contentType: stream.contentType) { _ in } }

    private func sendHead(_ status: Int, _ contentType: StaticString?) {
        var texts = ["\(status)"]
        if let contentType { texts += ["Content-Type", "\(contentType)"] }
        // The bytes are copied at once.
        unsafe exchange.fields.forEach { name, value in unsafe texts += [text(name), text(value)] }
        connection.send(Frame(stream: number, kind: .head, bytes: Frame.pack(texts)))
    }

    private func sendWritten() {
        if written.count > 0 { connection.send(Frame(stream: number, kind: .body, bytes: unsafe Array(written.bytes))) }
        written.truncate(to: 0)
    }

    /// The head leaves with the first bytes of the body: until then the answer can be taken back.
    func begin(_ stream: AnswerStream) { hasLeft = false }

    var streamRoom: Int { FrameConnection.frameBytesMax - written.count }

    func append(_ body: (inout OutputBuffer) -> Void) { body(&written) }

    var hasUnsentRest: Bool { connection.sendAtOnce() != nil }

    func flush() async -> AnswerStreamError? {
        sendGatheredFrames()
        return isCancelled ? .connectionLost : await connection.flush()
    }

    private func sendGatheredFrames() {
        guard let stream = exchange.answerStream, stream.isHeadWritten else { return }
        if !hasLeft { sendHead(stream.status, stream.contentType) }
        hasLeft = true
        sendWritten()
    }

    func finish(_ stream: AnswerStream) {
        sendGatheredFrames()
        let texts = stream.trailers.flatMap { ["\($0.name)", String(decoding: $0.value, as: UTF8.self)] }
        connection.send(Frame(stream: number, kind: .end, bytes: Frame.pack(texts)))
    }

    func takeBackStream() -> Bool {
        if hasLeft { return false }
        written.truncate(to: 0)
        return true
    }

    func breakOff() {
        written.truncate(to: 0)
        connection.send(.cancel(number))
    }

    // What a host asks for.

    func sendGathered() -> TransportEvent? {
        sendGatheredFrames()
        return connection.sendAtOnce()
    }

    func sendEarlierAnswers() -> Bool { connection.sendAtOnce() == nil }

    func answerInPlaceOfResponder() -> Bool {
        exchange.answer(.handlerTimedOut)
        return true
    }

    // Each request has an exchange of its own.
    func goesOn(with operation: Int) -> Bool { false }
}

// Answers that may still be changed: kept apart until what surrounds the handlers has returned.

package import WritWire

extension Exchange {
    /// Has the answer to this request kept as a value, in place of being written at once, until `sendPendingAnswer`.
    package func beginPending() {
        isPending = true
        streamedByteCount = nil
        handlerTime = nil
        // A request that nobody answered may have left these.
        errorOfPendingAnswer = nil
        actionsBehindAnswer.removeAll()
    }

    /// Whether there is an answer that can still be changed.
    package var hasPendingAnswer: Bool { pendingAnswer != nil }

    /// Whether answers are kept until `sendPendingAnswer`, rather than written at once.
    package var keepsAnswers: Bool { isPending }

    /// Whether fields may be changed: those of an answer that is still to come, or of one that has not left.
    private var mayChangeFields: Bool { !isAnswered || pendingAnswer != nil }

    /// The status of the answer; nil where there is none yet. To set it is possible while the answer is pending.
    package var answeredStatus: Int? {
        get { isAnswered ? answerStatus : nil }
        set {
            guard let newValue, 200...599 ~= newValue, pendingAnswer != nil else { return }
            pendingAnswer?.status = newValue
            answerStatus = newValue
        }
    }

    /// The media type of the pending answer, where it is none of the fields.
    package var pendingContentType: StaticString? {
        get { pendingAnswer?.contentType }
        set { pendingAnswer?.contentType = newValue }
    }

    /// Whether the pending answer is written piece by piece: its body is not there yet.
    package var isPendingStream: Bool {
        if case .stream? = pendingAnswer?.body { true } else { false }
    }

    /// Bytes of the pending answer's body; nil for a stream, and where no answer is pending.
    package var pendingBodyByteCount: Int? {
        switch pendingAnswer?.body {
        case nil, .stream?: nil
        case .none?: 0
        case .written?: pendingBody.count
        case .lasting(let bytes)?: bytes.count
        }
    }

    /// A copy of the pending answer's body; nil for a stream, and where no answer is pending.
    package var pendingBodyBytes: [UInt8]? {
        switch pendingAnswer?.body {
        case nil, .stream?: nil
        case .none?: []
        // The buffers lend their bytes for the copy.
        case .written?: unsafe Array(pendingBody.bytes)
        case .lasting(let bytes)?: unsafe Array(bytes)
        }
    }

    /// Replaces the pending answer's body, a stream, too. False where no answer is pending, or its status forbids a body.
    package func setPendingBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let status = pendingAnswer?.status, !HTTPStatus.forbidsBody(status) else { return false }
        pendingBody.truncate(to: 0)
        unsafe pendingBody.append(bytes)
        pendingAnswer?.body = .written
        return true
    }

    /// Takes the pending answer back, so that another one can be given; false where none is pending.
    @discardableResult
    package func takeBackAnswer() -> Bool {
        guard pendingAnswer != nil else { return false }
        pendingAnswer = nil
        errorOfPendingAnswer = nil
        fields.removeAll()
        isAnswered = false
        return true
    }

    /// Turns the pending answer into bytes on their way, and runs a stream to its end. From here on nothing can be changed.
    ///
    /// - Throws: what a stream throws. Where nothing of it has left the request can be answered otherwise, with the fields that
    ///   were added to those of the stream.
    package func sendPendingAnswer() async throws {
        guard !sendPendingAnswerAtOnce(), let pending = pendingAnswer, case .stream(let stream) = pending.body else { return }
        pendingAnswer = nil
        errorOfPendingAnswer = nil
        isAnswered = false
        try await send(stream, pending)
    }

    /// The same where nothing is to be waited for; false, with the answer still pending, where there is: for a stream.
    package func sendPendingAnswerAtOnce() -> Bool {
        isPending = false
        guard let pending = pendingAnswer else { return true }
        if case .stream = pending.body { return false }
        pendingAnswer = nil
        errorOfPendingAnswer = nil
        isAnswered = false
        switch pending.body {
        case .none: answerEmpty(status: pending.status)
        case .written:
            // The body's buffer and that of what leaves are two.
            answer(status: pending.status, contentType: pending.contentType) { unsafe $0.append(pendingBody.bytes) }
            forgetPendingBody()
        case .lasting(let bytes):
            // They live as long as the program: see `PendingAnswer.Body`.
            unsafe answer(status: pending.status, contentType: pending.contentType, staticBody: bytes)
        case .stream: break
        }
        return true
    }

    private func send(_ stream: PendingStream, _ pending: PendingAnswer) async throws {
        do {
            try await answerStream(
                status: pending.status, contentType: pending.contentType, contentLength: stream.contentLength, stream.write)
        } catch {
            if !isAnswered {
                // What is answered instead is coded by nobody.
                if let coding, coding.encoder != nil {
                    coding.encoder = nil
                    let name: StaticString = "Content-Encoding"
                    // A static string's bytes live as long as the program.
                    unsafe fields.remove(name: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
                }
                for name in stream.fieldNames {
                    // The array lends its bytes for the call.
                    unsafe name.withUnsafeBytes { unsafe fields.remove(name: $0) }
                }
            }
            throw error
        }
    }

    /// Answers in any case: with a refusal where nobody has.
    package func answerIfNobodyHas() {
        if !isAnswered && !isCancelled { answer(bodyFailure?.refusal ?? .unansweredRequest) }
    }

    /// Keeps an answer that is written piece by piece, where answers are kept; false where it is to be written at once.
    package func keepStream(
        status: Int, contentType: StaticString?, contentLength: Int?,
        _ write: nonisolated(nonsending) @escaping (AnswerWriter) async throws -> Void
    ) -> Bool {
        guard isPending else { return false }
        guard beginPendingAnswer(status: status, contentType: contentType) else { return true }
        var names: [[UInt8]] = [Array("Content-Type".utf8)]
        // The bytes are copied at once.
        unsafe fields.forEach { name, _ in unsafe names.append(Array(name)) }
        pendingAnswer?.body = .stream(PendingStream(contentLength: contentLength, fieldNames: names, write: write))
        return true
    }

    /// Begins a pending answer without a body; false, with another answer in its place, where it can't be sent.
    func beginPendingAnswer(status: Int, contentType: StaticString?) -> Bool {
        guard isFitToSend(status: status, contentType: contentType) else { return false }
        isAnswered = true
        answerStatus = status
        pendingAnswer = PendingAnswer(status: status, contentType: contentType, body: .none)
        return true
    }

    /// Keeps an answer whose body is written at once.
    func keep(status: Int, contentType: StaticString?, body: (inout OutputBuffer) -> Void) {
        guard beginPendingAnswer(status: status, contentType: contentType), !HTTPStatus.forbidsBody(status) else { return }
        pendingBody.truncate(to: 0)
        body(&pendingBody)
        pendingAnswer?.body = .written
    }

    /// Ends what is kept of an answer: the engine gives its own.
    func dropPending() {
        guard isPending else { return }
        isPending = false
        if takeBackAnswer() { forgetPendingBody() }
        fields.removeAll()
    }

    private func forgetPendingBody() {
        if pendingBody.capacity > 65_536 { pendingBody = OutputBuffer(minimumCapacity: 0) } else { pendingBody.truncate(to: 0) }
    }

    // MARK: Fields

    /// Adds a header field to the answer that is still to come, or that is pending; for what surrounds a handler.
    public func addField(_ name: StaticString, _ value: String) {
        guard mayChangeFields else { return }
        fields.add(name, value)
    }

    /// Adds a header field whose name is only known at run time; false where the answer has left.
    @discardableResult
    package func addField(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Bool {
        guard mayChangeFields else { return false }
        unsafe fields.add(name: name, value: value)
        return true
    }

    /// Adds a header field whose value `write` appends: text of our own, which is not looked at.
    package func addField(_ name: StaticString, writing write: (inout OutputBuffer) -> Void) {
        guard mayChangeFields else { return }
        fields.add(name, writing: write)
    }

    /// Adds a header field with these bytes, which are copied.
    package func addField(_ name: StaticString, bytes value: UnsafeRawBufferPointer) {
        guard mayChangeFields else { return }
        unsafe fields.add(name, value)
    }

    /// Takes out all header fields of that name, where there are some.
    package func removeField(named name: StaticString) {
        guard mayChangeFields, fields.contains(name) else { return }
        // A static string lives as long as the program.
        unsafe fields.remove(name: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// Takes out all header fields of that name; false where the answer has left.
    @discardableResult
    package func removeField(_ name: UnsafeRawBufferPointer) -> Bool {
        guard mayChangeFields else { return false }
        unsafe fields.remove(name: name)
        return true
    }

    /// Says in `Vary` that the answer depends on those fields of the request; false where the answer has left.
    package func addVary(_ names: UnsafeRawBufferPointer) -> Bool {
        guard mayChangeFields else { return false }
        unsafe fields.addVary(listed: names)
        return true
    }

    /// The same for one field.
    package func addVary(_ name: StaticString) {
        guard mayChangeFields else { return }
        fields.addVary(name)
    }

    /// Whether the answer that is still to come, or pending, has a header field of that name.
    package func hasField(_ name: StaticString) -> Bool { fields.contains(name) }

    /// The same for a name that is only known at run time.
    package func hasField(_ name: UnsafeRawBufferPointer) -> Bool { unsafe fields.contains(name) }

    /// Lends name and value of each header field of the answer that is still to come, or pending, to `body`.
    package func forEachField(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
        unsafe fields.forEach(body)
    }
}

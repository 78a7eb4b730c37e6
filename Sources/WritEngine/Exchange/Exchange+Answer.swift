// Answers that are there as a whole.

public import WritWire

extension Exchange {
    /// Answers with what `body` writes. The Content-Length is filled in afterwards; for HEAD the body is dropped.
    ///
    /// `body` must not call the exchange's own answer functions. `status` is one of 200...599.
    public func answer(status: Int, contentType: StaticString?, body: (inout OutputBuffer) -> Void) {
        if isPending { return keep(status: status, contentType: contentType, body: body) }
        guard beginAnswer(status: status, contentType: contentType) else { return }
        guard !HTTPStatus.forbidsBody(status) else { return framing?.writeEmpty(status: status) ?? () }
        framing?.write(status: status, contentType: contentType, body: body)
    }

    /// Answers with further header fields. A field that can't be sent makes the answer a 500.
    public func answer(
        status: Int, contentType: StaticString?, fields addFields: (inout FieldBlock) -> Void,
        body: (inout OutputBuffer) -> Void
    ) {
        guard !isAnswered else { return }
        addFields(&fields)
        answer(status: status, contentType: contentType, body: body)
    }

    /// Answers with bytes that live as long as the program; they are sent from where they are, not copied.
    public func answer(
        status: Int, contentType: StaticString?, fields addFields: (inout FieldBlock) -> Void = { _ in },
        staticBody: UnsafeRawBufferPointer
    ) {
        guard !isAnswered else { return }
        addFields(&fields)
        if isPending {
            if beginPendingAnswer(status: status, contentType: contentType) { pendingAnswer?.body = unsafe .lasting(staticBody) }
            return
        }
        guard beginAnswer(status: status, contentType: contentType) else { return }
        guard !HTTPStatus.forbidsBody(status) else { return framing?.writeEmpty(status: status) ?? () }
        unsafe framing?.write(status: status, contentType: contentType, lastingBody: staticBody)
    }

    /// Answers without a body: 204 and 304 without a Content-Length, everything else with `Content-Length: 0`.
    public func answerEmpty(status: Int, fields addFields: (inout FieldBlock) -> Void = { _ in }) {
        guard !isAnswered else { return }
        addFields(&fields)
        if isPending { return _ = beginPendingAnswer(status: status, contentType: nil) }
        guard beginAnswer(status: status, contentType: nil) else { return }
        framing?.writeEmpty(status: status)
    }

    /// Answers a refusal as a problem document, and closes the connection where the table says so.
    package func answer(_ refusal: Refusal, at stage: RefusalStage = .seen) {
        let answer = refusal.answer
        fields.removeAll()
        // It may add fields of its own.
        responder.didRefuse(self, status: answer.status, detail: answer.detail, at: stage)
        if answer.closes { closesConnection = true }
        if let seconds = answer.retryAfterSeconds { fields.add("Retry-After", "\(seconds)") }
        self.answer(status: answer.status, contentType: ProblemDocument.contentType) {
            ProblemDocument.append(answer, to: &$0)
        }
    }

    /// Whether the request waits for an answer, and one with that status and the fields that are there can be sent; where it
    /// can't, another takes its place.
    @inline(__always)
    func isFitToSend(status: Int, contentType: StaticString?) -> Bool {
        guard !isAnswered else { return false }
        if variesByAccept { fields.addVary("Accept") }
        if status >= 200 && status <= 599 && fields.isWellFormed && isWellFormed(contentType) { return true }
        answer(.malformedAnswer)
        return false
    }

    /// Checks what is to be sent before a byte is written.
    func beginAnswer(status: Int, contentType: StaticString?) -> Bool {
        guard isFitToSend(status: status, contentType: contentType) else { return false }
        isAnswered = true
        answerStatus = status
        return true
    }

    func isWellFormed(_ contentType: StaticString?) -> Bool {
        guard let contentType else { return true }
        // A static string lives as long as the program: its address tells it from all others.
        if unsafe contentType.utf8Start == checkedContentType { return true }
        let bytes = unsafe UnsafeRawBufferPointer(
            start: contentType.utf8Start, count: contentType.utf8CodeUnitCount)
        guard unsafe FieldRule.acceptsValue(bytes) else { return false }
        unsafe checkedContentType = contentType.utf8Start
        return true
    }
}

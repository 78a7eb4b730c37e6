// Writing an answer into the connection's output buffer.

public import WritWire

extension Exchange {
    /// Answers with what `body` writes. The Content-Length is filled in afterwards; for HEAD the body is dropped.
    ///
    /// `body` must not call the exchange's own answer functions. `status` is one of 200...599.
    public func answer(status: Int, contentType: StaticString?, body: (inout OutputBuffer) -> Void) {
        if isPending { return keep(status: status, contentType: contentType, body: body) }
        guard beginAnswer(status: status, contentType: contentType) else { return }
        guard !HTTPStatus.forbidsBody(status) else { return finishEmpty(status: status) }
        let head = ResponseHead(
            to: &output, clock: &time.clock, status: status, contentType: contentType, fields: fields,
            persistence: persistence, digitsExpected: lengthDigits)
        body(&output)
        lengthDigits = head.finish(&output, dropsBody: method == .head)
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
        guard !HTTPStatus.forbidsBody(status) else { return finishEmpty(status: status) }
        ResponseHead.write(
            to: &output, clock: &time.clock, status: status, contentType: contentType, fields: fields,
            persistence: persistence, contentLength: staticBody.count)
        guard method != .head else { return }
        if staticBody.count <= 4096 {
            unsafe output.append(staticBody)
        } else {
            unsafe attachments.append((offset: output.count, bytes: staticBody))
        }
    }

    /// Answers without a body: 204 and 304 without a Content-Length, everything else with `Content-Length: 0`.
    public func answerEmpty(status: Int, fields addFields: (inout FieldBlock) -> Void = { _ in }) {
        guard !isAnswered else { return }
        addFields(&fields)
        if isPending { return _ = beginPendingAnswer(status: status, contentType: nil) }
        guard beginAnswer(status: status, contentType: nil) else { return }
        finishEmpty(status: status)
    }

    /// Answers a refusal as a problem document, and closes the connection where the table says so.
    package func answer(_ refusal: Refusal, at stage: RefusalStage = .seen) {
        let answer = refusal.answer
        responder.didRefuse(self, status: answer.status, detail: answer.detail, at: stage)
        fields.removeAll()
        if answer.closes { closesConnection = true }
        if let seconds = answer.retryAfterSeconds { fields.add("Retry-After", "\(seconds)") }
        self.answer(status: answer.status, contentType: ProblemDocument.contentType) {
            ProblemDocument.append(answer, to: &$0)
        }
    }

    private func finishEmpty(status: Int) {
        ResponseHead.write(
            to: &output, clock: &time.clock, status: status, contentType: nil, fields: fields,
            persistence: persistence, contentLength: HTTPStatus.forbidsLength(status) ? nil : 0)
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

    /// Checks what is to be sent before a byte is written; decides whether the connection stays.
    func beginAnswer(status: Int, contentType: StaticString?) -> Bool {
        guard isFitToSend(status: status, contentType: contentType) else { return false }
        isAnswered = true
        answerStart = output.count
        answerStatus = status
        if !requests.head.keepsAlive || time.isDraining || !dropsBodySoon() { closesConnection = true }
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

    /// Drops what is there of an unread body; false where so much is missing that the connection had better end.
    private func dropsBodySoon() -> Bool {
        guard !requests.isBodyComplete else { return true }
        switch requests.dropBody(upTo: limits.droppedBodyBytesMax) {
        case .complete: return true
        // A client that waits for 100 may send the body after all or may not: nobody knows where the next head starts.
        case .incomplete: return !requests.head.expectsContinue || hasSentContinue
        case .refused: return false
        }
    }

    var persistence: ResponseHead.Persistence {
        if closesConnection { return .close }
        return requests.head.minorVersion == 0 ? .keepAlive : .implied
    }
}

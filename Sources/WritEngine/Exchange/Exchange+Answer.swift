// Writing an answer into the connection's output buffer.

public import WritWire

extension Exchange {
    /// Answers with what `body` writes. The Content-Length is filled in afterwards; for HEAD the body is dropped.
    ///
    /// `body` must not call the exchange's own answer functions. `status` is one of 200...599.
    public func answer(status: Int, contentType: StaticString?, body: (inout OutputBuffer) -> Void) {
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
        guard beginAnswer(status: status, contentType: nil) else { return }
        finishEmpty(status: status)
    }

    /// Adds a header field to the answer that is still to come; for what surrounds a handler.
    public func addField(_ name: StaticString, _ value: String) {
        guard !isAnswered else { return }
        fields.add(name, value)
    }

    /// Adds a header field whose name is only known at run time.
    package func addField(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        guard !isAnswered else { return }
        unsafe fields.add(name: name, value: value)
    }

    /// Takes header fields of that name out of the answer that is still to come: all of them, or the first alone.
    package func removeField(_ name: UnsafeRawBufferPointer, firstOnly: Bool = false) {
        unsafe fields.remove(name: name, firstOnly: firstOnly)
    }

    /// Whether the answer that is still to come has a header field of that name.
    package func hasField(_ name: StaticString) -> Bool { fields.contains(name) }

    /// Lends name and value of each header field of the answer that is still to come to `body`.
    package func forEachField(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
        unsafe fields.forEach(body)
    }

    /// Answers a refusal as a problem document, and closes the connection where the table says so.
    package func answer(_ refusal: Refusal) {
        let answer = refusal.answer
        onRefusal?(answer.status, String(describing: answer.detail))
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

    /// Checks what is to be sent before a byte is written; decides whether the connection stays.
    func beginAnswer(status: Int, contentType: StaticString?) -> Bool {
        guard !isAnswered else { return false }
        if variesByAccept { fields.addVary("Accept") }
        guard status >= 200 && status <= 599 && fields.isWellFormed && isWellFormed(contentType) else {
            answer(.malformedAnswer)
            return false
        }
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

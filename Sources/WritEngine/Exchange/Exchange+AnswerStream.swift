// Answers that are written piece by piece, as fast as the client reads them.

public import WritWire

extension Exchange {
    /// Answers with what `write` writes, piece by piece; suspends while the client does not read.
    ///
    /// With a `contentLength` the answer must have exactly that many bytes. Without one it is sent in chunks, and to an
    /// HTTP/1.0 client up to the end of the connection (RFC 9112 section 6.3). Nothing is sent before `write` has written
    /// more than fits the buffer, calls `flush`, waits for more of the request's body, or returns. The request's body can
    /// be read meanwhile.
    ///
    /// HEAD, 204, 205 and 304 get the head that the answer would have, and `write` is not called: a stream may be without
    /// end. A field, status or trailer name that can't be sent makes the answer a 500, and `write` is not called either.
    ///
    /// An error that `write` throws is thrown on. Where nothing of this answer has been sent yet it is taken back, and the
    /// request can be answered otherwise; else the connection is broken off in a way that the client can't take for a
    /// complete answer.
    ///
    /// - Parameters:
    ///   - status: one of 200...599.
    ///   - fields: adds further header fields.
    ///   - trailers: names of the fields that `AnswerWriter.addTrailer` will add behind the body. Only an answer in chunks
    ///     has trailers; in others what is added is dropped.
    /// - Throws: what `write` throws, and `AnswerStreamError.tooFewBytes`.
    public func answerStream(
        status: Int, contentType: StaticString?, contentLength: Int? = nil,
        fields addFields: (inout FieldBlock) -> Void = { _ in }, trailers: [StaticString] = [],
        _ write: (AnswerWriter) async throws -> Void
    ) async throws {
        guard !isAnswered else { return }
        if variesByAccept { fields.addVary("Accept") }
        let fieldMark = fields.mark
        addFields(&fields)
        guard status >= 200 && status <= 599 && fields.isWellFormed && isWellFormed(contentType),
            (contentLength ?? 0) >= 0, trailers.allSatisfy({ Self.mayTrail($0) })
        else { return answer(.malformedAnswer) }
        let isCoded = coding?.encoder != nil
        let stream = AnswerStream(
            status: status, contentType: contentType, contentLength: isCoded ? nil : contentLength,
            promisedLength: contentLength, trailerNames: trailers, fieldMark: fieldMark)
        guard method != .head, !HTTPStatus.forbidsBody(status) else {
            return answerHead(of: stream)
        }
        isAnswered = true
        answerStatus = status
        answerStream = stream
        do {
            try await write(AnswerWriter(exchange: self, requestNumber: requestNumber))
            try endStream()
        } catch {
            giveUpStream()
            throw error
        }
    }

    /// Appends bytes to the answer's body, sending what does not fit the buffer; `append` appends those of a range.
    func writeToStream(
        byteCount: Int, _ append: (Range<Int>, inout OutputBuffer) -> Void
    ) async throws(AnswerStreamError) {
        guard !endsWithServer else { throw .serverEnds }
        try countStreamed(byteCount)
        try beginStream()
        if let coding, coding.encoder != nil { return try await writeEncoded(coding, byteCount: byteCount, append) }
        var written = 0
        while written < byteCount {
            guard let room = framing?.streamRoom, room > 0 else {
                try await sendStream()
                continue
            }
            let count = min(room, byteCount - written)
            framing?.append { append(written..<written + count, &$0) }
            written += count
            if isTurnOver(after: count) { await host?.yieldTurn() }
        }
    }

    /// Appends what `body` writes straight into the buffer, however much that is, and sends it once the buffer is full.
    func writeToStream(_ body: (inout OutputBuffer) -> Void) async throws(AnswerStreamError) {
        guard !endsWithServer else { throw .serverEnds }
        try countStreamed(0)
        try beginStream()
        if let coding, coding.encoder != nil { return try await writeEncoded(coding, body) }
        var count = 0
        var failure: AnswerStreamError?
        framing?.append { output in
            let start = output.count
            body(&output)
            count = output.count - start
            do throws(AnswerStreamError) {
                try countStreamed(count)
            } catch {
                output.truncate(to: start)
                failure = error
            }
        }
        if let failure { throw failure }
        if let room = framing?.streamRoom, room <= 0 { try await sendStream() }
        if isTurnOver(after: count) { await host?.yieldTurn() }
    }

    /// Sends all that was written.
    func flushStream() async throws(AnswerStreamError) {
        try beginStream()
        if coding != nil { flushEncoder() }
        try await sendStream()
    }

    /// Sends what has been gathered.
    func sendStream() async throws(AnswerStreamError) {
        guard let framing else { throw .connectionLost }
        if let failure = await framing.flush() {
            answerStream?.failure = failure
            throw failure
        }
    }

    /// Adds a field behind the body.
    func addStreamTrailer(_ name: StaticString, _ value: String) throws(AnswerStreamError) {
        guard let stream = answerStream else { throw .ended }
        let isAnnounced = stream.trailerNames.contains { announced in
            // Static strings live as long as the program.
            unsafe UnsafeRawBufferPointer(start: announced.utf8Start, count: announced.utf8CodeUnitCount)
                .spellsIgnoringCase(name)
        }
        let text = [UInt8](value.utf8)
        guard isAnnounced, unsafe text.withUnsafeBytes({ unsafe FieldRule.acceptsValue($0) }) else { throw .malformedTrailer }
        // As a line of a head, with a colon, a blank and an end.
        let byteCount = stream.trailerByteCount + name.utf8CodeUnitCount + text.count + 4
        guard byteCount <= limits.head.headBytesMax else { throw .malformedTrailer }
        answerStream?.trailers.append((name, text))
        answerStream?.trailerByteCount = byteCount
    }

    // The steps of a stream.

    /// Writes the head, once.
    func beginStream() throws(AnswerStreamError) {
        guard let stream = answerStream else { throw .ended }
        if let failure = stream.failure { throw failure }
        guard !stream.isHeadWritten else { return }
        answerStream?.isHeadWritten = true
        framing?.begin(stream)
    }

    func countStreamed(_ byteCount: Int) throws(AnswerStreamError) {
        guard let stream = answerStream else { throw .ended }
        if let failure = stream.failure { throw failure }
        if let length = stream.promisedLength, byteCount > length - stream.bodyCount { throw .tooManyBytes }
        answerStream?.bodyCount = stream.bodyCount + byteCount
    }

    /// Ends the body; it leaves with the answers that follow, or before the connection rests.
    private func endStream() throws(AnswerStreamError) {
        try beginStream()
        guard let stream = answerStream else { throw .ended }
        if let length = stream.promisedLength, stream.bodyCount < length { throw .tooFewBytes }
        if coding != nil { finishEncoder() }
        framing?.finish(stream)
        streamedByteCount = stream.bodyCount
        answerStream = nil
    }

    /// Takes back an answer of which nothing has been sent; else the connection ends without the answer's end.
    private func giveUpStream() {
        guard let stream = answerStream else { return }
        answerStream = nil
        streamedByteCount = stream.bodyCount
        if stream.failure == nil, !stream.isHeadWritten || framing?.takeBackStream() == true {
            fields.rewind(to: stream.fieldMark)
            isAnswered = false
        } else {
            framing?.breakOff()
        }
    }

    /// The head alone, for an answer whose body is not wanted.
    private func answerHead(of stream: AnswerStream) {
        guard !HTTPStatus.forbidsBody(stream.status) else { return answerEmpty(status: stream.status) }
        guard beginAnswer(status: stream.status, contentType: stream.contentType) else { return }
        framing?.writeHead(of: stream)
    }

    private static func mayTrail(_ name: StaticString) -> Bool {
        // A static string lives as long as the program.
        let bytes = unsafe UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return unsafe FieldRule.acceptsName(bytes) && !TrailerRule.forbids(bytes)
    }
}

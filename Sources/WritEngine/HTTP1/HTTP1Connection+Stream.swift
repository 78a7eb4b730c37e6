// Writing an answer piece by piece: with a length, in chunks (RFC 9112 section 7.1), or up to the connection's end.

package import WritWire

extension HTTP1Connection {
    package func writeHead(of stream: AnswerStream) {
        beginAnswer()
        writeHead(of: stream, in: form(of: stream))
    }

    package func begin(_ stream: AnswerStream) {
        let form = form(of: stream)
        self.stream = HTTP1Stream(form: form, headStart: output.count)
        let head = (requests.head.keepsAlive, requests.head.expectsContinue)
        if !head.0 || exchange.isDraining || form == .close { exchange.closesConnection = true }
        // A client that waits for 100 has its answer now: nobody knows whether it sends the body after all.
        if !requests.isBodyComplete && head.1 && !hasSentContinue { exchange.closesConnection = true }
        writeHead(of: stream, in: form)
    }

    private func form(of stream: AnswerStream) -> HTTP1Stream.Form {
        if stream.contentLength != nil { return .length }
        return requests.head.minorVersion > 0 ? .chunked : .close
    }

    private func writeHead(of stream: AnswerStream, in form: HTTP1Stream.Form) {
        if form == .chunked { exchange.fields.announceChunks(trailers: stream.trailerNames) }
        writeHead(status: stream.status, contentType: stream.contentType, contentLength: stream.contentLength)
    }

    package var streamRoom: Int { max(limits.gatheredAnswerBytesMax, 1024) - output.count - ChunkFrame.framingBytesMax }

    package func append(_ body: (inout OutputBuffer) -> Void) {
        if stream.form == .chunked, stream.chunk == nil {
            stream.chunk = ChunkFrame(to: &output, digitsExpected: stream.chunkDigits)
        }
        body(&output)
    }

    package var hasUnsentRest: Bool { unsafe sentCount > 0 || !attachments.isEmpty }

    /// Ends the chunk that is being gathered.
    func endChunk() {
        guard let chunk = stream.chunk else { return }
        stream.chunkDigits = chunk.finish(&output)
        stream.chunk = nil
    }

    package func finish(_ stream: AnswerStream) {
        endChunk()
        guard self.stream.form == .chunked else { return }
        output.append("0\r\n")
        for trailer in stream.trailers {
            output.append(trailer.name)
            output.append(": ")
            // The bytes are lent for the call.
            unsafe trailer.value.withUnsafeBytes { unsafe output.append($0) }
            output.append("\r\n")
        }
        output.append("\r\n")
    }

    package func takeBackStream() -> Bool {
        guard let headStart = stream.headStart else { return false }
        stream.chunk = nil
        output.truncate(to: headStart)
        return true
    }

    /// Has the connection end without another byte; with a reset where its end alone would look like the answer's.
    package func breakOff() {
        if stream.form == .close && !exchange.isUpgraded { transport?.resetAtEnd() }
        isBrokenOff = true
        exchange.closesConnection = true
    }
}

// Writing a whole answer behind those that are on their way.

package import WritWire

extension HTTP1Connection {
    package func write(status: Int, contentType: StaticString?, body: (inout OutputBuffer) -> Void) {
        beginAnswer()
        let head = ResponseHead(
            to: &output, cache: &exchange.time.heads, status: status, contentType: contentType, fields: exchange.fields,
            persistence: persistence, digitsExpected: lengthDigits)
        body(&output)
        lengthDigits = head.finish(&output, dropsBody: requests.head.method == .head)
    }

    package func write(status: Int, contentType: StaticString?, lastingBody: UnsafeRawBufferPointer) {
        beginAnswer()
        writeHead(status: status, contentType: contentType, contentLength: lastingBody.count)
        guard requests.head.method != .head else { return }
        if lastingBody.count <= 4096 {
            unsafe output.append(lastingBody)
        } else {
            unsafe attachments.append((offset: output.count, bytes: lastingBody))
        }
    }

    package func writeEmpty(status: Int) {
        beginAnswer()
        writeHead(status: status, contentType: nil, contentLength: HTTPStatus.forbidsLength(status) ? nil : 0)
    }

    /// Writes a head whose body's length is known, or that has none.
    func writeHead(status: Int, contentType: StaticString?, contentLength: Int?) {
        ResponseHead.write(
            to: &output, cache: &exchange.time.heads, status: status, contentType: contentType, fields: exchange.fields,
            persistence: persistence, contentLength: contentLength)
    }

    /// Decides whether the connection stays, before a byte of the answer is written.
    func beginAnswer() {
        answerStart = output.count
        if !requests.head.keepsAlive || exchange.isDraining || !dropsBodySoon() { exchange.closesConnection = true }
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
        if exchange.closesConnection { return .close }
        return requests.head.minorVersion == 0 ? .keepAlive : .implied
    }
}

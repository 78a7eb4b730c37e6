// Answers that are read while they are written.

internal import WritEngine
internal import WritServer

extension TestClient {
    /// Sends a request and has `read` look at the answer while its handler writes it: at a stream of events, which may be without end.
    ///
    ///     let count = await client.stream("/changes", fields: ["Last-Event-ID": "7"]) { answer in
    ///         var count = 0
    ///         while count < 3, await answer.nextEvent() != nil { count += 1 }
    ///         return count
    ///     }
    ///
    /// `read` begins when the answer's head has come. When it returns, the client goes away: the handler is cancelled, and waited for. A
    /// handler that writes faster than `read` reads waits, as it would for a socket. Within `TestTime.run`, the handler's pauses end when the
    /// test moves the time on.
    ///
    /// - Throws: what `read` throws. Where no answer comes, `read` sees one with the status 0.
    public func stream<Result: Sendable>(
        _ target: String, method: String = "GET", fields: KeyValuePairs<String, String> = [:], body: [UInt8]? = nil,
        _ read: nonisolated(nonsending) (TestStream) async throws -> Result
    ) async rethrows -> Result {
        let buffer = StreamBuffer()
        let bytes = requestBytes(method, target, lines: Array(fields), body: body)
        async let _: Void = serve(bytes, for: buffer)
        // The task of the handler is cancelled behind this, and waited for.
        defer { buffer.close() }
        return try await read(await Self.beginning(of: buffer, isHead: method == "HEAD"))
    }

    private func serve(_ bytes: [UInt8], for buffer: StreamBuffer) async {
        await serve(MemoryConnection(pieces: [bytes], client: buffer))
        buffer.end()
    }

    /// The answer as soon as its head is there.
    private static func beginning(of buffer: StreamBuffer, isHead: Bool) async -> TestStream {
        var raw: [UInt8] = []
        while true {
            if let head = AnswerReader.head(in: raw) {
                let hasBody = AnswerReader.hasBody(head.status, isHead ? "HEAD" : "GET")
                let body = StreamBody(fields: head.fields, hasBody: hasBody, raw: raw[head.byteCount...])
                return TestStream((head.status, head.fields), body, buffer)
            }
            guard let more = await buffer.next() else {
                return TestStream((0, []), StreamBody(fields: [], hasBody: false, raw: []), buffer)
            }
            raw += more
        }
    }
}

// Changing answers that are written and not sent.

import Testing
import WritEngine
import WritWire

/// Answers, and then changes its answer.
private struct RewritingResponder: Responder {
    func respond(to exchange: Exchange) async {
        // The path is read before anything is awaited.
        let path = unsafe text(exchange.path)
        #expect(!exchange.holdsAnswer && !exchange.takeBackAnswer() && exchange.heldBody == nil)
        unsafe exchange.answer(status: 200, contentType: "text/plain", staticBody: unsafe LargeBody.bytes)
        switch path {
        case "/fields":
            unsafe "X-A".withBytes { name in
                unsafe "b".withBytes { value in #expect(unsafe exchange.addHeldField(name, value)) }
            }
            #expect(exchange.heldBodyByteCount == (exchange.method == .head ? 0 : LargeBody.content.count))
        case "/no-type": unsafe "content-type".withBytes { #expect(unsafe exchange.removeHeldField($0)) }
        case "/body":
            #expect(exchange.heldBody == LargeBody.content)
            unsafe "small".withBytes { #expect(unsafe exchange.replaceHeldBody(with: $0)) }
            #expect(exchange.heldBody == Array("small".utf8))
        case "/back":
            #expect(exchange.takeBackAnswer() && exchange.answeredStatus == nil)
            exchange.answer(status: 201, contentType: "text/plain") { $0.append("other") }
            #expect(exchange.answeredStatus == 201)
        default: break
        }
    }
}

extension String {
    fileprivate func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        var copy = self
        // The string lends its bytes for the closure.
        copy.withUTF8 { unsafe body(UnsafeRawBufferPointer($0)) }
    }
}

/// Answers with a stream.
private struct StreamingResponder: Responder {
    func respond(to exchange: Exchange) async {
        try? await exchange.answerStream(status: 202, contentType: "text/plain") { writer in
            #expect(!exchange.holdsAnswer && exchange.answeredStatus == 202)
            try await writer.write("streamed")
        }
        #expect(!exchange.holdsAnswer && exchange.heldBody == nil && exchange.heldBodyByteCount == nil)
        #expect(!exchange.takeBackAnswer())
        let hasFields = unsafe exchange.forEachHeldField { _, _ in Issue.record("no field is held") }
        #expect(!hasFields)
        unsafe "X-A".withBytes { name in #expect(unsafe !exchange.addHeldField(name, name)) }
        unsafe "other".withBytes { #expect(unsafe !exchange.replaceHeldBody(with: $0)) }
    }
}

@Suite struct `A held answer` {
    @Test func `is not what is streamed: of that the status alone is known`() async {
        let transport = MemoryTransport(pieces: [[UInt8]("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)])
        _ = await transport.serve(with: StreamingResponder())
        let sent = String(decoding: transport.sent, as: UTF8.self)
        #expect(sent.hasPrefix("HTTP/1.1 202 Accepted\r\n") && sent.contains("streamed") && !sent.contains("X-A"))
    }

    static let head = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

    private func answer(to paths: String..., method: String = "GET") async -> String {
        let requests = paths.map { "\(method) \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        let transport = MemoryTransport(pieces: [[UInt8](requests.utf8)])
        _ = await transport.serve(with: RewritingResponder())
        return String(decoding: transport.sent, as: UTF8.self)
    }

    @Test func `with a static body keeps it behind a head that is changed`() async {
        let large = String(decoding: LargeBody.content, as: UTF8.self)
        let length = "Content-Length: 1000000\r\n"
        #expect(await answer(to: "/fields") == Self.head + "Content-Type: text/plain\r\n\(length)X-A: b\r\n\r\n" + large)
        #expect(await answer(to: "/no-type") == Self.head + "\(length)\r\n" + large)
        #expect(
            await answer(to: "/fields", method: "HEAD") == Self.head + "Content-Type: text/plain\r\n\(length)X-A: b\r\n\r\n"
        )
    }

    @Test func `may lose its static body or be taken back whole, and those around it stay`() async {
        let large = String(decoding: LargeBody.content, as: UTF8.self)
        let plain = Self.head + "Content-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n" + large
        let small = Self.head + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nsmall"
        let other = small.replacing("200 OK", with: "201 Created").replacing("small", with: "other")
        #expect(await answer(to: "/", "/body", "/", "/back", "/") == plain + small + plain + other + plain)
    }
}

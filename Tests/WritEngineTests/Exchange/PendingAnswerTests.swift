// Changing answers that are given and not sent.

import Testing
import WritEngine
import WritWire

/// Answers, changes its answer, and lets it leave.
private struct ChangingResponder: Responder {
    func respond(to exchange: Exchange) async {
        // The path is read before anything is awaited.
        let path = unsafe text(exchange.path)
        #expect(!exchange.hasPendingAnswer && !exchange.takeBackAnswer() && exchange.pendingBodyBytes == nil)
        exchange.beginPending()
        unsafe exchange.answer(status: 200, contentType: "text/plain", staticBody: unsafe LargeBody.bytes)
        #expect(exchange.hasPendingAnswer && exchange.answeredStatus == 200)
        switch path {
        case "/fields":
            exchange.addField("X-A", "b")
            #expect(exchange.pendingBodyByteCount == LargeBody.content.count)
        case "/no-type": exchange.pendingContentType = nil
        case "/body":
            #expect(exchange.pendingBodyBytes == LargeBody.content)
            unsafe "small".withBytes { #expect(unsafe exchange.setPendingBody($0)) }
            #expect(exchange.pendingBodyBytes == Array("small".utf8))
        case "/back":
            #expect(exchange.takeBackAnswer() && exchange.answeredStatus == nil)
            exchange.answer(status: 201, contentType: "text/plain") { $0.append("other") }
            #expect(exchange.answeredStatus == 201)
        case "/status":
            exchange.answeredStatus = 204
            unsafe "none".withBytes { #expect(unsafe !exchange.setPendingBody($0)) }
        default: break
        }
        try? await exchange.sendPendingAnswer()
        exchange.addField("X-Late", "1")
        #expect(!exchange.hasPendingAnswer && !exchange.takeBackAnswer() && exchange.pendingBodyBytes == nil)
        unsafe "late".withBytes { #expect(unsafe !exchange.setPendingBody($0)) }
    }
}

extension String {
    fileprivate func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        var copy = self
        // The string lends its bytes for the closure.
        copy.withUTF8 { unsafe body(UnsafeRawBufferPointer($0)) }
    }
}

private struct Mishap: Error {}

/// Answers with a stream, and adds a field before it runs.
private struct StreamingResponder: Responder {
    var fails = false

    func respond(to exchange: Exchange) async {
        exchange.beginPending()
        exchange.addField("X-Own", "1")
        let isKept = exchange.keepStream(status: 202, contentType: "text/plain", contentLength: nil) { writer in
            if fails { throw Mishap() }
            try await writer.write("streamed")
        }
        #expect(isKept && exchange.hasPendingAnswer && exchange.isPendingStream && exchange.answeredStatus == 202)
        #expect(exchange.pendingBodyBytes == nil && exchange.pendingBodyByteCount == nil)
        exchange.addField("X-Added", "2")
        do {
            try await exchange.sendPendingAnswer()
        } catch {
            exchange.answer(status: 500, contentType: "text/plain") { $0.append("failed") }
        }
    }
}

@Suite struct `A pending answer` {
    private func answer(by responder: any Responder, to paths: String..., method: String = "GET") async -> String {
        let requests = paths.map { "\(method) \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        let transport = MemoryConnection(pieces: [[UInt8](requests.utf8)])
        _ = await transport.serve(with: responder)
        return String(decoding: transport.sent, as: UTF8.self)
    }

    static let head = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

    @Test func `may be a stream, which runs when it leaves, with the fields that were added`() async {
        let sent = await answer(by: StreamingResponder(), to: "/")
        #expect(sent.hasPrefix("HTTP/1.1 202 Accepted\r\n") && sent.contains("X-Own: 1\r\nX-Added: 2\r\n"))
        #expect(sent.hasSuffix("\r\n8\r\nstreamed\r\n0\r\n\r\n"))
    }

    @Test func `that is a stream and fails at once loses its own fields, and keeps the others`() async {
        let sent = await answer(by: StreamingResponder(fails: true), to: "/")
        #expect(sent.hasPrefix("HTTP/1.1 500 ") && sent.contains("X-Added: 2\r\n") && !sent.contains("X-Own"))
        #expect(sent.hasSuffix("\r\n\r\nfailed"))
    }

    @Test func `with a static body takes fields, and gives up its media type`() async {
        let large = String(decoding: LargeBody.content, as: UTF8.self)
        let length = "Content-Length: 1000000\r\n"
        let changing = ChangingResponder()
        #expect(
            await answer(by: changing, to: "/fields") == Self.head + "Content-Type: text/plain\r\nX-A: b\r\n\(length)\r\n" + large
        )
        #expect(await answer(by: changing, to: "/no-type") == Self.head + "\(length)\r\n" + large)
        #expect(
            await answer(by: changing, to: "/fields", method: "HEAD") == Self.head
                + "Content-Type: text/plain\r\nX-A: b\r\n\(length)\r\n")
    }

    @Test func `may lose its body or be taken back whole, and those around it stay`() async {
        let large = String(decoding: LargeBody.content, as: UTF8.self)
        let plain = Self.head + "Content-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n" + large
        let small = Self.head + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nsmall"
        let other = small.replacing("200 OK", with: "201 Created").replacing("small", with: "other")
        let empty = "HTTP/1.1 204 No Content\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"
        let sent = await answer(by: ChangingResponder(), to: "/", "/body", "/", "/back", "/status", "/")
        #expect(sent == plain + small + plain + other + empty + plain)
    }
}

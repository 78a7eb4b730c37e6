// The application of these tests: a few routes, each for one behaviour of the engine.

import WritEngine
import WritWire

struct SampleResponder: Responder {
    /// What `/gated` waits for.
    let gate = Gate()

    func respond(to exchange: Exchange) async {
        // Text is made before anything is awaited.
        let path = unsafe text(exchange.path)
        switch path {
        case "/hello": exchange.answer(status: 200, contentType: "text/plain") { $0.append("Hello, World!") }
        case "/echo": await echo(exchange, upTo: 100)
        case "/large": await echo(exchange, upTo: 1 << 20)
        case "/nothing": exchange.answerEmpty(status: 204)
        case "/unanswered": break
        case "/injected":
            exchange.answer(status: 200, contentType: "text/plain", fields: { $0.add("X-A", "b\r\nX-B: c") }) {
                $0.append("x")
            }
        case "/bad-status": exchange.answer(status: 99, contentType: nil) { $0.append("x") }
        case "/fields":
            exchange.answer(status: 200, contentType: nil, fields: { $0.add("X-A", "b") }) { output in
                unsafe output.append(text(exchange.field("x-first") ?? exchange.path))
                var index = 0
                while let value = unsafe exchange.field("X-Many", from: &index) {
                    unsafe output.append("," + text(value))
                }
            }
        case "/suspended":
            await Task.yield()
            try? await Task.sleep(for: .milliseconds(1))
            exchange.answer(status: 200, contentType: "text/plain") { $0.append("later") }
        case "/gated":
            await gate.pass()
            exchange.answer(status: 200, contentType: "text/plain") { $0.append("passed") }
        case "/early": exchange.answer(status: 200, contentType: "text/plain") { $0.append("early") }
        case "/static":
            unsafe exchange.answer(status: 200, contentType: "text/plain", staticBody: unsafe LargeBody.bytes)
        case "/close":
            exchange.closesConnection = true
            exchange.answer(status: 200, contentType: "text/plain") { $0.append("bye") }
        case "/query":
            exchange.answer(status: 200, contentType: nil) { $0.append(unsafe exchange.query.map(text) ?? "none") }
        case "/peer": exchange.answer(status: 200, contentType: nil) { $0.append(exchange.peerAddress) }
        default: exchange.answerEmpty(status: 404)
        }
    }

    private func echo(_ exchange: Exchange, upTo bytesMax: Int) async {
        do throws(BodyError) {
            // The body is used before anything else is awaited.
            let body = unsafe try await exchange.collectBody(upTo: bytesMax)
            exchange.answer(status: 200, contentType: "text/plain") { unsafe $0.append(body) }
        } catch {
            if error == .tooLarge { exchange.answer(status: 413, contentType: nil) { $0.append("too large") } }
        }
    }
}

/// A megabyte that lives as long as the tests.
enum LargeBody {
    static let content = [UInt8](repeating: UInt8(ascii: "x"), count: 999_999) + [UInt8(ascii: "y")]
    // Allocated once and never freed; filled before anybody sees it.
    nonisolated(unsafe) static let bytes: UnsafeRawBufferPointer = {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 16)
        unsafe bytes.copyBytes(from: content)
        return UnsafeRawBufferPointer(bytes)
    }()
}

func text(_ bytes: UnsafeRawBufferPointer) -> String { unsafe String(decoding: bytes, as: UTF8.self) }

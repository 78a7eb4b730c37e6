// A handler that tells what it was asked, to the last byte.

import WritEngine
import WritInputs
import WritWire

/// Answers each request with its method, target, fields and body.
struct EchoResponder: Responder {
    func respond(to exchange: Exchange) async {
        do throws(BodyError) {
            // The head is read behind the body, and both before anything else is awaited.
            let body = unsafe try await exchange.collectBody(upTo: 1 << 20)
            let request = unsafe Conversation.Request(
                method: bytes(exchange.methodBytes).latin1,
                target: bytes(exchange.path).latin1 + (exchange.query.map { unsafe "?" + bytes($0).latin1 } ?? ""),
                fields: (0..<exchange.fieldCount).map { index in
                    let field = unsafe exchange.field(at: index)
                    return unsafe "\(bytes(field.name).latin1): \(bytes(field.value).latin1)"
                }, body: bytes(body))
            exchange.answer(status: 200, contentType: "text/plain") { output in
                for byte in Self.answer(to: request) { output.append(byte) }
            }
        } catch {
            // Left unanswered: the engine answers what went wrong with the body.
        }
    }

    static func answer(to request: Conversation.Request) -> [UInt8] {
        [UInt8](latin1: "\(request.method) \(request.target)\n\(request.fields.joined(separator: "\n"))\n\n") + request.body
    }

    private func bytes(_ bytes: UnsafeRawBufferPointer) -> [UInt8] { unsafe Array(bytes) }
}

// The engine with next to nothing behind it: what the engine itself costs, and a target for strictness runs.

import WritEngine
import WritWire

#if canImport(Glibc)
import Glibc
#endif

/// `GET /hello` says hello, `POST /echo` repeats its body.
struct TrivialResponder: Responder {
    func respond(to exchange: Exchange) async {
        // The path is read before anything is awaited.
        let isHello = unsafe exchange.path.spells("/hello") || exchange.path.spells("/%68ello")
        let isEcho = unsafe exchange.path.spells("/echo")
        let isAsterisk = unsafe exchange.path.spells("*")
        switch exchange.method {
        case .get where isHello, .head where isHello:
            exchange.answer(status: 200, contentType: "text/plain") { $0.append("Hello, World!") }
        case .post where isEcho:
            do throws(BodyError) {
                let body = unsafe try await exchange.collectBody(upTo: 1 << 20)
                exchange.answer(status: 200, contentType: "text/plain") { unsafe $0.append(body) }
            } catch {
                // The engine answers by itself when the body can't be had.
            }
        case .options where isAsterisk:
            exchange.answerEmpty(status: 204)
        case .other:
            exchange.answerEmpty(status: 501)
        default:
            exchange.answerEmpty(status: isHello || isEcho ? 405 : 404) { fields in
                if isHello || isEcho { fields.add("Allow", isHello ? "GET, HEAD" : "POST") }
            }
        }
    }
}

var configuration = EngineConfiguration(port: CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 0 : 0)
configuration.loops.count = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) : 1
let engine = Engine(configuration: configuration, responder: TrivialResponder())
do {
    for address in try await engine.start() { print("listening on \(address)") }
} catch {
    ProcessEnd.fail("\(error)")
}
// Whoever started this program waits for the line: nil flushes every stream.
_ = fflush(nil)
await engine.run()

// A server that sends every message of a WebSocket back: what Autobahn's cases and other clients talk to, and what is measured.

import WritCompression
import WritEngine
import WritWire

#if canImport(Glibc)
import Glibc
#endif

/// Echoes on every path; compressed where that is asked for on the command line.
struct Echo: Responder {
    let settings: WebSocketSettings

    func route(_ exchange: Exchange) -> ExchangeHandler? {
        ExchangeHandler { exchange in
            // The fields are lent until something is awaited.
            guard exchange.offersUpgrade(to: "websocket"), let key = unsafe exchange.field("Sec-WebSocket-Key"),
                let accept = unsafe WebSocketHandshake.accept(key)
            else { return exchange.answerEmpty(status: 426) }
            let offer = unsafe exchange.field("Sec-WebSocket-Extensions")
            let agreement = unsafe offer.flatMap { unsafe settings.compression?.agree($0) }
            let socket = exchange.beginWebSocket(settings: settings, inflater: agreement?.inflater, deflater: agreement?.deflater)
            {
                $0.add("Sec-WebSocket-Accept", accept)
                if let field = agreement?.field { $0.add("Sec-WebSocket-Extensions", field) }
            }
            guard let socket else { return }
            do {
                while let message = try await socket.receive() { try unsafe await socket.send(message, socket.message) }
            } catch is WebSocketConnection.Failure {}
            await exchange.endWebSocket(hasFailed: false)
        }
    }
}

var settings = WebSocketSettings()
settings.messageBytesMax = 32 << 20
settings.unsentBytesMax = 1 << 20
if CommandLine.arguments.contains("--compressed") {
    // Each message is compressed, however small it is: that is what is tried.
    settings.compression = .deflate(
        bytesMin: 0, remembersMessages: CommandLine.arguments.contains("--remembering"), windowBits: 15)
}
let port = CommandLine.arguments.dropFirst().lazy.compactMap { Int($0) }.first ?? 0
var configuration = EngineConfiguration(port: port)
configuration.loops.count = CommandLine.arguments.contains("--one-loop") ? 1 : nil
let engine = Engine(configuration: configuration, responder: Echo(settings: settings))
do {
    for address in try await engine.start() { print("listening on \(address)") }
} catch {
    ProcessEnd.fail("\(error)")
}
// Whoever started this program waits for the line: nil flushes every stream.
_ = fflush(nil)
await engine.run()

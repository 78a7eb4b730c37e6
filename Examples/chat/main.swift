// Rooms to talk in, with a page: `chat-server`, or `chat-server PORT DATA PAGE`. The contract is specs/chat/openapi.yaml.
//
// With WRIT_TAKE_OVER=1 it takes over from the one that serves on that port: nobody loses a message.

import ChatExample
import WritServer

let arguments = CommandLine.arguments.dropFirst()
let port = arguments.first.flatMap { Int($0) } ?? 8080
let data = arguments.dropFirst().first ?? ".build/chat"
let page = arguments.dropFirst(2).first ?? "Examples/chat/page"

var configuration = ServerConfiguration(host: "127.0.0.1", port: port)
// Those who talk come back at once, and have lost nothing.
configuration.shutdown.streamTime = .zero
configuration.limits.bodyBytesMax = PictureStore.bytesMax

do {
    let house = try House(folder: data)
    let server = APIServer(
        chat(house), configuration: configuration, middleware: [try StaticFiles(at: "/", folder: page)])
    let watch = Task { await house.watch() }
    await server.runOrExit { addresses in
        for address in addresses { print("chat: http://\(address)/") }
    }
    watch.cancel()
} catch {
    print("chat: \(error)")
}

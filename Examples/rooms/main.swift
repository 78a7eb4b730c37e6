// Rooms to talk in, by WebSocket: `rooms-server`, or `rooms-server PORT`. The contract is specs/rooms/openapi.yaml.

import RoomsExample
import WritServer

let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8080
await APIServer(rooms(), configuration: ServerConfiguration(host: "127.0.0.1", port: port)).runOrExit { addresses in
    for address in addresses { print("rooms: http://\(address)/docs") }
}

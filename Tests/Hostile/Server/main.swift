// The server that Tests/Hostile attacks, with the limits that every server has unless told, and compressed WebSockets; its contract is
// specs/hostile/openapi.yaml.

import HostileExample
import WritCompression
import WritServer

let options = ServerOptions(arguments: CommandLine.arguments.dropFirst())
var configuration = ServerConfiguration(port: options.port)
configuration.loops.count = options.loopCount
configuration.limits.connectionsMax = options.connectionsMax ?? configuration.limits.connectionsMax
configuration.webSockets.compression = .deflate()
try await APIServer(HostileAPI(default: Takers()), configuration: configuration).run { addresses in
    for address in addresses { print("hostile: http://\(address)/docs") }
}

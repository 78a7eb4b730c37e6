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
var middleware: [any Middleware] = []
if let fileBytes = options.fileBytes {
    middleware = try surroundings(fileBytes: fileBytes)
    configuration.trustedProxies = TrustedProxies(["127.0.0.0/8"])
}
try await APIServer(HostileAPI(default: Takers()), configuration: configuration, middleware: middleware).run { addresses in
    for address in addresses { print("hostile: http://\(address)/docs") }
}

// What the documentation shows of servers and their settings.

import Logging
import WritServer

func logAll() {
    LoggingSystem.bootstrap { ServerLogHandler(label: $0) }
}

func settings() -> ServerConfiguration {
    var configuration = ServerConfiguration(host: "0.0.0.0", port: 8080)
    configuration.bodyBytesMax = 8 << 20
    configuration.limits.connectionsPerAddressMax = 100
    configuration.shutdown.readinessDelay = .seconds(2)
    configuration.readinessPath = "/readyz"
    configuration.docs = .disabled
    return configuration
}

func times() -> ServerConfiguration {
    var configuration = ServerConfiguration(port: 8080)
    configuration.limits.handlerTimeout = .seconds(10)
    configuration.shutdown.drain = .seconds(20)
    return configuration
}

func addresses() -> ServerConfiguration {
    ServerConfiguration(addresses: [.tcp(host: "::", port: 80), .unix(path: "/run/shop.sock"), .passed])
}

func sockets() -> ServerConfiguration {
    var configuration = ServerConfiguration(port: 8080)
    configuration.listening.socket.keepAliveAfter = .seconds(120)
    configuration.listening.socket.deferAccept = .seconds(5)
    return configuration
}

func settingsFromOutside() throws -> ServerConfiguration {
    let configuration = try ServerConfiguration(port: 8080).reading(CommandLine.arguments.dropFirst())
    return configuration
}

func countedStock() -> Int32 {
    var stock: JSONMap<Int32> = ["cats": 1]
    stock["dogs"] = 2
    var total: Int32 = 0
    for (_, count) in stock { total += count }
    return total
}

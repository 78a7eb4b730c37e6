// The command line of the server for tests.

import Glibc
import WritEngine
import WritServer

/// Each option has a value: `--port`, `--host`, `--unix`, `--loops`, `--drain`, `--rest`, `--stream`, `--grace`, `--takes-over`, `--hands-over`.
struct LifeOptions {
    var configuration = ServerConfiguration(port: 0)

    init(arguments: some Sequence<String>) {
        configuration.shutdown.restTime = .zero
        var (host, port) = ("127.0.0.1", 0)
        var sockets: [ListenAddress] = []
        var rest = Array(arguments)[...]
        while let name = rest.popFirst(), let value = rest.popFirst() {
            let number = Int(value) ?? 0
            switch name {
            case "--port": port = number
            case "--host": host = value
            case "--unix": sockets.append(.unix(path: value))
            case "--loops": configuration.loops.count = number
            case "--drain": configuration.shutdown.drain = .milliseconds(number)
            case "--rest": configuration.shutdown.restTime = .milliseconds(number)
            case "--stream": configuration.shutdown.streamTime = .milliseconds(number)
            case "--grace": configuration.shutdown.grace = .milliseconds(number)
            case "--takes-over": configuration.listening.takesOver = number == 1
            case "--hands-over": configuration.listening.handsOver = number == 1
            default: exit(2)
            }
        }
        configuration.listening.addresses = sockets.isEmpty ? [.tcp(host: host, port: port)] : sockets
    }
}

// The command line of the server for tests.

import Glibc
import WritEngine
import WritServer

/// Each option has a value: `--port`, `--host`, `--unix`, `--loops`, `--drain`, `--rest`, `--stream`, `--grace`, `--takes-over`, `--hands-over`.
struct LifeOptions {
    var configuration = ServerConfiguration(port: 0)

    init(arguments: some Sequence<String>) {
        configuration.drainRestMilliseconds = 0
        var rest = Array(arguments)[...]
        while let name = rest.popFirst(), let value = rest.popFirst() {
            let number = Int(value) ?? 0
            switch name {
            case "--port": configuration.port = number
            case "--host": configuration.host = value
            case "--unix": configuration.addresses.append(.unix(path: value))
            case "--loops": configuration.loopCount = number
            case "--drain": configuration.drainMilliseconds = number
            case "--rest": configuration.drainRestMilliseconds = number
            case "--stream": configuration.drainStreamMilliseconds = number
            case "--grace": configuration.endGraceMilliseconds = number
            case "--takes-over": configuration.takesOverListeners = number == 1
            case "--hands-over": configuration.handsOverListeners = number == 1
            default: exit(2)
            }
        }
    }
}

// The command line of the petstore.

import Glibc
import WritServer

/// `--host`, `--port` and `--threads`; without them the environment's `HOST` and `PORT`. `--unix` and `--systemd` say where to
/// listen instead, and `--take-over` that this petstore takes the place of one that runs. The key of the staff is the environment's `STAFF_KEY`: command lines are seen by everybody. A real application would take a library for this; an example has no dependency.
struct Options {
    var host = "127.0.0.1"
    var port = 8080
    var threads: Int?
    /// Where to listen instead of host and port, if anywhere.
    var addresses: [ListenAddress] = []
    /// Whether the listening sockets of a petstore that runs are taken over.
    var takesOver = false
    var staffKey = "treats"

    init(arguments: some Sequence<String>) {
        host = Self.environment("HOST") ?? host
        staffKey = Self.environment("STAFF_KEY") ?? staffKey
        port = Self.environment("PORT").flatMap { Int($0) } ?? port
        var rest = Array(arguments)[...]
        while let name = rest.popFirst() {
            if name == "--systemd" {
                addresses.append(.passed)
                continue
            }
            if name == "--take-over" {
                takesOver = true
                continue
            }
            let value = rest.popFirst()
            switch (name, value, value.flatMap { Int($0) }) {
            case ("--host", let host?, _): self.host = host
            case ("--port", _, let port?) where (0...65535).contains(port): self.port = port
            case ("--threads", _, let count?) where (1...1024).contains(count): threads = count
            case ("--unix", let path?, _): addresses.append(.unix(path: path))
            default: Self.explain(name)
            }
        }
    }

    private static func environment(_ name: String) -> String? {
        // The text is copied before anything could change the environment.
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    private static func explain(_ argument: String) -> Never {
        if argument != "--help" { print("petstore-server: can't make sense of \(argument)") }
        print(
            """
            usage: petstore-server [--host ADDRESS] [--port NUMBER, 0 for a free one] [--threads COUNT]
                                   [--unix PATH of a socket] [--systemd, for a socket unit]
                                   [--take-over, to take the place of one that runs]
            """)
        exit(argument == "--help" ? 0 : 2)
    }
}

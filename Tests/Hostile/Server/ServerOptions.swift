// The command line of the attacked server.

import Glibc

/// `--port`, `--threads`, `--connections` and `--around`.
struct ServerOptions {
    var port = 0
    var loopCount: Int?
    var connectionsMax: Int?
    /// Bytes of a file in the served folder; nil: the operations alone, with nothing around them.
    var fileBytes: Int?

    init(arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let name = rest.popFirst() {
            let value = rest.popFirst().flatMap { Int($0) }
            switch (name, value) {
            case ("--port", let port?) where (0...65535).contains(port): self.port = port
            case ("--threads", let count?) where (1...1024).contains(count): loopCount = count
            case ("--connections", let count?) where count > 0: connectionsMax = count
            case ("--around", let count?) where (1...1 << 30).contains(count): fileBytes = count
            default:
                print(
                    "usage: hostile-server [--port NUMBER, 0 for a free one] [--threads COUNT] [--connections COUNT at most]",
                    "[--around BYTES of a file]")
                exit(name == "--help" ? 0 : 2)
            }
        }
    }
}

// The command line of the benchmark's server.

import Glibc

/// `--host`, `--port` and `--threads`.
struct BenchmarkOptions {
    var host = "127.0.0.1"
    var port = 8080
    var threads: Int?

    init(arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let name = rest.popFirst() {
            let value = rest.popFirst()
            switch (name, value, value.flatMap { Int($0) }) {
            case ("--host", let host?, _): self.host = host
            case ("--port", _, let port?) where (0...65535).contains(port): self.port = port
            case ("--threads", _, let count?) where (1...1024).contains(count): threads = count
            default:
                print("usage: benchmark-server [--host ADDRESS] [--port NUMBER, 0 for a free one] [--threads COUNT]")
                exit(name == "--help" ? 0 : 2)
            }
        }
    }
}

// The command line of the styles.

import Glibc

/// `--host` and `--port`.
struct StylesOptions {
    var host = "127.0.0.1"
    var port = 8080

    init(arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let name = rest.popFirst() {
            let value = rest.popFirst()
            switch (name, value, value.flatMap { Int($0) }) {
            case ("--host", let host?, _): self.host = host
            case ("--port", _, let port?) where (0...65535).contains(port): self.port = port
            default:
                print("usage: styles-server [--host ADDRESS] [--port NUMBER, 0 for a free one]")
                exit(name == "--help" ? 0 : 2)
            }
        }
    }
}

// A server of this package as a process of its own, and what it logs.

import WritLoopback
import WritPrograms

/// Runs until a test ends it.
final class ServerProcess {
    static let lifeServer = builtProgram("WritLifeServer") ?? ""
    static let petstore = builtProgram("petstore-server") ?? ""
    static let areBuilt = !lifeServer.isEmpty && !petstore.isEmpty

    let child: ChildProcess
    /// What it has logged so far.
    private(set) var lines: [String] = []
    /// The addresses it listens on; none where it could not start.
    private(set) var addresses: [String] = []

    /// Starts it, and waits until it listens or has ended.
    init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        child = try ChildProcess(program, arguments, environment: environment, errorsAreRead: true)
        let line = waitForLine { $0.hasSuffix(" listening") }
        let words = (line ?? "").split(separator: " ").first { $0.hasPrefix("addresses=") } ?? ""
        addresses = words.dropFirst("addresses=".count).split(separator: ",").map(String.init)
    }

    /// A life server with these options.
    static func life(_ options: [String: String], environment: [String: String] = [:]) throws -> ServerProcess {
        try ServerProcess(lifeServer, options.flatMap { ["--\($0)", $1] }, environment: environment)
    }

    var port: UInt16 { addresses.first?.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }
    var isListening: Bool { !addresses.isEmpty }

    /// What the answers of a life server tell of it.
    var greeting: String { "hello \(child.number)" }

    func ask(_ path: String) throws -> String {
        try LoopbackClient(port: port, timeoutSeconds: 20).ask("GET", path, ["Connection: close"]).text
    }

    /// The next line of the log that is looked for; nil where there is none to its end.
    @discardableResult
    func waitForLine(_ isWanted: (String) -> Bool) -> String? {
        while let line = child.nextLine() {
            lines.append(line)
            if isWanted(line) { return line }
        }
        return nil
    }

    /// Its status, once it has ended by itself; what it has logged is complete then.
    func end() async -> Int32 {
        waitForLine { _ in false }
        return await child.end()
    }
}

/// How many loops servers are tried with.
let loopCounts = [1, 2, 4]

// A proxy in front of a server, as a process of its own.

import Foundation
import WritPrograms

final class PrefixProxy {
    /// With the prefix.
    let origin: String
    private let process: ChildProcess

    init(python: String, _ origin: String, _ prefix: String) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("prefixproxy.py").path
        process = try ChildProcess(python, [script, origin, prefix], linesAreRead: true)
        guard let port = process.nextLine().flatMap({ Int($0) }) else {
            throw BrowserFailure(description: "the proxy did not start")
        }
        self.origin = "http://127.0.0.1:\(port)\(prefix)"
    }

    func stop() { process.stop() }
}

// The contenders that live in Python: a process that is asked line by line.

import Foundation

final class Peers {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(python: String, script: String) throws {
        // Foundation would follow the link that a virtual environment's interpreter is, and lose the environment.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, script]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit { process.terminate() }

    /// What `library` takes for one document.
    func nanoseconds(_ library: String, _ verb: Verb, _ document: Document, _ milliseconds: Int) -> Double {
        let line = "\(library) \(verb.rawValue) \(document.name) \(document.file.path) \(milliseconds)\n"
        input.fileHandleForWriting.write(Data(line.utf8))
        var answer = Data()
        while answer.last != UInt8(ascii: "\n") {
            let part = output.fileHandleForReading.availableData
            precondition(!part.isEmpty, "peers.py has ended")
            answer += part
        }
        let text = String(decoding: answer.dropLast(), as: UTF8.self)
        guard let figure = Double(text) else { preconditionFailure("peers.py has answered \(text)") }
        return figure
    }
}

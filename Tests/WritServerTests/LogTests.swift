// What a line of the server's own log looks like, and when it is used.

import Foundation
import Logging
import Testing
import WritEngine

@testable import WritServer

@Suite struct `The server's own log` {
    /// What comes out of the pipe that is logged to.
    private func line(_ log: (Logger) -> Void) throws -> String {
        let pipe = Pipe()
        let queue = LogQueue(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        log(Logger(label: "writ") { ServerLogHandler(label: $0, queue: queue) })
        #expect(queue.flush(milliseconds: 60_000))
        try pipe.fileHandleForWriting.close()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test func `has a line for each event, with metadata in order of their names`() throws {
        let line = try line { logger in
            var logger = logger
            logger[metadataKey: "b"] = "1"
            logger.info("listening", metadata: ["a": "x y", "c": ["1", "2"]])
        }
        let wanted = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ info writ: a=x y b=1 c=\["1", "2"\] \[WritServerTests\] listening\n/#
        #expect(line.wholeMatch(of: wanted) != nil, "\(line)")
    }

    @Test func `writes control characters so that nothing begins a line of its own`() throws {
        let line = try line { $0.error("a\nb\r\u{1b}[31m\tc\u{7f}é", metadata: ["k": "\n"]) }
        #expect(line.hasSuffix(#" error writ: k=\n [WritServerTests] a\nb\r\u{1b}[31m\tc\u{7f}é"# + "\n"))
    }

    @Test func `leaves out what is below its level`() throws {
        #expect(try line { $0.debug("quiet") } == "")
    }

    @Test func `is used where the application has chosen nothing`() {
        #expect(ServerConfiguration().logger.handler is ServerLogHandler)
        // A logger that is given is left as it is.
        #expect(ServerConfiguration(logger: Logger(label: "a")).logger.handler is StreamLogHandler)
    }
}

// What a line of the server's own log looks like, and when it is used.

import Foundation
import Logging
import Testing
import WritEngine
import WritWire

@testable import WritServer

@Suite struct `The server's own log` {
    /// What comes out of the pipe that is logged to.
    private func line(_ format: ServerLogHandler.Format = .text, _ log: (Logger) -> Void) throws -> String {
        let pipe = Pipe()
        let queue = LogQueue(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        log(Logger(label: "writ") { ServerLogHandler(label: $0, format: format, queue: queue) })
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

    @Test func `is JSON where machines collect it`() throws {
        let line = try line(.json) { logger in
            logger.warning(
                "a\n\"b\"",
                metadata: [
                    "status": .stringConvertible(200), "share": .stringConvertible(0.5), "flag": .stringConvertible(true),
                    "list": ["x", "y"], "map": ["k": "v"], "level": "mine", "path": "/é\u{1b}",
                ])
        }
        #expect(line.hasSuffix("}\n") && line.dropLast().utf8.allSatisfy { $0 >= 32 })
        let json = try #require(JSONValue(text: String(line.dropLast())))
        #expect(json["level"] == "warning" && json["_level"] == "mine" && json["logger"] == "writ")
        #expect(json["message"] == "a\n\"b\"" && json["source"] == "WritServerTests" && json["path"] == "/é\u{1b}")
        #expect(json["status"]?.int == 200 && json["share"]?.double == 0.5 && json["flag"]?.bool == true)
        #expect(json["list"] == ["x", "y"] && json["map"]?["k"] == "v")
        #expect(json["time"]?.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        // Numbers that JSON doesn't have are text.
        let odd = try self.line(.json) {
            $0.info("", metadata: ["n": .stringConvertible(Double.nan), "u": .stringConvertible(UInt64.max)])
        }
        #expect(JSONValue(text: String(odd.dropLast()))?["n"] == "nan")
        #expect(JSONValue(text: String(odd.dropLast()))?["u"] == "18446744073709551615")
    }

    @Test func `is short and in colours for people`() throws {
        let line = try line(.terminal) { $0.error("a\u{1b}[2Jb", metadata: ["k": "v\n"]) }
        let pattern =
            #/\x{1B}\[2m\d\d:\d\d:\d\d\.\d{3}\x{1B}\[0m \x{1B}\[31mERROR   \x{1B}\[0m a\\u\{1b\}\[2Jb \x{1B}\[2mk=v\\n\x{1B}\[0m\n/#
        #expect(line.wholeMatch(of: pattern) != nil, "\(line)")
    }
}

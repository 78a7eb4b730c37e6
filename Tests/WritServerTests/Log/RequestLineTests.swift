// The lines of requests that are written without metadata, beside those of a logger.

import Foundation
import Logging
import Testing
import WritEngine
import WritRuntime
import WritTesting

@testable import WritServer

/// A handler that hides another one, so that lines are made of metadata.
private struct Hiding: LogHandler {
    var inner: ServerLogHandler

    var logLevel: Logger.Level {
        get { inner.logLevel }
        set { inner.logLevel = newValue }
    }
    var metadata: Logger.Metadata {
        get { inner.metadata }
        set { inner.metadata = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { inner[metadataKey: key] }
        set { inner[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) { inner.log(event: event) }
}

@Suite struct `Lines of requests` {
    /// What the log says of some requests, with what differs from time to time made equal.
    private func lines(
        _ handlerFormat: ServerLogHandler.Format, _ format: AccessLog.Format, isHidden: Bool, metadata: Logger.Metadata = [:]
    ) async throws -> [String] {
        let pipe = Pipe()
        let queue = LogQueue(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        var handler = ServerLogHandler(label: "writ", format: handlerFormat, queue: queue)
        handler.metadata = metadata
        let logger = Logger(label: "writ") { _ in isHidden ? Hiding(inner: handler) as any LogHandler : handler }
        let client = TestClient(
            SampleAPI { _ in "hello" }, configuration: ServerConfiguration(logger: logger),
            middleware: [AccessLog(format: format)])
        let time = TestTime("2026-03-04T05:06:07.0089Z")
        await time.run {
            let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            _ = await client.get("/api/run?secret=1", fields: ["X-Request-Id": "r1"])
            _ = await client.get("/api/items/a%22b", fields: ["X-Request-Id": "r2"])
            _ = await client.get("/nowhere", fields: ["X-Request-Id": "r3", "traceparent": trace])
            _ = await client.head("/api/run", fields: ["X-Request-Id": "r4"])
        }
        #expect(queue.flush())
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return text.split(separator: "\n").map { line in
            String(line).replacing(/\\?"microseconds\\?":\d+/, with: "M").replacing(/microseconds=\d+/, with: "M")
                .replacing(/\d+\.\d\d ms/, with: "T")
        }
    }

    @Test(
        arguments: [ServerLogHandler.Format.text, .json, .terminal],
        [AccessLog.Format.metadata, .line, .json])
    func `are those that the logger would write`(handler: ServerLogHandler.Format, format: AccessLog.Format) async throws {
        let short = try await lines(handler, format, isHidden: false)
        #expect(short.count == 4)
        #expect(try await short == lines(handler, format, isHidden: true))
    }

    @Test func `have the metadata of their handler`() async throws {
        let own: Logger.Metadata = ["host": "a"]
        let short = try await lines(.text, .metadata, isHidden: false, metadata: own)
        #expect(short.allSatisfy { $0.contains(" host=a ") })
        #expect(try await short == lines(.text, .metadata, isHidden: true, metadata: own))
    }
}

// Event streams over loopback: clients that come back, signs of life, and what is refused.

import Foundation
import Testing
import WritLoopback
import WritRuntime
import WritServer
import WritWire

@Suite struct `Event streams` {
    private typealias Log = EventLog<LogAPI.Number>

    /// The ids and the data of whole events.
    private func events(_ text: some StringProtocol) -> [(id: String, value: Int)] {
        text.split(separator: "\n\n").compactMap { event in
            let lines = event.split(separator: "\n")
            guard let id = lines.first(where: { $0.hasPrefix("id: ") }), let data = lines.first(where: { $0.hasPrefix("data: ") })
            else { return nil }
            return Int(data.dropFirst(6)).map { (String(id.dropFirst(4)), $0) }
        }
    }

    @Test func `lose no event of 100,000, and have none twice, however often the client is cut off`() async throws {
        let count = 100_000
        let log = Log(countMax: count, bytesMax: .max)
        var random = SplitMix(seed: 11)
        try await withServer(LogAPI(log: log, start: .oldest)) { server in
            // What is there and what comes: the log grows while the client reads.
            Thread.detachNewThread {
                for number in 0..<count { log.append(LogAPI.Number(value: number)) }
                log.end()
            }
            var (seen, lastID, cuts) = ([Int](), String?.none, 0)
            seen.reserveCapacity(count)
            while seen.count < count {
                let client = try server.connect()
                try client.send("GET /log HTTP/1.0\r\n\(lastID.map { "Last-Event-ID: \($0)\r\n" } ?? "")\r\n")
                var bytes: [UInt8] = []
                let budget = Int(random.next() % 60_000)
                while bytes.count < budget {
                    let more = try client.some()
                    if more.isEmpty { break }
                    bytes += more
                }
                // Cut at any byte: of an event that has come in part nothing counts.
                let text = String(decoding: bytes.prefix(Int(random.next() % UInt64(bytes.count + 1))), as: UTF8.self)
                guard let head = text.range(of: "\r\n\r\n") else { continue }
                let body = text[head.upperBound...]
                guard let end = body.range(of: "\n\n", options: .backwards) else { continue }
                #expect(!text[..<head.lowerBound].contains("Gap"))
                for event in events(body[..<end.upperBound]) {
                    seen.append(event.value)
                    lastID = event.id
                }
                cuts += 1
            }
            #expect(seen == Array(0..<count))
            #expect(cuts > 50)
        }
    }

    @Test func `write an event once for all who follow, and begin with its time to wait`() async throws {
        let log = Log()
        try await withServer(LogAPI(log: log, retry: .milliseconds(1_500))) { server in
            let clients = try (0..<4).map { _ in
                let client = try server.connect()
                try client.send("GET /log HTTP/1.0\r\n\r\n")
                let head = try client.answer(upTo: "retry: 1500\n\n")
                #expect(head.contains("Content-Type: text/event-stream\r\n") && head.contains("Cache-Control: no-cache\r\n"))
                return client
            }
            let id = log.append(LogAPI.Number(value: 770_001), kind: "number")
            for client in clients {
                #expect(try client.answer(upTo: "\n\n") == "event: number\nid: \(id)\ndata: 770001\n\n")
            }
            #expect(LogAPI.Number.written[770_001] == 1)
        }
    }

    @Test func `say that an id is too old`() async throws {
        let log = Log(countMax: 1)
        let old = log.append(LogAPI.Number(value: 1))
        log.append(LogAPI.Number(value: 2))
        log.end()
        try await withServer(LogAPI(log: log)) { server in
            let answer = try server.connect().ask("GET", "/log", ["Last-Event-ID: \(old)", "Connection: close"])
            #expect(answer["Gap"] == "yes" && answer.text.contains("data: 2\n\n"))
        }
    }

    @Test(arguments: ["1.0", "1.1"])
    func `show signs of life while nothing happens, and events between them`(version: String) async throws {
        let log = Log()
        var configuration = ServerConfiguration()
        configuration.limits.eventHeartbeat = .milliseconds(5)
        try await withServer(LogAPI(log: log), configuration) { server in
            let client = try server.connect()
            try client.send("GET /log HTTP/\(version)\r\nHost: a\r\n\r\n")
            var text = ""
            while text.components(separatedBy: ":\n\n").count < 4 { text += String(decoding: try client.some(), as: UTF8.self) }
            log.append(LogAPI.Number(value: 3), id: "x")
            while !text.contains("id: x\ndata: 3\n\n") { text += String(decoding: try client.some(), as: UTF8.self) }
            let mark = text.count
            while !text.dropFirst(mark).contains(":\n\n") { text += String(decoding: try client.some(), as: UTF8.self) }
        }
    }

    @Test func `show no sign of life where none is wanted`() async throws {
        let log = Log()
        var configuration = ServerConfiguration()
        configuration.limits.eventHeartbeat = nil
        try await withServer(LogAPI(log: log), configuration) { server in
            let client = try server.connect()
            try client.send("GET /log HTTP/1.0\r\n\r\n")
            _ = try client.answer(upTo: "\r\n\r\n")
            log.append(LogAPI.Number(value: 4), id: "x")
            #expect(try client.answer(upTo: "\n\n") == "id: x\ndata: 4\n\n")
        }
    }

    @Test func `break off where an event's kind breaks the contract`() async throws {
        let rules = SchemaRules(
            """
            {"properties":{"event":1},"required":["event","data"]}
            {"enum":["number"]}
            """)
        let log = Log()
        try await withServer(LogAPI(log: log, start: .oldest, rules: (rules, 0))) { server in
            for (kind, isSent) in [("number", true), ("other", false), (nil, false)] {
                let client = try server.connect()
                try client.send(
                    "GET /log HTTP/1.1\r\nHost: a\r\nConnection: close\r\nLast-Event-ID: \(log.lastID ?? "")\r\n\r\n")
                log.append(LogAPI.Number(value: 5), kind: kind, id: kind ?? "none")
                if isSent {
                    _ = try client.answer(upTo: "id: number\ndata: 5\n\n\r\n")
                } else {
                    let rest = String(decoding: try client.rest(), as: UTF8.self)
                    // Where nothing has left yet it is answered as any failure is.
                    let isBrokenOff = rest.hasPrefix("HTTP/1.1 200 ") && !rest.hasSuffix("0\r\n\r\n")
                    #expect(!rest.contains("data: 5") && (isBrokenOff || rest.hasPrefix("HTTP/1.1 500 ")), "\(rest)")
                }
            }
        }
    }
}

/// Numbers that look random and are the same each time.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

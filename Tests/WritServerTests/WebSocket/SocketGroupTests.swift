// Groups of WebSockets: who is told, how often a message is written, and what becomes of those who don't read.

import Foundation
import Synchronization
import Testing
import WritLoopback
import WritRuntime
import WritServer
import WritTesting
import WritWire

/// Tells all members what one says; what begins with `-` is for the others alone, `flood` is told until somebody is slow, and `count`
/// is answered, when all before it is done.
private struct GroupAPI: WritAPI {
    let group: SocketGroup<String>
    let writes = Counter()
    /// The threads that members are served on.
    let threads = Threads()

    final class Threads: Sendable {
        let all = Mutex<Set<UInt>>([])

        func note() { all.withLock { _ = $0.insert(UInt(pthread_self())) } }
    }

    final class Counter: Sendable {
        let count = Mutex(0)
    }

    static let description = APIDescription(
        title: "Group", version: "1", summary: "", basePath: "",
        document: APIDocument(isJSON: true, source: "{}", json: "{}"), routes: "GET /socket socket")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        let terms = WebSocketTerms<String, String>(
            json: { $0.readString() },
            write: { [writes] message, output in
                writes.count.withLock { $0 += 1 }
                output.write(message)
                return true
            })
        return operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                guard let socket = request.webSocket(terms) else { continue }
                try await request.serve(socket) { try await talk(socket) }
            }
        }
    }

    private func talk(_ socket: WebSocket<String, String>) async throws {
        threads.note()
        try await socket.send("in")
        let member = try group.join(socket)
        defer { group.leave(member) }
        for try await message in socket {
            if message == "count" {
                try await socket.send("sent \(group.counts.sent), dropped \(group.counts.dropped)")
                continue
            }
            if message == "wait" {
                // More than a client may leave unread: each waits for room.
                for number in 0..<100 { await group.sendWhenReady(String(repeating: "w", count: 20_000) + "\(number)") }
                continue
            }
            guard message == "flood" else {
                group.send(message, except: message.hasPrefix("-") ? member : nil)
                continue
            }
            let text = String(repeating: "x", count: 60_000)
            for _ in 0..<2_000 where group.counts.dropped + group.counts.closed == 0 { group.send(text, except: member) }
            try await socket.send("members \(group.count)")
        }
    }
}

@Suite struct `Groups of WebSockets` {
    private func join(_ server: LoopbackServer) throws -> LoopbackClient {
        let client = try server.connect()
        try client.send(SocketAnswer.upgrade + "\r\n")
        _ = try client.answer(upTo: "\"in\"")
        return client
    }

    @Test func `tell all, or all but one, and write each message once`() async throws {
        let api = GroupAPI(group: SocketGroup())
        try await withServer(api) { server in
            let clients = try (0..<4).map { _ in try join(server) }
            let before = api.writes.count.withLock { $0 }
            try clients[0].send(clientText("\"hello\""))
            for client in clients { _ = try client.answer(upTo: "\"hello\"") }
            #expect(api.writes.count.withLock { $0 } == before + 1)
            try clients[1].send(clientText("\"-others\""))
            for client in [clients[0], clients[2], clients[3]] { _ = try client.answer(upTo: "\"-others\"") }
            try clients[1].send(clientText("\"count\""))
            _ = try clients[1].answer(upTo: "\"sent 7, dropped 0\"")
            // Who has left is told nothing any more.
            try clients[0].send(clientClose)
            _ = try clients[0].rest()
            try clients[1].send(clientText("\"again\""))
            for client in clients[1...] { _ = try client.answer(upTo: "\"again\"") }
            try clients[1].send(clientText("\"count\""))
            _ = try clients[1].answer(upTo: "\"sent 10, dropped 0\"")
            #expect(api.group.count == 3 && api.group.counts.closed == 0)
        }
    }

    @Test func `tell members of several loops, each in order, and write each message once`() async throws {
        let api = GroupAPI(group: SocketGroup())
        try await withServer(api, loopCount: 2) { server in
            // The system shares connections out: that all of these are one loop's is one chance in a billion.
            let clients = try (0..<32).map { _ in try join(server) }
            #expect(api.threads.all.withLock { $0.count } == 2)
            let before = api.writes.count.withLock { $0 }
            for number in 0..<50 {
                try clients[0].send(clientText("\"a\(number)\""))
                try clients[31].send(clientText("\"b\(number)\""))
            }
            for client in clients {
                // Whose message is the last one depends on the loops.
                let told = try client.received { $0.contains("\"a49\"") && $0.contains("\"b49\"") }
                for talker in ["a", "b"] {
                    let numbers = told.split(separator: "\"").filter { $0.hasPrefix(talker) }.map { $0.dropFirst() }
                    #expect(numbers == (0..<50).map { "\($0)"[...] })
                }
            }
            #expect(api.writes.count.withLock { $0 } == before + 100)
            // The last of them may not be counted when it has come.
            #expect(api.group.counts.dropped == 0 && api.group.counts.closed == 0 && api.group.count == 32)
        }
    }

    @Test func `close a member that doesn't read, and hold up nobody for it`() async throws {
        let api = GroupAPI(group: SocketGroup(whenSlow: .close))
        try await withServer(api) { server in
            let slow = try join(server)
            let talker = try join(server)
            try talker.send(clientText("\"flood\""))
            _ = try talker.answer(upTo: "\"members 1\"")
            #expect(api.group.counts.closed == 1 && api.group.counts.dropped == 0)
            try slow.send(clientClose)
            let reason = Array("The client reads too slowly.".utf8)
            #expect(try slow.rest().suffix(reason.count + 4) == [0x88, UInt8(reason.count + 2), 0x03, 0xF5] + reason)
        }
    }

    @Test func `keep a member that doesn't read, where it is to miss messages`() async throws {
        let api = GroupAPI(group: SocketGroup(whenSlow: .dropMessage))
        try await withServer(api) { server in
            let slow = try join(server)
            let talker = try join(server)
            try talker.send(clientText("\"flood\""))
            _ = try talker.answer(upTo: "\"members 2\"")
            #expect(api.group.counts.closed == 0 && api.group.counts.dropped == 1)
            // What there is room for still reaches it.
            let sent = api.group.counts.sent
            try slow.send(clientText("\"back\""))
            _ = try talker.answer(upTo: "\"back\"")
            _ = try slow.answer(upTo: "\"back\"")
            try talker.send(clientText("\"count\""))
            _ = try talker.answer(upTo: "\"sent \(sent + 2), dropped 1\"")
        }
    }

    @Test func `have a member that doesn't read miss the oldest`() async throws {
        let api = GroupAPI(group: SocketGroup(whenSlow: .dropOldest))
        try await withServer(api) { server in
            let slow = try join(server)
            let talker = try join(server)
            try talker.send(clientText("\"flood\""))
            _ = try talker.answer(upTo: "\"members 2\"")
            #expect(api.group.counts.closed == 0 && api.group.counts.dropped == 1)
            // What comes now pushes out what has waited longest, and comes last.
            try slow.send(clientText("\"back\""))
            _ = try talker.answer(upTo: "\"back\"")
            _ = try slow.answer(upTo: "\"back\"")
            #expect(api.group.counts.dropped == 2 && api.group.count == 2)
        }
    }

    @Test func `wait for members that read slowly, where the sender wants to`() async throws {
        let api = GroupAPI(group: SocketGroup(whenSlow: .close))
        try await withServer(api) { server in
            let slow = try join(server)
            let talker = try join(server)
            try talker.send(clientText("\"wait\""))
            for client in [talker, slow] { _ = try client.answer(upTo: "w99\"") }
            try talker.send(clientText("\"count\""))
            _ = try talker.answer(upTo: "\"sent 200, dropped 0\"")
            #expect(api.group.counts.closed == 0)
        }
    }

    @Test func `take in no socket that is used elsewhere first`() async throws {
        let api = SocketAPI { socket, _ in
            let group = SocketGroup<SocketAPI.Incoming>()
            // A thread of its own: those that tasks share may all be held by tests that wait for answers.
            let failure = await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    do {
                        _ = try group.join(socket)
                        continuation.resume(returning: nil as WebSocketError?)
                    } catch { continuation.resume(returning: error as? WebSocketError) }
                }
            }
            try await socket.send(.text(failure == .otherTask ? "other" : "joined"))
        }
        try await withServer(api) { server in
            let client = try server.connect()
            try client.send(Array((SocketAnswer.upgrade + "\r\n").utf8) + clientClose)
            #expect(SocketAnswer(try client.rest()).frames == ["text \"other\"", "close 1000 "])
        }
    }
}

// Two instances, and a Redis that is killed and comes back.

import Foundation
import Synchronization
import Testing
import WritRedisRelay
import WritServer

/// A Redis of its own on a port of its own, without a file.
private final class Redis {
    let port = Int.random(in: 20_000..<30_000)
    private var process: Process?

    static let path = ["/usr/bin/redis-server", "/usr/local/bin/redis-server"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    func start() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.path))
        process.arguments = ["--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        self.process = process
    }

    func kill() {
        guard let process else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    deinit { kill() }
}

/// An instance of a server, as far as its group goes.
private struct Instance {
    let relay: RedisRelay
    let group: SocketGroup<String>
    let log = EventLog<String>()
    let events = Events()

    final class Events: Sendable {
        let all = Mutex<[GroupRelayEvent]>([])

        func count(_ event: GroupRelayEvent) -> Int { all.withLock { all in all.count { $0 == event } } }
    }

    init(port: Int) {
        relay = RedisRelay(port: port)
        group = SocketGroup(relay: relay, channel: "kitchen")
        group.feed(log)
        _ = relay.listen(to: "kitchen") { [events] event in events.all.withLock { $0.append(event) } }
    }

    var heard: [String] { log.latest.compactMap(\.data) }
}

@Suite(.enabled(if: Redis.path != nil, "redis-server is not installed: apt-get install redis-server")) struct `A relay by Redis` {
    /// Waits until it is so; a test that waits in vain ends with the time limit.
    private func until(_ isSo: () -> Bool) async throws {
        while !isSo() { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test(.timeLimit(.minutes(1))) func `joins two instances, also when Redis was killed and is back`() async throws {
        let redis = Redis()
        let (one, two) = (Instance(port: redis.port), Instance(port: redis.port))
        // There is no Redis yet: each is by itself.
        one.group.send("alone")
        #expect(one.heard == ["alone"] && two.heard.isEmpty)
        try await until { one.relay.droppedCount > 0 }
        try redis.start()
        try await until { one.events.count(.connected) == 1 && two.events.count(.connected) == 1 }
        let member = two.group.enter(as: "Ann")
        try await until { one.group.present == ["Ann"] }
        for number in 0..<1_000 { one.group.send("\(number)") }
        try await until { two.heard.count == 1_000 || two.heard.last == "999" }
        #expect(two.heard == (0..<1_000).map { "\($0)" } && two.log.lastID == one.log.lastID)
        redis.kill()
        try await until { one.events.count(.disconnected) == 1 && two.events.count(.disconnected) == 1 }
        one.group.send("lost")
        #expect(one.heard.last == "lost")
        two.group.leave(member)
        let other = two.group.enter(as: "Bob")
        try redis.start()
        try await until { one.events.count(.connected) == 2 && two.events.count(.connected) == 2 }
        // Who is there is told anew.
        try await until { one.group.present == ["Bob"] }
        two.group.send("back")
        try await until { one.heard.last == "back" }
        #expect(!two.heard.contains("lost"))
        two.group.leave(other)
    }
}

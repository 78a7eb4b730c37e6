// How many connections there may be: in all, for one client, and when the system has no descriptors left.

import Glibc
import Synchronization
import Testing

@testable import WritEngine

private func isServed(_ client: LoopbackClient) -> Bool {
    client.send(get("/hello"))
    return client.receive(until: "World!").hasSuffix("World!")
}

/// A poller that counts its turns.
private final class CountingPoller: Poller {
    let inner = PollPoller()
    let turns: Turns

    init(_ turns: Turns) { self.turns = turns }

    func addConnection(_ descriptor: Int32) -> Bool { inner.addConnection(descriptor) }
    func removeConnection(_ descriptor: Int32) { inner.removeConnection(descriptor) }
    func expect(_ descriptor: Int32, reads: Bool, writes: Bool) {
        inner.expect(descriptor, reads: reads, writes: writes)
    }
    func addListener(_ descriptor: Int32, isShared: Bool) -> Bool { inner.addListener(descriptor, isShared: isShared) }
    func removeListener(_ descriptor: Int32) { inner.removeListener(descriptor) }
    func wait(milliseconds: Int?) -> Int {
        turns.count.add(1, ordering: .relaxed)
        return inner.wait(milliseconds: milliseconds)
    }
    func report(_ index: Int) -> Readiness { inner.report(index) }
}

/// What a loop did, seen from the test's thread.
private final class Turns: Sendable {
    let count = Atomic(0)
    let refusals = Atomic(0)
    let isExhausted = Atomic(true)
}

@Suite(.serialized) struct `Connection limits` {
    @Test(arguments: [1, 2, 4])
    func `the limit of connections is exact over all loops`(loopCount: Int) async throws {
        try await withServer({
            $0.loops.count = loopCount
            $0.limits.connectionsMax = 5
        }) { port, _ in
            var clients = try (0..<5).map { _ in try #require(LoopbackClient(port: port)) }
            for client in clients { #expect(isServed(client)) }
            let sixth = try #require(LoopbackClient(port: port, timeoutMilliseconds: 100))
            #expect(!isServed(sixth))
            clients.removeFirst()
            // Its request has been waiting; whichever loop has it accepts as soon as there is room.
            var received = ""
            for _ in 0..<100 where received.isEmpty { received = sixth.receive(until: "World!") }
            #expect(received.hasSuffix("World!"))
            // Only now, or it might have been first.
            let seventh = try #require(LoopbackClient(port: port))
            clients.removeFirst()
            #expect(isServed(seventh))
        }
    }

    @Test func `a client has as many connections as it may, others have theirs`() async throws {
        try await withServer({ $0.limits.connectionsPerAddressMax = 3 }) { port, _ in
            var clients = try (0..<3).map { _ in try #require(LoopbackClient(port: port)) }
            for client in clients { #expect(isServed(client)) }
            for _ in 0..<4 {
                let oneTooMany = try #require(LoopbackClient(port: port))
                #expect(oneTooMany.isClosedByServer)
            }
            clients.removeFirst()
            var isTaken = false
            for _ in 0..<1000 where !isTaken {
                let next = try #require(LoopbackClient(port: port))
                isTaken = isServed(next)
                if isTaken { clients.append(next) }
            }
            #expect(isTaken)
            let shed = try #require(LoopbackClient(port: port))
            #expect(shed.isClosedByServer)
        }
    }

    @Test func `addresses of one network half are one client, and so are both forms of an IPv4 address`() throws {
        func client(_ host: String) throws -> RawSocketAddress.Client? {
            try HostAddresses.find(host: host, port: 1)[0].client
        }
        #expect(try client("2001:db8::1") == client("2001:db8::ffff:1:2:3"))
        #expect(try client("2001:db8:0:1::1") != client("2001:db8::1"))
        #expect(try client("::ffff:192.0.2.1") == client("192.0.2.1"))
        #expect(try client("192.0.2.1") != client("192.0.2.2"))
        #expect(RawSocketAddress(path: [1])?.client == nil)
    }

    @Test(arguments: [1, 2])
    func `without descriptors a loop rests, and goes on when there are some`(loopCount: Int) async throws {
        let turns = Turns()
        try await withServer(
            {
                $0.loops.count = loopCount
                $0.makePoller = { _ throws(EngineError) in CountingPoller(turns) }
                $0.accept = { listener, peer in
                    guard turns.isExhausted.load(ordering: .relaxed) else { return acceptFromSystem(listener, &peer) }
                    turns.refusals.add(1, ordering: .relaxed)
                    errno = EMFILE
                    return -1
                }
            }, pollers: [.poll]
        ) { port, _ in
            // The queue is never empty: a loop that went on trying would take turn after turn without waiting.
            let waiting = try (0..<4).map { _ in try #require(LoopbackClient(port: port)) }
            let before = turns.count.load(ordering: .relaxed)
            let start = ContinuousClock.now
            // Each round of a pause ends with two looks: one with the reserve given up.
            while turns.refusals.load(ordering: .relaxed) < 6 * loopCount { await Task.yield() }
            // A loop that rests takes a few turns in each pause of a tenth of a second, however long this took to notice.
            let pauses = Int((ContinuousClock.now - start) / .milliseconds(100))
            #expect(turns.count.load(ordering: .relaxed) - before < (20 + 10 * pauses) * loopCount)
            turns.isExhausted.store(false, ordering: .relaxed)
            for client in waiting { #expect(isServed(client)) }
        }
    }

    @Test func `a connection that can't be kept is closed rather than left to wait`() async throws {
        let isShort = Turns()
        try await withServer(
            {
                $0.loops.count = 1
                $0.accept = { listener, peer in
                    // Only with the reserve given up is there a descriptor.
                    if isShort.refusals.add(1, ordering: .relaxed).newValue % 2 == 1 {
                        errno = EMFILE
                        return -1
                    }
                    return acceptFromSystem(listener, &peer)
                }
            }, pollers: [.poll]
        ) { port, _ in
            let shed = try #require(LoopbackClient(port: port))
            #expect(shed.isClosedByServer)
        }
    }
}

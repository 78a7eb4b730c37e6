// One server after another on the same address: listening sockets are passed on, and nothing is lost.

import CWritSystem
import Glibc
import Synchronization
import Testing

@testable import WritEngine

/// What `onTakeOver` told.
private final class TakeOvers: Sendable {
    let all = Mutex<[(SocketAddress, Int)]>([])
    var count: Int { all.withLock { $0.count } }
}

private func freeSocket() throws -> ListeningSocket {
    try ListeningSocket.bound(to: try HostAddresses.find(host: "127.0.0.1", port: 0)[0])
}

private func freePort() throws -> Int {
    try freeSocket().address.port
}

private func engine(
    _ port: Int, loopCount: Int, takeOvers: TakeOvers? = nil, handsOver: Bool = true, responder: SampleResponder = .init(),
    addresses: [EngineConfiguration.Address] = [], restMilliseconds: Int = 0
) -> Engine {
    var configuration = EngineConfiguration(port: port)
    configuration.addresses += addresses
    configuration.loopCount = loopCount
    configuration.catchesEndSignals = false
    configuration.drainRestMilliseconds = restMilliseconds
    configuration.drainMilliseconds = 5_000
    configuration.handsOverListeners = handsOver
    configuration.onTakeOver = { address, process in takeOvers?.all.withLock { $0.append((address, process)) } }
    return Engine(configuration: configuration, responder: responder)
}

private func end(_ engine: Engine) async {
    engine.shutDown()
    await engine.run()
}

private func isServed(_ port: Int) -> Bool {
    guard let client = LoopbackClient(port: port) else { return false }
    client.send(get("/hello", "Connection: close\r\n"))
    return client.receive().hasSuffix("World!")
}

/// A control socket of this test's own, which answers the next who asks with `bytes` and `descriptors`.
private final class FalseServer: Sendable {
    private let control: Descriptor

    init(port: Int) throws {
        control = Descriptor(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        let address = SocketAddress(host: "127.0.0.1", port: port)
        let name = try #require(ListenerHandover.controlName(for: address))
        // The name is lent with its size.
        #expect(unsafe name.lend({ unsafe bind(control.number, $0, $1) }) == 0)
        #expect(listen(control.number, 4) == 0)
    }

    func answerOnce(_ bytes: [UInt8], _ descriptors: [Int32]) {
        let peer = Descriptor(accept(control.number, nil, nil))
        if descriptors.isEmpty {
            // The bytes are told with their own count.
            _ = unsafe send(peer.number, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        } else {
            // Both arrays are told with their own counts.
            _ = unsafe writ_send_descriptors(peer.number, bytes, bytes.count, descriptors, Int32(descriptors.count))
        }
    }
}

@Suite(.serialized) struct `A server that follows another` {
    @Test(arguments: [(1, 1), (2, 2), (4, 1), (1, 4), (2, 3), (3, 2)])
    func `gets its sockets, all of which are watched`(before: Int, after: Int) async throws {
        let (port, takeOvers) = (try freePort(), TakeOvers())
        let first = engine(port, loopCount: before)
        try await first.start()
        #expect(isServed(port))
        let second = engine(port, loopCount: after, takeOvers: takeOvers)
        try await second.start()
        #expect(takeOvers.all.withLock { $0.map(\.0.port) } == [port])
        #expect(takeOvers.all.withLock { $0.map(\.1) } == [Int(getpid())])
        for _ in 0..<8 { #expect(isServed(port)) }
        await end(first)
        for _ in 0..<16 { #expect(isServed(port)) }
        await end(second)
        #expect(LoopbackClient(port: port) == nil)
    }

    @Test func `is followed by a third, which asks the second`() async throws {
        let (port, takeOvers) = (try freePort(), TakeOvers())
        var current = engine(port, loopCount: 2, takeOvers: takeOvers)
        try await current.start()
        for _ in 0..<5 {
            let next = engine(port, loopCount: 2, takeOvers: takeOvers)
            try await next.start()
            await end(current)
            #expect(isServed(port))
            current = next
        }
        #expect(takeOvers.count == 5)
        await end(current)
        #expect(LoopbackClient(port: port) == nil)
    }

    @Test func `leaves the first one's sockets alone when it ends before it`() async throws {
        let (port, takeOvers) = (try freePort(), TakeOvers())
        let first = engine(port, loopCount: 2)
        try await first.start()
        let second = engine(port, loopCount: 2, takeOvers: takeOvers)
        try await second.start()
        await end(second)
        for _ in 0..<8 { #expect(isServed(port)) }
        let third = engine(port, loopCount: 2, takeOvers: takeOvers)
        try await third.start()
        await end(first)
        for _ in 0..<8 { #expect(isServed(port)) }
        #expect(takeOvers.count == 2)
        await end(third)
    }

    @Test func `loses no connection that came while the first one ended`() async throws {
        let port = try freePort()
        // What the first one accepts has sent nothing yet.
        let first = engine(port, loopCount: 2, restMilliseconds: 5_000)
        try await first.start()
        let second = engine(port, loopCount: 2)
        try await second.start()
        first.shutDown()
        let clients = (0..<64).map { _ in LoopbackClient(port: port) }
        for client in clients { client?.send(get("/hello", "Connection: close\r\n")) }
        for client in clients { #expect(client?.receive().hasSuffix("World!") == true) }
        await first.run()
        await end(second)
    }

    @Test func `gets those of several addresses, each from whoever has it`() async throws {
        let (one, two, three, takeOvers) = (try freePort(), try freePort(), try freePort(), TakeOvers())
        let first = engine(one, loopCount: 2)
        let second = engine(two, loopCount: 2)
        try await first.start()
        try await second.start()
        let third = engine(
            one, loopCount: 2, takeOvers: takeOvers,
            addresses: [.tcp(host: "127.0.0.1", port: two), .tcp(host: "127.0.0.1", port: three)])
        try await third.start()
        #expect(takeOvers.all.withLock { $0.map(\.0.port) } == [one, two])
        await end(first)
        await end(second)
        for port in [one, two, three] { #expect(isServed(port)) }
        await end(third)
    }

    @Test func `gets nothing where either does not want it, and both serve all the same`() async throws {
        for (gives, takes) in [(false, true), (true, false), (false, false)] {
            let (port, takeOvers) = (try freePort(), TakeOvers())
            let first = engine(port, loopCount: 1, handsOver: gives)
            let second = engine(port, loopCount: 1, takeOvers: takeOvers, handsOver: takes)
            try await first.start()
            try await second.start()
            #expect(takeOvers.count == 0)
            for _ in 0..<8 { #expect(isServed(port)) }
            await end(first)
            for _ in 0..<8 { #expect(isServed(port)) }
            await end(second)
        }
    }

    @Test func `on a port that the system chose is never asked for`() async throws {
        let takeOvers = TakeOvers()
        let first = engine(0, loopCount: 1, takeOvers: takeOvers)
        let second = engine(0, loopCount: 1, takeOvers: takeOvers)
        let ports = [try await first.start()[0].port, try await second.start()[0].port]
        #expect(ports[0] != ports[1] && takeOvers.count == 0)
        await end(first)
        await end(second)
    }

    @Test(arguments: ["garbage", "", "WRITLSN1", "WRITLSN1\u{1}\u{0}\u{0}\u{0}"])
    func `listens by itself when what it asks answers nonsense`(text: String) async throws {
        let (port, takeOvers) = (try freePort(), TakeOvers())
        let falseServer = try FalseServer(port: port)
        let wrong = unsafe open("/dev/null", O_RDONLY)
        for descriptors in text.isEmpty ? [] : [[], [wrong], [wrong, wrong]] {
            async let answered: Void = Task.detached { falseServer.answerOnce(Array(text.utf8), descriptors) }.value
            let server = engine(port, loopCount: 1, takeOvers: takeOvers)
            try await server.start()
            await answered
            #expect(isServed(port) && takeOvers.count == 0)
            await end(server)
        }
        close(wrong)
    }

    @Test func `listens by itself when the sockets are those of another address`() async throws {
        let (port, takeOvers) = (try freePort(), TakeOvers())
        let falseServer = try FalseServer(port: port)
        let other = try freeSocket()
        try other.listen(backlog: 4)
        let message = HandoverMessage(processID: 5).bytes
        async let answered: Void = Task.detached {
            falseServer.answerOnce(message, [other.number, other.number])
        }.value
        let server = engine(port, loopCount: 1, takeOvers: takeOvers)
        try await server.start()
        await answered
        #expect(isServed(port) && takeOvers.count == 0)
        await end(server)
    }

    @Test func `is not impressed by clients that send garbage to the control socket`() async throws {
        let (port, takeOvers) = (try freePort(), TakeOvers())
        let first = engine(port, loopCount: 1)
        try await first.start()
        let name = try #require(ListenerHandover.controlName(for: SocketAddress(host: "127.0.0.1", port: port)))
        for _ in 0..<40 {
            let peer = Descriptor(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
            // The name is lent with its size.
            #expect(unsafe name.lend({ unsafe connect(peer.number, $0, $1) }) == 0)
            _ = unsafe send(peer.number, "garbage", 7, Int32(MSG_NOSIGNAL))
        }
        let second = engine(port, loopCount: 1, takeOvers: takeOvers)
        try await second.start()
        #expect(takeOvers.count == 1)
        await end(first)
        #expect(isServed(port))
        await end(second)
    }

    @Test func `a message says which process it is from`() {
        for number in [1, 255, 256, 4_194_304, Int32.max] {
            #expect(HandoverMessage(HandoverMessage(processID: number).bytes)?.processID == number)
        }
        #expect(HandoverMessage(HandoverMessage(processID: 1).bytes.dropLast()) == nil)
    }
}

// One server after another on the same address: listening sockets are passed on, and nothing is lost.

import CWritSystem
import Glibc
import Synchronization
import Testing

@testable import WritEngine

/// What `onTakeOver` and `onHandoverOddity` told.
private final class Told: Sendable {
    let all = Mutex<[(SocketAddress, Int)]>([])
    let oddities = Mutex<[String]>([])
    var count: Int { all.withLock { $0.count } }
    var ports: [Int] { all.withLock { $0.map(\.0.port) } }
    var odd: [String] { oddities.withLock { $0 } }
}

private func freeSocket() throws -> ListeningSocket {
    try ListeningSocket.bound(to: try HostAddresses.find(host: "127.0.0.1", port: 0)[0])
}

private func freePort() throws -> Int {
    try freeSocket().address.port
}

/// Servers that find each other, and nobody else.
private struct Place {
    let folders = HandoverFolders()
    let told = Told()
    let port: Int

    init() throws { port = try freePort() }

    func engine(
        _ port: Int? = nil, loopCount: Int, takesOver: Bool = false, handsOver: Bool = true,
        addresses: [ListenAddress] = [], restMilliseconds: Int = 0
    ) -> Engine {
        var configuration = EngineConfiguration(port: port ?? self.port)
        configuration.listening.addresses += addresses
        configuration.loops.count = loopCount
        configuration.shutdown.catchesSignals = false
        configuration.shutdown.restTime = .milliseconds(restMilliseconds)
        configuration.shutdown.drain = .milliseconds(5_000)
        configuration.listening.handsOver = handsOver
        configuration.listening.takesOver = takesOver
        configuration.handoverFolder = folders.folder
        configuration.onTakeOver = { [told] address, process in told.all.withLock { $0.append((address, process)) } }
        configuration.onHandoverOddity = { [told] sentence in told.oddities.withLock { $0.append(sentence) } }
        return Engine(configuration: configuration, responder: SampleResponder())
    }

    /// A socket of a server that there is not, in the folder.
    func falseControl() throws -> Descriptor {
        let control = Descriptor(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        let path = try folders.folder.makePath(for: SocketAddress(host: "127.0.0.1", port: port))
        let name = try #require(RawSocketAddress(path: Array(path.utf8)))
        // The name is lent with its size.
        #expect(unsafe name.lend({ unsafe bind(control.number, $0, $1) }) == 0)
        #expect(listen(control.number, 4) == 0)
        return control
    }
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

/// Answers the next who asks with `bytes` and `descriptors`.
private func answerOnce(_ control: borrowing Descriptor, _ bytes: [UInt8], _ descriptors: [Int32]) {
    let peer = Descriptor(accept(control.number, nil, nil))
    if descriptors.isEmpty {
        // The bytes are told with their own count.
        _ = unsafe send(peer.number, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    } else {
        // Both arrays are told with their own counts.
        _ = unsafe writ_send_descriptors(peer.number, bytes, bytes.count, descriptors, Int32(descriptors.count))
    }
}

@Suite(.serialized) struct `A server that follows another` {
    @Test(arguments: [(1, 1), (2, 2), (4, 1), (1, 4), (2, 3), (3, 2)])
    func `gets its sockets, all of which are watched`(before: Int, after: Int) async throws {
        let place = try Place()
        let first = place.engine(loopCount: before)
        try await first.start()
        #expect(isServed(place.port))
        let second = place.engine(loopCount: after, takesOver: true)
        try await second.start()
        #expect(place.told.ports == [place.port])
        #expect(place.told.all.withLock { $0.map(\.1) } == [Int(getpid())])
        for _ in 0..<8 { #expect(isServed(place.port)) }
        await end(first)
        for _ in 0..<16 { #expect(isServed(place.port)) }
        await end(second)
        #expect(LoopbackClient(port: place.port) == nil)
        #expect(place.folders.names == [])
        #expect(place.told.odd == [])
    }

    @Test func `gets the Unix socket, whose file stays as long as one of them has it`() async throws {
        let place = try Place()
        let path = "/tmp/writ-handover-\(UInt64.random(in: 0 ... .max)).sock"
        func engine(takesOver: Bool) -> Engine {
            place.engine(loopCount: 2, takesOver: takesOver, handsOver: true, addresses: [.unix(path: path, mode: 0o600)])
        }
        func isListenedOn() -> Bool {
            let client = Descriptor(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
            guard let name = RawSocketAddress(path: Array(path.utf8)) else { return false }
            // The name is lent with its size.
            return unsafe name.lend { unsafe connect(client.number, $0, $1) } == 0
        }
        var current = engine(takesOver: false)
        try await current.start()
        for _ in 0..<3 {
            let next = engine(takesOver: true)
            try await next.start()
            // One that comes and goes meanwhile leaves the file alone.
            let other = engine(takesOver: true)
            try await other.start()
            await end(other)
            #expect(isListenedOn())
            await end(current)
            #expect(isListenedOn() && isServed(place.port))
            current = next
        }
        #expect(place.told.odd == [])
        await end(current)
        #expect(!isListenedOn())
        // The path ends with a zero.
        #expect(unsafe access(path, F_OK) != 0)
        #expect(place.folders.names == [])
    }

    @Test func `is followed by a third, which asks the second`() async throws {
        let place = try Place()
        var current = place.engine(loopCount: 2, takesOver: true)
        try await current.start()
        for _ in 0..<5 {
            let next = place.engine(loopCount: 2, takesOver: true)
            try await next.start()
            await end(current)
            #expect(isServed(place.port))
            current = next
        }
        #expect(place.told.count == 5)
        await end(current)
        #expect(LoopbackClient(port: place.port) == nil)
    }

    @Test func `leaves the first one's sockets alone when it ends before it`() async throws {
        let place = try Place()
        let first = place.engine(loopCount: 2)
        try await first.start()
        let second = place.engine(loopCount: 2, takesOver: true)
        try await second.start()
        await end(second)
        for _ in 0..<8 { #expect(isServed(place.port)) }
        let third = place.engine(loopCount: 2, takesOver: true)
        try await third.start()
        await end(first)
        for _ in 0..<8 { #expect(isServed(place.port)) }
        #expect(place.told.count == 2)
        await end(third)
    }

    @Test func `knows another one that follows at the same time`() async throws {
        let place = try Place()
        let first = place.engine(loopCount: 2)
        try await first.start()
        let (second, third) = (place.engine(loopCount: 2, takesOver: true), place.engine(loopCount: 2, takesOver: true))
        async let one = second.start()
        async let other = third.start()
        _ = try await (one, other)
        #expect(place.told.count == 2)
        await end(first)
        await end(second)
        for _ in 0..<8 { #expect(isServed(place.port)) }
        await end(third)
        #expect(LoopbackClient(port: place.port) == nil)
    }

    @Test func `loses no connection that came while the first one ended`() async throws {
        let place = try Place()
        // What the first one accepts has sent nothing yet.
        let first = place.engine(loopCount: 2, restMilliseconds: 5_000)
        try await first.start()
        let second = place.engine(loopCount: 2, takesOver: true)
        try await second.start()
        first.shutDown()
        let clients = (0..<64).map { _ in LoopbackClient(port: place.port) }
        for client in clients { client?.send(get("/hello", "Connection: close\r\n")) }
        for client in clients { #expect(client?.receive().hasSuffix("World!") == true) }
        await first.run()
        await end(second)
    }

    @Test func `gets those of several addresses, each from whoever has it`() async throws {
        let place = try Place()
        let (two, three) = (try freePort(), try freePort())
        let first = place.engine(loopCount: 2)
        let second = place.engine(two, loopCount: 2)
        try await first.start()
        try await second.start()
        let third = place.engine(
            loopCount: 2, takesOver: true,
            addresses: [.tcp(host: "127.0.0.1", port: two), .tcp(host: "127.0.0.1", port: three)])
        try await third.start()
        #expect(place.told.ports == [place.port, two])
        await end(first)
        await end(second)
        for port in [place.port, two, three] { #expect(isServed(port)) }
        await end(third)
    }

    @Test(arguments: [1, 2, 4], [(true, false), (false, true), (false, false)])
    func `gets nothing where either does not want it, and does not start`(loopCount: Int, wishes: (Bool, Bool)) async throws {
        let place = try Place()
        let first = place.engine(loopCount: loopCount, handsOver: wishes.0)
        let second = place.engine(loopCount: loopCount, takesOver: wishes.1)
        try await first.start()
        let error = await #expect(throws: EngineError.self) { try await second.start() }
        let message = error?.description ?? ""
        #expect(message.contains("127.0.0.1:\(place.port)") && message.contains("process \(getpid()) ("))
        #expect(place.told.count == 0)
        for _ in 0..<8 { #expect(isServed(place.port)) }
        await end(first)
        #expect(LoopbackClient(port: place.port) == nil)
    }

    @Test func `on a port that the system chose is never asked for`() async throws {
        let place = try Place()
        let first = place.engine(0, loopCount: 1, takesOver: true)
        let second = place.engine(0, loopCount: 1, takesOver: true)
        let ports = [try await first.start()[0].port, try await second.start()[0].port]
        #expect(ports[0] != ports[1] && place.told.count == 0 && place.folders.names == [])
        await end(first)
        await end(second)
    }

    @Test(arguments: ["garbage", "WRITLSN2", "WRITLSN1"])
    func `listens by itself when what it asks answers nonsense, and tells of it`(text: String) async throws {
        let wrong = unsafe open("/dev/null", O_RDONLY)
        for descriptors in [[], [wrong], [wrong, wrong]] {
            let place = try Place()
            let control = try place.falseControl()
            let number = control.number
            async let answered: Void = Task.detached { answerOnce(Descriptor(dup(number)), Array(text.utf8), descriptors) }.value
            let server = place.engine(loopCount: 1, takesOver: true)
            try await server.start()
            await answered
            #expect(isServed(place.port) && place.told.count == 0)
            #expect(place.told.odd.count == 1 && place.told.odd.allSatisfy { $0.contains("answered nonsense") })
            await end(server)
            _ = consume control
        }
        close(wrong)
    }

    @Test func `listens by itself when the sockets are those of another address`() async throws {
        let place = try Place()
        let control = try place.falseControl()
        let number = control.number
        let other = try freeSocket()
        try other.listen(backlog: 4)
        async let answered: Void = Task.detached {
            answerOnce(Descriptor(dup(number)), ListenerHandover.letters, [other.number])
        }.value
        let server = place.engine(loopCount: 1, takesOver: true)
        try await server.start()
        await answered
        #expect(isServed(place.port) && place.told.count == 0 && place.told.odd.count == 1)
        await end(server)
        _ = consume control
    }

    @Test func `removes what a server that died has left`() async throws {
        let place = try Place()
        do { _ = try place.falseControl() }
        #expect(place.folders.names.count == 1)
        let server = place.engine(loopCount: 1, takesOver: true)
        try await server.start()
        #expect(place.folders.names.count == 1 && place.told.odd == [])
        await end(server)
        #expect(place.folders.names == [])
    }
}

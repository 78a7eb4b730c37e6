// Where a server can listen: several addresses, both families, Unix sockets, and sockets that somebody passes.

import CWritSystem
import Glibc
import Testing

@testable import WritEngine

/// A path in the folder for temporary files that no other test has.
private func freshPath() -> String {
    "/tmp/writ-\(getpid())-\(UInt32.random(in: 0 ... .max)).sock"
}

/// Runs an engine on these addresses for the length of `body`.
private func withEngine(
    _ addresses: [ListenAddress], poller: PollerChoice = .automatic,
    _ body: ([SocketAddress]) async throws -> Void
) async throws {
    var configuration = EngineConfiguration(addresses: addresses)
    (configuration.loops.count, configuration.shutdown.catchesSignals, configuration.loops.poller) = (2, false, poller)
    let engine = Engine(configuration: configuration, responder: SampleResponder())
    let bound = try await engine.start()
    try await body(bound)
    engine.shutDown()
    await engine.run()
}

private func greets(_ client: LoopbackClient?) -> Bool {
    client?.send(get("/hello"))
    return client?.receive(until: "World!").hasSuffix("World!") == true
}

/// The message of the error that starting on an address ends with.
private func failure(_ address: ListenAddress) async -> String {
    do {
        try await withEngine([address]) { _ in }
        return ""
    } catch {
        return "\(error)"
    }
}

// The path is passed as a string that ends with a zero.
private func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

/// A TCP socket of this test's own, bound to a port of the system's choice.
private func plainSocket(listens: Bool) throws -> (number: Int32, port: Int) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    // The address has the size that is passed with it.
    let code = unsafe withUnsafeBytes(of: &address) { bytes in
        unsafe bind(number, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
    #expect(code == 0)
    if listens { #expect(listen(number, 16) == 0) }
    let bound = try #require(RawSocketAddress.ofSocket(number))
    return (number, bound.readable.port)
}

@Suite(.serialized) struct `Listening` {
    @Test(arguments: pollerChoices)
    func `several addresses are listened on at once`(poller: PollerChoice) async throws {
        let path = freshPath()
        let addresses: [ListenAddress] = [
            .tcp(host: "127.0.0.1", port: 0), .tcp(host: "::1", port: 0), .unix(path: path),
        ]
        try await withEngine(addresses, poller: poller) { bound in
            #expect(bound.map(\.host) == ["127.0.0.1", "::1", ""])
            #expect(bound[1].description == "[::1]:\(bound[1].port)" && bound[2].description == "unix:\(path)")
            // Often enough for both loops to have their turn.
            for _ in 0..<8 {
                #expect(greets(LoopbackClient(port: bound[0].port)))
                #expect(greets(LoopbackClient(port6: bound[1].port)))
                #expect(greets(LoopbackClient(path: path)))
            }
        }
        #expect(!exists(path))
    }

    @Test func `localhost has one port for all its addresses`() async throws {
        try await withEngine([.tcp(host: "localhost", port: 0)]) { bound in
            #expect(Set(bound.map(\.port)).count == 1 && Set(bound).count == bound.count)
        }
    }

    @Test func `no address is an error`() async {
        await #expect(throws: EngineError.self) { try await withEngine([]) { _ in } }
    }

    @Test(arguments: [-1, 65_536])
    func `a number that is no port is an error`(port: Int) async {
        #expect(await failure(.tcp(host: "127.0.0.1", port: port)).contains("\(port) is not a port"))
    }

    @Test func `a port that another program has is an error that names it and says what to do`() async throws {
        let (number, port) = try plainSocket(listens: true)
        let message = await failure(.tcp(host: "127.0.0.1", port: port))
        #expect(message.contains("127.0.0.1:\(port)") && message.contains("choose another port"))
        close(number)
    }

    @Test func `a peer on a Unix socket has no address`() async throws {
        let path = freshPath()
        try await withEngine([.unix(path: path)]) { _ in
            let client = try #require(LoopbackClient(path: path))
            client.send(get("/peer", "Connection: close\r\n"))
            #expect(client.receive().hasSuffix("\r\n\r\nunix:"))
        }
    }

    @Test func `a Unix socket has the mode it was given`() async throws {
        let path = freshPath()
        try await withEngine([.unix(path: path, mode: 0o600)]) { _ in
            var status = stat()
            // `stat` fills the structure.
            #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `a socket file that nobody listens at is replaced`() async throws {
        let path = freshPath()
        let left = try ListeningSocket.bound(toPath: path, mode: nil)
        let kept = dup(left.number)
        #expect(exists(path))
        try await withEngine([.unix(path: path)]) { _ in #expect(greets(LoopbackClient(path: path))) }
        close(kept)
    }

    @Test func `a live Unix socket is an error, and stays`() async throws {
        let path = freshPath()
        try await withEngine([.unix(path: path)]) { _ in
            #expect(await failure(.unix(path: path)).contains("process \(getpid()) ("))
            #expect(greets(LoopbackClient(path: path)))
        }
    }

    @Test func `a file of another kind is an error, and stays`() async throws {
        let path = freshPath()
        close(unsafe open(path, O_CREAT | O_WRONLY, 0o600))
        #expect(await failure(.unix(path: path)).contains("another kind"))
        #expect(exists(path))
        // The path is passed as a string that ends with a zero.
        unsafe unlink(path)
    }

    @Test func `a socket file that another server has put there stays`() async throws {
        let path = freshPath()
        var others: [ListeningSocket] = []
        try await withEngine([.unix(path: path)]) { _ in
            // The path is passed as a string that ends with a zero.
            unsafe unlink(path)
            others.append(try ListeningSocket.bound(toPath: path, mode: nil))
        }
        #expect(exists(path) && others.count == 1)
        others = []
        #expect(!exists(path))
    }

    @Test(arguments: [(0, false), (1, true), (106, true), (107, true), (108, false)])
    func `a path has as many bytes as the system has room for`(count: Int, isPath: Bool) {
        #expect(RawSocketAddress.pathBytesMax == 107)
        let path = Array(repeating: UInt8(ascii: "a"), count: count)
        #expect((RawSocketAddress(path: path) != nil) == isPath)
        if isPath { #expect(RawSocketAddress(path: path)?.readable.path?.utf8.count == count) }
    }

    @Test func `a path that is too long is an error that says how long it may be`() async {
        let path = "/tmp/" + String(repeating: "a", count: 103)
        #expect(await failure(.unix(path: path)).contains("1 to 107 bytes, and this one has 108"))
    }

    @Test func `a descriptor that listens is served`() async throws {
        let (number, port) = try plainSocket(listens: true)
        try await withEngine([.descriptor(number)]) { bound in
            #expect(bound.map(\.port) == [port])
            for _ in 0..<8 { #expect(greets(LoopbackClient(port: port))) }
        }
        // The socket was the engine's to close.
        #expect(LoopbackClient(port: port) == nil)
    }

    @Test func `a descriptor that does not listen is an error`() async throws {
        let (number, _) = try plainSocket(listens: false)
        #expect(await failure(.descriptor(number)).contains("it does not listen"))
        let file = unsafe open("/dev/null", O_RDONLY)
        #expect(await failure(.descriptor(file)).contains("it is not a stream socket"))
        #expect(await failure(.descriptor(999_999)).contains("it is not a stream socket"))
    }

    @Test func `passed sockets are those that LISTEN_FDS counts, from the first on`() throws {
        let (number, port) = try plainSocket(listens: true)
        // Two numbers in a row that nobody has: other tests' servers are in this process, too.
        var (first, second) = (fcntl(number, F_DUPFD, 200), Int32(0))
        while true {
            second = fcntl(number, F_DUPFD, first + 1)
            if second == first + 1 || second < 0 { break }
            close(first)
            first = second
        }
        #expect(second == first + 1)
        close(number)
        let variables = ["LISTEN_FDS": "2", "LISTEN_PID": "77"]
        let sockets = try PassedSockets.take({ variables[$0] }, processID: 77, first: first)
        #expect(sockets.map(\.number) == [first, first + 1] && sockets.allSatisfy { $0.address.port == port })
        #expect(fcntl(first, F_GETFD) == FD_CLOEXEC)
    }

    @Test(arguments: [
        ([:], "not set"), (["LISTEN_FDS": "1"], "not set"), (["LISTEN_FDS": "1", "LISTEN_PID": "78"], "LISTEN_PID is 78"),
        (["LISTEN_FDS": "0", "LISTEN_PID": "77"], "LISTEN_FDS is 0"),
        (["LISTEN_FDS": "x", "LISTEN_PID": "77"], "LISTEN_FDS is x"),
    ])
    func `without passed sockets the error says why`(variables: [String: String], reason: String) {
        let error = #expect(throws: EngineError.self) {
            try PassedSockets.take({ variables[$0] }, processID: 77, first: 300)
        }
        #expect(error?.description.contains(reason) == true)
    }
}

// Readiness, addresses and the server's end, as an operator sees them.

import Logging
import PetstoreExample
import Synchronization
import Testing
import WritEngine
import WritLoopback
import WritServer

@testable import PetstoreExampleServer

/// Asks for the readiness path on a new connection.
private func readiness(_ server: LoopbackServer, path: String = "/readyz", method: String = "GET") throws -> LoopbackAnswer {
    try server.connect().ask(method, path, ["Connection: close"])
}

@Suite struct `A server's life` {
    @Test func `is told at the readiness path, which comes before the contract's`() async throws {
        for path in ["/readyz", "/pets"] {
            var configuration = ServerConfiguration()
            configuration.readinessPath = path
            try await withPetstoreServer(configuration) { server throws in
                let answer = try readiness(server, path: path)
                #expect(answer.status == 200 && answer.text == "ready\n" && answer["Cache-Control"] == "no-store")
                #expect(try readiness(server, path: path, method: "HEAD").status == 200)
                let refused = try readiness(server, path: path, method: "POST")
                #expect(refused.status == 405 && refused["Allow"] == "GET, HEAD")
            }
        }
    }

    @Test func `has no readiness path unless it is given one`() async throws {
        try await withPetstoreServer { server throws in #expect(try readiness(server).status == 404) }
    }

    @Test func `turns to 503 when the server is told to end, while it still accepts`() async throws {
        var configuration = ServerConfiguration(port: 0)
        configuration.loops.count = 1
        configuration.readinessPath = "/readyz"
        configuration.shutdown.readinessDelay = .milliseconds(500)
        configuration.shutdown.catchesSignals = false
        configuration.logger.logLevel = .error
        let api = petstore()
        let server = APIServer(api, configuration: configuration)
        let (starts, reporter) = AsyncStream<[String]>.makeStream()
        let running = Task { try await server.run { reporter.yield($0) } }
        let address = try #require(await starts.first { _ in true }?.first)
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        #expect(try readiness(LoopbackServer(port: port)).status == 200)
        running.cancel()
        let ending = try readiness(LoopbackServer(port: port))
        #expect(ending.status == 503 && ending.text == "ending\n")
        // The contract is answered all the same.
        #expect(try LoopbackServer(port: port).connect().ask("GET", "/pets/1", ["Connection: close"]).status == 200)
        try await running.value
        #expect(throws: LoopbackFailure.self) { try LoopbackServer(port: port).connect() }
    }

    @Test func `is on all its addresses, which are told`() async throws {
        let path = "/tmp/writ-petstore-\(UInt64.random(in: 0 ... .max)).sock"
        var configuration = ServerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0), .unix(path: path, mode: 0o600)])
        configuration.logger.logLevel = .error
        // Another test of this process sends itself a signal.
        configuration.shutdown.catchesSignals = false
        let api = petstore()
        let server = APIServer(api, configuration: configuration)
        let (starts, reporter) = AsyncStream<[String]>.makeStream()
        let running = Task { try await server.run { reporter.yield($0) } }
        let addresses = try #require(await starts.first { _ in true })
        #expect(addresses.count == 2 && addresses[0].hasPrefix("127.0.0.1:") && addresses[1] == "unix:\(path)")
        running.cancel()
        try await running.value
    }
}

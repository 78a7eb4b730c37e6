// A server that takes the place of the one that runs.

import Glibc
import Testing
import WritLoopback
import WritPrograms

@Suite(.serialized, .enabled(if: ServerProcess.areBuilt, "needs the servers beside the test bundle: swift build --build-tests"))
struct `A server that is told to take over` {
    @Test(arguments: loopCounts, loopCounts)
    func `gets the sockets of the one that runs, which can be ended then`(before: Int, after: Int) async throws {
        let port = try freePort()
        // Requests that are on their way when it is told to end are still answered.
        let first = try ServerProcess.life(["port": "\(port)", "loops": "\(before)", "rest": "5000"])
        let second = try ServerProcess.life(["port": "\(port)", "loops": "\(after)", "takes-over": "1"])
        #expect(
            second.lines.contains {
                $0.contains("process=\(first.child.number)") && $0.contains(" took over the listening sockets")
            })
        #expect(second.port == port)
        first.child.send(signal: SIGTERM)
        for _ in 0..<8 { #expect([first.greeting, second.greeting].contains(try second.ask("/hello"))) }
        #expect(await first.end() == 0)
        for _ in 0..<8 { #expect(try second.ask("/hello") == second.greeting) }
        second.child.send(signal: SIGTERM)
        #expect(await second.end() == 0)
    }

    @Test func `can be told so by the environment`() async throws {
        let port = try freePort()
        let first = try ServerProcess.life(["port": "\(port)"])
        let second = try ServerProcess.life(["port": "\(port)"], environment: ["WRIT_TAKE_OVER": "1"])
        #expect(second.isListening)
        first.child.stop()
        #expect(try second.ask("/hello") == second.greeting)
        second.child.stop()
    }

    @Test func `listens by itself where nobody runs`() async throws {
        let server = try ServerProcess.life(["port": "\(try freePort())", "takes-over": "1"])
        #expect(try server.ask("/hello") == server.greeting)
        server.child.stop()
    }

    @Test func `gets nothing from one that hands nothing over`() async throws {
        let port = try freePort()
        let first = try ServerProcess.life(["port": "\(port)", "hands-over": "0"])
        let second = try ServerProcess.life(["port": "\(port)", "takes-over": "1"])
        #expect(!second.isListening)
        #expect(await second.end() == 1)
        #expect(try first.ask("/hello") == first.greeting)
        first.child.stop()
    }

    @Test func `gets them also while every loop of the other one is blocked`() async throws {
        let port = try freePort()
        let first = try ServerProcess.life(["port": "\(port)", "loops": "1", "drain": "50", "grace": "600"])
        let client = try LoopbackClient(port: port, timeoutSeconds: 20)
        try client.send("GET /block HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(first.waitForLine { $0.hasSuffix(" blocks") } != nil)
        let second = try ServerProcess.life(["port": "\(port)", "loops": "1", "takes-over": "1"])
        #expect(second.isListening)
        #expect(try second.ask("/hello") == second.greeting)
        first.child.send(signal: SIGTERM)
        #expect(await first.end() == 128 + SIGTERM)
        second.child.stop()
    }

    @Test func `names the docs page at its start`() throws {
        let server = try ServerProcess.life(["host": "0.0.0.0"])
        #expect(server.lines.last?.contains(" docs=http://127.0.0.1:\(server.port)/docs ") == true)
        server.child.stop()
    }
}

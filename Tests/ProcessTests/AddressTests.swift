// Addresses that can't be had, and who has them.

import Glibc
import Testing
import WritLoopback
import WritPrograms

@Suite(.serialized, .enabled(if: ServerProcess.areBuilt, "needs the servers beside the test bundle: swift build --build-tests"))
struct `A server that can't have its address` {
    /// Starts a program that is to fail; its one sentence.
    private func failure(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) async throws -> String {
        let server = try ServerProcess(program, arguments, environment: environment)
        #expect(!server.isListening)
        #expect(await server.end() == 1)
        #expect(server.lines.count == 1, "\(server.lines)")
        return server.lines.first ?? ""
    }

    @Test(arguments: loopCounts, loopCounts)
    func `since the same program has it fails with one sentence`(first: Int, second: Int) async throws {
        let port = try freePort()
        let server = try ServerProcess.life(["port": "\(port)", "loops": "\(first)"])
        let message = try await failure(ServerProcess.lifeServer, ["--port", "\(port)", "--loops", "\(second)"])
        let holder = "process \(server.child.number) (WritLifeServer) has port \(port)"
        #expect(
            message == "WritLifeServer: Can't listen on 127.0.0.1:\(port): \(holder); end it, choose another port, "
                + "or take its place with WRIT_TAKE_OVER=1.")
        #expect(try server.ask("/hello") == server.greeting)
        server.child.stop()
    }

    @Test(arguments: loopCounts, ["0", "1"])
    func `since another program has it fails with one sentence, whatever it asks for`(
        loopCount: Int, takesOver: String
    ) async throws {
        let port = try freePort()
        let server = try ServerProcess.life(["port": "\(port)", "loops": "\(loopCount)", "hands-over": "1"])
        let other = try ServerProcess(
            ServerProcess.petstore, ["--port", "\(port)", "--threads", "\(loopCount)"],
            environment: ["WRIT_TAKE_OVER": takesOver])
        #expect(!other.isListening)
        #expect(await other.end() == 1)
        let holder = "process \(server.child.number) (WritLifeServer) has port \(port)"
        #expect(
            other.lines.last?.hasPrefix("petstore-server: Can't listen on 127.0.0.1:\(port): \(holder); end it, choose") == true)
        // What was odd in asking is told before.
        #expect(other.lines.dropLast().allSatisfy { $0.contains("which is another program") })
        for _ in 0..<4 { #expect(try server.ask("/hello") == server.greeting) }
        server.child.stop()
    }

    @Test(arguments: [("127.0.0.1", "0.0.0.0"), ("0.0.0.0", "127.0.0.1"), ("::1", "::1"), ("::1", "::"), ("::", "::1")])
    func `is told who has it where one address is all of the machine's, and with IPv6`(first: String, second: String) async throws
    {
        let port = try freePort()
        let server = try ServerProcess.life(["host": first, "port": "\(port)", "loops": "2"])
        let message = try await failure(ServerProcess.lifeServer, ["--host", second, "--port", "\(port)", "--loops", "2"])
        #expect(message.contains("process \(server.child.number) (WritLifeServer) has port \(port)"))
        server.child.stop()
    }

    @Test func `is told who has the path of a Unix socket`() async throws {
        let path = "/tmp/writ-life-\(UInt64.random(in: 0 ... .max)).sock"
        let server = try ServerProcess.life(["unix": path])
        #expect(server.addresses == ["unix:\(path)"])
        let message = try await failure(ServerProcess.lifeServer, ["--unix", path])
        #expect(
            message.hasSuffix(
                "Can't listen on unix:\(path): process \(server.child.number) (WritLifeServer) listens there; "
                    + "end it or choose another path."))
        server.child.stop()
    }

    @Test(arguments: [
        (["--host", "no.such.host.invalid"], "The host no.such.host.invalid is unknown"),
        (["--host", "203.0.113.1"], "no interface of this machine has that address"),
        (["--port", "65536"], "65536 is not a port"), (["--port", "-1"], "-1 is not a port"),
        (["--unix", "/tmp/writ-no-such-folder/a.sock"], "the folder must exist"), (["--unix", "/tmp"], "a file of another kind"),
    ])
    func `says why in one sentence`(arguments: [String], reason: String) async throws {
        let message = try await failure(ServerProcess.lifeServer, arguments)
        #expect(message.hasPrefix("WritLifeServer: ") && message.contains(reason) && message.hasSuffix("."))
    }
}

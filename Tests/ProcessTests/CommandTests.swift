// A server as a program: its verbs, and what they say where something can't be.

import Foundation
import Glibc
import Testing
import WritLoopback
import WritPrograms

/// A folder with the PID file and the log of one server, which ends with the test.
private final class Service: Sendable {
    static let program = builtProgram("WritCommandServer") ?? ""
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("writ-command-\(UInt64.random(in: 0 ... .max))")
    let port: UInt16

    init() throws {
        port = try freePort()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        let process = processID
        if process > 1, pid_t(process) != getpid() { kill(pid_t(process), SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    var pidFile: String { folder.appendingPathComponent("server.pid").path }
    var logFile: String { folder.appendingPathComponent("server.log").path }
    var files: [String] { ["--pid-file", pidFile, "--log-file", logFile] }
    var processID: Int {
        (try? String(contentsOfFile: pidFile, encoding: .utf8)).flatMap { $0.split(separator: "\n").first }.flatMap { Int($0) }
            ?? 0
    }
    var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }

    /// What a verb prints, on one line for each sentence, and its status.
    func callAsFunction(_ arguments: String..., environment: [String] = []) async throws -> (status: Int32, text: String) {
        let outcome = try await runProgram("env", environment + [Self.program] + arguments + files)
        return (outcome.status, outcome.output + outcome.errors)
    }

    func start() async throws {
        let started = try await self("run", "-d", "--port", "\(port)")
        #expect(started.status == 0, "\(started.text)")
    }

    func ask() throws -> String {
        try LoopbackClient(port: port, timeoutSeconds: 20).ask("GET", "/hello", ["Connection: close"]).text
    }
}

/// Whether a process has ended; its parent may not have heard of it yet.
private func hasEnded(_ process: Int) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
    return text.contains(") Z ")
}

@Suite(.serialized, .enabled(if: !Service.program.isEmpty, "needs the servers beside the test bundle: swift build --build-tests"))
struct `A server as a program` {
    @Test func `serves in the background when run -d returns, and until stop does`() async throws {
        let server = try Service()
        try await server.start()
        let process = server.processID
        #expect(try server.ask() == "hello \(process)")
        // A session of its own, which no terminal can hang up.
        #expect(getsid(pid_t(process)) == pid_t(process))
        let running = try await server("status")
        #expect(running.status == 0 && running.text.hasPrefix("greeter: running, process \(process), for "), "\(running)")
        let stopped = try await server("stop")
        #expect(stopped.status == 0 && stopped.text == "greeter: process \(process) has ended\n", "\(stopped)")
        #expect(hasEnded(process))
        let none = try await server("status")
        #expect(none.status == 3 && none.text == "greeter: stopped\n")
        #expect(!FileManager.default.fileExists(atPath: server.pidFile))
        #expect(try await server("stop").status == 0)
        #expect(try await server("reload").status == 7)
        #expect(server.log.contains(" listening\n") && server.log.hasSuffix(" ended\n"))
    }

    @Test func `waits in stop for what runs, and tells that it is draining`() async throws {
        let server = try Service()
        try await server.start()
        let client = try LoopbackClient(port: server.port, timeoutSeconds: 20)
        try client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        // The answer's head can't be there yet; the request is, once another one on a new connection has been answered.
        _ = try server.ask()
        async let stopping = server("stop")
        var stages: Set<String> = []
        while true {
            let (status, text) = try await server("status")
            if status != 0 { break }
            stages.insert(String(text.split(separator: " ")[1]))
        }
        #expect(stages.isSubset(of: ["running,", "draining,"]))
        #expect(try client.answer().status == 200)
        #expect(try await stopping.status == 0)
    }

    @Test func `starts once`() async throws {
        let server = try Service()
        try await server.start()
        let process = server.processID
        let second = try await server("run", "-d", "--port", "0")
        #expect(second.status == 1)
        #expect(
            second.text
                == "greeter: Process \(process) runs already (PID file \(server.pidFile)): use restart or stop, or another "
                + "--pid-file.\n")
        let foreground = try await server("run", "--port", "0")
        #expect(foreground.status == 1 && server.log.contains("Process \(process) runs already"))
        #expect(server.processID == process)
        _ = try await server("stop")
    }

    @Test func `takes a stale PID file for what it is`() async throws {
        let server = try Service()
        try await server.start()
        let process = server.processID
        kill(pid_t(process), SIGKILL)
        while !hasEnded(process) { usleep(1000) }
        let dead = try await server("status")
        #expect(dead.status == 1 && dead.text.contains("process \(process) ended without removing"))
        // Another program may have its number by now.
        try "\(getpid())\nrunning \n0\n".write(toFile: server.pidFile, atomically: false, encoding: .utf8)
        #expect(try await server("stop").status == 0)
        #expect(try await server("status").status == 1)
        try await server.start()
        #expect(server.processID != getpid())
        _ = try await server("stop")
    }

    @Test func `is replaced by restart, which keeps its command line`() async throws {
        let server = try Service()
        try await server.start()
        let first = server.processID
        let restarted = try await server("restart")
        let second = server.processID
        #expect(restarted.status == 0 && restarted.text.hasSuffix("greeter: process \(first) has ended\n"), "\(restarted.text)")
        #expect(second != first && hasEnded(first))
        for _ in 0..<4 { #expect(try server.ask() == "hello \(second)") }
        // A second time, from a process that has taken over itself.
        #expect(try await server("restart").status == 0)
        #expect(try server.ask() == "hello \(server.processID)")
        _ = try await server("stop")
        #expect(try await server("restart", "--port", "\(server.port)").status == 0)
        #expect(try server.ask() == "hello \(server.processID)")
        _ = try await server("stop")
    }

    @Test(arguments: [
        (["--start", "throw"], Int32(1), "The store is not there."), (["--start", "crash"], 1, "The store is gone."),
        (["--start", "hang", "--wait", "500ms"], 1, "It took no requests within 500 ms, and was ended"),
        (["--prot", "80"], 6, "did you mean --port?"), (["--host", "203.0.113.1"], 1, "no interface of this machine"),
    ])
    func `goes on where the new one doesn't start`(settings: [String], status: Int32, reason: String) async throws {
        let server = try Service()
        try await server.start()
        let process = server.processID
        let outcome = try await runProgram(
            Service.program, ["restart", "--port", "\(server.port)"] + settings + server.files)
        #expect(outcome.status == status && outcome.errors.contains(reason), "\(outcome.errors)")
        if settings[0] != "--prot" { #expect(outcome.errors.hasSuffix("The server that runs goes on: process \(process).\n")) }
        #expect(server.processID == process)
        #expect(try server.ask() == "hello \(process)")
        #expect(try await server("stop").status == 0)
    }

    @Test func `says in one sentence why it can't start, with a status that fits`() async throws {
        let server = try Service()
        try await server.start()
        let other = try Service()
        let taken = try await other("run", "-d", "--port", "\(server.port)")
        #expect(taken.status == 1 && taken.text.contains("has port \(server.port)"), "\(taken.text)")
        let log = try await other("run", "-d", "--port", "0", "--log-file", "/nowhere/x.log")
        // The last one counts, which is the test's own.
        #expect(log.status == 0)
        _ = try await other("stop")
        for (flag, file) in [("--log-file", "log file"), ("--pid-file", "lock")] {
            let outcome = try await runProgram(
                Service.program, ["run", "-d", "--port", "0"] + other.files + [flag, "/nowhere/x"])
            #expect(outcome.status == 1 && outcome.errors.contains("The \(file) /nowhere/x"), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
        let unknown = try await other("begin")
        #expect(unknown.status == 2 && unknown.text.hasPrefix("greeter: There is no verb \"begin\""))
        let crashed = try await other("run", "-d", "--port", "0", "--start", "crash")
        #expect(crashed.status == 1 && crashed.text.contains("Fatal error: The store is gone."), "\(crashed.text)")
        #expect(try await other("status").status == 1)
        _ = try await server("stop")
    }

    @Test func `reads its settings again, and opens its log anew`() async throws {
        let server = try Service()
        let config = server.folder.appendingPathComponent("settings.json")
        let secret = server.folder.appendingPathComponent("greeting")
        try "hello\n".write(to: secret, atomically: true, encoding: .utf8)
        try #"{"log-level": "error"}"#.write(to: config, atomically: true, encoding: .utf8)
        let started = try await server(
            "run", "-d", "--port", "\(server.port)", "--config", config.path, "--greeting-file", secret.path)
        #expect(started.status == 0 && !server.log.contains("listening"), "\(started.text)")
        try #"{"log-level": "info", "drain": "2s"}"#.write(to: config, atomically: true, encoding: .utf8)
        try FileManager.default.moveItem(atPath: server.logFile, toPath: server.logFile + ".1")
        let reloaded = try await server("reload")
        try #require(reloaded.status == 0, "\(reloaded)")
        while !server.log.contains("changed settings need a restart: drain") { usleep(1000) }
        #expect(server.log.contains("log-level=info"))
        try #"{"log-level": "loud"}"#.write(to: config, atomically: true, encoding: .utf8)
        kill(pid_t(server.processID), SIGHUP)
        while !server.log.contains("settings stay as they are: \"log-level\" in ") { usleep(1000) }
        #expect(try server.ask() == "hello \(server.processID)")
        #expect(try await server("stop").status == 0)
        // What it prints is written at its end at the latest.
        #expect(server.log.contains("the greeting is now hello\n"))
    }

    @Test func `lists what it knows`() async throws {
        let server = try Service()
        let help = try await server("--help")
        #expect(help.status == 0)
        for words in ["run -d", "--idle-timeout TIME", "[75s]", "--greeting-file PATH", "--start TEXT", "--pid-file PATH"] {
            #expect(help.text.contains(words), "\(words)")
        }
        #expect(!help.text.contains("hello"))
        #expect(try await server("--version").text == "greeter 1.2.3\n")
    }

    @Test func `tells a service manager that it is ready, and that it ends`() async throws {
        let server = try Service()
        let path = server.folder.appendingPathComponent("notify").path
        let manager = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(manager) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // The path is shorter than the room for it, and the rest is zero.
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(manager, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        #expect(isBound)
        func news() -> String {
            var bytes = [UInt8](repeating: 0, count: 1024)
            // At most as many bytes as there is room for.
            let count = unsafe recv(manager, &bytes, bytes.count, 0)
            return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        }
        let started = try await server(
            "run", "-d", "--port", "\(server.port)", environment: ["NOTIFY_SOCKET=\(path)", "WATCHDOG_USEC=1500000"])
        #expect(started.status == 0, "\(started.text)")
        #expect(news().hasPrefix("READY=1\n"))
        #expect(news() == "WATCHDOG=1" && news() == "WATCHDOG=1")
        kill(pid_t(server.processID), SIGHUP)
        var all: [String] = []
        while all.last?.hasPrefix("READY=1") != true { all.append(news()) }
        #expect(all.contains { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") })
        kill(pid_t(server.processID), SIGTERM)
        while all.last?.hasPrefix("STOPPING=1") != true { all.append(news()) }
    }
}

// Settings from the command line, the environment and a file: which counts, and what is said of those that can't be.

import Foundation
import Logging
import Testing
import WritEngine

@testable import WritServer

/// A file that is there for a test.
private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("writ-settings-\(UInt64.random(in: 0 ... .max))")
    try Data(text.utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    return try body(path.path)
}

/// What is wrong with what is given.
private func faults(_ arguments: [String] = [], _ environment: [String: String] = [:]) -> [String] {
    do {
        _ = try ServerConfiguration().reading(arguments, environment: environment)
        return []
    } catch { return error.faults }
}

@Suite struct `Settings that are given` {
    @Test func `count on the command line before the environment, and there before the file`() throws {
        let file = #"{"port": 1, "backlog": 11, "drain": "1s", "threads": null, "docs": false, "log-level": "debug"}"#
        let configuration = try withFile(file) { path in
            try ServerConfiguration().reading(
                ["--port", "3", "--config=\(path)"],
                environment: ["WRIT_PORT": "2", "WRIT_BACKLOG": "12", "WRIT_CONFIG": "/nowhere"])
        }
        #expect(configuration.listening.addresses == [.tcp(host: "127.0.0.1", port: 3)])
        #expect(configuration.listening.backlog == 12 && configuration.shutdown.drain == .seconds(1))
        #expect(configuration.docs == .disabled && configuration.logger.logLevel == .debug)
    }

    @Test func `leave all others as the program has them`() throws {
        var own = ServerConfiguration(host: "::1", port: 9)
        own.limits.idleTimeout = .seconds(7)
        let configuration = try own.reading(["--port=10"], environment: [:])
        #expect(configuration.listening.addresses == [.tcp(host: "::1", port: 10)])
        #expect(configuration.limits.idleTimeout == .seconds(7))
    }

    @Test func `take the port of a platform where there is none of our own`() throws {
        #expect(
            try ServerConfiguration().reading([], environment: ["PORT": "5"]).listening.addresses == [
                .init(host: "127.0.0.1", port: 5)
            ])
        // A variable without a value is none: makefiles export such.
        #expect(faults([], ["PORT": "", "WRIT_PORT": "", "WRIT_BACKLOG": ""]).isEmpty)
        let both = try ServerConfiguration().reading([], environment: ["PORT": "5", "WRIT_PORT": "6"])
        #expect(both.listening.addresses == [.init(host: "127.0.0.1", port: 6)])
    }

    @Test func `name addresses instead of host and port, as often as they are given`() throws {
        let configuration = try ServerConfiguration().reading(
            ["--unix", "/run/x.sock", "--systemd", "--address", "[::1]:80,a.example:81", "--port", "5", "--unix-mode", "660"],
            environment: ["WRIT_ADDRESS": "127.0.0.1:1"])
        #expect(
            configuration.listening.addresses == [
                .unix(path: "/run/x.sock", mode: 0o660), .passed, .tcp(host: "::1", port: 80), .tcp(host: "a.example", port: 81),
            ])
    }

    @Test func `are switches with a value or without`() throws {
        for (arguments, value) in [
            (["--take-over"], true), (["--take-over=true"], true), (["--take-over=false"], false), (["--no-take-over"], false),
            (["--take-over", "--no-take-over"], false),
        ] {
            var own = ServerConfiguration()
            own.listening.takesOver = !value
            #expect(try own.reading(arguments, environment: [:]).listening.takesOver == value, "\(arguments)")
        }
        #expect(try ServerConfiguration().reading([], environment: ["WRIT_TAKE_OVER": "1"]).listening.takesOver)
    }

    @Test func `may be none where the server decides`() throws {
        let configuration = try ServerConfiguration().reading(["--handler-timeout", "none", "--threads=none"], environment: [:])
        #expect(configuration.limits.handlerTimeout == nil && configuration.loops.count == nil)
        #expect(faults(["--drain", "none"]).count == 1)
    }

    @Test(arguments: [
        (["--prot", "80"], "--prot on the command line: there is no setting of that name; did you mean --port?"),
        (["--wibble", "80"], "--wibble on the command line: there is no setting of that name; --help lists all"),
        (["--port"], "--port on the command line: its value is missing"),
        (["--port", "--docs"], "--port on the command line: its value is missing"),
        (["--no-docs=1"], "--no-docs on the command line: it has no value"),
        (["80"], "\"80\" on the command line: settings begin with --"),
        (["--port=-1"], "--port on the command line: \"-1\" is no number from 0 to 65535"),
        (["--port=80\u{1b}[2J"], "--port on the command line: \"80?[2J\" is no number from 0 to 65535"),
        (
            ["--idle-timeout", "30"],
            "--idle-timeout on the command line: \"30\" is no time from 0s to 24h; 250ms, 30s, 1.5s, 2m and 1h are times"
        ),
        (["--idle-timeout", "25h"], "--idle-timeout on the command line: \"25h\" is no time from 0s to 24h"),
        (["--docs=maybe"], "--docs on the command line: \"maybe\" is none of 'true', 'false'"),
        (["--poller", "kqueue"], "--poller on the command line: \"kqueue\" is none of 'automatic', 'poll'"),
        (
            ["--address", "localhost"],
            "--address on the command line: \"localhost\" is no address; 127.0.0.1:80, [::1]:80, unix:PATH and systemd are addresses"
        ),
        (["--config", "/no/such.json"], "--config on the command line: the file \"/no/such.json\" can't be read"),
    ])
    func `are explained where they can't be`(arguments: [String], sentence: String) {
        #expect(faults(arguments) == [sentence])
    }

    @Test func `are explained all at once, with where they come from`() {
        #expect(
            faults(["--drain", "1"], ["WRIT_PORT": "80x", "WRIT_IDEL_TIMEOUT": "1s"]) == [
                "WRIT_IDEL_TIMEOUT in the environment: there is no setting of that name; did you mean WRIT_IDLE_TIMEOUT?",
                "WRIT_PORT in the environment: \"80x\" is no number from 0 to 65535",
                "--drain on the command line: \"1\" is no time from 0s to 24h; 250ms, 30s, 1.5s, 2m and 1h are times",
            ])
    }

    @Test func `are not looked at where others count before them`() {
        // What Kubernetes sets for a Service that is called `writ`.
        #expect(faults(["--port", "80"], ["WRIT_PORT": "tcp://10.0.0.1:80", "WRIT_SERVICE_HOST": "10.0.0.1"]) == [])
    }

    @Test(arguments: [
        ("[]", "settings are one object"), ("{\"port\": 80", "settings are one object"),
        ("{\"prot\": 80}", "did you mean \"port\"?"),
        ("{\"port\": {}}", "\"port\" in"), ("{\"port\": 1.5}", "\"1.5\" is no number"),
        ("{\"address\": [[\"a:1\"]]}", "no list of them"),
        ("{\"config\": \"x\"}", "there is no setting of that name"),
    ])
    func `of a file are explained with its name`(text: String, words: String) throws {
        try withFile(text) { path in
            let found = faults(["--config", path])
            #expect(found.count == 1 && found[0].contains(words) && found[0].contains(path), "\(found)")
        }
    }

    @Test func `of a file may be lists and numbers of any spelling`() throws {
        let file = #"{"address": ["127.0.0.1:1", "unix:/a"], "backlog": 1e3, "take-over": true}"#
        let configuration = try withFile(file) { try ServerConfiguration().reading(["--config", $0], environment: [:]) }
        #expect(configuration.listening.addresses == [.tcp(host: "127.0.0.1", port: 1), .unix(path: "/a")])
        #expect(configuration.listening.backlog == 1000 && configuration.listening.takesOver)
    }
}

@Suite struct `A secret` {
    private static let key: SettingDescription = {
        var key = SettingDescription("api-key", value: "TEXT", "The key.", variables: ["API_KEY"])
        key.isSecret = true
        return key
    }()

    private func given(_ arguments: [String] = [], _ environment: [String: String] = [:]) -> GivenSettings {
        GivenSettings([Self.key], arguments: arguments, environment: environment)
    }

    @Test func `comes from the environment or from a file, without the line's end`() throws {
        #expect(given([], ["API_KEY": "a b"]).text("api-key") == "a b")
        try withFile("from a file\n") { path in
            #expect(given([], ["API_KEY_FILE": path]).text("api-key") == "from a file")
            #expect(given(["--api-key-file", path], ["API_KEY": "other"]).text("api-key") == "from a file")
        }
    }

    @Test func `is no flag, and never shown`() throws {
        let found = given(["--api-key", "s3cret"])
        #expect(found.text("api-key") == nil)
        #expect(found.faults.count == 1 && !found.faults[0].contains("s3cret") && found.faults[0].contains("--api-key-file"))
        try withFile("x") { path in
            let both = given([], ["API_KEY": "s3cret", "API_KEY_FILE": path])
            #expect(both.faults == ["API_KEY in the environment and API_KEY_FILE in the environment: one of them is enough"])
        }
        #expect(given([], ["API_KEY_FILE": "/no/such"]).faults == ["API_KEY_FILE in the environment: \"/no/such\" can't be read"])
    }
}

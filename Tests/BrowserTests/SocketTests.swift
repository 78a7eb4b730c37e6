// Chromium as a client of WebSockets, which is none of ours.

import Foundation
import Testing
import WritLoopback
import WritPrograms

@Suite(
    "WebSockets in a browser", .serialized,
    .enabled(
        if: BrowserTools.chromium != nil && BrowserTools.chromedriver != nil && BrowserTools.built("WritEchoServer") != nil
            && BrowserTools.built("rooms-server") != nil,
        "needs chromium, chromedriver (Debian: chromium, chromium-driver), WritEchoServer and rooms-server"))
struct SocketTests {
    @Test(arguments: [[], ["--compressed"], ["--compressed", "--remembering"]])
    func `texts, bytes and large messages come back, and so does the close code`(arguments: [String]) async throws {
        let told = try await talk(
            "WritEchoServer", arguments,
            """
            const socket = await open("/");
            told.push(socket.extensions.split(";")[0]);
            const chance = Uint8Array.from({ length: 1000000 }, (_, index) => (index * index * 2654435761) >>> 24);
            const texts = ["", "hello", "käse 🧀", "x".repeat(126), "ü".repeat(500000), '{"kind":"said"}'.repeat(70000)];
            const payloads = [new Uint8Array(0), new Uint8Array(126), new Uint8Array(70000), chance];
            for (const message of [...texts, ...payloads]) {
              socket.send(message);
              const back = await next(socket);
              if (typeof message == "string") told.push(back === message);
              else told.push(new Uint8Array(back).every((byte, index) => byte === message[index]) && back.byteLength === message.length);
            }
            // Many that nobody waits for.
            const all = [...Array(2000).keys()].map(String);
            for (const text of all) socket.send(text);
            const backs = [];
            while (backs.length < all.length) backs.push(await next(socket));
            told.push(backs.join() === all.join());
            socket.close(4001, "done");
            told.push(await closed(socket));
            """)
        #expect(told == [arguments.isEmpty ? "" : "permessage-deflate"] + Array(repeating: "true", count: 11) + ["4001  clean"])
    }

    @Test func `a room is joined by the contract, and a guest that breaks it is told why`() async throws {
        let told = try await talk(
            "rooms-server", [],
            """
            const guest = await open("/rooms/garden/socket?name=ada", ["rooms.v1", "rooms.v2"]);
            told.push(guest.protocol, await next(guest));
            guest.send('{"kind":"say","text":"hello"}');
            told.push(await next(guest));
            guest.send('{"kind":"say","text":""}');
            told.push((await closed(guest)).slice(0, 11));
            """)
        #expect(told.first == "rooms.v2" && told.dropFirst().first == #"{"kind":"joined","name":"ada"}"#)
        #expect(told.contains(#"{"kind":"said","name":"ada","text":"hello"}"#), "\(told)")
        #expect(told.last == "1008 /text:", "\(told)")
    }

    /// Runs a script in a page against a server, and returns what it has told.
    private func talk(_ program: String, _ arguments: [String], _ script: String) async throws -> [String] {
        let port = try freePort()
        let server = try ChildProcess(#require(BrowserTools.built(program)), ["\(port)"] + arguments)
        defer { server.stop() }
        let origin = "ws://127.0.0.1:\(port)"
        // Attempts are counted, not seconds: on a busy machine much time passes in which nobody asks.
        for _ in 0..<3_000 where server.isRunning {
            if (try? await LoopbackHTTP.ask("GET", "http://127.0.0.1:\(port)/clock")) != nil { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        let browser = try await Browser(
            chromium: #require(BrowserTools.chromium), chromedriver: #require(BrowserTools.chromedriver))
        // A blank page has no address of its own, and Chromium lets it ask no server of this machine.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).html")
        try Data("<title>sockets</title>".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try await browser.open(file.absoluteString)
            let told = try await browser.wait(for: Self.page(origin, script))
            await browser.close()
            return (told as? [Any])?.map { "\($0)" } ?? []
        } catch {
            await browser.close()
            throw error
        }
    }

    /// An expression that is nothing until the script has come to its end.
    private static func page(_ origin: String, _ script: String) -> String {
        """
        (() => {
          if (window.isStarted) return window.told;
          window.isStarted = true;
          const told = [];
          const open = (path, names = []) => new Promise((resolve, reject) => {
            const socket = new WebSocket("\(origin)" + path, names);
            socket.binaryType = "arraybuffer";
            socket.messages = [];
            socket.onmessage = (event) => socket.take ? socket.take(event.data) : socket.messages.push(event.data);
            socket.onclose = (event) => { socket.end = event; socket.ended?.(event); };
            socket.onopen = () => resolve(socket);
            socket.onerror = () => reject(new Error("no socket"));
          });
          const next = (socket) => new Promise((resolve) => {
            if (socket.messages.length) return resolve(socket.messages.shift());
            socket.take = (data) => { socket.take = null; resolve(data); };
          });
          const closed = async (socket) => {
            const event = socket.end ?? await new Promise((resolve) => { socket.ended = resolve; });
            return event.code + " " + event.reason + (event.wasClean ? " clean" : " unclean");
          };
          (async () => { \(script) })().catch((error) => told.push("failed: " + error)).finally(() => { window.told = told.map(String); });
          return undefined;
        })()
        """
    }
}

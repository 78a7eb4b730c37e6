// The console of the docs page: WebSockets and event streams, under the page's policy.

import Foundation
import Testing
import WritLoopback

@Suite(
    "The docs page's console in a browser", .serialized,
    .enabled(
        if: BrowserTools.chromium != nil && BrowserTools.chromedriver != nil && BrowserTools.roomsServer != nil
            && BrowserTools.chatServer != nil,
        "needs chromium, chromedriver (Debian: chromium, chromium-driver), rooms-server and chat-server"))
struct LiveConsoleTests {
    private func browser(isDark: Bool = false) async throws -> Browser {
        try await Browser(
            chromium: try #require(BrowserTools.chromium), chromedriver: try #require(BrowserTools.chromedriver), isDark: isDark)
    }

    private func value(of name: String, in section: String) -> String { "\(section).querySelector('[name=\"\(name)\"]')" }

    @Test func `talks by a WebSocket, and explains why it closes`() async throws {
        let server = try await ServerProcess(
            try #require(BrowserTools.roomsServer), port: Int(try freePort()), path: "/openapi.json")
        defer { server.stop() }
        let browser = try await browser()
        try await browser.open(server.origin + "/docs")
        let section = "document.querySelector('#live-joinRoom')"
        try await browser.click("\(section).querySelector('summary')")
        try await browser.type("kitchen", into: value(of: "path room", in: section))
        try await browser.type("Ann", into: value(of: "query name", in: section))
        try await browser.click("\(section).querySelector('.connection button')")
        try await browser.wait(for: "\(section).dataset.state === 'open'")
        try await browser.wait(for: "\(section).querySelector('output').textContent.includes('rooms.v2')")
        // The message that is made from the schema is one that the server takes.
        try await browser.click("\(section).querySelector('.send')")
        try await browser.wait(for: "[...\(section).querySelectorAll('.came')].some((line) => line.innerText.includes('said'))")
        try await browser.type("{}", into: "\(section).querySelector('textarea')")
        try await browser.click("\(section).querySelector('.send')")
        let closed = "\(section).querySelector('.closed').innerText"
        let text = try await browser.wait(for: closed) as? String ?? ""
        #expect(text.contains("Closed with 1008") && text.contains("breaks its schema"), "\(text)")
        try await browser.wait(for: "(\(section).scrollIntoView(), true)")
        try await browser.takePicture("console-socket")
        // A room that isn't there: the request is answered otherwise.
        try await browser.type("cellar", into: value(of: "path room", in: section))
        try await browser.click("\(section).querySelector('.connection button')")
        try await browser.wait(for: "[...\(section).querySelectorAll('.closed')].some((line) => line.innerText.includes('1006'))")
        #expect(try await browser.consoleMessages().allSatisfy { !$0.contains("Content Security Policy") })
        await browser.close()
    }

    @Test func `follows an event stream`() async throws {
        let data = NSTemporaryDirectory() + "chat-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let port = try freePort()
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let server = try await ServerProcess(
            try #require(BrowserTools.chatServer), port: Int(port), [data, data], path: "/openapi.json")
        defer { server.stop() }
        let browser = try await browser(isDark: true)
        try await browser.open(server.origin + "/docs")
        let section = "document.querySelector('#live-followRoom')"
        try await browser.click("\(section).querySelector('summary')")
        try await browser.type("kitchen", into: value(of: "path room", in: section))
        try await browser.type("Ann", into: value(of: "query name", in: section))
        try await browser.click("\(section).querySelector('.connection button')")
        try await browser.wait(for: "\(section).dataset.state === 'open'")
        let answer = try LoopbackClient(port: port).ask(
            "POST", "/rooms/kitchen/messages?name=Bob", body: #"{"key":"1","text":"hello"}"#)
        #expect(answer.status == 201)
        for kind in ["present", "said"] {
            try await browser.wait(
                for: "[...\(section).querySelectorAll('.came b')].some((line) => line.innerText === '\(kind)')")
        }
        try await browser.wait(for: "(\(section).scrollIntoView(), true)")
        try await browser.takePicture("console-events-dark")
        try await browser.click("\(section).querySelector('.connection button')")
        try await browser.wait(for: "\(section).querySelector('.closed')")
        #expect(try await browser.consoleMessages().allSatisfy { !$0.contains("Content Security Policy") })
        await browser.close()
    }
}

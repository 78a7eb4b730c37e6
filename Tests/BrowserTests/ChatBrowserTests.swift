// The chat as people meet it: two pages that talk, while the server is replaced.

import Foundation
import Testing
import WritLoopback

@Suite(
    "The chat in a browser", .serialized,
    .enabled(
        if: BrowserTools.chromium != nil && BrowserTools.chromedriver != nil && BrowserTools.chatServer != nil,
        "needs chromium, chromedriver (Debian: chromium, chromium-driver) and chat-server"))
struct ChatBrowserTests {
    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Examples/chat/page").standardizedFileURL.path

    private func start(port: Int, data: String, takesOver: Bool = false) async throws -> ServerProcess {
        try await ServerProcess(
            try #require(BrowserTools.chatServer), port: port, [data, Self.page],
            environment: takesOver ? ["WRIT_TAKE_OVER": "1"] : [:], path: "/rooms")
    }

    private func browser(isDark: Bool = false) async throws -> Browser {
        try await Browser(
            chromium: try #require(BrowserTools.chromium), chromedriver: try #require(BrowserTools.chromedriver), isDark: isDark)
    }

    private func enter(_ browser: Browser, _ origin: String, as name: String, by way: String) async throws {
        try await browser.open(origin + "/")
        try await browser.type(name, into: "document.querySelector('#name')")
        try await browser.click("document.querySelector('[value=\(way)]')")
        try await browser.click("document.querySelector('#entry button')")
        try await browser.wait(for: "document.querySelector('#state').dataset.on === 'yes'")
    }

    private func say(_ text: String, _ browser: Browser) async throws {
        try await browser.type(text, into: "document.querySelector('#text')")
        try await browser.click("document.querySelector('#say button')")
    }

    /// Waits until the page shows these texts that begin with a word, in this order, and none twice or still on its way.
    private func expect(_ texts: [String], beginningWith word: String, _ browser: Browser) async throws {
        let wanted = String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
        try await browser.wait(
            for: """
                JSON.stringify([...document.querySelectorAll('article:not(.waiting) .bubble')].map((bubble) => bubble.innerText)
                  .filter((text) => text.startsWith("\(word)"))) === JSON.stringify(\(wanted))
                """)
    }

    @Test func `loses no message that was acknowledged, while a page is killed and the server is replaced`() async throws {
        let port = Int(try freePort())
        let data = NSTemporaryDirectory() + "chat-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let first = try await start(port: port, data: data)
        defer { first.stop() }
        let ada = try await browser()
        let bob = try await browser(isDark: true)
        try await enter(ada, first.origin, as: "Ada", by: "socket")
        try await enter(bob, first.origin, as: "Bob", by: "events")
        for browser in [ada, bob] { try await browser.wait(for: "document.querySelectorAll('#present li').length === 2") }
        for number in 0..<5 {
            try await say("a\(number)", ada)
            try await say("b\(number)", bob)
        }
        for (word, browser) in [("a", ada), ("b", ada), ("a", bob), ("b", bob)] {
            try await expect((0..<5).map { "\(word)\($0)" }, beginningWith: word, browser)
        }
        // Bob's page is killed; Ada talks on while another server takes over.
        await bob.close()
        for number in 5..<10 { try await say("a\(number)", ada) }
        let second = try await start(port: port, data: data, takesOver: true)
        defer { second.stop() }
        for number in 10..<15 { try await say("a\(number)", ada) }
        first.stop()
        for number in 15..<20 { try await say("a\(number)", ada) }
        try await expect((0..<20).map { "a\($0)" }, beginningWith: "a", ada)
        try await ada.wait(for: "document.querySelector('#state').dataset.on === 'yes'")
        // Bob is back, and finds all of it.
        let again = try await browser(isDark: true)
        try await enter(again, second.origin, as: "Bob", by: "events")
        try await expect((0..<20).map { "a\($0)" }, beginningWith: "a", again)
        try await say("b5", again)
        for browser in [ada, again] { try await expect((0..<6).map { "b\($0)" }, beginningWith: "b", browser) }
        for browser in [ada, again] { try await browser.wait(for: "document.querySelectorAll('#present li').length === 2") }
        await ada.close()
        await again.close()
    }

    @Test func `shows pictures that come in pieces, and whispers to one alone`() async throws {
        let port = Int(try freePort())
        let data = NSTemporaryDirectory() + "chat-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let server = try await start(port: port, data: data)
        defer { server.stop() }
        let ada = try await browser()
        let bob = try await browser(isDark: true)
        try await bob.bePhone()
        let eve = try await browser()
        for (browser, name, way) in [(ada, "Ada", "socket"), (bob, "Bob", "events"), (eve, "Eve", "socket")] {
            try await enter(browser, server.origin, as: name, by: way)
        }
        try await say("Has anybody seen the garden today?", ada)
        try await say("Not yet. Is the fig tree still standing after that storm?", bob)
        for browser in [ada, bob] {
            try await browser.wait(for: "document.querySelectorAll('#present li').length === 3")
            try await browser.wait(
                for: """
                    (() => {
                      const canvas = document.createElement("canvas");
                      Object.assign(canvas, { width: 400, height: 240 });
                      const draw = canvas.getContext("2d");
                      for (let y = 0; y < 240; y += 2) for (let x = 0; x < 400; x += 2) {
                        draw.fillStyle = `rgb(${x * y % 90} ${120 + (x ^ y) % 100} ${(x * 7 + y * 13) % 120})`;
                        draw.fillRect(x, y, 2, 2);
                      }
                      canvas.toBlob((blob) => {
                        const files = new DataTransfer();
                        files.items.add(new File([blob], "fig.png", { type: "image/png" }));
                        const field = document.querySelector("#file");
                        field.files = files.files;
                        field.dispatchEvent(new Event("change"));
                      });
                      return true;
                    })()
                    """)
        }
        let loaded = "[...document.querySelectorAll('.bubble img')].filter((image) => image.naturalWidth === 400).length === 2"
        for browser in [ada, bob, eve] { try await browser.wait(for: loaded) }
        try await ada.click(
            "[...document.querySelectorAll('#present button')].find((button) => button.textContent.includes('Bob'))")
        try await say("Do not tell Eve", ada)
        try await expect(["Do not tell Eve"], beginningWith: "Do", bob)
        try await expect(["Do not tell Eve"], beginningWith: "Do", ada)
        try await ada.click("document.querySelector('#whisper button')")
        try await say("That is all", ada)
        try await expect(["That is all"], beginningWith: "That", eve)
        try await expect([], beginningWith: "Do", eve)
        try await ada.takePicture("chat-ada")
        try await bob.takePicture("chat-bob-phone-dark")
        try await eve.takePicture("chat-eve")
        for browser in [ada, bob, eve] {
            #expect(try await browser.consoleMessages().isEmpty)
            await browser.close()
        }
    }
}

// The docs pages as a person meets them: in a browser, with the network to outside cut.

import Testing

@Suite(
    "Docs in a browser", .serialized,
    .enabled(
        if: BrowserTools.areInstalled,
        "needs chromium, chromedriver (Debian: chromium, chromium-driver) and petstore-server (WRIT_PETSTORE_SERVER)"))
struct DocsInterfaceTests {
    @Test func `the docs page names the API and links both interfaces`() async throws {
        try await withBrowser { browser, origin in
            try await browser.open(origin + "/docs")
            let title = try await browser.wait(for: "document.querySelector('h1').innerText") as? String
            #expect(title?.hasPrefix("Petstore") == true)
            for path in ["/docs/swagger", "/docs/rapidoc", "/openapi.yaml", "/openapi.json"] {
                let isLinked = "[...document.querySelectorAll('a')].some(a => new URL(a.href).pathname === '\(path)')"
                try await browser.wait(for: isLinked)
            }
            try await expectAsked(for: "/docs", browser, origin)
        }
    }

    @Test func `Swagger UI shows every operation and tries one on the running server`() async throws {
        try await withBrowser { browser, origin in
            let operations = try await publishedOperations(origin: origin)
            try await browser.open(origin + "/docs/swagger")
            try await browser.wait(for: "document.querySelectorAll('.opblock').length === \(operations.count)")
            let shown = try await browser.wait(
                for: "[...document.querySelectorAll('.opblock-summary-operation-id')].map(e => e.textContent)")
            #expect((shown as? [String])?.sorted() == operations.map(\.operationID).sorted())

            let operation = "document.querySelector('[id$=\"-listPets\"]')"
            try await browser.click("\(operation).querySelector('.opblock-summary-control')")
            try await browser.click("\(operation).querySelector('.try-out__btn')")
            try await browser.click("\(operation).querySelector('.execute')")
            let answer = "\(operation).querySelector('.live-responses-table .response')"
            let status = try await browser.wait(for: "\(answer).querySelector('.response-col_status').innerText")
            #expect((status as? String)?.hasPrefix("200") == true)
            try await browser.wait(for: "\(answer).querySelector('.highlight-code code').innerText.trim().startsWith('[')")
            try await expectAsked(for: "/pets", browser, origin)
        }
    }

    @Test func `RapiDoc shows every operation and tries one on the running server`() async throws {
        try await withBrowser { browser, origin in
            let operations = try await publishedOperations(origin: origin)
            try await browser.open(origin + "/docs/rapidoc")
            let root = "document.querySelector('rapi-doc').shadowRoot"
            let entries = "[...\(root).querySelectorAll('.nav-bar-path')]"
            try await browser.wait(for: "\(entries).length === \(operations.count)")
            let shown = try await browser.wait(
                for: "\(entries).map(e => e.innerText.trim().split(/\\s+/).join(' '))")
            let named = operations.map { "\($0.method.uppercased()) \($0.summary)" }
            #expect((shown as? [String])?.sorted() == named.sorted())

            try await browser.click("\(root).querySelector('[id=\"link-get-/pets\"]')")
            let request = "\(root).querySelector('api-request').shadowRoot"
            try await browser.wait(for: "\(root).querySelector('api-request').path === '/pets'")
            try await browser.click("\(request).querySelector('[part~=\"btn-try\"]')")
            try await browser.wait(for: "/Response Status:.*200/.test(\(request).querySelector('.response-message').innerText)")
            try await browser.wait(
                for: "[...\(request).querySelectorAll('code')].some(e => e.innerText.trim().startsWith('['))")
            try await expectAsked(for: "/pets", browser, origin)
        }
    }

    /// Opens a browser and a server for one test. Whatever the console complains about fails the test.
    private func withBrowser(_ body: (Browser, String) async throws -> Void) async throws {
        let server = try await PetstoreProcess(#require(BrowserTools.petstoreServer))
        defer { server.stop() }
        let browser = try await Browser(
            chromium: #require(BrowserTools.chromium), chromedriver: #require(BrowserTools.chromedriver))
        do {
            try await body(browser, server.origin)
            #expect(try await browser.consoleMessages() == [])
        } catch {
            let console = (try? await browser.consoleMessages()) ?? []
            await browser.close()
            Issue.record("\(error)\n\(console.joined(separator: "\n"))")
            return
        }
        await browser.close()
    }

    /// Expects that `path` was asked for, and nothing at any other origin.
    private func expectAsked(for path: String, _ browser: Browser, _ origin: String) async throws {
        let requested = try await browser.requestedURLs()
        #expect(requested.contains { $0.split(separator: "?").first == origin[...] + path })
        #expect(requested.filter { !$0.hasPrefix(origin + "/") } == [])
    }
}

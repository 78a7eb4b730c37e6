// The docs pages as a person meets them: in a browser, with the network to outside cut.

import Testing

@Suite(
    "Docs in a browser", .serialized,
    .enabled(
        if: BrowserTools.areInstalled,
        "needs chromium, chromedriver (Debian: chromium, chromium-driver) and petstore-server (WRIT_PETSTORE_SERVER)"))
struct DocsInterfaceTests {
    @Test(
        .enabled(if: BrowserTools.python != nil, "needs python3"),
        arguments: ["/docs", "/docs/swagger", "/docs/rapidoc"], [false, true])
    func `each page is light or dark as the system is, behind a proxy that takes a prefix away, and asks nobody else`(
        path: String, isDark: Bool
    ) async throws {
        try await withBrowser(isDark: isDark, prefix: "/svc") { browser, origin in
            try await browser.open(origin + path)
            let root = "document.querySelector('rapi-doc').shadowRoot"
            let (title, surface) =
                switch path {
                case "/docs": ("document.querySelector('h1')", "document.body")
                case "/docs/swagger": ("document.querySelector('.opblock-summary-path')", "document.documentElement")
                default: ("\(root).querySelector('#api-title')", "\(root).host")
                }
            try await browser.wait(for: "\(title).innerText")
            let name = "\(path.dropFirst().replacing("/", with: "-"))-\(isDark ? "dark" : "light")"
            try await browser.takePicture(name)
            // What has no colour of its own has the browser's, which goes by `color-scheme`.
            let colours = try await browser.wait(
                for: """
                    (() => {
                      const look = getComputedStyle(\(surface));
                      const brightness = (text) => text.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0) / 3;
                      const isOwn = !/rgba\\(.*, 0\\)/.test(look.backgroundColor);
                      return [isOwn ? brightness(look.backgroundColor) : look.colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? 0 : 255,
                        brightness(getComputedStyle(\(title)).color)];
                    })()
                    """)
            let (back, front) = try #require((colours as? [Double]).map { ($0[0], $0[1]) })
            #expect(isDark ? back < 64 && front > 128 : back > 192 && front < 128, "\(back) \(front)")
            try await expectAsked(for: path, browser, origin)
        }
    }

    @Test(.enabled(if: BrowserTools.python != nil, "needs python3"))
    func `Swagger UI sends an API key by way of the prefix`() async throws {
        try await withBrowser(prefix: "/svc") { browser, origin in
            try await browser.open(origin + "/docs/swagger")
            try await browser.click("document.querySelector('.auth-wrapper .authorize')")
            let form = "[...document.querySelectorAll('.auth-container')].find(e => e.innerText.includes('X-Staff-Key'))"
            try await browser.type("treats", into: "\(form).querySelector('input')")
            try await browser.takePicture("swagger-key")
            try await browser.click("\(form).querySelector('.authorize')")
            try await browser.click("document.querySelector('.modal-btn.btn-done')")

            let operation = "document.querySelector('[id$=\"-deletePet\"]')"
            try await browser.click("\(operation).querySelector('.opblock-summary-control')")
            try await browser.click("\(operation).querySelector('.try-out__btn')")
            try await browser.click("\(operation).querySelector('.execute')")
            let status = try await browser.wait(
                for: "\(operation).querySelector('.live-responses-table .response .response-col_status').innerText")
            try await browser.takePicture("swagger-tried")
            // Without the key it would be 401. The id is the document's example.
            #expect((status as? String)?.hasPrefix("204") == true, "\(status)")
            try await expectAsked(for: "/pets/1", browser, origin)
        }
    }

    @Test(.enabled(if: BrowserTools.python != nil, "needs python3"))
    func `RapiDoc sends an API key by way of the prefix`() async throws {
        try await withBrowser(prefix: "/svc") { browser, origin in
            try await browser.open(origin + "/docs/rapidoc")
            let root = "document.querySelector('rapi-doc').shadowRoot"
            try await browser.click("\(root).querySelector('[data-content-id=\"auth\"]')")
            try await browser.type("treats", into: "\(root).querySelector('.api-key-input')")
            try await browser.takePicture("rapidoc-key")
            try await browser.click(
                "[...\(root).querySelector('.api-key-input').parentElement.querySelectorAll('button')].at(-1)")
            try await browser.click("\(root).querySelector('[id=\"link-delete-/pets/-petId-\"]')")
            let request = "\(root).querySelector('api-request').shadowRoot"
            try await browser.wait(for: "\(root).querySelector('api-request').path === '/pets/{petId}'")
            try await browser.type("1", into: "\(request).querySelector('[data-ptype=\"path\"]')")
            try await browser.click("\(request).querySelector('[part~=\"btn-try\"]')")
            let said = try await browser.wait(for: "\(request).querySelector('.response-message').innerText")
            try await browser.takePicture("rapidoc-tried")
            #expect((said as? String)?.contains("204") == true, "\(said)")
            try await expectAsked(for: "/pets/1", browser, origin)
        }
    }

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
    ///
    /// - Parameter prefix: what a proxy between the two takes away from the front of paths; `body` gets the proxy's origin with it.
    private func withBrowser(
        isDark: Bool = false, prefix: String = "", _ body: (Browser, String) async throws -> Void
    ) async throws {
        let server = try await PetstoreProcess(#require(BrowserTools.petstoreServer))
        defer { server.stop() }
        let proxy = try prefix.isEmpty ? nil : PrefixProxy(python: #require(BrowserTools.python), server.origin, prefix)
        defer { proxy?.stop() }
        let browser = try await Browser(
            chromium: #require(BrowserTools.chromium), chromedriver: #require(BrowserTools.chromedriver), isDark: isDark)
        do {
            try await body(browser, proxy?.origin ?? server.origin)
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

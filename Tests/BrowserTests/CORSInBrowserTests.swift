// What a browser lets a page of another origin do, by what our answers tell it.

import Logging
import Testing
import WritRuntime
import WritServer

@Suite(
    "CORS in a browser", .serialized,
    .enabled(if: BrowserTools.areInstalled, "needs chromium and chromedriver (Debian: chromium, chromium-driver)"))
struct CORSInBrowserTests {
    /// What the page asks for, and what its script gets to see: status, body and the fields that it may read; "refused" where the
    /// browser gives it nothing.
    private static let cases: [(name: String, request: String, allowed: String, credentialed: String)] = [
        ("simple", "fetch(api + '/items')", "200 hello of GET; x-total: 7", "200 hello of GET; x-total: 7"),
        ("hidden field", "fetch(api + '/items?hidden')", "200 hello of GET; x-total: 7", "200 hello of GET; x-total: 7"),
        (
            "preflight for a type",
            "fetch(api + '/items', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })",
            "200 hello of POST", "200 hello of POST"
        ),
        (
            "preflight for a field", "fetch(api + '/items', { headers: { 'X-Trace': '1' } })", "200 hello of GET; x-total: 7",
            "200 hello of GET; x-total: 7"
        ),
        ("a field that no operation has", "fetch(api + '/items', { headers: { 'X-Evil': '1' } })", "refused", "refused"),
        ("preflight for a method", "fetch(api + '/items/1', { method: 'DELETE' })", "200 hello of DELETE", "200 hello of DELETE"),
        ("a method that the path hasn't", "fetch(api + '/items/1', { method: 'PATCH' })", "refused", "refused"),
        ("an error of the handler", "fetch(api + '/items?fail')", "501 ", "501 "),
        ("a path that isn't there", "fetch(api + '/nothing')", "404 ", "404 "),
        ("a cookie", "fetch(api + '/cookie', { credentials: 'include' })", "refused", "200 crumb=1"),
        (
            "a cookie behind a preflight", "fetch(api + '/cookie', { credentials: 'include', headers: { 'X-Trace': '1' } })",
            "refused",
            "200 crumb=1"
        ),
    ]

    @Test func `pages of allowed origins read answers, errors too, and others nothing`() async throws {
        let (page, stranger) = (try await serve(Pages(), []), try await serve(Pages(), []))
        let open = try await serve(Things(), [CORS.anyOrigin()])
        let origin = try #require(CORS.Origin("http://127.0.0.1:\(page.port)"))
        let listed = try await serve(Things(), [CORS(origins: [origin], credentials: true)])
        defer { for server in [page, stranger, open, listed] { server.task.cancel() } }
        let browser = try await Browser(
            chromium: try #require(BrowserTools.chromium), chromedriver: try #require(BrowserTools.chromedriver))
        do {
            try await browser.open("http://127.0.0.1:\(page.port)/page")
            for each in Self.cases {
                #expect(try await answer(each.request, of: open, browser).hasPrefix(each.allowed), "any origin: \(each.name)")
                #expect(try await answer(each.request, of: listed, browser).hasPrefix(each.credentialed), "listed: \(each.name)")
            }
            try await browser.open("http://127.0.0.1:\(stranger.port)/page")
            for each in Self.cases {
                #expect(
                    try await answer(each.request, of: open, browser).hasPrefix(each.allowed),
                    "any origin, a stranger: \(each.name)")
                #expect(try await answer(each.request, of: listed, browser) == "refused", "not listed: \(each.name)")
            }
        } catch {
            await browser.close()
            throw error
        }
        await browser.close()
    }

    /// Runs a request in the page, once, and waits for what it comes to.
    private func answer(_ request: String, of server: Server, _ browser: Browser) async throws -> String {
        let seen = try await browser.wait(
            for: """
                (() => {
                  const api = "http://127.0.0.1:\(server.port)";
                  const key = \(server.port) + \(quoted(request));
                  window.seen ??= {};
                  if (!(key in window.seen)) {
                    window.seen[key] = null;
                    \(request).then(async (answer) => {
                      const fields = [...answer.headers].filter(([name]) => name.startsWith("x-")).map(([name, value]) => `; ${name}: ${value}`);
                      window.seen[key] = `${answer.status} ${await answer.text()}${fields.join("")}`;
                    }, () => { window.seen[key] = "refused"; });
                  }
                  return window.seen[key];
                })()
                """)
        return seen as? String ?? ""
    }

    private func quoted(_ text: String) -> String { "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }

    // MARK: Servers

    private struct Server {
        let port: Int
        let task: Task<Void, any Error>
    }

    private func serve(_ api: some WritAPI, _ middleware: [any Middleware]) async throws -> Server {
        var configuration = ServerConfiguration(host: "127.0.0.1", port: 0)
        configuration.loops.count = 1
        configuration.shutdown.catchesSignals = false
        configuration.logger.logLevel = .critical
        let (starts, reporter) = AsyncStream<[String]>.makeStream()
        let server = APIServer(api, configuration: configuration, middleware: middleware)
        let task = Task { try await server.run { reporter.yield($0) } }
        let address = try #require(await starts.first { _ in true }?.first)
        return Server(port: try #require(address.split(separator: ":").last.flatMap { Int($0) }), task: task)
    }
}

/// A page without anything, for its origin.
private struct Pages: WritAPI {
    static let description = APIDescription(
        title: "Pages", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: "GET /page showPage")

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                request.answer(200, "text/html", text: "<!doctype html><title>A page</title>")
            }
        }
    }
}

/// A contract that knows of fields.
private struct Things: WritAPI {
    static let description = APIDescription(
        title: "Things", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        fields: """
            1 >Content-Type
            0,2-3 >X-Trace
            0 <X-Total
            """,
        routes: """
            GET /items listItems
            POST /items createItem
            DELETE /items/{itemId} deleteItem
            GET /cookie showCookie
            """)

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                let context = request.context
                if context.query == "fail" { throw NotImplemented() }
                if operation.id == "showCookie" {
                    exchange.addField("Set-Cookie", "crumb=1; Path=/")
                    request.answer(200, "text/plain", text: context.field("Cookie") ?? "crumb=1")
                } else {
                    if operation.id == "listItems" { exchange.addField("X-Total", "7") }
                    exchange.addField("X-Hidden", "8")
                    request.answer(200, "text/plain", text: "hello of \(context.methodName)")
                }
            }
        }
    }
}

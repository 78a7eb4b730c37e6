// What browsers are told of pages of other origins.

import Synchronization
import Testing
import WritRuntime
import WritServer
import WritTesting

/// A contract that knows of fields.
private struct ShopAPI: WritAPI {
    static let description = APIDescription(
        title: "Shop", version: "1", summary: "", basePath: "/api", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        tags: "0-2 things\n3-4 staff",
        fields: """
            1-2,4 >Content-Type
            0 >X-Trace
            1 >Authorization
            1-2 >x-trace
            2 >X-Key
            0 <X-Total
            0 <Content-Language
            1 <Location
            0 <ETag
            """,
        routes: """
            GET /items listItems
            POST /items createItem
            PUT /items/{itemId} replaceItem
            DELETE /items/{itemId} deleteItem
            LINK /items/{itemId} linkItem
            """)

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve { exchange in
            for request in operation.requests(on: exchange) {
                if request.context.query == "fail" { throw NotImplemented() }
                if request.context.query == "vary" {
                    request.exchange.addField("Vary", "Accept-Language")
                    request.exchange.addField("Access-Control-Allow-Origin", "https://other.example")
                }
                request.answer(200, "text/plain", text: "hello")
            }
        }
    }
}

private let page = "https://shop.example"

private func preflight(_ method: String, origin: String = page) -> KeyValuePairs<String, String> {
    ["Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "x-trace,x-evil"]
}

@Suite struct `CORS from the contract` {
    let listed = TestClient(
        ShopAPI(), middleware: [CORS(origins: ["https://shop.example", "https://*.example.com"], credentials: true)])
    let any = TestClient(ShopAPI(), middleware: [CORS.anyOrigin(exposedFields: ["X-Request-Id"])])

    @Test func `tells a page that it may read the answer, and which fields`() async {
        let answer = await listed.get("/api/items", fields: ["Origin": page])
        #expect(answer.status == 200 && answer["Access-Control-Allow-Origin"] == page && answer["Vary"] == "Origin")
        #expect(answer["Access-Control-Allow-Credentials"] == "true")
        #expect(answer["Access-Control-Expose-Headers"] == "X-Total, ETag")
        let other = await any.get("/api/items", fields: ["Origin": page])
        #expect(other["Access-Control-Allow-Origin"] == "*" && other["Vary"] == nil)
        #expect(other["Access-Control-Allow-Credentials"] == nil)
        let exposed = other.fields.filter { $0.name == "Access-Control-Expose-Headers" }.map(\.value)
        #expect(exposed == ["X-Total, ETag", "X-Request-Id"])
    }

    @Test(arguments: [
        ("/api/items", "GET", 200), ("/api/items?fail", "GET", 501), ("/api/nothing", "GET", 404), ("/api/items", "PATCH", 405),
        ("/api/items", "BREW", 501), ("/openapi.json", "GET", 200), ("/api/items", "OPTIONS", 204),
    ]) func `has errors read by those who may, and tells caches that it depends on who asks`(
        target: String, method: String, status: Int
    ) async {
        for (origin, isAllowed) in [(page, true), ("https://evil.example", false), ("null", false), ("*", false)] {
            let answer = await listed.send(method, target, fields: ["Origin": origin])
            #expect(answer.status == status && answer["Vary"] == "Origin", "\(method) \(target) \(origin): \(answer.text)")
            #expect(answer["Access-Control-Allow-Origin"] == (isAllowed ? origin : nil), "\(method) \(target) \(origin)")
            #expect((answer["Access-Control-Allow-Credentials"] != nil) == isAllowed)
            #expect(isAllowed || answer["Access-Control-Expose-Headers"] == nil)
        }
        let own = await listed.send(method, target)
        #expect(own.status == status && own["Vary"] == "Origin" && own["Access-Control-Allow-Origin"] == nil)
    }

    @Test func `has what the engine refuses read, too`() async {
        var configuration = ServerConfiguration()
        configuration.limits.bodyBytesMax = 10
        let client = TestClient(ShopAPI(), configuration: configuration, middleware: [CORS(origins: ["https://shop.example"])])
        let answer = await client.post("/api/items", json: "\"0123456789\"", fields: ["Origin": page])
        #expect(answer.status == 413 && answer["Access-Control-Allow-Origin"] == page && answer["Vary"] == "Origin")
        let broken = TestClient(
            ShopAPI(),
            middleware: [
                CORS(origins: ["https://shop.example"]),
                Around { context, _ in
                    // A status that can't be sent: the engine answers in its place.
                    ServerAnswer(to: context, status: 99)
                },
            ])
        let refused = await broken.get("/api/items", fields: ["Origin": page])
        #expect(refused.status == 500)
        #expect(refused.fields.filter { $0.name == "Access-Control-Allow-Origin" }.map(\.value) == [page])
    }

    @Test func `merges Vary, and speaks alone`() async {
        let answer = await listed.get("/api/items?vary", fields: ["Origin": page])
        #expect(answer.fields.filter { $0.name == "Vary" }.map(\.value) == ["Accept-Language, Origin"])
        #expect(answer.fields.filter { $0.name == "Access-Control-Allow-Origin" }.map(\.value) == [page])
    }

    @Test func `answers preflights with what the contract has at the path`() async {
        let answer = await listed.send("OPTIONS", "/api/items", fields: preflight("POST"))
        #expect(answer.status == 204 && answer.text.isEmpty)
        #expect(answer["Access-Control-Allow-Origin"] == page && answer["Access-Control-Allow-Credentials"] == "true")
        #expect(answer["Access-Control-Allow-Methods"] == "GET, HEAD, POST")
        #expect(answer["Access-Control-Allow-Headers"] == "X-Trace, Content-Type, Authorization")
        #expect(answer["Access-Control-Max-Age"] == "600")
        #expect(answer["Vary"] == "Origin, Access-Control-Request-Method")
        #expect(answer["Access-Control-Expose-Headers"] == nil && answer["Access-Control-Allow-Private-Network"] == nil)
        let item = await any.send("OPTIONS", "/api/items/7", fields: preflight("BREW"))
        #expect(item.status == 204 && item["Access-Control-Allow-Methods"] == "PUT, DELETE, LINK")
        #expect(item["Access-Control-Allow-Headers"] == "Content-Type, x-trace, X-Key")
        #expect(item["Access-Control-Allow-Origin"] == "*" && item["Vary"] == "Access-Control-Request-Method")
    }

    @Test func `refuses preflights of other origins, and passes on those of unknown paths`() async {
        let refused = await listed.send("OPTIONS", "/api/items", fields: preflight("GET", origin: "https://evil.example"))
        #expect(refused.status == 403 && refused["Vary"] == "Origin, Access-Control-Request-Method")
        #expect(refused["Access-Control-Allow-Origin"] == nil && refused["Access-Control-Allow-Methods"] == nil)
        let unknown = await listed.send("OPTIONS", "/api/nothing", fields: preflight("GET"))
        #expect(unknown.status == 404 && unknown["Access-Control-Allow-Origin"] == page)
        // Without an origin, or a method, it is none.
        let plain = await listed.send("OPTIONS", "/api/items", fields: ["Access-Control-Request-Method": "GET"])
        #expect(plain.status == 204 && plain["Allow"] != nil && plain["Access-Control-Allow-Methods"] == nil)
        let star = await listed.send("OPTIONS", "*", fields: preflight("GET"))
        #expect(star.status == 204 && star["Access-Control-Allow-Methods"] == nil)
    }

    @Test func `answers preflights before what stands behind it`() async {
        let notes = Notes()
        let client = TestClient(
            ShopAPI(),
            middleware: [
                CORS.anyOrigin(),
                Around { context, _ in
                    notes.add(context.path)
                    return ServerAnswer(to: context, status: 401, problem: "There is no key.")
                },
            ])
        #expect(await client.send("OPTIONS", "/api/items", fields: preflight("GET")).status == 204)
        #expect(notes.all.isEmpty)
        let refused = await client.get("/api/items", fields: ["Origin": page])
        #expect(refused.status == 401 && refused["Access-Control-Allow-Origin"] == "*")
    }

    @Test func `lets pages of the internet into a private network where that is wished`() async {
        let open = TestClient(ShopAPI(), middleware: [CORS(origins: ["https://shop.example"], privateNetwork: true)])
        for (client, allowed) in [(open, "true"), (listed, nil)] as [(TestClient, String?)] {
            let answer = await client.send(
                "OPTIONS", "/api/items",
                fields: [
                    "Origin": page, "Access-Control-Request-Method": "GET", "Access-Control-Request-Private-Network": "true",
                ])
            #expect(answer["Access-Control-Allow-Private-Network"] == allowed)
        }
        let other = await open.send("OPTIONS", "/api/items", fields: preflight("GET"))
        #expect(other["Access-Control-Allow-Private-Network"] == nil)
        #expect(other["Vary"] == "Origin, Access-Control-Request-Method, Access-Control-Request-Private-Network")
    }

    @Test func `is for some operations where that is wished, and so are preflights`() async {
        let client = TestClient(
            ShopAPI(),
            middleware: [
                CORS.anyOrigin().on(tags: "things"), CORS(origins: ["https://staff.example"]).on(operations: "deleteItem"),
            ])
        let item = await client.send("OPTIONS", "/api/items/7", fields: preflight("PUT"))
        #expect(item["Access-Control-Allow-Methods"] == "PUT" && item["Access-Control-Allow-Origin"] == "*")
        let deleted = await client.delete("/api/items/7", fields: ["Origin": "https://staff.example"])
        #expect(deleted["Access-Control-Allow-Origin"] == "https://staff.example" && deleted["Vary"] == "Origin")
        let put = await client.put("/api/items/7", json: "1", fields: ["Origin": "https://staff.example"])
        #expect(put["Access-Control-Allow-Origin"] == "*" && put["Vary"] == nil)
        let docs = TestClient(ShopAPI(), middleware: [CORS.anyOrigin().on(paths: "/api")])
        #expect(await docs.get("/openapi.json", fields: ["Origin": page])["Access-Control-Allow-Origin"] == nil)
        #expect(await docs.send("OPTIONS", "/api/items", fields: preflight("PUT"))["Access-Control-Allow-Origin"] == "*")
    }

    @Test func `asks a closure about one origin of moderate length`() async {
        let asked = Notes()
        let client = TestClient(
            ShopAPI(),
            middleware: [
                CORS { origin in
                    asked.add(origin)
                    return true
                }
            ])
        #expect(await client.get("/api/items", fields: ["Origin": "null"])["Access-Control-Allow-Origin"] == "null")
        for fields in [["Origin": ""], ["Origin": page, "origin": page], ["Origin": String(repeating: "a", count: 1025)]]
            as [KeyValuePairs<String, String>]
        {
            #expect(await client.get("/api/items", fields: fields)["Access-Control-Allow-Origin"] == nil)
        }
        #expect(asked.all == ["null"])
        let longest = String(repeating: "a", count: 1024)
        #expect(await client.get("/api/items", fields: ["Origin": longest])["Access-Control-Allow-Origin"] == longest)
    }

    static let origins: [(String, String, Bool)] = [
        ("https://shop.example", "https://shop.example", true), ("https://shop.example", "http://shop.example", false),
        ("https://shop.example", "https://shop.example:8443", false),
        ("https://shop.example", "https://shop.example.evil", false),
        ("https://shop.example:443", "https://shop.example", true), ("HTTPS://Shop.Example", "https://shop.example", true),
        ("http://localhost:3000", "http://localhost:3000", true), ("http://localhost:*", "http://localhost:3000", true),
        ("http://localhost:*", "http://localhost", true), ("http://localhost:*", "http://localhost:3000.evil", false),
        ("http://[::1]:*", "http://[::1]:80", true), ("http://[::1]:*", "http://[::1]", true),
        ("http://[::1]", "http://[::1]", true), ("http://[::1]", "http://[::2]", false),
        ("https://*.example.com", "https://a.example.com", true), ("https://*.example.com", "https://a.b.example.com", true),
        ("https://*.example.com", "https://example.com", false), ("https://*.example.com", "https://.example.com", false),
        ("https://*.example.com", "https://evil.com/.example.com", false),
        ("https://*.example.com", "https://evil.com:1.example.com", false),
        ("https://*.example.com", "https://evilexample.com", false), ("https://*.example.com", "http://a.example.com", false),
        ("https://*.example.com:8443", "https://a.example.com:8443", true),
        ("https://*.example.com:8443", "https://a.example.com", false),
        ("https://*.example.com:*", "https://a.example.com:9", true), ("app+x://host", "app+x://host", true),
    ]

    @Test(arguments: origins) func `knows an origin by the list`(listed: String, origin: String, isAllowed: Bool) async throws {
        let pattern = try #require(CORS.Origin(listed))
        let client = TestClient(ShopAPI(), middleware: [CORS(origins: [pattern])])
        let answer = await client.get("/api/items", fields: ["Origin": origin])
        #expect(answer["Access-Control-Allow-Origin"] == (isAllowed ? origin : nil))
    }

    @Test(arguments: [
        "", "*", "null", "https://", "https://*", "https://*.", "shop.example", "https://shop.example/", "https://shop.example/a",
        "https://a.*.example", "https://*a.example", "https://user@shop.example", "https://shop.example:",
        "https://shop.example:0",
        "https://shop.example:65536", "https://shop.example:a", "://shop.example", "1https://shop.example", "https://[::1",
        "https://::1", "https://a,b", "https://a b", "https://a\r\nX: y",
    ]) func `takes nothing else for an origin`(text: String) {
        #expect(CORS.Origin(text) == nil)
    }
}

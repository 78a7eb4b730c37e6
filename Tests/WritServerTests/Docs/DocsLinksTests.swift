// References between docs pages, which hold behind a proxy that puts something in front of all paths.

import Testing
import WritTesting

@testable import WritServer

@Suite struct `Docs links` {
    @Test(arguments: [
        ("/docs", "/docs/swagger", "docs/swagger"), ("/docs", "/openapi.yaml", "openapi.yaml"), ("/docs", "/docs", "docs"),
        ("/docs/swagger", "/openapi.json", "../openapi.json"), ("/docs/swagger", "/docs/assets/start.js", "assets/start.js"),
        ("/docs/", "/docs", "../docs"), ("/docs", "/docs/", "docs/"), ("/docs/swagger/", "/docs/swagger", "../swagger"),
        ("/", "/docs", "docs"), ("/docs", "/", "./"), ("/a/b/c", "/a/x/c", "../x/c"), ("/a/b/c", "/a/b", "../b"),
        ("/a", "/b:c", "./b:c"), ("/a/b", "/b:c", "../b:c"), ("/a", "//b", ".//b"), ("/docs/x", "/docs/", "./"),
    ])
    func `are relative to the page`(page: String, target: String, reference: String) {
        #expect(relativeReference(from: page, to: target) == reference)
    }

    @Test(arguments: [
        ("/svc", "/svc"), ("/svc/", "/svc"), (" /a/b , /c/", "/a/b/c"), ("/", nil), ("", nil), (",", nil), ("/a%20b", "/a%20b"),
        ("svc", nil), ("//evil.example", nil), ("/a//b", nil), ("/a/../b", nil), ("/./a", nil), ("/a\"b", nil), ("/a<b", nil),
        ("/a\\b", nil), ("/a?b", nil), ("/a#b", nil), ("http://evil.example/", nil), ("/a, evil", nil), ("/a b", nil),
        ("/ä", nil),
        ("/" + String(repeating: "a", count: 1_023), "/" + String(repeating: "a", count: 1_023)),
        ("/" + String(repeating: "a", count: 1_024), nil),
    ])
    func `begin with the prefix of a proxy where it is a plain path`(value: String, prefix: String?) {
        var value = value
        // The string lends its bytes for the closure.
        #expect(value.withUTF8 { unsafe forwardedPrefix(UnsafeRawBufferPointer($0)) } == prefix)
    }

    private static func client(_ docs: DocsConfiguration = DocsConfiguration()) -> TestClient {
        TestClient(SampleAPI(), configuration: configuration(docs))
    }

    private static func configuration(_ docs: DocsConfiguration) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.docs = docs
        return configuration
    }

    /// Where the answer leads, from the request's own path on.
    private static func place(_ answer: TestAnswer, from path: String) -> String? {
        answer["Location"].map { location in
            var folders = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            for part in location.split(separator: "/", omittingEmptySubsequences: false) {
                if part == ".." { folders.removeLast() } else if part != "." { folders.append(part) }
            }
            return folders.joined(separator: "/")
        }
    }

    @Test(arguments: ["/docs", "/docs/swagger", "/docs/rapidoc", "/openapi.yaml", "/openapi.json"])
    func `lead from a path with a slash at its end to the page, also behind a prefix`(path: String) async {
        for method in ["GET", "HEAD"] {
            let answer = await Self.client().send(method, path + "/?x=1", body: nil)
            #expect(answer.status == 308)
            #expect(Self.place(answer, from: "/svc" + path + "/") == "/svc" + path + "?x=1")
        }
        #expect(await Self.client().get(path + "//").status == 404)
        #expect(await Self.client().send("POST", path + "/", body: nil).status == 405)
        #expect(await Self.client(.disabled).get(path + "/").status == 404)
    }

    @Test func `lead to a page whose own path ends with a slash`() async {
        let client = Self.client(DocsConfiguration(indexPath: "/docs/"))
        #expect(await client.get("/docs/").status == 200)
        let answer = await client.get("/docs")
        #expect(answer.status == 308 && answer["Location"] == "docs/")
    }

    @Test func `lead from the root where that is asked for`() async {
        #expect(await Self.client().get("/").status == 404)
        var docs = DocsConfiguration(leadsFromRoot: true)
        let answer = await Self.client(docs).get("/")
        #expect(answer.status == 307 && answer["Location"] == "docs")
        docs.indexPath = nil
        #expect(await Self.client(docs).get("/")["Location"] == "docs/swagger")
        docs = .disabled
        docs.leadsFromRoot = true
        #expect(await Self.client(docs).get("/").status == 404)
    }

    @Test func `are relative in every page, and lead to what is there`() async {
        let client = Self.client()
        for page in ["/docs", "/docs/swagger", "/docs/rapidoc"] {
            let text = await client.get(page).text
            let references = text.matches(of: /(?:href|src|data-document)="([^"]*)"/).map { String($0.1) }
                .filter { !$0.hasPrefix("data:") && !$0.hasPrefix("https:") }
            #expect(references.count > 1)
            for reference in references {
                #expect(!reference.hasPrefix("/"), "\(page): \(reference)")
                var folders = page.split(separator: "/").dropLast()
                for part in reference.split(separator: "/") {
                    if part == ".." { folders.removeLast() } else { folders.append(part) }
                }
                #expect(await client.get("/" + folders.joined(separator: "/")).status == 200, "\(page): \(reference)")
            }
            #expect(page == "/docs" || text.contains("data-path=\"\(page)\""))
        }
    }

    @Test func `have the prefix of a proxy where that is trusted, and only there`() async {
        let fields: KeyValuePairs = ["X-Forwarded-Prefix": "/svc"]
        let plain = await Self.client().get("/docs/swagger", fields: fields)
        #expect(!plain.text.contains("/svc") && plain["Vary"] == nil)
        let client = Self.client(DocsConfiguration(trustsForwardedPrefix: true))
        let page = await client.get("/docs/swagger", fields: fields)
        #expect(page.text.contains(#"data-document="/svc/openapi.json" data-path="/docs/swagger" data-prefix="/svc">"#))
        #expect(page["Vary"] == "X-Forwarded-Prefix" && page["ETag"] != plain["ETag"])
        #expect(await client.get("/docs", fields: fields).text.contains(#"href="/svc/docs/swagger""#))
        #expect(await client.get("/docs").text.contains(#"href="docs/swagger""#))
        #expect(await client.get("/docs/", fields: fields)["Location"] == "/svc/docs")
        let hostile: KeyValuePairs = ["X-Forwarded-Prefix": "//evil.example"]
        #expect(await !client.get("/docs", fields: hostile).text.contains("evil"))
        let known: KeyValuePairs = ["X-Forwarded-Prefix": "/svc", "If-None-Match": page["ETag"] ?? ""]
        #expect(await client.get("/docs/swagger", fields: known).status == 304)
    }
}

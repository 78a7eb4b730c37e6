// Files of a folder: what is served, by which fields, and what isn't.

import Foundation
import Testing
import WritEngine
import WritServer
import WritTesting

/// A folder of its own for each test, which goes when the test ends.
final class ServedFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "writ-files-" + UUID().uuidString
        for folder in ["", "/public", "/public/docs", "/public/empty", "/public/.git", "/public/.well-known", "/outside"] {
            try FileManager.default.createDirectory(atPath: path + folder, withIntermediateDirectories: true)
        }
        try write("public/index.html", "<h1>home</h1>")
        try write("public/page.html", "<h1>page</h1>")
        try write("public/docs/index.html", "<h1>docs</h1>")
        try write("public/digits.txt", "0123456789")
        try write("public/nothing.txt", "")
        try write("public/a b ä.txt", "spaces")
        try write("public/.git/config", "secret")
        try write("public/.well-known/security.txt", "contact")
        try write("public/app.js", String(repeating: "plain ", count: 500))
        try write("public/app.js.br", "brotli")
        try write("public/app.js.gz", "gzip")
        try write("public/unknown.xyz", "?")
        try write("outside/secret.txt", "secret")
        try FileManager.default.createSymbolicLink(atPath: path + "/public/out", withDestinationPath: "../outside")
        try FileManager.default.createSymbolicLink(
            atPath: path + "/public/out.txt", withDestinationPath: "\(path)/outside/secret.txt")
        try FileManager.default.createSymbolicLink(atPath: path + "/public/in.txt", withDestinationPath: "digits.txt")
        #expect(unsafe mkfifo(path + "/public/pipe", 0o644) == 0)
        for name in ["digits.txt", "nothing.txt", "app.js", "app.js.br", "app.js.gz"] {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 784_111_777)], ofItemAtPath: path + "/public/" + name)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
    }

    func client(at mount: String = "/", _ change: (inout StaticFiles.Options) -> Void = { _ in }) throws -> TestClient {
        var options = StaticFiles.Options()
        change(&options)
        return TestClient(SampleAPI(), middleware: [try StaticFiles(at: mount, folder: path + "/public", options: options)])
    }
}

@Suite struct `Served files` {
    let folder: ServedFolder

    init() throws { folder = try ServedFolder() }

    @Test(arguments: [
        ("/", "<h1>home</h1>", "text/html; charset=utf-8"), ("/page.html", "<h1>page</h1>", "text/html; charset=utf-8"),
        ("/docs/", "<h1>docs</h1>", "text/html; charset=utf-8"), ("/digits.txt", "0123456789", "text/plain; charset=utf-8"),
        ("/a%20b%20%C3%A4.txt", "spaces", "text/plain; charset=utf-8"), ("/nothing.txt", "", "text/plain; charset=utf-8"),
        ("/.well-known/security.txt", "contact", "text/plain; charset=utf-8"), ("/unknown.xyz", "?", "application/octet-stream"),
    ])
    func `have their bytes and their types`(target: String, text: String, type: String) async throws {
        let client = try folder.client()
        let answer = await client.get(target)
        #expect(answer.status == 200 && answer.text == text && answer["Content-Type"] == type)
        #expect(answer["Content-Length"] == "\(text.utf8.count)" && answer["Accept-Ranges"] == "bytes")
        #expect(answer["ETag"]?.hasPrefix("\"") == true && answer["Last-Modified"]?.hasSuffix("GMT") == true)
        let head = await client.head(target)
        #expect(head.status == 200 && head.body.isEmpty && head["Content-Length"] == answer["Content-Length"])
        #expect(head["ETag"] == answer["ETag"] && head["Content-Type"] == type)
    }

    @Test func `stand behind operations and in front of what is unknown`() async throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/public/api", withIntermediateDirectories: true)
        try folder.write("public/api/run", "a file")
        try folder.write("public/api/other", "a file")
        let client = try folder.client()
        #expect(await client.get("/api/run").text == "hello")
        #expect(await client.get("/api/other").text == "a file")
        #expect(await client.get("/nowhere").status == 404)
        #expect(await client.get("/openapi.json").status == 200)
        let mounted = try folder.client(at: "/assets/")
        #expect(await mounted.get("/assets/digits.txt").text == "0123456789")
        #expect(await mounted.get("/assets/").text == "<h1>home</h1>")
        #expect(await mounted.get("/digits.txt").status == 404)
        #expect(await mounted.get("/assetsdigits.txt").status == 404)
    }

    @Test func `have addresses with a slash where they are folders`() async throws {
        let client = try folder.client()
        let answer = await client.get("/docs?x=1")
        #expect(answer.status == 308 && answer["Location"] == "/docs/?x=1")
        #expect(await client.get("/empty/").status == 404)
        #expect(await client.get("/empty").status == 404)
        #expect(await client.get("/digits.txt/").status == 404)
        let mounted = try folder.client(at: "/assets")
        #expect(await mounted.get("/assets")["Location"] == "/assets/")
        #expect(await client.get("//docs").status == 404)
        #expect(await client.get("/%2fevil.example/docs").status == 404)
    }

    @Test(arguments: [
        "/out/secret.txt", "/out.txt", "/../outside/secret.txt", "/docs/../../outside/secret.txt", "/%2e%2e/outside/secret.txt",
        "/..%2foutside%2fsecret.txt", "/docs/..%2f..%2foutside/secret.txt", "/.git/config", "/%2egit/config", "/pipe",
        "/digits.txt%00",
        "/digits.txt%00.html", "/docs%2findex.html", "/docs/./index.html", "/docs//index.html", "/docs%5cindex.html",
        "/digits.txt.",
    ])
    func `are nothing outside of their folder, and nothing hidden`(target: String) async throws {
        let answer = await (try folder.client()).get(target)
        #expect([400, 404].contains(answer.status) && !answer.text.contains("secret\n") && answer.text != "secret")
    }

    @Test func `may be links that stay inside`() async throws {
        #expect(await (try folder.client()).get("/in.txt").text == "0123456789")
    }

    @Test func `are for GET and HEAD`() async throws {
        let client = try folder.client()
        let answer = await client.delete("/digits.txt")
        #expect(answer.status == 405 && answer["Allow"] == "GET, HEAD, OPTIONS")
        let options = await client.send("OPTIONS", "/digits.txt")
        #expect(options.status == 204 && options["Allow"] == "GET, HEAD, OPTIONS")
        #expect(await client.delete("/nowhere").status == 404)
    }

    @Test func `are their compressed neighbours for those who take them`() async throws {
        let client = try folder.client()
        for (accepts, text, coding) in [
            ("br, gzip", "brotli", "br"), ("gzip", "gzip", "gzip"), ("br;q=0.1, gzip", "gzip", "gzip"), ("zstd", "plain", nil),
            ("", "plain", nil),
            ("identity, br;q=0.5", "plain", nil),
        ] as [(String, String, String?)] {
            let answer = await client.get("/app.js", fields: ["Accept-Encoding": accepts])
            #expect(answer.text.hasPrefix(text) && answer["Content-Encoding"] == coding && answer["Vary"] == "Accept-Encoding")
            #expect(answer["Content-Type"] == "text/javascript; charset=utf-8")
        }
        #expect(await client.get("/digits.txt")["Vary"] == nil)
        // One that is older than its file is of another version.
        try folder.write("public/app.js", "new")
        #expect(await client.get("/app.js", fields: ["Accept-Encoding": "br"]).text == "new")
        let without = try folder.client { $0.servesPrecompressed = false }
        #expect(await without.get("/app.js", fields: ["Accept-Encoding": "br"])["Vary"] == nil)
    }

    @Test func `say how long they may be kept`() async throws {
        let client = try folder.client {
            $0.cacheRules = [
                StaticFiles.CacheRule("docs/**", "public, max-age=60"),
                StaticFiles.CacheRule("*.js", "public, max-age=31536000, immutable"),
            ]
        }
        #expect(await client.get("/docs/")["Cache-Control"] == "public, max-age=60")
        #expect(await client.get("/app.js")["Cache-Control"] == "public, max-age=31536000, immutable")
        #expect(await client.get("/digits.txt")["Cache-Control"] == nil)
    }

    @Test func `are one page for paths of an application in the browser`() async throws {
        let client = try folder.client { $0.fallback = "index.html" }
        let accepts: KeyValuePairs = ["Accept": "text/html,application/xhtml+xml,*/*;q=0.8"]
        let page = await client.get("/books/7/edit", fields: accepts)
        #expect(page.status == 200 && page.text == "<h1>home</h1>" && page["Cache-Control"] == "no-cache")
        #expect(page["Content-Type"] == "text/html; charset=utf-8")
        #expect(await client.get("/books/7.js", fields: accepts).status == 404)
        #expect(await client.get("/books/7", fields: ["Accept": "application/json"]).status == 404)
        #expect(await client.send("DELETE", "/books/7", fields: accepts).status == 404)
        #expect(await client.get("/docs/", fields: accepts).text == "<h1>docs</h1>")
    }

    @Test func `need a folder`() {
        #expect(throws: EngineError.self) { try StaticFiles(folder: folder.path + "/nowhere") }
        #expect(throws: EngineError.self) { try StaticFiles(folder: folder.path + "/public/digits.txt") }
    }
}

@Suite struct `Pages for errors` {
    @Test func `are for people`() async {
        let client = TestClient(SampleAPI(), middleware: [ErrorPages([404: "<h1>Nothing</h1>", 500: "<h1>Broken</h1>"])])
        let page = await client.get("/nowhere", fields: ["Accept": "text/html,*/*;q=0.8"])
        #expect(page.status == 404 && page.text == "<h1>Nothing</h1>" && page["Content-Type"] == "text/html; charset=utf-8")
        #expect(page["Vary"] == "Accept" && page["Content-Length"] == "16")
        for accept in ["*/*", "application/json", "application/problem+json, text/html"] {
            let problem = await client.get("/nowhere", fields: ["Accept": accept])
            #expect(problem.status == 404 && problem["Content-Type"] == "application/problem+json")
        }
    }
}

// What real clients send, asked of the styles' server: in memory, and in pieces where bytes may come late.

import Testing
import WritServer
import WritTesting
import WritWire

@testable import StylesExampleServer

@Suite struct `Clients` {
    private let client = TestClient(styles())
    private static let composed = "\u{E9}"
    private static let decomposed = "e\u{301}"

    // MARK: Accept

    @Test(
        arguments: [
            ("*/*", "1"), ("", "1"), ("application/vnd.acme+json", "1"), ("application/vnd.acme+json; version=2", "2"),
            ("application/vnd.acme+json;version=\"2\"", "2"), ("application/vnd.acme+json; version=1", "1"),
            ("application/vnd.acme+json; version=1;q=.1, application/vnd.acme+json; version=2;q=.2", "2"),
            ("text/html, image/gif, *; q=.2, */*; q=.2", "1"), ("application/vnd.acme+json; version=3", nil), ("text/html", nil),
            ("*/*;q=0", nil),
        ] as [(String, String?)])
    func `are answered in the version that they take`(accept: String, version: String?) async {
        let answer = await client.get("/clients/versions", fields: ["Accept": accept])
        #expect(answer.status == (version == nil ? 406 : 200), "\(answer.text)")
        #expect(answer["Vary"] == (version == nil ? "Accept" : "Origin, Accept"))
        guard let version else { return #expect(answer.text.contains("application/vnd.acme+json; version=1 or application")) }
        #expect(answer["Content-Type"]?.contains(version) == true)
        #expect(answer.text == (version == "1" ? #"{"name":"Ada"}"# : #"{"names":["Ada"]}"#))
    }

    @Test(arguments: ["application/json", "text/html", "application/hal+json, application/json;q=0.5"])
    func `are told that Accept chooses, whatever the answer is`(accept: String) async {
        for (target, method) in [
            ("/clients/note", "GET"), ("/clients/versions?missing=true", "GET"), ("/clients/versions?missing=x", "GET"),
        ] {
            let answer = await client.send(method, target, fields: ["Accept": accept], body: nil)
            #expect(answer["Vary"] == "Accept", "\(target) \(answer.status)")
        }
        #expect(await client.head("/clients/note", fields: ["Accept": accept])["Vary"] == "Accept")
        // What has one media type is the same for everybody who takes it.
        #expect(
            await client.get("/clients/names", fields: ["Accept": accept])["Vary"] == (accept == "text/html" ? "Accept" : nil))
    }

    @Test func `may say what they take in several lines, and charsets that nobody looks at`() async {
        let fields: KeyValuePairs = [
            "Accept": "text/html", "Accept-Charset": "iso-8859-1;q=1, *;q=0",
            "Accept": "application/vnd.acme+json; version=2;q=.1",
        ]
        let answer = await client.get("/clients/versions", fields: fields)
        #expect(answer.status == 200 && answer.text == #"{"names":["Ada"]}"#)
        #expect(await client.get("/clients/versions", fields: ["Accept": "text/html", "Accept": "*/*;q=0"]).status == 406)
    }

    @Test func `have Vary merged with what others leave`() async {
        for (own, vary) in [("Origin", "Accept, Origin"), ("accept, Origin", "Accept, Origin"), ("*", "*")] {
            let middleware = Leaving(name: "Vary", value: own)
            let client = TestClient(styles(), middleware: [middleware])
            #expect(await client.get("/clients/note")["Vary"] == vary)
            #expect(await client.get("/streams/x", fields: ["Accept": "text/event-stream"])["Vary"] == vary)
        }
    }

    @Test func `are told so by middleware that answers itself`() async {
        let client = TestClient(styles(), middleware: [Refusing()])
        #expect(await client.get("/clients/note")["Vary"] == "Accept")
        #expect(await client.get("/clients/names")["Vary"] == nil)
    }

    @Test func `get the same when their requests come together`() async {
        let request = "GET /clients/note HTTP/1.1\r\nHost: a\r\n\r\nGET /clients/names HTTP/1.1\r\nHost: a\r\n\r\n"
        let answers = TestAnswer.all(in: await client.sendRaw(request + request))
        #expect(answers.map { $0["Vary"] } == ["Accept", nil, "Accept", nil])
    }

    // MARK: Bodies

    @Test(arguments: [
        ("application/vnd.acme+json; version=1", #"{"name":"a"}"#, 200, "1 a"),
        ("application/vnd.acme+json;version=2", #"{"names":["a","b"]}"#, 200, "2 a b"),
        ("application/vnd.acme+json;version=2", #"{"name":"a"}"#, 422, ""),
        ("application/vnd.acme+json", #"{"name":"a"}"#, 200, "1 a"),
        ("application/vnd.acme+json; version=3", "{}", 415, ""), ("application/json", "{}", 415, ""),
        ("application/vnd.acme+json; version=1; charset=utf8", #"{"name":"a"}"#, 200, "1 a"),
    ])
    func `send the version that they name`(type: String, body: String, status: Int, said: String) async {
        let answer = await client.patch("/clients/versions", json: body, fields: ["Content-Type": type])
        #expect(answer.status == status, "\(answer.text)")
        if status == 200 { #expect(answer.text == "{\"said\":\"\(said)\"}") }
        guard status == 415 else { return }
        let accepted = "application/vnd.acme+json;version=1, application/vnd.acme+json;version=2"
        #expect(answer["Accept-Patch"] == accepted && answer["Accept"] == accepted)
    }

    @Test(arguments: ["PATCH", "PUT"], [[], ["Content-Type: application/json"], ["Content-Type: text/html"]])
    func `send an empty body in chunks where none is needed`(method: String, fields: [String]) async {
        let lines = (["\(method) /clients/note HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"] + fields).joined(
            separator: "\r\n")
        let next = "GET /clients/note HTTP/1.1\r\nHost: a\r\n\r\n"
        for end in ["0\r\n\r\n", "000;x=y\r\nTrailer: 1\r\n\r\n"] {
            let bytes = Array((lines + "\r\n\r\n" + end + next).utf8)
            for cut in (lines.utf8.count + 2)...(lines.utf8.count + 4 + end.utf8.count) {
                let sent = await client.sendRaw(pieces: [Array(bytes[..<cut]), Array(bytes[cut...])])
                let answers = TestAnswer.all(in: sent)
                #expect(answers.map(\.status) == [200, 200], "\(cut)")
                #expect(answers.first?.text == #"{"said":"nothing"}"#)
            }
        }
    }

    @Test(
        arguments: [
            ("application/json", "3\r\n{}\n\r\n0\r\n\r\n", 200), ("application/json", "1\r\n{\r\n0\r\n\r\n", 400),
            ("text/html", "1\r\nx\r\n0\r\n\r\n", 415), (nil, "1\r\nx\r\n0\r\n\r\n", 415), ("application/json", "x\r\n", 400),
            ("text/html", "1\r\n", 415),
        ] as [(String?, String, Int)])
    func `send a body in chunks that has something in it`(type: String?, body: String, status: Int) async {
        let field = type.map { "Content-Type: \($0)\r\n" } ?? ""
        let head = "PATCH /clients/note HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\(field)\r\n"
        for pieces in [[head + body], [head, body]] {
            let sent = await client.sendRaw(pieces: pieces.map { Array($0.utf8) })
            #expect(TestAnswer.all(in: sent).first?.status == status)
        }
        let around = TestClient(styles(), middleware: [Leaving(name: "X", value: "y")])
        #expect(TestAnswer.all(in: await around.sendRaw(pieces: [Array(head.utf8), Array(body.utf8)])).first?.status == status)
    }

    @Test func `put a preamble in front of the parts of a form`() async {
        let parts = "--b\r\nContent-Disposition: form-data; name=title\r\n\r\nx\r\n--b--\r\n"
        for preamble in ["", "\r\n", "This is a message with multiple parts in MIME format.\r\n", "--c\r\n\r\n"] {
            let answer = await client.send(
                "POST", "/clients/form", fields: ["Content-Type": "multipart/form-data; boundary=\"b\";"],
                body: Array((preamble + parts).utf8))
            #expect(answer.status == 200 && answer.text == #"{"said":"x"}"#, "\(answer.text)")
        }
    }

    @Test(arguments: [
        ("title=a+b%20c%2b", "a b c+"), ("title=%C3%a9", "\u{E9}"), ("=x&title=a&&", "a"), ("t%69tle=a=b", "a=b"),
    ])
    func `write forms as they like`(form: String, title: String) async {
        let answer = await client.send(
            "POST", "/clients/form", fields: ["Content-Type": "application/x-www-form-urlencoded;"], body: Array(form.utf8))
        #expect(answer.text == "{\"said\":\"\(title)\"}", "\(answer.text)")
    }

    // MARK: Names

    @Test func `have two names that only look alike, in a query`() async {
        let answer = await client.get(
            "/clients/names?%C3%A9=1&e%CC%81=2&deep%5B%C3%A9%5D=3&deep%5Be%CC%81%5D=4&deep%5Ba%CC%81%5D=5&deep%5B%C3%A1%5D=6")
        let wanted =
            [
                "deep a\u{301}": 5, "deep e\u{301}": 4, "deep \u{E1}": 6, "deep \u{E9}": 3, "e\u{301}": 2, "\u{E9}": 1,
            ] as JSONMap<Int>
        #expect(answer.json?.counts == wanted, "\(answer.text)")
    }

    @Test(arguments: [
        ("{\"\u{E9}\":1,\"e\u{301}\":2}", 200), ("{\"a\u{301}\":1,\"\u{E1}\":2}", 200), ("{\"a\u{301}\":1,\"a\u{301}\":2}", 422),
        ("{\"kind\":\"\u{E9}\"}", 200), ("{\"kind\":\"e\u{301}\"}", 200), ("{\"kinds\":[\"\u{E9}\",\"e\u{301}\"]}", 200),
        ("{\"kinds\":[\"\u{E9}\",\"\u{E9}\"]}", 422), ("{\"fixed\":\"e\u{301}\"}", 200), ("{\"fixed\":\"\u{E9}\"}", 422),
    ])
    func `have two names and two values that only look alike, in a body`(body: String, status: Int) async {
        let answer = await client.post("/clients/names", json: body)
        #expect(answer.status == status, "\(answer.text)")
        if status == 200 { #expect(Array(answer.text.utf8).count == Array(body.utf8).count, "\(answer.text)") }
        if status == 200, body.contains("kind") || body.contains("fixed") { #expect(answer.text.utf8.elementsEqual(body.utf8)) }
    }

    @Test(arguments: [("%C3%A9", "composed"), ("e%CC%81", "decomposed"), ("e%cc%81", "decomposed")])
    func `ask at two paths that only look alike`(path: String, said: String) async {
        #expect(await client.get("/clients/names/" + path).text == "{\"said\":\"\(said)\"}")
    }

    // MARK: Cookies

    @Test(
        arguments: [
            ("token=a; token=b", ["token": "a"]), ("token=100%", ["token": "100%"]), ("token=%41%", ["token": "%41%"]),
            ("token=a%41", ["token": "aA"]), ("ids=1&ids=2; ids=3", ["ids": "1 2 3"]), ("list=a&b,c", ["list": "a&b c"]),
            ("object=a,&b,G,1,R,2", ["object a": "&b", "object G": "1", "object R": "2"]), ("object=a,50%", ["object a": "50%"]),
            ("R=1&G=2; R=3", ["shade R": "1", "shade G": "2"]), ("ids=1&token=x", ["ids": "1"]),
            ("R=1&token=x; token=b", ["shade R": "1", "token": "b"]),
            ("list=a,b; list=c", ["list": "a b"]), ("\"=1; %=2; token=a", ["token": "a"]),
        ] as [(String, JSONMap<String>)])
    func `send cookies`(cookies: String, read: JSONMap<String>) async {
        let answer = await client.get("/clients/cookies", fields: ["Cookie": cookies])
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json?.texts == read, "\(answer.text)")
    }

    // MARK: Streams

    @Test(arguments: [("/clients/events", "no-cache"), ("/clients/events?kept=5", "max-age=5"), ("/streams/x", "no-cache")])
    func `get events that nobody keeps`(target: String, control: String) async {
        let answer = await client.get(target, fields: ["Accept": "text/event-stream"])
        #expect(answer.status == 200 && answer["Content-Type"] == "text/event-stream")
        #expect(answer.fields.filter { $0.name.lowercased() == "cache-control" }.map(\.value) == [control])
        #expect(await client.get("/streams/x", fields: ["Accept": "application/jsonl"])["Cache-Control"] == nil)
    }
}

private struct Refusing: Middleware {
    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let inner = await next()
        let varies = inner.field("Vary")
        let answer = ServerAnswer(to: context, status: 429, problem: "Too many.")
        if let varies { answer.setField("Vary", varies) }
        return answer
    }
}

/// Adds a field to each answer.
private struct Leaving: Middleware {
    let name: String
    let value: String

    func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        answer.addField(name, value)
        return answer
    }
}

extension JSONValue {
    fileprivate var counts: JSONMap<Int>? {
        guard case .object(let object) = self else { return nil }
        return JSONMap(
            uniqueKeysWithValues: object.names.map { name in
                if case .number(let number)? = object[name] { (name, number.int ?? -1) } else { (name, -1) }
            })
    }

    fileprivate var texts: JSONMap<String>? {
        guard case .object(let object) = self else { return nil }
        return JSONMap(
            uniqueKeysWithValues: object.names.map { name in
                if case .string(let text)? = object[name] { (name, text) } else { (name, "") }
            })
    }
}

// What middleware sees and may do.

import Testing
import WritServer
import WritTesting
import WritWire

private struct Mishap: Error {}

@Suite struct `Middleware around handlers` {
    @Test func `runs in its order, the first one outermost`() async {
        let notes = Notes()
        func noting(_ name: String) -> Around {
            Around { _, _, next in
                notes.add("\(name) in")
                try await next()
                notes.add("\(name) out")
            }
        }
        let api = SampleAPI { _ in
            notes.add("handler")
            return ""
        }
        let client = TestClient(api, middleware: [noting("a"), noting("b")])
        #expect(await client.get("/api/run").status == 200)
        #expect(notes.all == ["a in", "b in", "handler", "b out", "a out"])
    }

    @Test func `may answer early`() async {
        let notes = Notes()
        let api = SampleAPI { _ in
            notes.add("handler")
            return ""
        }
        let client = TestClient(
            api,
            middleware: [
                Around { context, answer, next in
                    guard context.field("X-Key") == nil else { return try await next() }
                    answer.writeProblem(401, "There is no key.")
                }
            ])
        let refused = await client.get("/api/run")
        #expect(refused.status == 401 && refused["Content-Type"] == "application/problem+json")
        #expect(notes.all.isEmpty)
        #expect(await client.get("/api/run", fields: ["X-Key": "1"]).status == 200)
        // A body that nobody reads is dropped, and the connection goes on.
        let request = "POST /api/items HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
        #expect(TestAnswer.all(in: await client.sendRaw(request + request)).map(\.status) == [401, 401])
    }

    @Test func `sees the operation, and none where there is none`() async {
        let notes = Notes()
        let client = TestClient(
            SampleAPI(),
            middleware: [
                Around { context, answer, next in
                    try await next()
                    let operation = context.operation
                    notes.add(
                        "\(operation?.id ?? "none") \(operation?.method.name ?? "") \(operation?.pathTemplate ?? "") \(answer.status ?? 0)"
                    )
                }
            ])
        _ = await client.head("/api/items/7")
        _ = await client.get("/api/nothing")
        _ = await client.delete("/api/items/7")
        _ = await client.get("/openapi.json")
        #expect(notes.all == ["showItem GET /items/{itemId} 200", "none   404", "none   405", "none   200"])
    }

    @Test func `reads an answer and changes its fields and its body`() async {
        let notes = Notes()
        let client = TestClient(
            SampleAPI(),
            middleware: [
                Around { context, answer, next in
                    #expect(!answer.isWritten && !answer.isChangeable && answer.status == nil && answer.body == nil)
                    answer.addField("X-Before", "1")
                    answer.addField("X-Gone", "1")
                    #expect(answer.fields.map(\.name) == ["X-Before", "X-Gone"])
                    #expect(answer.removeField("x-gone"))
                    try await next()
                    #expect(answer.isWritten && answer.isChangeable && answer.status == 200)
                    #expect(answer.field("content-type") == "text/plain" && answer.field("x-none") == nil)
                    #expect(answer.body == (context.method == .head ? [] : Array("hello".utf8)))
                    #expect(answer.bodyByteCount == answer.body?.count)
                    answer.addField("X-After", "2")
                    answer.addField("X-After", "3")
                    answer.setField("content-type", "text/html")
                    answer.removeField("X-Before")
                    answer.setBody("A longer body than before")
                    notes.add(answer.fields.map(\.name).joined(separator: " "))
                }
            ])
        let answer = await client.get("/api/run")
        #expect(notes.all.first == "Date Content-Length X-After X-After content-type")
        #expect(
            String(decoding: answer.rawBytes, as: UTF8.self) == """
                HTTP/1.1 200 OK\r
                Date: Sun, 06 Nov 1994 08:49:37 GMT\r
                Content-Length: 25\r
                X-After: 2\r
                X-After: 3\r
                content-type: text/html\r
                \r
                A longer body than before
                """)
        let head = await client.head("/api/run")
        #expect(head["Content-Length"] == "25" && head.rawBytes.count == answer.rawBytes.count - 25)
    }

    @Test func `leaves the answers of other pipelined requests alone`() async {
        let client = TestClient(
            SampleAPI { $0.query ?? "" },
            middleware: [
                Around { context, answer, next in
                    try await next()
                    if context.query == "change" { answer.setBody("") }
                    answer.setField("X-Query", context.query ?? "")
                }
            ])
        func get(_ query: String) -> String { "GET /api/run?\(query) HTTP/1.1\r\nHost: a\r\n\r\n" }
        let answers = TestAnswer.all(in: await client.sendRaw(get("a") + get("change") + get("bcd") + get("change")))
        #expect(answers.map(\.text) == ["a", "", "bcd", ""])
        #expect(answers.map { $0["X-Query"] } == ["a", "change", "bcd", "change"])
        #expect(answers.map { $0["Content-Length"] } == ["1", "0", "3", "0"])
    }

    @Test func `can't touch what frames an answer, nor smuggle lines into it`() async {
        let client = TestClient(
            SampleAPI(),
            middleware: [
                Around { _, answer, next in
                    func refusesAll() -> Bool {
                        let own = ["Content-Length", "transfer-encoding", "Connection", "Date"]
                        let refusesOwn = own.allSatisfy {
                            !answer.addField($0, "1") && !answer.setField($0, "1") && !answer.removeField($0)
                        }
                        let hostile = [("X", "a\r\nB: c"), ("X", "a\0"), ("X Y", "a"), ("", "a"), ("X:", "a")]
                        return refusesOwn && hostile.allSatisfy { !answer.addField($0.0, $0.1) }
                    }
                    #expect(refusesAll())
                    try await next()
                    #expect(refusesAll())
                }
            ])
        let answer = await client.get("/api/run")
        #expect(answer.status == 200 && answer.fields.map(\.name) == ["Date", "Content-Type", "Content-Length"])
    }

    @Test func `replaces an answer by another, once and again`() async {
        let client = TestClient(
            SampleAPI(),
            middleware: [
                Around { _, answer, next in
                    try await next()
                    #expect(answer.write(204))
                    #expect(!answer.setBody("x"), "204 has no body")
                    #expect(answer.write(201, "application/json", bytes: Array("[]".utf8)))
                    #expect(answer.write(203, "text/html", "<p>"))
                }
            ])
        let answer = await client.get("/api/run")
        #expect(answer.status == 203 && answer.text == "<p>" && answer["Content-Length"] == "3")
        #expect(TestAnswer.all(in: answer.rawBytes).count == 1)
    }

    @Test func `sees an error as it was thrown, and may answer instead`() async {
        let notes = Notes()
        let configuration = ServerConfiguration(logger: notingLogger(notes))
        let api = SampleAPI { _ in throw Mishap() }
        let kind = TestClient(
            api, configuration: configuration,
            middleware: [
                Around { _, answer, next in
                    do { try await next() } catch is Mishap { answer.write(418, "text/plain", "oh") }
                }
            ])
        #expect(await kind.get("/api/run").status == 418)
        #expect(notes.all.isEmpty)
        let strict = TestClient(api, configuration: configuration, middleware: [Around { _, _, next in try await next() }])
        #expect(await strict.get("/api/run").status == 500)
        #expect(notes.all.count == 1 && notes.all.first?.contains("operation=run") == true)
    }

    @Test func `that fails itself is a 500, also where it has answered nothing and called nobody`() async {
        let notes = Notes()
        let configuration = ServerConfiguration(logger: notingLogger(notes))
        for middleware in [Around { _, _, _ in throw Mishap() }, Around { _, _, _ in }] {
            let client = TestClient(SampleAPI(), configuration: configuration, middleware: [middleware])
            #expect(await client.get("/api/run").status == 500)
        }
        // An answer that is there when it fails stays.
        let late = Around { _, _, next in
            try await next()
            throw Mishap()
        }
        #expect(await TestClient(SampleAPI(), configuration: configuration, middleware: [late]).get("/api/run").status == 200)
        #expect(notes.all.count == 2)
    }

    @Test func `may try again after an error, but not after an answer`() async {
        let notes = Notes()
        let api = SampleAPI { _ in
            notes.add("handler")
            if notes.all.count < 3 { throw Mishap() }
            return "third"
        }
        let client = TestClient(
            api,
            middleware: [
                Around { _, _, next in
                    for _ in 0..<5 {
                        do { try await next() } catch is Mishap {}
                    }
                }
            ])
        #expect(await client.get("/api/run").text == "third")
        #expect(notes.all.count == 3)
    }
}

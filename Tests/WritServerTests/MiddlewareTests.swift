// What middleware sees and may do.

import Testing
import WritServer
import WritTesting

private struct Mishap: Error {}

@Suite struct `Middleware around handlers` {
    @Test func `runs in its order, the first one outermost`() async {
        let notes = Notes()
        func noting(_ name: String) -> Around {
            Around { _, next in
                notes.add("\(name) in")
                let answer = await next()
                notes.add("\(name) out \(answer.status)")
                return answer
            }
        }
        let api = SampleAPI { _ in
            notes.add("handler")
            return ""
        }
        let client = TestClient(api, middleware: [noting("a"), noting("b")])
        #expect(await client.get("/api/run").status == 200)
        #expect(notes.all == ["a in", "b in", "handler", "b out 200", "a out 200"])
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
                Around { context, next in
                    guard context.field("X-Key") == nil else { return await next() }
                    return ServerAnswer(to: context, status: 401, problem: "There is no key.")
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
                Around { context, next in
                    let answer = await next()
                    let operation = context.operation
                    notes.add(
                        "\(operation?.id ?? "none") \(operation?.method.name ?? "") \(operation?.pathTemplate ?? "") \(answer.status)"
                    )
                    return answer
                }
            ])
        _ = await client.head("/api/items/7")
        _ = await client.get("/api/nothing")
        _ = await client.delete("/api/items/7")
        _ = await client.get("/openapi.json")
        #expect(notes.all == ["showItem GET /items/{itemId} 200", "none   404", "none   405", "none   200"])
    }

    @Test func `reads an answer and changes its status, its fields and its body`() async {
        let notes = Notes()
        let client = TestClient(
            SampleAPI(),
            middleware: [
                Around { _, next in
                    let answer = await next()
                    #expect(answer.status == 200 && answer.error == nil && !answer.isStream)
                    #expect(answer.field("content-type") == "text/plain" && answer.field("x-none") == nil)
                    #expect(answer.body == Array("hello".utf8) && answer.bodyByteCount == 5)
                    answer.addField("X-After", "2")
                    answer.addField("X-Gone", "1")
                    answer.addField("X-After", "3")
                    answer.setField("content-type", "text/html")
                    #expect(answer.removeField("x-gone"))
                    answer.setBody("A longer body than before")
                    answer.status = 203
                    answer.status = 99
                    notes.add(answer.fields.map(\.name).joined(separator: " "))
                    return answer
                }
            ])
        let answer = await client.get("/api/run")
        #expect(notes.all.first == "X-After X-After content-type")
        #expect(
            String(decoding: answer.rawBytes, as: UTF8.self) == """
                HTTP/1.1 203 Non-Authoritative Information\r
                Date: Sun, 06 Nov 1994 08:49:37 GMT\r
                X-After: 2\r
                X-After: 3\r
                content-type: text/html\r
                Content-Length: 25\r
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
                Around { context, next in
                    let answer = await next()
                    if context.query == "change" { answer.setBody("") }
                    answer.setField("X-Query", context.query ?? "")
                    return answer
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
                Around { _, next in
                    let answer = await next()
                    let own = ["Content-Length", "transfer-encoding", "Connection", "Date"]
                    for name in own {
                        #expect(!answer.addField(name, "1") && !answer.setField(name, "1") && !answer.removeField(name))
                    }
                    let hostile = [("X", "a\r\nB: c"), ("X", "a\0"), ("X Y", "a"), ("", "a"), ("X:", "a")]
                    for (name, value) in hostile { #expect(!answer.addField(name, value) && !answer.setField(name, value)) }
                    return answer
                }
            ])
        let answer = await client.get("/api/run")
        #expect(answer.status == 200 && answer.fields.map(\.name) == ["Date", "Content-Type", "Content-Length"])
    }

    @Test func `replaces an answer by another, once and again`() async {
        let client = TestClient(
            SampleAPI(),
            middleware: [
                Around { context, next in
                    _ = await next()
                    let empty = ServerAnswer(to: context, status: 204)
                    #expect(!empty.setBody("x"), "204 has no body")
                    let json = ServerAnswer(to: context, status: 201, contentType: "application/json", bytes: Array("[]".utf8))
                    #expect(json.status == 201 && json.body == Array("[]".utf8))
                    return ServerAnswer(to: context, status: 203, contentType: "text/html", text: "<p>")
                }
            ])
        let answer = await client.get("/api/run")
        #expect(answer.status == 203 && answer.text == "<p>" && answer["Content-Length"] == "3")
        #expect(TestAnswer.all(in: answer.rawBytes).count == 1)
    }

    @Test func `sees the answer that an error becomes, and what was thrown, and may answer instead`() async {
        let notes = Notes()
        let configuration = ServerConfiguration(logger: notingLogger(notes))
        let api = SampleAPI { _ in throw Mishap() }
        let kind = TestClient(
            api, configuration: configuration,
            middleware: [
                Around { context, next in
                    let answer = await next()
                    #expect(answer.status == 500)
                    guard answer.error is Mishap else { return answer }
                    return ServerAnswer(to: context, status: 418, contentType: "text/plain", text: "oh")
                }
            ])
        #expect(await kind.get("/api/run").status == 418)
        let strict = TestClient(
            api, configuration: configuration,
            middleware: [
                Around { _, next in
                    let answer = await next()
                    answer.addField("X-Kept", "1")
                    return answer
                }
            ])
        let failed = await strict.get("/api/run", fields: ["X-Request-Id": "r7"])
        #expect(failed.status == 500 && failed["X-Kept"] == "1" && failed["Content-Type"] == "application/problem+json")
        // The line tells which request it was.
        #expect(
            notes.all.count == 2
                && ["operation=run", "request-id=r7", "path=/api/run", "method=GET"].allSatisfy { notes.all[1].contains($0) })
    }

    @Test func `sees the status of requests that are refused inside`() async {
        let notes = Notes()
        var configuration = ServerConfiguration(logger: notingLogger(Notes()))
        configuration.bodyBytesMax = 4
        let client = TestClient(
            SampleAPI(), configuration: configuration,
            middleware: [
                Around { _, next in
                    let answer = await next()
                    notes.add("\(answer.status)")
                    return answer
                }
            ])
        _ = await client.get("/nowhere")
        _ = await client.delete("/api/run")
        _ = await client.send("BREW", "/api/run")
        #expect(notes.all == ["404", "405", "501"])
    }

    @Test func `that fails itself is a 500, before the others and behind them`() async {
        let notes = Notes()
        let configuration = ServerConfiguration(logger: notingLogger(notes))
        let early = Around { _, _ in throw Mishap() }
        let late = Around { _, next in
            _ = await next()
            throw Mishap()
        }
        for middleware in [early, late] {
            let statuses = Notes()
            let outer = Around { _, next in
                let answer = await next()
                statuses.add("\(answer.status) \(answer.error is Mishap)")
                return answer
            }
            let client = TestClient(SampleAPI(), configuration: configuration, middleware: [outer, middleware])
            #expect(await client.get("/api/run").status == 500)
            #expect(statuses.all == ["500 true"])
        }
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
            api, configuration: ServerConfiguration(logger: notingLogger(Notes())),
            middleware: [
                Around { _, next in
                    for _ in 0..<4 { _ = await next() }
                    return await next()
                }
            ])
        #expect(await client.get("/api/run").text == "third")
        #expect(notes.all.count == 3)
    }

    @Test func `surrounds operations of a tag, of an id or of a path alone`() async {
        let notes = Notes()
        func noting(_ name: String) -> Around {
            Around { _, next in
                notes.add(name)
                return await next()
            }
        }
        let client = TestClient(
            SampleAPI(),
            middleware: [
                noting("things").on(tags: "things", "more"), noting("run").on(operations: "run"),
                noting("items").on(paths: "/api/items/"),
            ])
        for path in ["/api/run", "/api/items/7", "/api/items", "/api/itemsets", "/docs"] {
            notes.add(path)
            _ = await client.get(path)
        }
        #expect(
            notes.all == [
                "/api/run", "run", "/api/items/7", "things", "items", "/api/items", "items", "/api/itemsets", "/docs",
            ])
    }
}

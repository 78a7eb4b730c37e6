// The middleware that comes with the server.

import Logging
import Testing
import WritServer
import WritTesting
import WritWire

private struct Mishap: Error {}

@Suite struct `Built-in middleware` {
    @Test func `AccessLog writes a line for each request`() async throws {
        let notes = Notes()
        let api = SampleAPI { context in
            if context.query == "fail" { throw Mishap() }
            return "hello"
        }
        let client = TestClient(api, configuration: ServerConfiguration(logger: notingLogger(notes)), middleware: [AccessLog()])
        _ = await client.get("/api/run?secret=1", fields: ["X-Request-Id": "r1"])
        _ = await client.head("/api/run", fields: ["X-Request-Id": "r2"])
        _ = await client.get("/api/run?fail", fields: ["X-Request-Id": "r3"])
        _ = await client.send("BREW", "/nowhere", fields: ["X-Request-Id": "r4"])
        let lines = notes.all.filter { $0.contains(" request ") }.map { $0.replacing(/microseconds=\d+/, with: "microseconds=N") }
            .map { $0.replacing(/bytes=\d\d+/, with: "bytes=N") }
        #expect(
            Array(lines.prefix(3)) == [
                "info request bytes=5 method=GET microseconds=N operation=run path=/api/run peer=memory request-id=r1 status=200",
                "info request bytes=0 method=HEAD microseconds=N operation=run path=/api/run peer=memory request-id=r2 status=200",
                "info request bytes=N method=GET microseconds=N operation=run path=/api/run peer=memory request-id=r3 status=500",
            ])
        #expect(lines.count == 4 && lines[3].contains("method=BREW") && lines[3].hasSuffix("request-id=r4 status=501"))
    }

    @Test func `AccessLog writes lines for people, and JSON`() async throws {
        func message(_ format: AccessLog.Format) async -> String {
            let notes = Notes()
            let configuration = ServerConfiguration(logger: notingLogger(notes))
            let client = TestClient(
                SampleAPI { _ in "hello" }, configuration: configuration, middleware: [AccessLog(level: .notice, format: format)])
            _ = await client.get("/api/items/a%22b?secret=1", fields: ["X-Request-Id": "r1"])
            return notes.all.first { $0.hasPrefix("notice") } ?? ""
        }
        let line = await message(.line)
        #expect(
            line.wholeMatch(
                of: #/notice GET /api/items/a%22b 200 5 B \d+\.\d\d ms operation=showItem peer=memory request-id=r1/#) != nil,
            "\(line)")
        let json = await message(.json).dropFirst("notice ".count)
        let object = try #require(JSONValue(text: String(json.prefix { $0 != "}" }) + "}"))
        #expect(object["method"] == "GET" && object["path"] == "/api/items/a%22b" && object["status"]?.int == 200)
        #expect(object["bytes"]?.int == 5 && object["microseconds"]?.int != nil && object["peer"] == "memory")
        #expect(object["requestID"] == "r1" && object["operation"] == "showItem")
    }

    @Test func `DefaultFields adds what an answer doesn't have itself`() async {
        let own = Around { _, next in
            let answer = await next()
            answer.addField("X-Frame-Options", "SAMEORIGIN")
            return answer
        }
        let api = SampleAPI { context in
            if context.query == "fail" { throw Mishap() }
            return "hello"
        }
        let configuration = ServerConfiguration(logger: notingLogger(Notes()))
        let client = TestClient(
            api, configuration: configuration, middleware: [DefaultFields.security, DefaultFields(["Server": "s"]), own])
        for target in ["/api/run", "/api/run?fail", "/api/nothing", "/docs"] {
            let answer = await client.get(target)
            let names = answer.fields.map { $0.name.lowercased() }
            #expect(Set(names).count == names.count, "\(target): \(names)")
            #expect(answer["Server"] == "s" && answer["X-Content-Type-Options"] == "nosniff", "\(target)")
            #expect(answer["X-Frame-Options"] == "SAMEORIGIN" && answer["Referrer-Policy"] == "no-referrer", "\(target)")
        }
        let replaced = TestClient(
            api,
            middleware: [
                DefaultFields.security,
                Around { context, next in
                    _ = await next()
                    return ServerAnswer(to: context, status: 403, contentType: "text/plain", text: "no")
                },
            ])
        #expect(await replaced.get("/api/run")["X-Frame-Options"] == "DENY")
    }

    @Test func `RequestIDField tells the client the request's id`() async {
        let client = TestClient(SampleAPI { $0.requestID }, middleware: [RequestIDField()])
        let answer = await client.get("/api/run")
        #expect(answer.text.count == 32 && answer["X-Request-Id"] == answer.text)
        #expect(await client.get("/api/nothing", fields: ["X-Request-Id": "abc"])["X-Request-Id"] == "abc")
        let silent = TestClient(SampleAPI { $0.requestID })
        #expect(await silent.get("/api/run")["X-Request-Id"] == nil)
    }
}

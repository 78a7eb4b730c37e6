// Requests that come together: a handler goes on to the next one of its operation by itself.

import Testing
import WritServer
import WritTesting

private struct Mishap: Error {}

private enum NoteKey: ContextKey {
    typealias Value = String
}

@Suite struct `Requests that come together` {
    private func request(_ path: String, _ fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
    }

    @Test func `are answered in their order, whichever operations they are for`() async {
        let client = TestClient(SampleAPI { "\($0.operation?.id ?? "none") \($0.path)" })
        let paths = ["/api/run", "/api/run", "/api/items/1", "/nothing", "/api/items/2", "/api/items/3", "/api/run"]
        let answers = TestAnswer.all(in: await client.sendRaw(paths.map { request($0) }.joined()))
        #expect(answers.map(\.status) == [200, 200, 200, 404, 200, 200, 200])
        let texts = answers.filter { $0.status == 200 }.map(\.text)
        #expect(
            texts == [
                "run /api/run", "run /api/run", "showItem /api/items/1", "showItem /api/items/2", "showItem /api/items/3",
                "run /api/run",
            ])
    }

    @Test func `fail each by itself`() async {
        let client = TestClient(
            SampleAPI { context in
                if context.field("X-Fail") != nil { throw Mishap() }
                return "fine"
            })
        let requests = ["", "X-Fail: 1\r\n", "", "", "X-Fail: 1\r\n", "X-Fail: 1\r\n", ""].map { request("/api/run", $0) }
        let answers = TestAnswer.all(in: await client.sendRaw(requests.joined()))
        #expect(answers.map(\.status) == [200, 500, 200, 200, 500, 500, 200])
    }

    @Test func `may suspend in between`() async {
        let client = TestClient(
            SampleAPI { context in
                if context.field("X-Wait") != nil { await Task.yield() }
                return context.field("X-Number") ?? ""
            })
        let requests = (0..<6).map { request("/api/run", "X-Number: \($0)\r\n" + ($0 % 3 == 1 ? "X-Wait: 1\r\n" : "")) }
        let answers = TestAnswer.all(in: await client.sendRaw(requests.joined()))
        #expect(answers.map(\.text) == ["0", "1", "2", "3", "4", "5"])
    }

    @Test func `each pass through the middleware`() async {
        let notes = Notes()
        let around = Around { _, next in
            notes.add("in")
            let answer = await next()
            notes.add("out")
            return answer
        }
        let client = TestClient(SampleAPI { _ in "" }, middleware: [around])
        let answers = TestAnswer.all(in: await client.sendRaw(String(repeating: request("/api/run"), count: 3)))
        #expect(answers.map(\.status) == [200, 200, 200])
        #expect(notes.all == ["in", "out", "in", "out", "in", "out"])
    }

    @Test func `end with the one that closes the connection`() async {
        let client = TestClient(SampleAPI())
        let requests = request("/api/run") + request("/api/run", "Connection: close\r\n") + request("/api/run")
        let answers = TestAnswer.all(in: await client.sendRaw(requests))
        #expect(answers.map(\.status) == [200, 200])
        #expect(answers.last?["Connection"] == "close")
    }

    @Test func `keep no request's context for the next`() async {
        let notes = Notes()
        let client = TestClient(
            SampleAPI { context in
                notes.add("\(context.values[NoteKey.self] ?? "none") \(context.field("X-Number") ?? "-")")
                context.values[NoteKey.self] = "left behind"
                return ""
            })
        _ = await client.sendRaw(request("/api/run", "X-Number: 1\r\n") + request("/api/run"))
        #expect(notes.all == ["none 1", "none -"])
    }
}

// Failures of one operation, thrown in another.

import Testing
import WritServer
import WritTesting

@Suite struct `A failure of another operation` {
    private func ask(
        _ path: String, _ failure: any Error, notes: Notes = Notes(), middleware: [any Middleware] = []
    ) async -> TestAnswer {
        let configuration = ServerConfiguration(logger: notingLogger(notes))
        return await TestClient(FailingAPI { throw failure }, configuration: configuration, middleware: middleware).get(path)
    }

    @Test(
        arguments: [
            ("/strict", StrictFailure(status: 409), 409, "strict"),
            ("/open", StrictFailure(), 404, "strict"),
            ("/strict", OpenFailure(status: 409), 409, "open"),
            ("/open", OpenFailure(status: 503), 503, "open"),
        ] as [(String, any SampleFailure, Int, String)])
    func `is answered where the operation declares the same`(
        path: String, failure: any SampleFailure, status: Int, title: String
    ) async {
        for middleware: [any Middleware] in [[], [RequestIDField()]] {
            let answer = await ask(path, failure, middleware: middleware)
            #expect(answer.status == status && answer.json == ["title": .string(title)], "\(path) \(failure)")
            #expect(answer["Content-Type"] == "application/problem+json")
        }
    }

    @Test(
        arguments: [
            // Another status, another body, none at all, a body where there is none.
            ("/strict", OpenFailure(status: 400)), ("/strict", OtherFailure()), ("/strict", EmptyFailure()),
            ("/empty", StrictFailure()), ("/none", StrictFailure()), ("/text", StrictFailure()), ("/strict", TextFailure()),
            // The field that must be there is missing, or not declared.
            ("/limit", OpenFailure(status: 429)), ("/strict", LimitFailure()), ("/open", LimitFailure()),
        ] as [(String, any OperationFailure)])
    func `is a 500 elsewhere, and the log tells what to declare`(path: String, failure: any OperationFailure) async {
        for middleware: [any Middleware] in [[], [RequestIDField()]] {
            let notes = Notes()
            let answer = await ask(path, failure, notes: notes, middleware: middleware)
            #expect(answer.status == 500, "\(path) \(failure)")
            #expect(answer["Retry-After"] == nil)
            #expect(notes.all.count == 1)
            let line = notes.all.first ?? ""
            #expect(line.contains("the operation \(path.dropFirst()) ") && line.contains("\(type(of: failure)) has: "))
            #expect(line.contains("the responses of GET \(path)"))
        }
    }

    @Test func `is answered by fields and body of its own, where these are declared`() async {
        let answer = await ask("/limit", LimitFailure())
        #expect(answer.status == 429 && answer["Retry-After"] == "7")
        #expect(await ask("/text", TextFailure()).text == "none")
        #expect(await ask("/empty", EmptyFailure(status: 502)).status == 502)
    }

    @Test func `leaves the connection as it was`() async {
        let client = TestClient(FailingAPI { throw OtherFailure() })
        let requests = ["/strict", "/other", "/strict"].map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        #expect(TestAnswer.all(in: await client.sendRaw(requests)).map(\.status) == [500, 404, 500])
    }
}

// Operations that declare failures of several kinds, as generated code does, with handlers that throw what a test says.

import WritRuntime
import WritServer

/// A failure as the generator makes them: what it declares, and how it is answered.
protocol SampleFailure: OperationFailure {
    var status: Int { get }
    var text: String { get }
}

extension SampleFailure {
    func answer(_ request: OperationRequest) throws {
        if Self.declared.description.contains("@") {
            request.answer(status, "application/problem+json") { json in
                let start = json.count
                json.write(",\"title\":", text)
                json.endObject(start)
            }
        } else {
            request.answer(status)
        }
    }
}

/// 404 and 409 with a closed problem.
struct StrictFailure: SampleFailure {
    var status = 404
    var text = "strict"
    static var declared: StaticString {
        "404 409 @application/problem+json #Problem .type:s .title:s! .status:i! .detail:s\n410"
    }
}

/// Any status with an open one.
struct OpenFailure: SampleFailure {
    var status = 404
    var text = "open"
    static var declared: StaticString {
        "4XX default @application/problem+json #Problem .title:s! .detail:s! .instance:s! .code:i +"
    }
}

/// Another body, of the same media type.
struct OtherFailure: SampleFailure {
    var status = 404
    var text = "other"
    static var declared: StaticString { "404 @application/problem+json #Other .title:s .code:s! +" }
}

/// No body at all.
struct EmptyFailure: SampleFailure {
    var status = 404
    var text = ""
    static var declared: StaticString { "404 5XX" }
}

/// A field that must be there.
struct LimitFailure: OperationFailure {
    static var declared: StaticString { "429 @application/problem+json #Problem .title:s ~Retry-After:Int!" }

    func answer(_ request: OperationRequest) {
        request.addField("Retry-After", 7)
        request.answer(429, "application/problem+json") { $0.raw("{}") }
    }
}

/// A form of text, which no problem is.
struct TextFailure: OperationFailure {
    static var declared: StaticString { "404 @text/plain; charset=utf-8 #String" }

    func answer(_ request: OperationRequest) { request.answer(404, "text/plain; charset=utf-8", text: "none") }
}

struct FailingAPI: WritAPI {
    let fail: @Sendable () throws -> Void

    static let description = APIDescription(
        title: "Failing", version: "1", summary: "", basePath: "", document: APIDocument(isJSON: true, source: "{}", json: "{}"),
        routes: """
            GET /strict strict
            GET /open open
            GET /other other
            GET /empty empty
            GET /limit limit
            GET /text text
            GET /none none
            """)

    private static let failures: [String: any OperationFailure.Type] = [
        "strict": StrictFailure.self, "open": OpenFailure.self, "other": OtherFailure.self, "empty": EmptyFailure.self,
        "limit": LimitFailure.self, "text": TextFailure.self,
    ]

    init(_ fail: @escaping @Sendable () throws -> Void) { self.fail = fail }

    func handler(_ operation: ServedOperation) -> OperationHandler? {
        operation.serve(failures: Self.failures[operation.id]) { exchange in
            for request in operation.requests(on: exchange) {
                try fail()
                request.answer(204)
            }
        }
    }
}

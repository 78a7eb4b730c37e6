// The operations without a tag: answers by status, by family and by default.

import ShowcaseExample
import WritServer

struct EchoAnswers: DefaultHandlers {
    func answer(_ input: Answer.Input, context: RequestContext) async throws -> Answer.Success {
        switch input.kind {
        case "json": return .okJSON(.init(kind: input.kind))
        case "text": return .okText("täxt")
        case "negotiated": return context.accepts("application/json") ? .okJSON(.init(kind: "json")) : .okText("text")
        case "accepted": return .accepted
        case "elsewhere": return .seeOther
        case "missing": throw Answer.Failure.notFound
        case "fail": throw UnknownKind()
        case let kind:
            // Some that no contract can declare are among them.
            guard let status = Int(kind), (100...699).contains(status) else { return .okJSON(.init(kind: kind)) }
            throw failure(status)
        }
    }

    private func failure(_ status: Int) -> Answer.Failure {
        switch status {
        case 400...499: .clientError(statusCode: status, "client")
        case 500...599: .serverError(statusCode: status)
        case 600...699: .clientError(statusCode: status - 100, "not what was declared")
        default: .default(statusCode: status, ["b": [1, nil], "a": ["c": "d"]])
        }
    }

    func answerAny(_ input: AnswerAny.Input, context: RequestContext) async throws -> AnswerAny.Success {
        .default(
            statusCode: context.query.flatMap { Int($0) } ?? 200,
            "<p>\(context.operation?.id ?? "") \(context.method.name) \(context.path)</p>")
    }

    func findMoved(_ input: FindMoved.Input, context: RequestContext) async throws -> String { input.question ?? "?" }
    func deleteMovedHere(_ input: DeleteMovedHere.Input, context: RequestContext) async throws {}

    func deleteAnswersNothing(_ input: DeleteAnswersNothing.Input, context: RequestContext) async throws {
        if context.field("X-Fail") != nil { throw UnknownKind() }
    }
}

/// An error that no contract knows: what becomes of it is a 500.
struct UnknownKind: Error {}

// Handlers of the showcase that answer what they were given.

import WritLoopback
import ShowcaseExample
import WritServer
import WritWire

struct EchoParameters: ParametersHandlers {
    func readPath(_ input: ReadPath.Input, context: Context) async throws -> Echo {
        ["text": input.text, "number": "\(input.number)", "list": echo(input.list)]
    }

    func readQuery(_ input: ReadQuery.Input, context: Context) async throws -> Echo {
        if input.text == "fail" { throw ReadQuery.Failure.default(statusCode: input.int ?? 418, "as asked") }
        return [
            "text": input.text, "int": echo(input.int), "small": echo(input.small), "huge": "\(input.huge)",
            "ratio": echo(input.ratio),
            "single": echo(input.single), "flag": "\(input.flag)", "moment": echo(input.moment), "day": echo(input.day),
            "id": echo(input.id),
            "bytes": echo(input.bytes), "colour": input.colour?.rawValue, "level": echo(input.level?.rawValue),
            "sort": input.sort.rawValue,
            "many": echo(input.many), "commas": echo(input.commas), "colours": echo(input.colours.map(\.rawValue)),
        ]
    }

    func readFields(_ input: ReadFields.Input, context: Context) async throws -> Echo {
        ["xCount": "\(input.xCount)", "xList": echo(input.xList), "session": input.session, "visits": "\(input.visits)"]
    }

    func `class`(_ input: Class.Input, context: Context) async throws -> Echo {
        [
            "pathSelf": input.pathSelf, "querySelf": input.querySelf, "default": input.default, "key": input.key,
            "json": input.json,
            "request": input.request, "parameters": input.parameters, "item": echo(input.item), "aBCD": input.aBCD,
            "größe": echo(input.größe), "pageSize": echo(input.pageSize), "value": input.value, "body": input.body,
        ]
    }

    private func echo<Value>(_ value: Value?) -> String? { value.map { "\($0)" } }
    private func echo<Item>(_ items: [Item]?) -> String? { items.map { $0.map { "\($0)" }.joined(separator: "|") } }
}

struct EchoBodies: BodiesHandlers {
    func sendEverything(_ input: SendEverything.Input, context: Context) async throws -> Everything { input.body }
    func sendOptional(_ input: SendOptional.Input, context: Context) async throws -> [Int?]? { input.body }
    func sendLists(_ input: SendLists.Input, context: Context) async throws -> Lists { input.body }
    func growTree(_ input: GrowTree.Input, context: Context) async throws -> Tree { input.body }
    func saveAccount(_ input: SaveAccount.Input, context: Context) async throws -> Account {
        let parts = input.body.parts?.enumerated().map { Part(serial: "P\($0.offset)", note: $0.element.note) }
        return Account(id: 7, name: "\(input.body.name), \(input.body.secret.count) secret characters", parts: parts)
    }
}

struct EchoUnions: UnionsHandlers {
    func sendUnions(_ input: SendUnions.Input, context: Context) async throws -> Unions { input.body }
}

struct EchoAnswers: DefaultHandlers {
    func answer(_ input: Answer.Input, context: Context) async throws -> Answer.Success {
        switch input.kind {
        case "json": return .okJSON(.init(kind: input.kind))
        case "text": return .okText("täxt")
        case "negotiated": return context.accepts("application/json") ? .okJSON(.init(kind: "json")) : .okText("text")
        case "accepted": return .accepted
        case "elsewhere": throw Answer.Failure.seeOther
        case "missing": throw Answer.Failure.notFound
        case let status where Int(status) != nil: throw failure(Int(status) ?? 0)
        default: throw UnknownKind()
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

    func answerAny(_ input: AnswerAny.Input, context: Context) async throws -> AnswerAny.Success {
        .default(
            statusCode: context.query.flatMap { Int($0) } ?? 200,
            "<p>\(context.operationID) \(context.method.name) \(context.path)</p>")
    }

    func findMoved(_ input: FindMoved.Input, context: Context) async throws -> String { input.question ?? "?" }
    func deleteMovedHere(_ input: DeleteMovedHere.Input, context: Context) async throws {}

    func deleteAnswersNothing(_ input: DeleteAnswersNothing.Input, context: Context) async throws {
        if context.field("X-Fail") != nil { throw UnknownKind() }
    }
}

struct UnknownKind: Error {}

/// The showcase behind a socket; its base path is `/api/v1`.
@discardableResult
func withShowcase<Result>(_ body: (LoopbackClient) async throws -> Result) async throws -> Result {
    try await withShowcaseServer { try await body(try $0.connect()) }
}

func withShowcaseServer<Result>(
    media: EchoMedia = EchoMedia(), receivesCallbacks: Bool = true, _ body: (LoopbackServer) async throws -> Result
) async throws -> Result {
    var configuration = ServerConfiguration()
    configuration.bodyBytesMax = 1 << 20
    let api = ShowcaseAPI(
        parameters: EchoParameters(), styles: EchoStyles(), forms: EchoForms(), bodies: EchoBodies(), default: EchoAnswers(),
        secured: EchoSecured(), unions: EchoUnions(), media: media, subscriptions: EchoSubscriptions(),
        webhooks: EchoWebhooks(), webhooksPath: "/hooks/{name}/in", callbacks: receivesCallbacks ? EchoCallbacks() : nil,
        security: Keys())
    return try await withServer(api, configuration, body)
}

extension LoopbackAnswer {
    /// The violations of a problem document, `place keyword: message` each.
    var violations: [String] {
        guard case .object(let problem) = json, case .array(let items) = problem["violations"] else { return [] }
        return items.map { item in
            guard case .object(let violation) = item else { return "" }
            let words = ["in", "name", "pointer", "keyword", "message"].map { name in
                if case .string(let text) = violation[name] { text } else { nil as String? }
            }
            let place = words[2] ?? "\(words[0] ?? "?") \(words[1] ?? "?")"
            return "\(place) \(words[3] ?? "?"): \(words[4] ?? "?")"
        }
    }
}

// Handlers that answer parameters of all styles as they were read.

import ShowcaseExample
import WritServer

struct EchoStyles: StylesHandlers {
    func readSimple(_ input: ReadSimple.Input, context: RequestContext) async throws -> Styles {
        Styles(list: input.list, object: input.object, members: input.members, nested: input.nested)
    }

    func readLabel(_ input: ReadLabel.Input, context: RequestContext) async throws -> Styles {
        Styles(one: input.one, list: input.list, exploded: input.exploded, object: input.object, members: input.members)
    }

    func readMatrix(_ input: ReadMatrix.Input, context: RequestContext) async throws -> Styles {
        Styles(one: input.one, list: input.list, exploded: input.exploded, object: input.object, members: input.members)
    }

    func readStyles(_ input: ReadStyles.Input, context: RequestContext) async throws -> Styles {
        Styles(
            one: input.one, list: input.list, exploded: input.exploded ?? input.expand, object: input.object,
            members: input.shade, filter: input.filter, json: input.json)
    }

    func readFree(_ input: ReadFree.Input, context: RequestContext) async throws -> JSONMap<JSONValue> {
        var answer = input.deep
        for (name, value) in input.free ?? [:] { answer[name] = .number(JSONNumber(value)) }
        return answer
    }

    func readStyledFields(_ input: ReadStyledFields.Input, context: RequestContext) async throws -> Styles {
        Styles(
            list: input.list, exploded: input.exploded, object: input.object ?? input.xObject,
            members: input.members ?? input.xMembers, json: input.xJSON)
    }

    func readContents(_ input: ReadContents.Input, context: RequestContext) async throws -> ReadContents.Response {
        ReadContents.Response(
            object: input.object, cookie: input.co, texts: [input.value1text, input.value1s, input.xText].compactMap { $0 },
            numbers: [Int(input.digits)] + (input.p.map { [Int($0)] } ?? []))
    }

    func readFile(_ input: ReadFile.Input, context: RequestContext) async throws -> Echo {
        ["name": input.name, "extension": input.extension]
    }

    func readRange(_ input: ReadRange.Input, context: RequestContext) async throws -> Echo {
        ["version": "\(input.version)", "from": "\(input.from)", "to": "\(input.to)"]
    }

    func cancelSegment(_ input: CancelSegment.Input, context: RequestContext) async throws -> Echo { ["id": input.id] }
}

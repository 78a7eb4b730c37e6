// The operations of the tag `parameters`: they answer what they were given, as text.

import ShowcaseExample
import WritServer

struct EchoParameters: ParametersHandlers {
    func readPath(_ input: ReadPath.Input, context: RequestContext) async throws -> Echo {
        ["text": input.text, "number": "\(input.number)", "list": echo(input.list)]
    }

    func readQuery(_ input: ReadQuery.Input, context: RequestContext) async throws -> Echo {
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

    func readFields(_ input: ReadFields.Input, context: RequestContext) async throws -> Echo {
        ["xCount": "\(input.xCount)", "xList": echo(input.xList), "session": input.session, "visits": "\(input.visits)"]
    }

    func `class`(_ input: Class.Input, context: RequestContext) async throws -> Echo {
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

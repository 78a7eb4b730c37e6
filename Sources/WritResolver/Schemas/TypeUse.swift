// Which readers and writers each declared type needs, found when all operations are resolved.

internal import WritContract

extension TypeRegistry {
    /// Notes for every type whether request bodies and answers reach it.
    func markDirections(of operations: [Operation]) {
        for operation in operations {
            for parameter in operation.parameters where parameter.reading != .plain { mark(parameter.schema, .request) }
            for content in operation.body?.contents ?? [] {
                mark(content.schema, .request)
                // Whoever receives it may be who sends it, too.
                if operation.receiver != nil { mark(content.schema, .answer) }
                guard case .multipart(let form) = content.kind else { continue }
                for part in form.parts where part.kind == .json { mark(part.schema, .request) }
            }
            for answer in operation.result.answers {
                if let schema = answer.schema { mark(schema, .answer) }
                for header in answer.headers where header.form != .plain { mark(header.schema, .answer) }
            }
            for content in operation.webSocket?.fromClient.contents ?? [] { mark(content.schema, .request) }
            for content in operation.webSocket?.fromServer.contents ?? [] { mark(content.schema, .answer) }
        }
    }

    private func mark(_ schema: ValueSchema, _ direction: Direction) {
        var waiting = [schema.type]
        while let type = waiting.popLast() {
            switch type {
            case .array(let item), .map(let item): waiting.append(item.type)
            case .named(let name):
                if markDeclaration(name, direction), let kind = declarations[name]?.kind { waiting += kind.contents }
            default: continue
            }
        }
    }
}

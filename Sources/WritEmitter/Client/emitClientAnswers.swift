// What a typed client makes of an answer: the success value, or the declared failure, thrown.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// What a call gives; empty for nothing.
    func resultType(_ operation: Operation) -> Code {
        switch operation.result.success {
        case .choice: "\(Identifier(operation.typeName)).Success"
        case .plain(let answer): receivedType(answer)
        }
    }

    /// A client has received the whole of what a server streams.
    private func receivedType(_ answer: Answer) -> Code {
        switch answer.body {
        case .none: ""
        case .json(_, let schema), .text(_, let schema): type(schema)
        case .bytes: "[UInt8]"
        case .sequence(_, .events, let item): "[ServerSentEvent<\(type(item))>]"
        case .sequence(_, _, let item): "[\(type(item))]"
        }
    }

    /// All answers in words, for whoever gets another one.
    func declared(_ operation: Operation) -> String {
        operation.result.answers.map { answer in
            let status =
                switch answer.status {
                case .code(let code): "\(code)"
                case .family(let family): "\(family)XX"
                case .default: "any other status"
                }
            return ([status] + answer.mediaTypes).joined(separator: " ")
        }.joined(separator: ", ")
    }

    func emitAnswers(_ operation: Operation, _ swift: inout SwiftPrinter) {
        swift.line("switch answer.status {")
        let successes = operation.result.successes.map { ($0, false) }
        let failures = operation.result.failures.map { ($0, true) }
        for (answer, isThrown) in (successes + failures).sorted(by: { rank($0.0) < rank($1.0) }) {
            swift.line("case \(pattern(answer)):")
            swift.indent { emitAnswer(answer, operation, isThrown: isThrown, &$0) }
        }
        if !operation.result.answers.contains(where: { $0.status == .default && $0.mediaTypes.isEmpty }) {
            swift.line("default: throw answer.undeclared()")
        }
        swift.line("}")
    }

    /// Codes before families, and these before all others; in each, what has a media type before what has no body.
    private func rank(_ answer: Answer) -> Int {
        let status =
            switch answer.status {
            case .code: 0
            case .family: 2
            case .default: 4
            }
        return status + (answer.mediaTypes.isEmpty ? 1 : 0)
    }

    private func pattern(_ answer: Answer) -> Code {
        let status: Code =
            switch answer.status {
            case .code(let code): "\(code)"
            case .family(let family): "\(family * 100)...\(family * 100 + 99)"
            case .default: "_"
            }
        guard !answer.mediaTypes.isEmpty else { return status }
        return "\(status) where answer.isOf(\(answer.mediaTypes.map { "\(quoted: $0)" as Code }.joined(", ")))"
    }

    private func emitAnswer(_ answer: Answer, _ operation: Operation, isThrown: Bool, _ swift: inout SwiftPrinter) {
        let isPlain: Bool
        if case .plain = operation.result.success, !isThrown { isPlain = true } else { isPlain = false }
        emitReceived(answer, isPlain: isPlain, &swift)
        let hasBody = answer.body != .none
        if isPlain { return swift.line(hasBody ? "return body" : "return") }
        var items: [Code] = []
        if case .code = answer.status {} else { items.append("statusCode: answer.status") }
        if hasBody { items.append("body") }
        for header in answer.headers {
            emitField(header, &swift)
            items.append("\(label: Identifier(header.swiftName)): \(local(header.swiftName))")
        }
        let type: Code = isThrown ? "Failure" : "Success"
        let payload: Code = items.isEmpty ? "" : "(\(items.joined(", ")))"
        let statement: Code = isThrown ? "throw" : "return"
        swift.line("\(statement) \(Identifier(operation.typeName)).\(type).\(Identifier(answer.caseName))\(payload)")
    }

    private func emitReceived(_ answer: Answer, isPlain: Bool, _ swift: inout SwiftPrinter) {
        switch answer.body {
        case .none: swift.line("try answer.checkEmpty()")
        case .json(_, let schema):
            if case .named(let type) = schema.type, !schema.isNullable, schema.constraints.isEmpty, answer.rule == nil {
                return swift.line("let body = try answer.json(\(name(type)).read(from:))")
            }
            emitReading("let body: \(type(schema)) = try answer.json", schema, rule: answer.rule, &swift)
        case .text(_, let schema):
            if schema.type == .string, schema.constraints.isEmpty { return swift.line("let body = try answer.text()") }
            emitReading("let body: \(type(schema)) = try answer.text", schema, &swift)
        case .bytes:
            swift.line(
                isPlain ? "let body = answer.bytes" : "let body = AnswerBytes(answer.bytes, contentType: answer.mediaType)")
        case .sequence(_, let format, let item):
            let name: Code = isPlain ? "body" : "items"
            switch format {
            case .events:
                let text: Code = item.type == .string && !item.isNullable ? "(isText: true)" : ""
                emitReading("let \(name): [ServerSentEvent<\(type(item))>] = try answer.events\(text)", item, &swift)
            case .lines, .records:
                let separation: Code = format == .records ? ".records" : ".lines"
                emitReading("let \(name): [\(type(item))] = try answer.items(\(separation))", item, &swift)
            }
            if !isPlain { swift.line("let body = AnswerSequence(items)") }
        }
    }

    private func emitField(_ header: AnswerHeader, _ swift: inout SwiftPrinter) {
        let form: Code =
            switch header.form {
            case .plain: if case .array = header.schema.type { "list" } else { "scalar" }
            case .json: "json"
            case .simple(let isExploded):
                if case .array = header.schema.type { "list" } else { isExploded ? "pairs" : "pieces" }
            }
        let call: Code = header.isRequired ? "field" : "optionalField"
        let mark: Code = header.isRequired ? "" : "?"
        emitReading(
            "let \(local(header.swiftName)): \(type(header.schema))\(mark) = try answer.\(call)(\(quoted: header.wireName), .\(form))",
            header.schema, &swift)
    }

    /// A closure that reads a value behind a call.
    private func emitReading(_ call: Code, _ schema: ValueSchema, rule: String? = nil, _ swift: inout SwiftPrinter) {
        swift.line("\(call) { (json: inout JSONReader) -> \(type(schema))? in")
        swift.indent { swift in
            emitRead("value", schema, &swift)
            emitRule(rule, &swift)
            swift.line(schema.isNullable ? "return .some(value)" : "return value")
        }
        swift.line("}")
    }
}

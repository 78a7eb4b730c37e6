// Answers: the enumerations that handlers return and throw, and how each case is written.

internal import SwiftWriter
internal import WritContract
internal import WritFormats

extension Emitter {
    func emitAnswerType(
        _ name: Identifier, _ conformance: Code, _ answers: [Answer], _ documentation: String,
        _ swift: inout SwiftPrinter
    ) {
        swift.documentation(documentation)
        let indirect: Code = answers.contains(where: \.isBoxed) ? "indirect " : ""
        swift.block("\(access)\(indirect)enum \(name)\(conformance)") { swift in
            for answer in answers {
                swift.documentation(answerDocumentation(answer))
                swift.line("case \(Identifier(answer.caseName))\(payload(answer))")
            }
        }
    }

    func answerDocumentation(_ answer: Answer) -> String {
        let status =
            switch answer.status {
            case .code(let code): "\(code)"
            case .family(let family): "\(family)XX"
            case .default: "Any other status"
            }
        let media = answer.mediaTypes.map { ", `\($0)`" }.joined()
        return answer.documentation.map { "\(status)\(media): \($0)" } ?? "\(status)\(media)"
    }

    /// Header fields come behind the body, each with its name; those that need not be there have a default.
    private func payload(_ answer: Answer) -> Code {
        var items: [Code] = []
        if !isFixed(answer.status) { items.append("statusCode: Int") }
        if let body = bodyType(answer) { items.append(body) }
        for header in answer.headers {
            let name: Code = "\(label: Identifier(header.swiftName))"
            items.append(header.isRequired ? "\(name): \(type(header.schema))" : "\(name): \(type(header.schema))? = nil")
        }
        return items.isEmpty ? "" : "(\(items.joined(", ")))"
    }

    /// The type of what the handler gives for the body; nil without one.
    func bodyType(_ answer: Answer) -> Code? {
        switch answer.body {
        case .none: nil
        case .json(_, let schema), .text(_, let schema): type(schema)
        case .bytes: "AnswerBytes"
        case .sequence(_, .events, let item): "AnswerSequence<ServerSentEvent<\(type(item))>>"
        case .sequence(_, _, let item): "AnswerSequence<\(type(item))>"
        }
    }

    /// Whether writing such answers may have to wait for the client.
    func isAwaited(_ answers: [Answer]) -> Bool {
        answers.contains { answer in
            switch answer.body {
            case .none, .json, .text: false
            case .bytes, .sequence: true
            }
        }
    }

    private func isFixed(_ status: Answer.Status) -> Bool {
        if case .code = status { true } else { false }
    }

    func emitAnswerWriter(_ type: Code, isThrown: Bool, _ answers: [Answer], _ swift: inout SwiftPrinter) {
        // A protocol of the runtime's asks for those of failures.
        let visible: Code = isThrown ? access : ""
        swift.block("extension \(type)") { swift in
            let head: Code =
                switch (isAwaited(answers), isChecked(answers)) {
                case (true, _): "nonisolated(nonsending) \(visible)func answer(_ request: OperationRequest) async throws"
                case (false, true): "\(visible)func answer(_ request: OperationRequest) throws"
                case (false, false): "\(visible)func answer(_ request: OperationRequest)"
                }
            let shared = sharedBodies(answers)
            let sharedForms = Set(shared.compactMap(SharedBody.init))
            if isThrown {
                swift.line("\(visible)static var declared: StaticString { \(quoted: FailureForm.text(of: forms(answers))) }")
                swift.blank()
            }
            swift.block(head) { swift in
                swift.line("switch self {")
                for answer in answers {
                    swift.line("case .\(Identifier(answer.caseName))\(bindings(answer)):")
                    swift.indent { swift in
                        if SharedBody(answer).map(sharedForms.contains) == true {
                            swift.line("\(attempt(answer))Self.answer(\(statusCode(answer)), body, request)")
                        } else {
                            emitAnswer(answer, value: "body", &swift)
                        }
                    }
                }
                swift.line("}")
            }
            for answer in shared { emitSharedBody(answer, &swift) }
        }
    }

    /// One answer for each kind of body that several have, and that is written by one function: each closure costs compile
    /// time. Their types tell these functions apart.
    private func sharedBodies(_ answers: [Answer]) -> [Answer] {
        var counts: [SharedBody: Int] = [:]
        for answer in answers { if let body = SharedBody(answer) { counts[body, default: 0] += 1 } }
        var shared: [Answer] = []
        var types: Set<Code?> = []
        for answer in answers {
            guard let body = SharedBody(answer), counts[body, default: 0] > 1, types.insert(bodyType(answer)).inserted else {
                continue
            }
            shared.append(answer)
        }
        return shared
    }

    private func emitSharedBody(_ answer: Answer, _ swift: inout SwiftPrinter) {
        guard case .json(_, let schema) = answer.body else { return }
        swift.blank()
        let head: Code = "answer(_ status: Int, _ body: \(type(schema)), _ request: OperationRequest)"
        swift.block("private static func \(head)") { emitAnswer(answer, status: "status", value: "body", &$0) }
    }

    private func bindings(_ answer: Answer) -> Code {
        var items: [Code] = []
        if !isFixed(answer.status) { items.append("let statusCode") }
        if answer.body != .none { items.append("let body") }
        items += answer.headers.map { "let \(local($0.swiftName))" }
        return items.isEmpty ? "" : "(\(items.joined(", ")))"
    }

    /// Whether a handler chooses the status of one of them, which may be wrong.
    func isChecked(_ answers: [Answer]) -> Bool { answers.contains { !isFixed($0.status) } }

    private func attempt(_ answer: Answer) -> Code { isFixed(answer.status) ? "" : "try " }

    private func statusCode(_ answer: Answer) -> Code {
        switch answer.status {
        case .code(let code): "\(code)"
        case .family(let family): "request.checked(statusCode, \(family * 100)...\(family * 100 + 99))"
        case .default: "request.checked(statusCode, 200...599)"
        }
    }

    /// The statement that answers with `value`.
    func emitAnswer(_ answer: Answer, status: Code? = nil, value: Code, _ swift: inout SwiftPrinter) {
        var attempt: Code = status == nil ? attempt(answer) : ""
        var status = status ?? statusCode(answer)
        if !answer.headers.isEmpty || answer.isFilled, status.text != "status", !isFixed(answer.status) {
            // Before there are fields that the answer to a wrong one would have, too; and the body may tell it.
            swift.line("let status = try \(status)")
            (status, attempt) = ("status", "")
        }
        for header in answer.headers { emitHeader(header, &swift) }
        switch answer.body {
        case .none: swift.line("\(attempt)request.answer(\(status))")
        case .text(let mediaType, let schema):
            swift.line(
                "\(attempt)request.answer(\(status), \(quoted: withCharset(mediaType)), text: \(text(value, schema.type)))")
        case .json(let mediaTypes, let schema):
            let media: Code =
                mediaTypes.count == 1
                ? "\(quoted: mediaTypes[0])" : "request.preferred(\(mediaTypes.map { "\(quoted: $0)" as Code }.joined(", ")))"
            let rule: Code = answer.rule.flatMap(self.rule).map { ", \($0)" } ?? ""
            swift.line("\(attempt)request.answer(\(status), \(media)\(rule)) { json in")
            swift.indent { emitWrite(answer.isFilled ? "\(value).filled(\(status))" : value, schema, &$0) }
            swift.line("}")
        case .bytes(let mediaType):
            swift.line("try await request.answer(\(status), \(quoted: mediaType), bytes: \(value))")
        case .sequence(let mediaType, let format, let item):
            let rule: Code = answer.eventRule.flatMap(self.rule).map { ", \($0)" } ?? ""
            emitSequence(mediaType, format, item, status, "\(value)\(rule)", &swift)
        }
    }

    private func emitSequence(
        _ mediaType: String, _ format: Answer.SequenceFormat, _ item: ValueSchema, _ status: Code, _ value: Code,
        _ swift: inout SwiftPrinter
    ) {
        let label: Identifier =
            switch format {
            case .events where item.type == .string && !item.isNullable: "textEvents"
            case .events: "events"
            case .lines: "lines"
            case .records: "records"
            }
        let call: Code = "try await request.answer(\(status), \(quoted: mediaType), \(label): \(value))"
        if label.name == "textEvents" { return swift.line(call) }
        swift.line("\(call) { item, json in")
        swift.indent { emitWrite("item", item, &$0) }
        swift.line("}")
    }

    private func emitHeader(_ header: AnswerHeader, _ swift: inout SwiftPrinter) {
        let value: Code = "\(local(header.swiftName))"
        switch header.form {
        case .plain: emitPlainHeader(header, value, &swift)
        case .json: emitWrittenHeader(header, value, "json", &swift)
        case .simple(let isExploded): emitWrittenHeader(header, value, isExploded ? "pairs" : "pieces", &swift)
        }
    }

    private func emitPlainHeader(_ header: AnswerHeader, _ value: Code, _ swift: inout SwiftPrinter) {
        let line: Code
        if case .array(let item) = header.schema.type {
            let raw: Code = isNamed(item.type) ? ".map(\\.rawValue)" : ""
            line = "request.addField(\(quoted: header.wireName), list: \(value)\(raw))"
        } else {
            let raw: Code = isNamed(header.schema.type) ? ".rawValue" : ""
            line = "request.addField(\(quoted: header.wireName), \(value)\(raw))"
        }
        swift.line(header.isRequired ? line : "if let \(value) { \(line) }")
    }

    /// A field whose value is written as JSON first.
    private func emitWrittenHeader(_ header: AnswerHeader, _ value: Code, _ label: Code, _ swift: inout SwiftPrinter) {
        if !header.isRequired { swift.line("if let \(value) {") }
        swift.line("request.addField(\(quoted: header.wireName), as: .\(label)) { json in")
        swift.indent { emitWrite(value, header.schema, &$0) }
        swift.line("}")
        if !header.isRequired { swift.line("}") }
    }

    private func isNamed(_ type: ValueType) -> Bool { if case .named = type { true } else { false } }

    /// A primitive as text.
    func text(_ value: Code, _ type: ValueType) -> Code {
        switch type {
        case .string: value
        case .named: "\(value).rawValue.description"
        default: "\(value).description"
        }
    }

    /// Texts are sent as UTF-8, and say so.
    func withCharset(_ mediaType: String) -> String {
        mediaType.lowercased().contains("charset=") ? mediaType : mediaType + "; charset=utf-8"
    }
}

/// JSON that several answers of an operation may have alike, without fields of their own.
private struct SharedBody: Hashable {
    let body: Answer.Body
    let rule: String?
    let isFilled: Bool

    init?(_ answer: Answer) {
        guard case .json = answer.body, answer.headers.isEmpty else { return nil }
        body = answer.body
        rule = answer.rule
        isFilled = answer.isFilled
    }
}

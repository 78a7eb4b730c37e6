// Answers: the enumerations that handlers return and throw, and how each case is written.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitAnswerType(
        _ name: Identifier, _ conformance: Code, _ answers: [Answer], _ documentation: String,
        _ swift: inout SwiftPrinter
    ) {
        swift.documentation(documentation)
        swift.block("\(access)enum \(name)\(conformance)") { swift in
            for answer in answers {
                swift.documentation(answerDocumentation(answer))
                swift.line("case \(Identifier(answer.caseName))\(payload(answer))")
            }
        }
    }

    private func answerDocumentation(_ answer: Answer) -> String {
        let status =
            switch answer.status {
            case .code(let code): "\(code)"
            case .family(let family): "\(family)XX"
            case .default: "Any other status"
            }
        let media = answer.mediaType.map { ", `\($0)`" } ?? ""
        return answer.documentation.map { "\(status)\(media): \($0)" } ?? "\(status)\(media)"
    }

    private func payload(_ answer: Answer) -> Code {
        var items: [Code] = []
        if !isFixed(answer.status) { items.append("statusCode: Int") }
        switch answer.body {
        case .none: break
        case .json(_, let schema), .text(_, let schema): items.append(type(schema))
        }
        return items.isEmpty ? "" : "(\(items.joined(", ")))"
    }

    private func isFixed(_ status: Answer.Status) -> Bool {
        if case .code = status { true } else { false }
    }

    func emitAnswerWriter(
        _ name: Identifier, _ answers: [Answer], _ operation: Operation, _ swift: inout SwiftPrinter
    ) {
        swift.block("extension \(Identifier(operation.typeName)).\(name)") { swift in
            swift.block("func answer(_ request: OperationRequest)") { swift in
                swift.line("switch self {")
                for answer in answers {
                    swift.line("case .\(Identifier(answer.caseName))\(bindings(answer)):")
                    swift.indent { emitAnswer(answer, value: "body", &$0) }
                }
                swift.line("}")
            }
        }
    }

    private func bindings(_ answer: Answer) -> Code {
        var items: [Code] = []
        if !isFixed(answer.status) { items.append("let statusCode") }
        if answer.body != .none { items.append("let body") }
        return items.isEmpty ? "" : "(\(items.joined(", ")))"
    }

    /// The statement that answers with `value`.
    func emitAnswer(_ answer: Answer, value: Code, _ swift: inout SwiftPrinter) {
        let status: Code =
            switch answer.status {
            case .code(let code): "\(code)"
            case .family(let family): "request.checked(statusCode, \(family * 100)...\(family * 100 + 99))"
            case .default: "request.checked(statusCode, 200...599)"
            }
        switch answer.body {
        case .none: swift.line("request.answer(\(status))")
        case .text(let mediaType, _):
            swift.line("request.answer(\(status), \(quoted: withCharset(mediaType)), text: \(value))")
        case .json(let mediaType, let schema):
            swift.line("request.answer(\(status), \(quoted: mediaType)) { json in")
            swift.indent { emitWrite(value, schema, &$0) }
            swift.line("}")
        }
    }

    /// Texts are sent as UTF-8, and say so.
    private func withCharset(_ mediaType: String) -> String {
        mediaType.lowercased().contains("charset=") ? mediaType : mediaType + "; charset=utf-8"
    }
}

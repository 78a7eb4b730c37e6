// The body of an operation's input: its type, how its content is chosen, and how it is read.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// The type of the input's property.
    func bodyType(_ body: RequestBody) -> Code {
        if let choice = body.choice { return body.isRequired ? name(choice) : "\(name(choice))?" }
        guard let content = body.contents.first else { return "Never" }
        if isThreeState(body) { return "Presence<\(contentType(content))>" }
        return body.isRequired && content.schema.isNullable && content.kind == .json
            ? type(content.schema) : body.isRequired ? contentType(content) : "\(contentType(content))?"
    }

    /// The body may be left out, and it may be null.
    func isThreeState(_ body: RequestBody) -> Bool {
        guard !body.isRequired, body.choice == nil, let content = body.contents.first else { return false }
        return content.kind == .json && content.schema.isNullable
    }

    /// The type of the values that a content carries, null aside.
    func contentType(_ content: BodyContent) -> Code {
        switch content.kind {
        case .json, .text, .form: base(content.schema.type)
        case .stream: "BodyStream"
        case .sequence(.events): "BodySequence<ServerSentEvent<\(type(content.schema))>>"
        case .sequence(.lines), .sequence(.records): "BodySequence<\(type(content.schema))>"
        case .multipart(let form): form.hasFiles ? "MultipartBody<\(name(form.typeName))>" : name(form.model ?? form.typeName)
        }
    }

    /// The enumeration of the contents, where there are several.
    func emitBodyChoice(_ body: RequestBody, _ swift: inout SwiftPrinter) {
        guard let choice = body.choice else { return }
        swift.blank()
        swift.documentation("What the body may be.")
        swift.block("\(access)enum \(Identifier(choice.last)): Sendable") { swift in
            for content in body.contents {
                swift.documentation(content.mediaTypes.map { "`\($0)`" }.joined(separator: ", "))
                let payload: Code = content.kind == .json ? type(content.schema) : contentType(content)
                swift.line("case \(Identifier(content.caseName))(\(payload))")
            }
        }
    }

    // MARK: Receiving

    /// The content is settled.
    func emitContentChoice(_ body: RequestBody, _ swift: inout SwiftPrinter) {
        let groups = body.contents.map { (isCharsetFree($0) ? "=" : "") + $0.mediaTypes.joined(separator: ",") }
        let condition: Code = body.isRequired ? "" : ", isRequired: false"
        let list = groups.joined(separator: "|")
        swift.line(
            body.choice == nil
                ? "guard request.content(of: \(quoted: list)\(condition)) != nil else { continue }"
                : "guard let content = request.content(of: \(quoted: list)\(condition)) else { continue }")
    }

    /// The call that reads an operation's input. A body that is not read piece by piece is received first; one that came with
    /// the head, and is none of the large ones that are read on another thread, is read without an `await`.
    func inputRead(_ operation: Operation) -> Code {
        let read: Code = "\(Identifier(operation.typeName)).Input.read"
        let hasChoice = operation.body?.choice != nil
        let here: Code = hasChoice ? "\(read)(request, content)" : "\(read)(request)"
        guard let body = operation.body else { return here }
        let streams = body.contents.indices.filter { isStreamed(body.contents[$0]) }
        guard streams.count < body.contents.count else { return here }
        let limit: Code = body.bytesMax.map { "upTo: \($0)" } ?? ""
        let separator: Code = body.bytesMax == nil ? "" : ", "
        let pieces: Code = streams.map { "content == \($0) || " as Code }.joined("")
        let reader: Code = hasChoice ? "{ \(read)($0, content) }" : read
        return
            "\(pieces)request.readsBodyAtOnce(\(limit)) ? \(here) : await request.readBody(\(limit)\(separator)\(reader))"
    }

    /// One body of JSON: the preconditions of the operation say all that is to be seen to before it is read.
    func isTakenWhole(_ body: RequestBody) -> Bool { body.choice == nil && body.contents.first?.kind == .json }

    func isStreamed(_ content: BodyContent) -> Bool {
        switch content.kind {
        case .json, .text, .form: false
        case .stream, .sequence: true
        case .multipart(let form): form.hasFiles
        }
    }

    /// A charset says nothing of bytes and of JSON (RFC 8259 section 11), and parts have their own.
    private func isCharsetFree(_ content: BodyContent) -> Bool {
        switch content.kind {
        case .text, .form: false
        case .json, .stream, .sequence, .multipart: true
        }
    }

    // MARK: Reading

    func emitBody(_ operation: Operation, _ swift: inout SwiftPrinter) {
        guard let body = operation.body else { return }
        let name = local(body.swiftName)
        if let choice = body.choice { return emitBodyChoiceRead(body, name, choice, &swift) }
        guard let content = body.contents.first else { return }
        if body.isRequired { return emitContent(content, body, into: name, &swift) }
        let isThreeState = isThreeState(body)
        let type = contentType(content)
        swift.line(isThreeState ? "var \(name) = Presence<\(type)>.absent" : "var \(name): \(type)?")
        swift.block("if request.hasBody") { swift in
            emitContent(content, body, into: "value", isOptional: true, &swift)
            swift.line(isThreeState ? "\(name) = Presence(value)" : "\(name) = value")
        }
    }

    private func emitBodyChoiceRead(
        _ body: RequestBody, _ name: Identifier, _ choice: TypeName, _ swift: inout SwiftPrinter
    ) {
        let type = self.name(choice)
        swift.line(body.isRequired ? "let \(name): \(type)" : "var \(name): \(type)?")
        swift.line("switch content {")
        for (index, content) in body.contents.enumerated() {
            let isLast = body.isRequired && index == body.contents.count - 1
            swift.line(isLast ? "default:" : "case \(index):")
            swift.indent { swift in
                emitContent(content, body, into: "value", &swift)
                swift.line("\(name) = .\(Identifier(content.caseName))(value)")
            }
        }
        if !body.isRequired { swift.line("default: break") }
        swift.line("}")
    }

    /// Reads the received body, or hands over the one that is still to come.
    private func emitContent(
        _ content: BodyContent, _ body: RequestBody, into name: Identifier, isOptional: Bool = false,
        _ swift: inout SwiftPrinter
    ) {
        let limit: Code = body.bytesMax.map { "upTo: \($0)" } ?? ""
        switch content.kind {
        case .form: emitForm(content, into: name, isOptional: isOptional, &swift)
        case .json:
            swift.line("var json = request.json()")
            emitRead(name, content.schema, &swift)
            let unwrapped: Code = content.schema.isNullable || isOptional ? "" : ", let \(name)"
            swift.line("guard request.finish(&json)\(unwrapped) else { return nil }")
        case .text:
            swift.line("var text = request.text()")
            swift.line("let \(name) = \(textRead(content.schema.type, "text"))")
            emitChecks(on: "\(name)", content.schema, reader: "text", &swift)
            emitRule(on: "\(name)", content.schema, reader: "text", &swift)
            swift.line("guard request.finish(text: text), let \(name) else { return nil }")
        case .stream:
            let bytesMax = [content.bytesMax, body.bytesMax].compactMap { $0 }.min()
            swift.line("let \(name) = request.stream(\(bytesMax.map { "upTo: \($0)" as Code } ?? ""))")
        case .sequence(let format): emitSequence(content, format, body, into: name, &swift)
        case .multipart(let form) where form.hasFiles:
            let more: Code = body.bytesMax == nil ? "" : ", "
            let type = self.name(form.typeName)
            swift.line("guard let \(name) = request.form(of: \(type).self\(more)\(limit)) else { return nil }")
        case .multipart(let form):
            swift.line("var form = request.form()")
            swift.line("let \(name) = \(self.name(form.typeName)).read(&form)")
            swift.line("guard request.finish(form: form), let \(name) else { return nil }")
        }
    }

    /// Hands over values that are read one by one.
    private func emitSequence(
        _ content: BodyContent, _ format: Answer.SequenceFormat, _ body: RequestBody, into name: Identifier,
        _ swift: inout SwiftPrinter
    ) {
        let isText = format == .events && content.schema.type == .string && !content.schema.isNullable
        let method: Code =
            switch format {
            case .events: isText ? "textEvents" : "events"
            case .lines: "lines"
            case .records: "records"
            }
        let limit: Code = body.bytesMax.map { ", upTo: \($0)" } ?? ""
        let reader: Identifier = isText ? "text" : "json"
        let rule: Code = content.eventRule.flatMap(self.rule).map { ", \($0)" } ?? ""
        swift.line("let \(name) = request.\(method)(of: \(type(content.schema)).self\(limit)\(rule)) { \(reader) in")
        swift.indent { swift in
            if isText {
                swift.line("let item = text.readString()")
                emitChecks(on: "item", content.schema, reader: "text", &swift)
                emitRule(on: "item", content.schema, reader: "text", &swift)
            } else {
                emitRead("item", content.schema, &swift)
            }
            swift.line(content.schema.isNullable ? "return .some(item)" : "return item")
        }
        swift.line("}")
    }

    /// Reads a primitive from text that stands for itself: a text body, or a part of a form.
    func textRead(_ type: ValueType, _ reader: Code) -> Code {
        switch type {
        case .boolean: "\(reader).readBool()"
        case .integer(let integer): "\(reader).read\(name(of: integer))()"
        case .float: "\(reader).readFloat()"
        case .double: "\(reader).readDouble()"
        case .decimal: "\(reader).readDecimal()"
        case .text(let format): "\(reader).read\(format.readerName)()"
        case .custom(let type): "\(reader).readText(as: \(name(of: type)).self, \(quoted: type.noun))"
        case .named(let type): "\(name(type)).read(from: &\(reader))"
        default: "\(reader).readString()"
        }
    }
}

// What a typed client sends: parameters and bodies.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    // MARK: Parameters

    func emitArgument(_ parameter: Parameter, _ swift: inout SwiftPrinter) {
        let value = local(parameter.swiftName)
        var schema = parameter.schema
        schema.isNullable = false
        let place: Code = ".\(Identifier(parameter.location.rawValue))"
        let exploded: Code = parameter.isExploded ? "true" : "false"
        let spelled: Code =
            parameter.reading == .json
            ? "jsonIn: \(place)" : "in: \(place), .\(Identifier(parameter.style.rawValue)), isExploded: \(exploded)"
        let isForm = parameter.location == .querystring && parameter.reading != .json && parameter.reading != .plain
        let call: Code =
            isForm
            ? "call.addQuery(\(encodings(parameter.encodings))) { json in"
            : "call.add(\(quoted: parameter.wireName), \(spelled)) { json in"
        switch (parameter.presence, parameter.schema.isNullable) {
        case (.optional, true): swift.line("if let \(value) = \(value).value {")
        case (.optional, false), (_, true): swift.line("if let \(value) {")
        default: return emitWriting(call, "\(value)", schema, &swift)
        }
        swift.indent { emitWriting(call, "\(value)", schema, &$0) }
        swift.line("}")
    }

    private func emitWriting(
        _ call: Code, _ value: Code, _ schema: ValueSchema, closing: Code = "}", _ swift: inout SwiftPrinter
    ) {
        swift.line(call)
        swift.indent { emitWrite(value, schema, &$0) }
        swift.line(closing)
    }

    // MARK: Bodies

    private func bodyName(_ content: BodyContent, _ body: RequestBody) -> String {
        body.contents.count > 1 ? content.caseName : body.swiftName
    }

    func bodyParameters(_ content: BodyContent, _ body: RequestBody) -> [Code] {
        let name = bodyName(content, body)
        let label: Code = "\(label: Identifier(name)) \(local(name))"
        let isOptional = !body.isRequired && body.contents.count == 1
        let initial: Code = isOptional ? "? = nil" : ""
        var parameters: [Code] = ["\(label): \(bodyType(content))\(initial)"]
        if isChosen(content) {
            let initial: Code = content.mediaTypes[0].contains("*") ? "" : " = \(quoted: content.mediaTypes[0])"
            parameters.append("contentType mediaType: String\(initial)")
        }
        return parameters
    }

    /// The caller says which media type it is.
    private func isChosen(_ content: BodyContent) -> Bool { content.mediaTypes.count > 1 || content.mediaTypes[0].contains("*") }

    private func bodyType(_ content: BodyContent) -> Code {
        switch content.kind {
        case .json, .text, .form: type(content.schema)
        case .multipart(let form): name(form.model ?? form.typeName)
        case .stream: "[UInt8]"
        case .sequence: "[\(type(content.schema))]"
        }
    }

    func emitBody(_ content: BodyContent, _ body: RequestBody, _ swift: inout SwiftPrinter) {
        let value = local(bodyName(content, body))
        let isOptional = !body.isRequired && body.contents.count == 1
        if !isOptional { return emitBody(content, "\(value)", &swift) }
        swift.line("if let \(value) {")
        swift.indent { emitBody(content, "\(value)", &$0) }
        swift.line("}")
    }

    private func emitBody(_ content: BodyContent, _ value: Code, _ swift: inout SwiftPrinter) {
        let media: Code = isChosen(content) ? "mediaType" : "\(quoted: content.mediaTypes[0])"
        switch content.kind {
        case .json: emitWriting("call.setBody(\(media)) { json in", value, content.schema, &swift)
        case .text where content.schema.type == .string: swift.line("call.setBody(\(media), text: \(value))")
        case .text: emitWriting("call.setText(\(media)) { json in", value, content.schema, &swift)
        case .stream: swift.line("call.setBody(\(media), bytes: \(value))")
        case .form(let form):
            let encodings = encodings(form.encodings)
            let list: Code = encodings.isEmpty ? "" : ", " + encodings
            emitWriting("call.setForm(\(media)\(list)) { json in", value, content.schema, &swift)
        case .multipart(let form):
            swift.line("var parts = MultipartText()")
            for part in form.parts { emitPart(part, value, &swift) }
            swift.line("call.setBody(\(media), parts: parts)")
        case .sequence(let format):
            swift.line("call.setBody(\(media), bytes: [])")
            swift.block("for item in \(value)") { swift in
                let separation: Code = format == .records ? ".records" : ".lines"
                emitWriting("call.addItem(\(separation)) { json in", "item", content.schema, &swift)
            }
        }
    }

    private func encodings(_ encodings: [String: URLEncodedForm.Encoding]) -> Code {
        let members: [Code] = encodings.sorted { $0.key < $1.key }.map { "\(quoted: $0.key): \(encoding($0.value))" }
        return members.isEmpty ? "" : "encodings: [\(members.joined(", "))]"
    }

    private func encoding(_ encoding: URLEncodedForm.Encoding) -> Code {
        if encoding.isJSON { return ".json" }
        return switch encoding.separator {
        case .space?: ".style(.spaceDelimited)"
        case .pipe?: ".style(.pipeDelimited)"
        case nil: ".exploded"
        default: ".style(.form)"
        }
    }

    private func emitPart(_ part: FormPart, _ value: Code, _ swift: inout SwiftPrinter) {
        let element: Code = "\(value).\(Identifier(part.swiftName))"
        let isNullable = part.schema.isNullable && !part.isRepeated
        switch (part.presence, isNullable) {
        case (.optional, true): swift.line("if let part = \(element).value {")
        case (.optional, false), (_, true): swift.line("if let part = \(element) {")
        default: return emitParts(part, element, &swift)
        }
        swift.indent { emitParts(part, "part", &$0) }
        swift.line("}")
    }

    private func emitParts(_ part: FormPart, _ value: Code, _ swift: inout SwiftPrinter) {
        guard part.isRepeated else { return emitOnePart(part, value, &swift) }
        swift.block("for item in \(value)") { emitOnePart(part, "item", &$0) }
    }

    private func emitOnePart(_ part: FormPart, _ value: Code, _ swift: inout SwiftPrinter) {
        let call: Code = "parts.add(\(quoted: part.wireName)"
        var schema = part.schema
        if !part.isRepeated { schema.isNullable = false }
        switch part.kind {
        case .file: swift.line("\(call), file: \(value))")
        case .text: emitWriting("\(call), text: { json in", value, schema, closing: "})", &swift)
        case .json: emitWriting("\(call), json: { json in", value, schema, closing: "})", &swift)
        }
    }
}

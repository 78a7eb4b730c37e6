// Multipart forms: a struct of the parts, how it is read, and the enumeration of parts that come one by one.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    /// The forms of an operation's body; one for each content that is a form.
    func forms(_ operation: Operation) -> [MultipartForm] {
        (operation.body?.contents ?? []).compactMap { if case .multipart(let form) = $0.kind { form } else { nil } }
    }

    func emitFormType(_ form: MultipartForm, _ swift: inout SwiftPrinter) {
        if form.model != nil { return }
        swift.blank()
        swift.documentation(form.documentation ?? "The form of the body.")
        swift.block("\(access)struct \(Identifier(form.typeName.last)): Sendable") { swift in
            for part in form.parts {
                swift.documentation(part.documentation)
                swift.line("\(access)var \(Identifier(part.swiftName)): \(formPropertyType(part))")
            }
            swift.blank()
            let parameters: [Code] = form.parts.map { part in
                let head: Code = "\(Identifier(part.swiftName)): \(formPropertyType(part))"
                switch part.presence {
                case .required: return head
                case .optional: return "\(head) = nil"
                case .defaulted(let value): return "\(head) = \(literal(value))"
                }
            }
            swift.list("\(access)init(", parameters, ") {")
            swift.indent { swift in
                for part in form.parts {
                    swift.line("self.\(Identifier(part.swiftName)) = \(Identifier(part.swiftName))")
                }
            }
            swift.line("}")
            if form.hasFiles { emitPartType(form, &swift) }
        }
    }

    private func emitPartType(_ form: MultipartForm, _ swift: inout SwiftPrinter) {
        swift.blank()
        swift.documentation("One part, where they are taken as they come.")
        swift.block("\(access)enum Part: Sendable") { swift in
            for part in form.parts {
                swift.documentation(part.isRepeated ? "One of the list." : nil)
                let type: Code = part.kind == .file ? "FormFileStream" : self.type(part.schema)
                swift.line("case \(Identifier(part.swiftName))(\(type))")
            }
        }
    }

    private func formValueType(_ part: FormPart) -> Code { part.kind == .file ? "FormFile" : type(part.schema) }

    private func formPropertyType(_ part: FormPart) -> Code {
        if part.isRepeated { return part.presence == .required ? "[\(formValueType(part))]" : "[\(formValueType(part))]?" }
        if case .optional = part.presence { return part.schema.isNullable ? formValueType(part) : "\(formValueType(part))?" }
        return formValueType(part)
    }

    // MARK: Reading

    func emitFormReader(_ form: MultipartForm, _ swift: inout SwiftPrinter) {
        if let model = form.model { return emitModelReader(form, model, &swift) }
        let type = name(form.typeName)
        swift.blank()
        // What the runtime's protocol asks for must be as visible as the type.
        let access: Code = form.hasFiles ? access : ""
        swift.block(form.hasFiles ? "extension \(type): MultipartForm" : "extension \(type)") { swift in
            emitFormRules(form, access, &swift)
            swift.blank()
            swift.block("\(access)static func read(_ form: inout FormReader) -> \(type)?") { swift in
                emitFormRead(form, &swift)
            }
            guard form.hasFiles else { return }
            swift.blank()
            swift.block("\(access)static func readPart(_ index: Int, _ form: inout FormReader) -> Part?") { swift in
                swift.line("switch index {")
                for (index, part) in form.parts.enumerated() where part.kind != .file {
                    swift.line("case \(index):")
                    swift.indent { swift in
                        emitPartValue(part, &swift)
                        let value: Code = ".\(Identifier(part.swiftName))(value)"
                        swift.line(part.schema.isNullable ? "return \(value)" : "if let value { return \(value) }")
                    }
                }
                swift.line("default: break")
                swift.line("}")
                swift.line("return nil")
            }
            swift.blank()
            swift.block("\(access)static func filePart(_ index: Int, _ file: FormFileStream) -> Part?") { swift in
                swift.line("switch index {")
                for (index, part) in form.parts.enumerated() where part.kind == .file {
                    swift.line("case \(index): .\(Identifier(part.swiftName))(file)")
                }
                swift.line("default: nil")
                swift.line("}")
            }
        }
    }

    /// Several operations may read one type from forms: each has a reader of its own.
    private func emitModelReader(_ form: MultipartForm, _ model: TypeName, _ swift: inout SwiftPrinter) {
        swift.blank()
        swift.block("extension \(name(TypeName(Array(form.typeName.components.dropLast()))))") { swift in
            swift.block("enum \(Identifier(form.typeName.last))") { swift in
                emitFormRules(form, "", &swift)
                swift.blank()
                swift.block("static func read(_ form: inout FormReader) -> \(name(model))?") { emitFormRead(form, &$0) }
            }
        }
    }

    private func emitFormRules(_ form: MultipartForm, _ access: Code, _ swift: inout SwiftPrinter) {
        let names = form.parts.map { keyName($0.wireName) + ($0.presence == .required ? "!" : "") }.joined(separator: " ")
        if form.hasFiles {
            let lists = bits("lists", form) { $0.isRepeated }
            let files = bits("files", form) { $0.kind == .file }
            swift.line("\(access)static let rules = FormRules(names\(lists)\(files)\(media(form))\(counts(form))\(closed(form)))")
        }
        swift.line("private static let names = JSONKeys(\(quoted: names))")
    }

    private func bits(_ label: Identifier, _ form: MultipartForm, _ isSet: (FormPart) -> Bool) -> Code {
        let bits = form.parts.enumerated().reduce(UInt64(0)) { bits, part in
            part.offset < 64 && isSet(part.element) ? bits | 1 << UInt64(part.offset) : bits
        }
        return bits == 0 ? "" : ", \(label): \(number: String(bits))"
    }

    private func media(_ form: MultipartForm) -> Code {
        let items: [Code] = form.parts.enumerated().filter { !$0.element.mediaTypes.isEmpty }.map { index, part in
            "\(index): \(quoted: part.mediaTypes.joined(separator: ","))"
        }
        return items.isEmpty ? "" : ", media: [\(items.joined(", "))]"
    }

    private func counts(_ form: MultipartForm) -> Code {
        let items: [Code] = form.parts.enumerated().compactMap { index, part in
            let (least, most) = (part.minItems ?? 0, part.maxItems ?? .max)
            guard part.isRepeated, least > 0 || most < .max, least <= most else { return nil }
            return most == .max ? "\(index): \(least)...(.max)" : "\(index): \(least)...\(most)"
        }
        return items.isEmpty ? "" : ", counts: [\(items.joined(", "))]"
    }

    private func closed(_ form: MultipartForm) -> Code { form.isClosed ? ", isClosed: true" : "" }

    private func emitFormRead(_ form: MultipartForm, _ swift: inout SwiftPrinter) {
        for part in form.parts {
            let (name, value) = (local(part.swiftName), formValueType(part))
            if part.isRepeated {
                swift.line("var \(name): [\(value)] = []")
            } else {
                swift.line(part.schema.isNullable && part.kind != .file ? "var \(name): \(value)" : "var \(name): \(value)?")
            }
        }
        let rules: Code = "names\(bits("lists", form) { $0.isRepeated })\(closed(form))"
        swift.line("while let part = form.nextPart(\(rules)) {")
        swift.indent { swift in
            swift.line("switch part {")
            for (index, part) in form.parts.enumerated() {
                swift.line("case \(index):")
                swift.indent { swift in
                    emitPartValue(part, &swift)
                    let name = local(part.swiftName)
                    if !part.isRepeated { return swift.line("\(name) = value") }
                    let insertion: Code = "\(name).append(value)"
                    swift.line(
                        part.schema.isNullable && part.kind != .file ? insertion : "if let value { \(insertion) }")
                }
            }
            swift.line("default: break")
            swift.line("}")
        }
        swift.line("}")
        for part in form.parts where part.isRepeated { emitCount(part, &swift) }
        emitFormResult(form, &swift)
    }

    private func emitCount(_ part: FormPart, _ swift: inout SwiftPrinter) {
        var bounds: [Code] = []
        if let count = part.minItems, count > 0 { bounds.append("minItems: \(count)") }
        if let count = part.maxItems { bounds.append("maxItems: \(count)") }
        guard !bounds.isEmpty else { return }
        let check: Code =
            "form.check(\(quoted: part.wireName), \(local(part.swiftName)).count, \(bounds.joined(", ")))"
        // A list that is not there at all breaks no rule about its length.
        swift.line(part.presence == .required ? check : "if !\(local(part.swiftName)).isEmpty { \(check) }")
    }

    private func emitFormResult(_ form: MultipartForm, _ swift: inout SwiftPrinter) {
        let unwrapped: [Code] = form.parts.filter { part in
            part.presence == .required && !part.isRepeated && (!part.schema.isNullable || part.kind == .file)
        }.map { ", let \(local($0.swiftName))" }
        swift.line("guard form.error == nil\(unwrapped.joined("")) else { return nil }")
        let arguments: [Code] = form.parts.map { part in
            let (label, name) = (Identifier(part.swiftName), local(part.swiftName))
            switch part.presence {
            case .optional where part.isRepeated: return "\(label: label): \(name).isEmpty ? nil : \(name)"
            case .required, .optional: return "\(label: label): \(name)"
            case .defaulted(let value): return "\(label: label): \(name) ?? \(literal(value))"
            }
        }
        swift.list("return \(name(form.model ?? form.typeName))(", arguments, ")")
    }

    /// Reads the selected part into `value`, an optional.
    private func emitPartValue(_ part: FormPart, _ swift: inout SwiftPrinter) {
        switch part.kind {
        case .file:
            let media: Code = part.mediaTypes.isEmpty ? "" : "\(quoted: part.mediaTypes.joined(separator: ","))"
            swift.line("let value = form.file(\(media))")
        case .text:
            swift.line("var text = form.text()")
            swift.line("let value = \(textRead(part.schema.type, "text"))")
            emitChecks(on: "value", part.schema, reader: "text", &swift)
            emitRule(on: "value", part.schema, reader: "text", &swift)
            swift.line("form.finish(text: text)")
        case .json:
            swift.line("var json = form.json()")
            emitRead("value", part.schema, &swift)
            swift.line("form.finish(json: &json)")
        }
    }
}

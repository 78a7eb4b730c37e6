// Shapes of forms as `FormShape` of the runtime reads them: a line for each definition.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func shapeName(_ parameter: Parameter) -> Identifier { Identifier("_" + parameter.swiftName + "Shape") }

    func emitShape(_ parameter: Parameter, _ swift: inout SwiftPrinter) {
        switch parameter.reading {
        case .plain, .json: break
        case .form(let shape), .members(let shape, _): emitShape(shapeName(parameter), shape, &swift)
        }
    }

    /// A body has one form at most. Shapes of parameters begin with an underscore.
    func emitShape(_ body: RequestBody, _ swift: inout SwiftPrinter) {
        for content in body.contents {
            if case .form(let form) = content.kind { emitShape("formShape", form.shape, &swift) }
        }
    }

    /// A form is read as the JSON that it stands for.
    func emitForm(
        _ content: BodyContent, into name: Identifier, isOptional: Bool, _ swift: inout SwiftPrinter
    ) {
        swift.line("guard let form = request.form(formShape) else { return nil }")
        swift.line("var json = form.json()")
        emitRead(name, content.schema, &swift)
        let unwrapped: Code = isOptional ? "" : ", let \(name)"
        swift.line("guard request.finish(&json, of: form)\(unwrapped) else { return nil }")
    }

    private func emitShape(_ name: Identifier, _ shape: FormShape, _ swift: inout SwiftPrinter) {
        let lines = shape.definitions.map(text)
        if lines.count == 1, lines[0].utf8.count < 80 {
            swift.line("private static let \(name) = FormShape(\(quoted: lines[0]))")
        } else {
            let text = lines.joined(separator: "\n")
            swift.multilineLiteral("private static let \(name) = FormShape(", text, ")", isIndented: true)
        }
    }

    private func text(_ node: FormNode) -> String {
        switch node {
        case .reference(let index): "@\(index)"
        case .value(let value): text(value)
        }
    }

    private func text(_ value: FormValue) -> String {
        var text = value.separator.map(letter) ?? ""
        if value.hasEquals { text += "e" }
        if value.isNamed { text += "k" }
        for scalar in FormValue.Scalar.allCases where value.scalars.contains(scalar) { text += letter(scalar) }
        if !value.firstItems.isEmpty { text += "(" + value.firstItems.map(self.text).joined(separator: ",") + ")" }
        if let item = value.item { text += "[" + self.text(item) + "]" }
        if let members = value.members {
            var parts = members.map { name($0.name) + ":" + self.text($0.node) }
            if let others = value.others { parts.append("*:" + self.text(others)) }
            text += "{" + parts.joined(separator: ",") + "}"
        }
        return text
    }

    private func letter(_ scalar: FormValue.Scalar) -> String {
        switch scalar {
        case .string: "s"
        case .number: "n"
        case .boolean: "b"
        case .null: "z"
        case .json: "j"
        case .anything: "*"
        }
    }

    private func letter(_ separator: FormValue.Separator) -> String {
        switch separator {
        case .comma: "c"
        case .space: "w"
        case .pipe: "p"
        case .dot: "d"
        case .semicolon: "m"
        }
    }

    /// A member's name, in which what would end it is escaped.
    private func name(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            if ":\\*}{,[]@\n".unicodeScalars.contains(scalar) { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}

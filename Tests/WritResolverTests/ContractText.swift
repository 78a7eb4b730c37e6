// A contract as short lines, so that a table of tests reads like the document it came from.

import WritContract

extension ValueSchema {
    /// `int32 minimum 1`, `[string] maxItems 3`, `Pet | null`
    var text: String {
        var text = type.text
        let bounds: [(String, Bound?)] = [("minimum", constraints.minimum), ("maximum", constraints.maximum)]
        for case (let name, let bound?) in bounds { text += " \(name) \(bound.isExclusive ? "exclusive " : "")\(bound.literal)" }
        let counts: [(String, Int?)] = [
            ("minLength", constraints.minLength), ("maxLength", constraints.maxLength),
            ("minItems", constraints.minItems), ("maxItems", constraints.maxItems),
            ("minProperties", constraints.minProperties), ("maxProperties", constraints.maxProperties),
        ]
        for case (let name, let count?) in counts { text += " \(name) \(count)" }
        return isNullable ? text + " | null" : text
    }
}

extension ValueType {
    var text: String {
        switch self {
        case .boolean: "boolean"
        case .integer(let type): type.rawValue
        case .float: "float"
        case .double: "double"
        case .string: "string"
        case .text(let format): format == .decimal ? "decimal text" : format.rawValue
        case .decimal: "decimal"
        case .custom(let type): "\(type.isText ? "text" : "JSON") of \(type.name.joined(separator: "."))"
        case .json: "json"
        case .array(let item): "[\(item.text)]"
        case .map(let value): "{\(value.text)}"
        case .named(let name): name.description
        }
    }
}

extension DefaultValue {
    var text: String {
        switch self {
        case .boolean(let value): "\(value)"
        case .number(let literal): literal
        case .string(let text): "'\(text)'"
        case .enumerationCase(let name): "." + name
        case .text(let format, let text): "\(format.rawValue)'\(text)'"
        case .json(let text): text
        case .unknownCase(let text): "unknown'\(text)'"
        case .array(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
        case .map(let members): "{" + members.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ") + "}"
        case .object(let type, let members):
            "\(type)(" + members.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ") + ")"
        case .wrapper(let type, let value): "\(type)(\(value.text))"
        case .unionCase(let type, let name, let value): "\(type).\(name)(\(value.text))"
        case .present(let value): value.map { "some " + $0.text } ?? "some null"
        case .null: "null"
        }
    }
}

extension Presence {
    var text: String {
        switch self {
        case .required: ""
        case .optional: "?"
        case .defaulted(let value): " = " + value.text
        }
    }
}

extension TypeDeclaration {
    /// The declaration and those inside it, a line each.
    var lines: [String] { ["\(name): \(kind.text)"] + nested.flatMap(\.lines) }
}

extension TypeDeclaration.Kind {
    var text: String {
        switch self {
        case .alias(let schema): return "= " + schema.text
        case .stringEnumeration(let cases): return cases.map { "\($0.swiftName)('\($0.value)')" }.joined(separator: " ")
        case .integerEnumeration(let type, let cases):
            return type.rawValue + " " + cases.map { "\($0.swiftName)(\($0.value))" }.joined(separator: " ")
        case .object(let object): return object.text
        case .openEnumeration(let cases): return "open " + cases.map { "\($0.swiftName)('\($0.value)')" }.joined(separator: " ")
        case .valueEnumeration(let cases): return "values " + cases.map { "\($0.swiftName)(\($0.value))" }.joined(separator: " ")
        case .wrapper(let schema): return "wraps " + schema.text
        case .tuple(let tuple):
            let rest = tuple.rest.map { ", \($0.text)..." } ?? ""
            return "(" + tuple.elements.map { "\($0.swiftName)\($0.presence.text): \($0.schema.text)" }.joined(separator: ", ")
                + rest + ")"
        case .union(let union):
            let cases = union.cases.map { "\($0.isBoxed ? "boxed " : "")\($0.swiftName)(\($0.constant ?? $0.schema.text))" }
            return cases.joined(separator: " ") + " by " + union.decision.text
        }
    }
}

extension UnionDecision {
    var text: String {
        switch self {
        case .property(let name, let values, let fallback):
            let list = values.map { "\($0.value)=\($0.unionCase)" }.joined(separator: " ")
            return "\(name): \(list)" + (fallback.map { " else \($0)" } ?? "")
        case .propertyOrShapes(let name, let values, let shapes):
            return UnionDecision.property(name, values: values, fallback: nil).text + " else " + UnionDecision.shapes(shapes).text
        case .shapes(let shapes): return shapes.map { "\($0.unionCase) \($0.kind.text)" }.joined(separator: ", ")
        }
    }
}

extension UnionShapeKind {
    var text: String {
        switch self {
        case .any: return "any"
        case .boolean: return "boolean"
        case .integer: return "integer"
        case .number: return "number"
        case .string(let values): return (["string"] + values).joined(separator: " ")
        case .format(let format): return format.rawValue
        case .array(let items): return (["array"] + items.map(\.text)).joined(separator: " ")
        case .object(let object):
            let names = object.required.map { $0 + "!" } + object.optional
            let tags = object.tags.map { "\($0.name)=\($0.values.joined(separator: "|"))" }
            return (["object"] + names + tags + (object.isClosed ? ["closed"] : [])).joined(separator: " ")
        }
    }
}

extension ObjectType {
    var text: String {
        var parts = properties.map { property in
            "\(property.isBoxed ? "boxed " : "")\(property.swiftName)\(property.presence.text): \(property.schema.text)"
        }
        switch additional {
        case .skipped: break
        case .forbidden: parts.append("closed")
        case .kept(let schema, let name): parts.append("\(name)...: \(schema.text)")
        }
        if let minProperties { parts.append("minProperties \(minProperties)") }
        if let maxProperties { parts.append("maxProperties \(maxProperties)") }
        if !ignoredNames.isEmpty { parts.append("ignores \(ignoredNames.joined(separator: " "))") }
        return "{ " + parts.joined(separator: ", ") + " }"
    }
}

extension Parameter {
    var text: String {
        let way =
            switch reading {
            case .plain: ""
            case .json: " as json"
            case .form(let shape): " as form \(shape.text)"
            case .members(let shape, let takesOthers): " as members \(shape.text)\(takesOthers ? " and others" : "")"
            }
        let isStandard = style == (location == .query || location == .cookie ? .form : .simple)
        let style = isStandard || reading == .json ? "" : " \(style.rawValue)"
        return "\(location.rawValue) \(swiftName)\(presence.text): \(schema.text)\(isExploded ? " exploded" : "")\(style)\(way)"
    }
}

extension FormShape {
    var text: String { definitions.map(\.text).joined(separator: "; ") }
}

extension FormNode {
    var text: String {
        guard case .value(let value) = self else {
            if case .reference(let index) = self { return "@\(index)" }
            return ""
        }
        var parts = FormValue.Scalar.allCases.filter(value.scalars.contains).map(\.rawValue)
        if let item = value.item { parts.append("[\(item.text)]") }
        if let members = value.members {
            let others = value.others.map { ["*: \($0.text)"] } ?? []
            parts.append("{\((members.map { "\($0.name): \($0.node.text)" } + others).joined(separator: ", "))}")
        }
        let marks =
            (value.separator.map { "\($0.rawValue) " } ?? "") + (value.hasEquals ? "= " : "") + (value.isNamed ? "named " : "")
        return marks + parts.joined(separator: "|")
    }
}

extension Answer {
    var text: String {
        let types = mediaTypes.joined(separator: " ")
        let fields = headers.map { " \($0.swiftName)\($0.isRequired ? "" : "?"): \($0.schema.text)" }.joined()
        return switch body {
        case .none: fields.isEmpty ? caseName : "\(caseName)(\(fields.dropFirst()))"
        case .json(_, let schema): "\(caseName)(\(types) \(schema.text)\(fields))"
        case .text(_, let schema): "\(caseName)(\(types) text \(schema.text)\(fields))"
        case .bytes: "\(caseName)(\(types) bytes\(fields))"
        case .sequence(_, let format, let schema): "\(caseName)(\(types) \(format) of \(schema.text)\(fields))"
        }
    }
}

extension RequestBody {
    var text: String {
        guard let choice else {
            return contents.map { $0.mediaTypes.joined(separator: " ") + (isRequired ? " " : "? ") + $0.text }.joined()
        }
        let cases = contents.map { "\($0.caseName)(\($0.mediaTypes.joined(separator: " ")) \($0.text))" }
        return "\(choice) \(cases.joined(separator: " "))\(isRequired ? "" : "?")"
    }
}

extension BodyContent {
    var text: String {
        switch kind {
        case .json: schema.text
        case .text: "text \(schema.text)"
        case .form: "form \(schema.text)"
        case .stream: "stream"
        case .sequence(let format): "\(format) \(schema.text)"
        case .multipart(let form): form.text
        }
    }
}

extension MultipartForm {
    var text: String {
        let texts = parts.map { part in
            let values = part.kind == .file ? "file" : "\(part.kind == .json ? "json " : "")\(part.schema.text)"
            let media = part.mediaTypes.isEmpty ? "" : " \(part.mediaTypes.joined(separator: ","))"
            return "\(part.swiftName)\(part.presence.text): \(part.isRepeated ? "[\(values)]" : values)\(media)"
        }
        return "\(typeName) { \(texts.joined(separator: ", "))\(isClosed ? ", closed" : "") }"
    }
}

extension OperationResult {
    var text: String {
        let success =
            switch success {
            case .plain(let answer): answer.text
            case .choice(let answers): "choice " + answers.map(\.text).joined(separator: " ")
            }
        return failures.isEmpty ? success : success + " | " + failures.map(\.text).joined(separator: " ")
    }
}

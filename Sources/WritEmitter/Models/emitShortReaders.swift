// Short readers, of models that the server doesn't receive: an expression over the runtime's own walk through the object.
//
// A reader of the fast kind costs a model as much compile time as all the rest of it; this is a call for each property.

internal import SwiftWriter
internal import WritContract
internal import WritFormats

extension Emitter {
    /// How one property is asked for.
    struct ShortRead {
        let property: Property
        let call: Code
        /// What the runtime knows of its kind: see `LeafWord`.
        let word: String
        /// Nothing stands in for it where it is missing: the reader has to look before it makes the model.
        let isVital: Bool
    }

    /// How each property of a type is asked for; nil where one has checks or a shape that the short way has no words for.
    func shortReads(_ object: ObjectType) -> [ShortRead]? {
        guard (object.minProperties ?? 0) == 0, object.maxProperties == nil else { return nil }
        if case .kept(let schema, _) = object.additional {
            var rules = ShortRules()
            if schema.isNullable || leafWord(schema, isIn: .element) == nil || rules.line(of: schema) != nil { return nil }
        }
        // What is the same in each value of the type is checked, and kept nowhere.
        if object.properties.contains(where: \.isConstant) { return nil }
        var reads: [ShortRead] = []
        for property in object.properties {
            guard let read = shortRead(property) else { return nil }
            reads.append(read)
        }
        return reads
    }

    private func shortRead(_ property: Property) -> ShortRead? {
        let schema = property.schema
        guard let word = leafWord(schema, isIn: .property) else { return nil }
        let (call, isVital): (Code?, Bool) =
            switch (property.presence, schema.isNullable) {
            case (.optional, true): ("propertyPresence()", false)
            case (.optional, false): ("\(optional(schema.type))()", false)
            case (.required, true), (.defaulted(.null), true):
                (isList(schema.type) ? "nullableListProperty()" : "nullableProperty()", false)
            case (.required, false): required(schema.type, word)
            case (.defaulted(let value), false): ("defaultedProperty(\(literal(value)))", false)
            case (.defaulted, true): (nil, false)
            }
        return call.map { ShortRead(property: property, call: "json.\($0)", word: word, isVital: isVital) }
    }

    private func isList(_ type: ValueType) -> Bool { if case .array = type { true } else { false } }

    private func optional(_ type: ValueType) -> Code {
        switch type {
        case .array: "optionalListProperty"
        case .map: "optionalMapProperty"
        default: "property"
        }
    }

    private func required(_ type: ValueType, _ word: String) -> (Code, Bool) {
        switch type {
        case .array: ("listProperty()", false)
        case .map: ("mapProperty()", false)
        default: word.hasSuffix(String(LeafWord.other)) ? ("property()", true) : ("leaf()", false)
        }
    }

    private enum LeafPlace { case property, element }

    /// The word of a value; nil where its shape is beyond one list or map, or a rule of the contract's checks it.
    private func leafWord(_ schema: ValueSchema, isIn place: LeafPlace) -> String? {
        if let rule = schema.constraints.rule, self.rule(rule) != nil { return nil }
        let null = schema.isNullable ? "?" : ""
        switch schema.type {
        case .array(let item) where place == .property && !item.isNullable:
            return leafWord(item, isIn: .element).map { "\(null)[\($0)" }
        case .map(let value) where place == .property && !value.isNullable:
            return leafWord(value, isIn: .element).map { "\(null){\($0)" }
        case .array, .map, .custom: return nil
        case .named: return null + String(LeafWord.other)
        default: return LeafWord(schema.type).map { null + $0.rawValue }
        }
    }

    func emitShortReader(
        _ declaration: TypeDeclaration, _ object: ObjectType, _ reads: [ShortRead], _ swift: inout SwiftPrinter
    ) {
        // Where one part may be missing, all that the runtime doesn't know by itself is read before that is looked at.
        let isGuarded = reads.contains(where: \.isVital)
        let early = isGuarded ? reads.filter { $0.word.hasSuffix(String(LeafWord.other)) } : []
        let late = isGuarded ? reads.filter { !$0.word.hasSuffix(String(LeafWord.other)) } : reads
        emitShape(object, early + late, &swift)
        let type = name(declaration.name)
        swift.blank()
        swift.block("\(modelAccess)static func read(from json: inout JSONReader) -> \(type)?") { swift in
            swift.line("json.beginModel(_shape)")
            for read in early {
                let (property, name) = (read.property, local(read.property.swiftName))
                let type = read.isVital ? "\(base(property.schema.type))?" : self.type(property.schema, property.presence)
                swift.line("let \(name): \(type) = \(read.call)")
            }
            let vital: [Code] = early.filter(\.isVital).map { "let \(local($0.property.swiftName))" }
            if isGuarded { swift.list("guard ", vital, " else { return json.abandonModel() }") }
            let taken = Set(early.map(\.property.swiftName))
            var arguments: [Code] = reads.map { read in
                let name = Identifier(read.property.swiftName)
                let value: Code = taken.contains(read.property.swiftName) ? "\(local(read.property.swiftName))" : read.call
                return "\(label: name): \(value)"
            }
            if case .kept(_, let name) = object.additional {
                arguments.append("\(label: Identifier(name)): json.otherProperties()")
            }
            swift.list("let _model = \(type)(", arguments, ")")
            swift.line("json.endModel()")
            emitRule(declaration.rule, &swift)
            swift.line("return _model")
        }
    }

    private func emitShape(_ object: ObjectType, _ reads: [ShortRead], _ swift: inout SwiftPrinter) {
        let names = reads.map { keyName($0.property.wireName) + ($0.property.presence == .required ? "!" : "") }
        let list = (names + object.ignoredNames.map(keyName)).joined(separator: " ")
        var rules = ShortRules()
        let words = reads.map { read in
            rules.line(of: read.property.schema).map { "\(read.word):\($0)" } ?? read.word
        }.joined(separator: " ")
        var checks: Code = ""
        if !rules.lines.isEmpty {
            let patterns: [Code] = rules.patterns.map(pattern)
            let list: Code = patterns.isEmpty ? "" : ", patterns: [\(patterns.joined(", "))]"
            checks = ", SchemaRules(\(quoted: rules.lines.joined(separator: "\n"))\(list))"
        }
        swift.line("private static let _shape = JSONShape(\(quoted: list), \(quoted: words)\(others(object))\(checks))")
    }
}

extension LeafWord {
    /// The word for a type that the runtime knows by itself.
    init?(_ type: ValueType) {
        switch type {
        case .boolean: self = .boolean
        case .integer(let integer): self.init(rawValue: integer.rawValue)
        case .float: self = .float
        case .double: self = .double
        case .decimal: self = .decimal
        case .string: self = .string
        case .json: self = .json
        // As text it is written in quotes, which no short reader knows.
        case .text(.decimal): return nil
        case .text(let format): self.init(rawValue: format.rawValue)
        case .array, .map, .named, .custom: return nil
        }
    }
}

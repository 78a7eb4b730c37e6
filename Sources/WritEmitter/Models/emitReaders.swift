// Readers: from JSON to the values of a contract, one pass, every violation collected.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    // MARK: Objects

    func emitReader(_ typeName: TypeName, _ object: ObjectType, rule: String?, _ swift: inout SwiftPrinter) {
        emitNameTable(object, &swift)
        emitBoxInitializer(object, &swift)
        swift.blank()
        let type = name(typeName)
        swift.block("\(modelAccess)static func read(from json: inout JSONReader) -> \(type)?") { swift in
            for property in object.properties where !property.isConstant { emitVariable(property, &swift) }
            if case .kept(let schema, _) = object.additional {
                swift.line("var others = JSONMembers<\(self.type(schema))>(in: &json)")
            }
            swift.line("var object = json.beginObject(names)")
            emitPropertyLoop(object, &swift)
            emitPropertyCount(object, &swift)
            if case .kept(_, let name) = object.additional {
                swift.line("let \(local(name)) = json.map(others)")
            }
            emitRule(rule, &swift)
            let unwrapped: [Code] = object.properties.filter(isUnwrapped).map { "let \(local($0.swiftName))" }
            if !unwrapped.isEmpty { swift.list("guard ", unwrapped, " else { return nil }") }
            var arguments: [Code] = object.properties.filter { !$0.isConstant }.map(argument)
            if case .kept(_, let name) = object.additional { arguments.append("\(label: Identifier(name)): \(local(name))") }
            swift.list("return \(type)(", arguments, ")")
        }
    }

    /// The names that the object may have; those of properties that don't come this way are listed to be skipped.
    private func emitNameTable(_ object: ObjectType, _ swift: inout SwiftPrinter) {
        let names = object.properties.map { keyName($0.wireName) + ($0.presence == .required ? "!" : "") }
        let list = (names + object.ignoredNames.map(keyName)).joined(separator: " ")
        swift.line("private static let names = JSONKeys(\(quoted: list)\(others(object)))")
    }

    /// What becomes of names that aren't listed.
    func others(_ object: ObjectType) -> Code {
        switch object.additional {
        case .skipped: ""
        case .forbidden: ", others: .refuse"
        case .kept: ", others: .read"
        }
    }

    func emitVariable(_ property: Property, _ swift: inout SwiftPrinter) {
        let (name, base) = (local(property.swiftName), base(property.schema.type))
        if isThreeState(property) {
            swift.line("var \(name) = Presence<\(base)>.absent")
        } else if isReadBoxed(property) {
            swift.line("var \(name): Boxed<\(base)>?")
        } else if case .defaulted(let value) = property.presence, property.schema.isNullable, value != .null {
            swift.line("var \(name): \(base)? = \(literal(value))")
        } else {
            swift.line("var \(name): \(base)?")
        }
    }

    private func emitPropertyLoop(_ object: ObjectType, _ swift: inout SwiftPrinter) {
        swift.line("while let key = json.nextKey(&object) {")
        swift.indent { swift in
            swift.line("switch key {")
            for (index, property) in object.properties.enumerated() {
                swift.line("case \(index):")
                swift.indent { emitPropertyRead(property, &$0) }
            }
            if case .kept(let schema, _) = object.additional {
                swift.line("case \(object.properties.count + object.ignoredNames.count):")
                swift.indent { swift in
                    swift.line("let name = json.keyName")
                    emitRead("value", schema, &swift)
                    emitAddition("value", schema, to: "others", &swift)
                }
            }
            swift.line("default: json.skipValue()")
            swift.line("}")
        }
        swift.line("}")
    }

    func emitPropertyRead(_ property: Property, _ swift: inout SwiftPrinter) {
        if property.isConstant {
            // Another value than the only one is a violation.
            swift.line("_ = \(read(property.schema))")
            return emitRule(property.schema.constraints.rule, &swift)
        }
        let name = local(property.swiftName)
        if isReadBoxed(property) {
            let isThere: Code = property.schema.isNullable ? "!json.readNull(), " : ""
            swift.line("if \(isThere)let value = \(read(property.schema)) { \(name) = Boxed(value) }")
            return emitRule(property.schema.constraints.rule, &swift)
        }
        guard isThreeState(property) else {
            return emitRead(name, property.schema, declares: false, &swift)
        }
        var schema = property.schema
        schema.isNullable = false
        // A rule may speak of null, too.
        schema.constraints.rule = nil
        swift.line("if json.readNull() {")
        swift.line("    \(name) = .null")
        swift.line("} else {")
        swift.indent { swift in
            emitRead("value", schema, &swift)
            swift.line("if let value { \(name) = .value(value) }")
        }
        swift.line("}")
        emitRule(property.schema.constraints.rule, &swift)
    }

    private func emitPropertyCount(_ object: ObjectType, _ swift: inout SwiftPrinter) {
        if let count = object.minProperties, count > 0 { swift.line("json.check(object, minProperties: \(count))") }
        if let count = object.maxProperties { swift.line("json.check(object, maxProperties: \(count))") }
    }

    /// Whether a value is put into its box as soon as it is read, rather than moved about with all others of a large struct.
    private func isReadBoxed(_ property: Property) -> Bool {
        guard property.isBoxed, !isThreeState(property), case .named = property.schema.type else { return false }
        if case .defaulted = property.presence { return false }
        var checks = property.schema.constraints
        checks.rule = nil
        return checks.isEmpty
    }

    /// The initializer for readers: it takes the boxes of properties that are read into one.
    func emitBoxInitializer(_ object: ObjectType, rest: ValueSchema? = nil, _ swift: inout SwiftPrinter) {
        guard object.properties.contains(where: isReadBoxed) else { return }
        let properties = object.properties.filter { !$0.isConstant }
        var parameters: [Code] = properties.map { property in
            guard isReadBoxed(property) else {
                return "\(Identifier(property.swiftName)): \(type(property.schema, property.presence))"
            }
            return "\(local(property.swiftName)): Boxed<\(base(property.schema.type))>" + (isUnwrapped(property) ? "" : "?")
        }
        if case .kept(let schema, let name) = object.additional {
            parameters.append("\(Identifier(name)): JSONMap<\(type(schema))>")
        }
        if let rest { parameters.append("rest: [\(type(rest))]") }
        swift.blank()
        swift.list("private init(", parameters, ") {")
        swift.indent { swift in
            for property in properties {
                let (name, storage) = (Identifier(property.swiftName), local(property.swiftName))
                if isReadBoxed(property) {
                    swift.line("self.\(storage) = \(storage)")
                } else if property.isBoxed {
                    swift.line("self.\(storage) = \(boxed(name, property))")
                } else {
                    swift.line("self.\(name) = \(name)")
                }
            }
            if rest != nil { swift.line("self.rest = rest") }
            if case .kept(_, let name) = object.additional {
                swift.line("self.\(Identifier(name)) = \(Identifier(name))")
            }
        }
        swift.line("}")
    }

    private func isThreeState(_ property: Property) -> Bool {
        property.presence == .optional && property.schema.isNullable
    }

    func isUnwrapped(_ property: Property) -> Bool {
        property.presence == .required && !property.schema.isNullable && !property.isConstant
    }

    func argument(_ property: Property) -> Code {
        if isReadBoxed(property) { return "\(local(property.swiftName)): \(local(property.swiftName))" }
        let name: Code = "\(label: Identifier(property.swiftName)): \(local(property.swiftName))"
        if case .defaulted(let value) = property.presence, !property.schema.isNullable { return name + " ?? " + literal(value) }
        return name
    }

    // MARK: Values

    /// Reads a value into `target`: an optional, nil where the value is null or breaks the contract.
    func emitRead(
        _ target: Identifier, _ schema: ValueSchema, declares: Bool = true, depth: Int = 1, _ swift: inout SwiftPrinter
    ) {
        switch schema.type {
        case .array(let item):
            emitCollection(target, schema, declares: declares, begin: Identifier("array\(depth)"), "json.beginArray()", &swift) {
                swift in
                let (cursor, items, element) = names("array", "items", "item", depth)
                swift.line("var \(items) = JSONItems<\(type(item))>(in: &json)")
                swift.block("while json.nextItem(&\(cursor))") { swift in
                    if isReadAtOnce(item) {
                        // Bound and appended at once, the item is moved; a constant of its own would be copied.
                        swift.line("if let \(element) = \(read(item)) { json.add(\(element), to: &\(items)) }")
                    } else {
                        emitRead(element, item, depth: depth + 1, &swift)
                        let addition: Code = "json.add(\(element), to: &\(items))"
                        swift.line(item.isNullable ? addition : "if let \(element) { \(addition) }")
                    }
                }
                emitChecks(on: "\(cursor)", schema, reader: "json", &swift)
                swift.line("\(target) = json.array(\(items))")
            }
            emitRule(schema.constraints.rule, &swift)
        case .map(let value):
            emitCollection(
                target, schema, declares: declares, begin: Identifier("members\(depth)"), "json.beginMembers()", &swift
            ) { swift in
                let (cursor, values, element) = names("members", "values", "value", depth)
                swift.line("var \(values) = JSONMembers<\(type(value))>(in: &json)")
                swift.block("while let name = json.nextMember(&\(cursor))") { swift in
                    emitRead(element, value, depth: depth + 1, &swift)
                    emitAddition(element, value, to: values, &swift)
                }
                emitChecks(on: "\(cursor)", schema, reader: "json", &swift)
                swift.line("\(target) = json.map(\(values))")
            }
            emitRule(schema.constraints.rule, &swift)
        case .string where !declares:
            // A variable that is nil is set in place; where one is assigned, what it held has to be released.
            let reading: Code =
                "json.readString(\(([readBounds(schema), "into: &\(target)"] as [Code]).filter { !$0.isEmpty }.joined(", ")))"
            swift.line(schema.isNullable ? "if json.readNull() { \(target) = nil } else { \(reading) }" : reading)
            emitChecks(on: "\(target)", afterReading(schema), reader: "json", &swift)
            emitRule(schema.constraints.rule, &swift)
        default:
            let null: Code = schema.isNullable ? "json.readNull() ? nil : " : ""
            let binding: Code = declares ? "let " : ""
            swift.line("\(binding)\(target) = \(null)\(read(schema))")
            emitChecks(on: "\(target)", afterReading(schema), reader: "json", &swift)
            emitRule(schema.constraints.rule, &swift)
        }
    }

    /// Whether one expression reads the value, and nothing has to be checked behind it.
    private func isReadAtOnce(_ schema: ValueSchema) -> Bool {
        switch schema.type {
        case .array, .map: false
        default: !schema.isNullable && afterReading(schema).constraints.isEmpty
        }
    }

    private func emitCollection(
        _ target: Identifier, _ schema: ValueSchema, declares: Bool, begin cursor: Identifier, _ begin: Code,
        _ swift: inout SwiftPrinter, _ body: (inout SwiftPrinter) -> Void
    ) {
        if declares { swift.line("var \(target): \(base(schema.type))?") }
        if schema.isNullable {
            swift.line("if json.readNull() {")
            swift.line("    \(target) = nil")
            swift.line("} else if var \(cursor) = \(begin) {")
        } else {
            swift.line("if var \(cursor) = \(begin) {")
        }
        swift.indent(body)
        swift.line("}")
    }

    private func emitAddition(
        _ value: Identifier, _ schema: ValueSchema, to values: Identifier, _ swift: inout SwiftPrinter
    ) {
        let addition: Code = "json.add(\(value), name, to: &\(values))"
        swift.line(schema.isNullable ? addition : "if let \(value) { \(addition) }")
    }

    private func names(
        _ cursor: String, _ collection: String, _ element: String, _ depth: Int
    ) -> (Identifier, Identifier, Identifier) {
        (Identifier("\(cursor)\(depth)"), Identifier("\(collection)\(depth)"), Identifier("\(element)\(depth)"))
    }

    private func read(_ schema: ValueSchema) -> Code {
        let bounds = readBounds(schema)
        return switch schema.type {
        case .boolean: "json.readBool()"
        case .integer(let integer): "json.read\(name(of: integer))(\(bounds))"
        case .float: "json.readFloat()"
        case .double: "json.readDouble(\(bounds))"
        case .string: "json.readString(\(bounds))"
        case .decimal: "json.readDecimal()"
        case .text(let format): "json.read\(format.readerName)()"
        case .custom(let type) where type.isText: "json.readText(as: \(name(of: type)).self, \(quoted: type.noun))"
        case .custom(let type): "\(name(of: type)).read(from: &json)"
        case .json, .array, .map: "json.readValue()"
        case .named(let type): "\(name(type)).read(from: &json)"
        }
    }

    /// The checks of a value's bounds. `value` is an optional, or where the reader stands in a collection; nil passes,
    /// since that is said already.
    func emitChecks(on value: Code, _ schema: ValueSchema, reader: Identifier, _ swift: inout SwiftPrinter) {
        let constraints = schema.constraints
        if let bound = constraints.minimum {
            let label: Code = bound.isExclusive ? "exclusiveMinimum" : "minimum"
            swift.line("\(reader).check(\(value), \(label): \(number: bound.literal))")
        }
        if let bound = constraints.maximum {
            let label: Code = bound.isExclusive ? "exclusiveMaximum" : "maximum"
            swift.line("\(reader).check(\(value), \(label): \(number: bound.literal))")
        }
        if let unit = constraints.multipleOf {
            swift.line("\(reader).check(\(value), multipleOf: \(number: unit))")
        }
        if constraints.hasUniqueItems { swift.line("\(reader).checkUnique(\(value))") }
        let counts: [(Code, Int?)] = [
            ("minLength", constraints.minLength), ("maxLength", constraints.maxLength),
            ("minItems", constraints.minItems), ("maxItems", constraints.maxItems),
            ("minProperties", constraints.minProperties), ("maxProperties", constraints.maxProperties),
        ]
        let bothLengths = schema.type == .string ? boundedLengths(constraints) : nil
        if let (least, most) = bothLengths {
            swift.line("\(reader).check(\(value), minLength: \(least), maxLength: \(most))")
        }
        for (label, count) in counts {
            if bothLengths != nil, label.text.hasSuffix("Length") { continue }
            guard let count, count > 0 || label.text.hasPrefix("max") else { continue }
            swift.line("\(reader).check(\(value), \(label): \(count))")
        }
        if let format = constraints.format { swift.line("\(reader).check(\(value), StringFormat.\(formatCase(format)))") }
        for name in constraints.patterns {
            swift.line("\(reader).check(\(value), \(pattern(name)))")
        }
    }

    /// Both bounds of a text's length, where it has both: one call checks them.
    private func boundedLengths(_ constraints: Constraints) -> (Int, Int)? {
        guard let least = constraints.minLength, least > 0, let most = constraints.maxLength else { return nil }
        return (least, most)
    }

    /// `json-pointer` is `jsonPointer` in Swift.
    private func formatCase(_ format: String) -> Identifier {
        let words = format.split(separator: "-")
        return Identifier(words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() })
    }

    /// The check of what neither a type nor a plain bound says of the JSON value that was read last.
    func emitRule(_ rule: String?, _ swift: inout SwiftPrinter) {
        guard let rule = rule.flatMap(self.rule) else { return }
        swift.line("json.check(\(rule))")
    }

    /// The same for a value that was read from a text.
    func emitRule(on value: Code, _ schema: ValueSchema, reader: Identifier, _ swift: inout SwiftPrinter) {
        guard let rule = schema.constraints.rule.flatMap(self.rule) else { return }
        let text: Code =
            switch schema.type {
            case .named: "\(value)?.rawValue"
            case .boolean, .integer, .float, .double, .decimal, .string: value
            default: "\(value)?.description"
            }
        swift.line("\(reader).check(\(text), \(rule))")
    }

    /// `Rules.all, Rules.size_5e0b3c21`; nil for a rule that every value keeps.
    func rule(_ name: String) -> Code? { rules([name]).map { "\(ruleTable), \($0[0])" } }

    /// The places of rules in the table; nil where one of them is kept by every value.
    func rules(_ names: [String]) -> [Code]? {
        let known = names.filter { contract.rules.numbers[$0] != nil }
        guard known.count == names.count else { return nil }
        return names.map { "\(Identifier(contract.rules.typeName)).\(Identifier($0))" }
    }

    var ruleTable: Code { "\(Identifier(contract.rules.typeName)).all" }
}

// Reads a rule from its line of JSON, as the generator wrote it.

internal import WritFormats

extension SchemaRule {
    init(_ line: JSONValue, _ patterns: [Pattern]) {
        self.init()
        guard case .object(let object) = line else {
            precondition(line == .boolean(true) || line == .boolean(false), "a rule is an object, true or false")
            isNever = line == .boolean(false)
            return
        }
        for name in object.names {
            guard let keyword = RuleWord(rawValue: name), let value = object[name] else {
                preconditionFailure("a rule has keywords alone")
            }
            readGeneral(keyword, value)
            readText(keyword, value, patterns)
            readItems(keyword, value)
            readMembers(keyword, value, patterns)
        }
        finish()
    }

    private mutating func readGeneral(_ keyword: RuleWord, _ value: JSONValue) {
        switch keyword {
        case .nullable: takesNull = value == .boolean(true)
        case .type: types = value.list.reduce(into: JSONTypes()) { $0.formUnion(Self.type($1.ruleText)) }
        case .enum: choices.append(Choices("enum", value.list))
        case .const: choices.append(Choices("const", value.list))
        case .minimum: bounds.append(Bound(.minimum, "minimum", "must be at least", value))
        case .maximum: bounds.append(Bound(.maximum, "maximum", "must be at most", value))
        case .exclusiveMinimum: bounds.append(Bound(.exclusiveMinimum, "exclusiveMinimum", "must be greater than", value))
        case .exclusiveMaximum: bounds.append(Bound(.exclusiveMaximum, "exclusiveMaximum", "must be less than", value))
        case .multipleOf: multiples.append(Bound(.multipleOf, "multipleOf", "must be a multiple of", value))
        case .allOf: allOf = value.list.map(\.ruleNumber)
        case .anyOf: anyOf = value.list.map(\.ruleNumber)
        case .oneOf: oneOf = value.list.map(\.ruleNumber)
        case .not: not = value.ruleNumber
        case .if: condition = value.ruleNumber
        case .then: consequence = value.ruleNumber
        case .else: alternative = value.ruleNumber
        default: break
        }
    }

    private mutating func readText(_ keyword: RuleWord, _ value: JSONValue, _ patterns: [Pattern]) {
        switch keyword {
        case .minLength: minLength = value.ruleNumber
        case .maxLength: maxLength = value.ruleNumber
        case .pattern: self.patterns = value.list.map { patterns[$0.ruleNumber] }
        case .format: format = StringFormat(rawValue: value.ruleText)
        default: break
        }
    }

    private mutating func readItems(_ keyword: RuleWord, _ value: JSONValue) {
        switch keyword {
        case .prefixItems: prefixItems = value.list.map(\.ruleNumber)
        case .items: items = value.ruleNumber
        case .contains: contains = value.ruleNumber
        case .minContains: minContains = value.ruleNumber
        case .maxContains: maxContains = value.ruleNumber
        case .minItems: minItems = value.ruleNumber
        case .maxItems: maxItems = value.ruleNumber
        case .uniqueItems: hasUniqueItems = value == .boolean(true)
        case .unevaluatedItems: unevaluatedItems = value.ruleNumber
        default: break
        }
    }

    private mutating func readMembers(_ keyword: RuleWord, _ value: JSONValue, _ patterns: [Pattern]) {
        switch keyword {
        case .properties:
            for (name, rule) in value.members { properties[MemberName(name)] = rule.ruleNumber }
        case .patternProperties:
            patternProperties = value.list.map { (patterns[$0.list[0].ruleNumber], $0.list[1].ruleNumber) }
        case .additionalProperties: additionalProperties = value.ruleNumber
        case .propertyNames: propertyNames = value.ruleNumber
        case .required: required = value.list.map(\.ruleText)
        case .dependentRequired: dependentRequired = value.members.map { ($0.name, $0.value.list.map(\.ruleText)) }
        case .dependentSchemas: dependentSchemas = value.members.map { ($0.name, $0.value.ruleNumber) }
        case .minProperties: minProperties = value.ruleNumber
        case .maxProperties: maxProperties = value.ruleNumber
        case .unevaluatedProperties: unevaluatedProperties = value.ruleNumber
        default: break
        }
    }

    private static func type(_ name: String) -> JSONTypes {
        switch name {
        case "null": .null
        case "boolean": .boolean
        case "integer": .integer
        case "number": [.integer, .number]
        case "string": .string
        case "array": .array
        default: .object
        }
    }
}

extension SchemaRule.Bound {
    init(_ kind: Kind, _ keyword: StaticString, _ words: String, _ value: JSONValue) {
        var text = value.numberText
        self.kind = kind
        self.keyword = keyword
        self.words = words
        self.text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        self.value = text.withUTF8 { unsafe JSONDecimal($0) }
    }

    func isBroken(by number: JSONDecimal) -> Bool {
        switch kind {
        case .minimum: number.isLess(than: value)
        case .maximum: value.isLess(than: number)
        case .exclusiveMinimum: !value.isLess(than: number)
        case .exclusiveMaximum: !number.isLess(than: value)
        case .multipleOf: !number.isMultiple(of: value)
        }
    }
}

extension SchemaRule.Choices {
    init(_ keyword: StaticString, _ list: [JSONValue]) {
        self.keyword = keyword
        values = Set(list.map { JSONDigest($0) })
        kinds = Set(list.map(\.kind))
        let shown = list.prefix(20).map { value in
            if case .string(let text) = value, !text.isEmpty { return text }
            var output = OutputBuffer(minimumCapacity: 64)
            output.write(value)
            // The buffer lives until its bytes are copied.
            return unsafe String(decoding: output.bytes, as: UTF8.self)
        }
        self.shown = shown.joined(separator: ", ") + (list.count > 20 ? ", …" : "")
    }
}

extension JSONValue {
    fileprivate var list: [JSONValue] { if case .array(let items) = self { items } else { [self] } }
    fileprivate var ruleText: String { if case .string(let text) = self { text } else { "" } }
    fileprivate var numberText: String { if case .number(let number) = self { number.text } else { "0" } }

    fileprivate var ruleNumber: Int {
        guard case .number(let number) = self, let value = number.int else { preconditionFailure("a rule has numbers there") }
        return value
    }

    fileprivate var members: [(name: String, value: JSONValue)] {
        guard case .object(let object) = self else { return [] }
        return object.names.compactMap { name in object[name].map { (name, $0) } }
    }

    var kind: JSONKind {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

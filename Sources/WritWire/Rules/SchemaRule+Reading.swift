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
        case .type: types = value.list.reduce(into: JSONTypes()) { $0.formUnion(Self.type($1.string)) }
        case .enum: choices.append(Choices("enum", value.list))
        case .const: choices.append(Choices("const", value.list))
        case .minimum: bounds.append(Bound(.minimum, "minimum", "must be at least", value))
        case .maximum: bounds.append(Bound(.maximum, "maximum", "must be at most", value))
        case .exclusiveMinimum: bounds.append(Bound(.exclusiveMinimum, "exclusiveMinimum", "must be greater than", value))
        case .exclusiveMaximum: bounds.append(Bound(.exclusiveMaximum, "exclusiveMaximum", "must be less than", value))
        case .multipleOf: multiples.append(Bound(.multipleOf, "multipleOf", "must be a multiple of", value))
        case .allOf: allOf = value.list.map(\.int)
        case .anyOf: anyOf = value.list.map(\.int)
        case .oneOf: oneOf = value.list.map(\.int)
        case .not: not = value.int
        case .if: condition = value.int
        case .then: consequence = value.int
        case .else: alternative = value.int
        default: break
        }
    }

    private mutating func readText(_ keyword: RuleWord, _ value: JSONValue, _ patterns: [Pattern]) {
        switch keyword {
        case .minLength: minLength = value.int
        case .maxLength: maxLength = value.int
        case .pattern: self.patterns = value.list.map { patterns[$0.int] }
        case .format: format = StringFormat(rawValue: value.string)
        default: break
        }
    }

    private mutating func readItems(_ keyword: RuleWord, _ value: JSONValue) {
        switch keyword {
        case .prefixItems: prefixItems = value.list.map(\.int)
        case .items: items = value.int
        case .contains: contains = value.int
        case .minContains: minContains = value.int
        case .maxContains: maxContains = value.int
        case .minItems: minItems = value.int
        case .maxItems: maxItems = value.int
        case .uniqueItems: hasUniqueItems = value == .boolean(true)
        case .unevaluatedItems: unevaluatedItems = value.int
        default: break
        }
    }

    private mutating func readMembers(_ keyword: RuleWord, _ value: JSONValue, _ patterns: [Pattern]) {
        switch keyword {
        case .properties:
            for (name, rule) in value.members { properties[MemberName(name)] = rule.int }
        case .patternProperties:
            patternProperties = value.list.map { (patterns[$0.list[0].int], $0.list[1].int) }
        case .additionalProperties: additionalProperties = value.int
        case .propertyNames: propertyNames = value.int
        case .required: required = value.list.map(\.string)
        case .dependentRequired: dependentRequired = value.members.map { ($0.name, $0.value.list.map(\.string)) }
        case .dependentSchemas: dependentSchemas = value.members.map { ($0.name, $0.value.int) }
        case .minProperties: minProperties = value.int
        case .maxProperties: maxProperties = value.int
        case .unevaluatedProperties: unevaluatedProperties = value.int
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
    fileprivate var string: String { if case .string(let text) = self { text } else { "" } }
    fileprivate var numberText: String { if case .number(let number) = self { number.text } else { "0" } }

    fileprivate var int: Int {
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

// One schema, as the checker goes by it: other schemas are numbers of rules.

/// The types of JSON Schema, as a set.
struct JSONTypes: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = JSONTypes(rawValue: 1)
    static let boolean = JSONTypes(rawValue: 2)
    static let integer = JSONTypes(rawValue: 4)
    static let number = JSONTypes(rawValue: 8)
    static let string = JSONTypes(rawValue: 16)
    static let array = JSONTypes(rawValue: 32)
    static let object = JSONTypes(rawValue: 64)
}

struct SchemaRule: Sendable {
    struct Bound: Sendable {
        enum Kind: Sendable {
            case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
        }

        let kind: Kind
        let keyword: StaticString
        let words: String
        let value: JSONDecimal
        let text: String
    }

    struct Choices: Sendable {
        let keyword: StaticString
        let values: Set<JSONDigest>
        let kinds: Set<JSONKind>
        let shown: String
    }

    /// `false`: no value is valid.
    var isNever = false
    var takesNull = false
    var types: JSONTypes?
    var choices: [Choices] = []

    /// Bounds first, then what numbers must be multiples of.
    private(set) var numberBounds: [Bound] = []
    var bounds: [Bound] = []
    var multiples: [Bound] = []

    var minLength: Int?
    var maxLength: Int?
    var patterns: [Pattern] = []
    var format: StringFormat?

    var prefixItems: [Int] = []
    var items: Int?
    var contains: Int?
    var minContains = 1
    var maxContains: Int?
    var minItems: Int?
    var maxItems: Int?
    var hasUniqueItems = false
    var unevaluatedItems: Int?

    var properties: [MemberName: Int] = [:]
    var patternProperties: [(pattern: Pattern, rule: Int)] = []
    var additionalProperties: Int?
    var propertyNames: Int?
    var required: [String] = []
    var dependentRequired: [(name: String, others: [String])] = []
    var dependentSchemas: [(name: String, rule: Int)] = []
    var minProperties: Int?
    var maxProperties: Int?
    var unevaluatedProperties: Int?

    var allOf: [Int] = []
    var anyOf: [Int] = []
    var oneOf: [Int] = []
    var not: Int?
    var condition: Int?
    var consequence: Int?
    var alternative: Int?

    /// Other rules that hold for the same value, in this order: `allOf`, `anyOf`, `oneOf`, those of `dependentSchemas`, `not`,
    /// `if`, `then`, `else`.
    private(set) var inPlace: [Int] = []
    private(set) var looksAtMembers = false
    private(set) var looksAtItems = false
    private(set) var looksAtText = false
    /// Something is to be put together when the parts have been looked at.
    private(set) var needsConclusion = false
    /// The names of which it counts whether they are there, with places of their own.
    private(set) var watchedNames: [MemberName: Int] = [:]
    private(set) var watchedRequired: [Int] = []
    private(set) var watchedDependents: [(name: Int, others: [Int])] = []
    private(set) var watchedSchemas: [Int] = []

    mutating func finish() {
        numberBounds = bounds + multiples
        looksAtText = minLength != nil || maxLength != nil || !patterns.isEmpty || format != nil
        watchedRequired = required.map { watch($0) }
        watchedDependents = dependentRequired.map { (watch($0.name), $0.others.map { watch($0) }) }
        watchedSchemas = dependentSchemas.map { watch($0.name) }
        inPlace = allOf + anyOf + oneOf + dependentSchemas.map(\.rule)
        inPlace += [not, condition, consequence, alternative].compactMap { $0 }
        let looksInside = !properties.isEmpty || !patternProperties.isEmpty || additionalProperties != nil
        let looksAtNames = propertyNames != nil || !required.isEmpty || !dependentRequired.isEmpty || !dependentSchemas.isEmpty
        let counts = minProperties != nil || maxProperties != nil || unevaluatedProperties != nil
        looksAtMembers = looksInside || looksAtNames || counts
        let countsItems = minItems != nil || maxItems != nil || hasUniqueItems || unevaluatedItems != nil
        looksAtItems = !prefixItems.isEmpty || items != nil || contains != nil || countsItems
        needsConclusion = !inPlace.isEmpty || asksForRest
    }

    private mutating func watch(_ name: String) -> Int {
        let key = MemberName(name)
        if let known = watchedNames[key] { return known }
        let place = watchedNames.count
        watchedNames[key] = place
        return place
    }

    /// It holds for parts that no other rule has looked at.
    var asksForRest: Bool { unevaluatedProperties != nil || unevaluatedItems != nil }

    /// All rules that this one refers to.
    var mentioned: [Int] {
        inPlace + prefixItems + properties.values + patternProperties.map(\.rule)
            + [items, contains, unevaluatedItems, additionalProperties, propertyNames, unevaluatedProperties].compactMap { $0 }
    }

    /// It asks for the names of properties, and for nothing else.
    var onlyRequires: Bool {
        guard !required.isEmpty, !isNever, choices.isEmpty, inPlace.isEmpty, !looksAtItems, bounds.isEmpty else { return false }
        return properties.isEmpty && patternProperties.isEmpty && additionalProperties == nil && propertyNames == nil
            && (types == nil || types == .object)
    }
}

/// A property's name, compared by its bytes: names that only look alike are two.
struct MemberName: Hashable, Sendable {
    let bytes: [UInt8]

    init(_ name: String) {
        bytes = Array(name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        // The array lends its bytes for the closure.
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        // The bytes are copied.
        self.bytes = unsafe Array(bytes)
    }
}

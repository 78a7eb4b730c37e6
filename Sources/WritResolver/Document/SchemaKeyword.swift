// A keyword of schemas, with all that is known of it: what reads, checks, walks and reports schemas goes by the table of these.

/// One row of `SchemaKeyword.table`. A class: rows are looked up for each key of each schema, and not copied.
final class SchemaKeyword: Sendable {
    /// What it says of a value.
    enum Role: Sendable {
        /// Whether it is valid.
        case assertion
        /// The same, by a number beside it: a count, a length or a range.
        case bound
        /// That it, or parts of it, are of other schemas.
        case applicator
        /// That it is of the schema that is named.
        case reference
        /// How it is meant, where something else says whether it is valid.
        case hint
        /// Nothing: words for people, and names of the schema itself.
        case annotation
    }

    let name: Keyword
    let row: KeywordRow
    let role: Role
    /// The type whose values alone it speaks of; nil: all values.
    let type: SchemaType?
    /// A schema without a `type` that has the keyword is of this one.
    let implied: SchemaType?
    /// A rule checks it wherever it stands, together with these beside it; nil: readers and types do.
    let ruled: Set<Keyword>?

    init(
        _ name: Keyword, _ row: KeywordRow, _ role: Role, of type: SchemaType? = nil, implies: Bool = true,
        ruledWith ruled: Set<Keyword>? = nil
    ) {
        self.name = name
        self.row = row
        self.role = role
        self.type = type
        implied = implies ? type : nil
        self.ruled = ruled.map { $0.union([name]) }
    }

    /// Whether a value can be invalid by it.
    var isValidating: Bool {
        switch role {
        case .assertion, .bound, .applicator, .reference: true
        case .hint, .annotation: false
        }
    }

    private static let byKey = Dictionary(uniqueKeysWithValues: table.map { ($0.name.rawValue, $0) })

    /// The row of a key of a schema; nil for what is no keyword.
    static func of(key: String) -> SchemaKeyword? { byKey[key] }
}

// What is asked of the table as a whole.
extension SchemaKeyword {
    private static func names(where isMeant: (SchemaKeyword) -> Bool) -> Set<Keyword> {
        Set(table.lazy.filter(isMeant).map(\.name))
    }

    /// Where only bounds are left out or checked.
    static let bounds = names { $0.role == .bound }
    static let numberBounds = table.filter { $0.role == .bound && $0.type == .number }.map(\.name)
    static let textBounds = table.filter { $0.role == .bound && $0.type == .string }.map(\.name)
    /// Those that say of a value whether it is valid.
    static let validating = names(where: \.isValidating)
    /// Those that speak of one type alone.
    static let typed = names { $0.type != nil }
    /// Those that a rule checks wherever they stand.
    static let ruled = table.filter { $0.ruled != nil }

    /// Those that came with OpenAPI 3.0, and Swagger 2.0 has not.
    static let ofOpenAPI3 = table.filter { !$0.row.isOfSwagger && $0.row.dialect == nil }.map(\.name)

    /// Lists of schemas that hold for the same value.
    static let combining: [Keyword] = [.allOf, .oneOf, .anyOf]
    /// Lists of schemas of which one has to hold.
    static let alternatives: [Keyword] = [.oneOf, .anyOf]
    /// What lists the values that there are.
    static let listing: [Keyword] = [.enum, .const, .extensibleEnum]
    /// What looks at what nothing else has looked at.
    static let unevaluated: [Keyword] = [.unevaluatedProperties, .unevaluatedItems]
    /// Extensions that say something of a list's values.
    static let extensions: Set<Keyword> = [.writOpen, .extensibleEnum]

    /// The keywords that speak of values of a type.
    static func applying(to type: SchemaType) -> Set<Keyword> { applyingByType[type == .integer ? .number : type] ?? [] }

    private static let applyingByType = Dictionary(
        uniqueKeysWithValues: SchemaType.allCases.map { type in (type, names { $0.type == type }) })

    /// The types that keywords imply, those that win first.
    static let implying: [(type: SchemaType, keywords: [Keyword])] = [SchemaType.object, .array, .string, .number].map { type in
        (type, table.filter { $0.implied == type }.map(\.name))
    }
}

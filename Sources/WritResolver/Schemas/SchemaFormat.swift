// The table of formats: what values have each, which Swift type it makes, and whether texts are held to it.

internal import WritContract
internal import WritFormats

/// A `format` of schemas. One that has no row changes nothing.
struct SchemaFormat: Sendable {
    let name: String
    /// A schema without a `type` that has the format is of this one.
    let implied: SchemaType?
    /// The Swift type of texts; nil: they stay texts.
    private(set) var text: TextFormat?
    /// That of whole numbers.
    private(set) var integer: IntegerType?
    /// That of other numbers.
    private(set) var number: ValueType?

    /// A format of texts alone.
    private static func text(_ name: String, _ text: TextFormat? = nil) -> SchemaFormat {
        SchemaFormat(name: name, implied: .string, text: text)
    }

    /// A format of whole numbers.
    private static func integer(_ type: IntegerType) -> SchemaFormat {
        SchemaFormat(name: type.rawValue.lowercased(), implied: nil, integer: type)
    }

    /// Those of JSON Schema (2020-12 validation, section 7.3), and those of OpenAPI's registry that are in use.
    static let table: [SchemaFormat] = [
        text("date-time", .dateTime), text("date", .date), text("time", .time), text("duration", .duration),
        text("email"), text("idn-email"), text("hostname"), text("idn-hostname"), text("ipv4", .ipv4), text("ipv6", .ipv6),
        text("uri", .uri), text("uri-reference"), text("iri"), text("iri-reference"), text("uuid", .uuid),
        text("uri-template"), text("json-pointer"), text("relative-json-pointer"), text("regex"), text("byte", .base64),
        text("binary"), text("password"), text("base64url", .base64URL),
        integer(.int8), integer(.int16), integer(.int32), integer(.int64),
        integer(.uint8), integer(.uint16), integer(.uint32), integer(.uint64),
        SchemaFormat(name: "float", implied: nil, number: .float), SchemaFormat(name: "double", implied: nil, number: .double),
        // Of texts and of numbers.
        SchemaFormat(name: "decimal", implied: nil, text: .decimal, number: .decimal),
        SchemaFormat(name: "decimal128", implied: nil, text: .decimal, number: .decimal),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: table.map { ($0.name, $0) })

    static func named(_ name: String?) -> SchemaFormat? { name.flatMap { byName[$0] } }

    /// Whether texts that stay texts are held to it.
    static func isAsserted(_ name: String) -> Bool { StringFormatName(rawValue: name) != nil }

    var isAsserted: Bool { Self.isAsserted(name) }

    /// The names that texts may have.
    static let namesOfTexts = table.filter { $0.implied == .string || $0.text != nil }.map(\.name)

    /// Whether it says nothing of a text.
    var isOfNumbers: Bool { (integer != nil || number != nil) && text == nil }
}

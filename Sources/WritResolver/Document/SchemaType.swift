// The types of JSON Schema.

/// A type that a schema can name.
enum SchemaType: String, Sendable, CaseIterable {
    case string, number, integer, boolean, array, object, null

    static let names = allCases.map(\.rawValue)

    /// What people write for them, with the formats that go with some.
    static let synonyms = [
        "int": "integer", "int32": "integer` with `format: int32", "int64": "integer` with `format: int64",
        "long": "integer` with `format: int64", "float": "number` with `format: float",
        "double": "number` with `format: double", "decimal": "number", "bool": "boolean", "str": "string",
        "text": "string", "date": "string` with `format: date", "datetime": "string` with `format: date-time",
        "date-time": "string` with `format: date-time", "uuid": "string` with `format: uuid", "list": "array",
        "map": "object", "dict": "object", "file": "string",
    ]
}

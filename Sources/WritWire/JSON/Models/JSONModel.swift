// What the models of a contract are: values that read and write their JSON, wherever that comes from or goes to.

/// A struct or a union that the generator made of a schema.
///
/// A model is no more tied to a request or an answer than a date is: it goes into files, caches, queues and columns of databases.
/// It is read by the checks of its schema, whoever reads it.
///
///     let pet = try Pet(jsonText: #"{"id":7,"name":"Rex","status":"sold"}"#)
///     let bytes = pet.jsonBytes()
///     let same = try Pet(jsonBytes: bytes)
///
/// Models are `Codable` as well, for what asks for that: a `JSONEncoder`, a `JSONDecoder`, a database's library. Reading goes by
/// the same checks then; a broken rule is a `DecodingError`. And they are `Equatable`, compared by what they write. Both stand
/// here, so that no code is generated for them. Enumerations have all of this too, but for their equality, which is Swift's.
public protocol JSONModel: JSONRepresentable {}

extension JSONModel where Self: Equatable {
    /// Whether both write the same JSON: the same members, in whatever order where the contract leaves the names free.
    ///
    ///     let isSame = try Pet(jsonText: row.json) == pet
    ///
    /// So numbers are equal that are written alike, and a time of day is another one with another offset. Numbers that JSON has
    /// no words for, such as infinities, are null like any other. It takes as long as writing both does; `writ generate
    /// --conformance equatable` has models compared member by member, for compile time of each.
    public static func == (left: Self, right: Self) -> Bool {
        let (one, other) = (left.jsonBytes(), right.jsonBytes())
        if one == other { return true }
        // Only the order of names may differ, and names are as long in any.
        guard one.count == other.count, let one = JSONValue(bytes: one), let other = JSONValue(bytes: other) else { return false }
        return one == other
    }
}

extension JSONModel {
    /// Reads the model by its schema, from whatever the decoder has.
    public init(from decoder: any Decoder) throws { self = try Self.value(from: decoder) }

    /// Gives the encoder what the model writes.
    public func encode(to encoder: any Encoder) throws { try encodeJSON(to: encoder) }
}

extension JSONRepresentable {
    /// What an enumeration's `init(from:)` does.
    public static func value(from decoder: any Decoder) throws -> Self {
        let value = try JSONValue(from: decoder)
        do {
            return try Self(jsonBytes: value.jsonBytes())
        } catch {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "\(Self.self) \(error)", underlyingError: error))
        }
    }

    /// What an enumeration's `encode(to:)` does.
    public func encodeJSON(to encoder: any Encoder) throws {
        guard let value = JSONValue(bytes: jsonBytes()) else {
            throw EncodingError.invalidValue(
                self, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "\(Self.self) wrote no JSON"))
        }
        try value.encode(to: encoder)
    }
}

extension JSONValue {
    /// The value of a text that a model has written.
    init?(bytes: [UInt8]) {
        guard let value = try? JSONValue(jsonBytes: bytes) else { return nil }
        self = value
    }
}

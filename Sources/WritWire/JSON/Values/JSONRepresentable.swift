// Types of the application's own that stand for schemas of a contract.

/// What a schema can be mapped to: a type that reads itself from JSON and writes itself.
///
/// `read` takes the next value whole, with the reader's own methods. Where the value breaks a rule it says so with
/// `violate`, and returns nil: the request is then answered with all violations. It may be asked for any value at all, and must
/// take exactly one. Types that would rather deal with finished values conform to `JSONValueConvertible`.
public protocol JSONRepresentable: Sendable {
    /// Takes the next value of the reader. nil where it is no such value, which is to be noted as a violation.
    static func read(from json: inout JSONReader) -> Self?
    /// Writes the value as JSON.
    func write(to json: inout OutputBuffer)
}

/// A type that is made from a JSON value and gives one: the simple way to be `JSONRepresentable`.
public protocol JSONValueConvertible: JSONRepresentable {
    /// Nil where the value is none of this type.
    init?(json: JSONValue)
    /// The value as JSON.
    var json: JSONValue { get }
}

extension JSONValueConvertible {
    /// Reads any value, and asks `init(json:)`; a value that this refuses is a violation.
    public static func read(from json: inout JSONReader) -> Self? {
        let start = json.valuePosition
        guard let value = json.readValue() else { return nil }
        if let converted = Self(json: value) { return converted }
        json.refuse(valueAt: start, as: "\(Self.self)")
        return nil
    }

    /// Writes `json`.
    public func write(to output: inout OutputBuffer) { output.write(json) }
}

extension JSONReader {
    /// Where the next value begins.
    var valuePosition: Int {
        mutating get {
            skipWhitespace()
            return position
        }
    }

    mutating func refuse(valueAt start: Int, as type: String) {
        valueStart = start
        record(keyword: "format", "must be a valid \(type)")
    }
}

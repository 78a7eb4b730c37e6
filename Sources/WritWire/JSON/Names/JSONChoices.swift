// A closed list of JSON values that are not all strings.

/// The values of an enumeration, made once from their JSON text.
public struct JSONChoices: Sendable {
    let values: [JSONValue]
    let digests: [JSONDigest]

    /// - Parameter list: A JSON array.
    public init(_ list: StaticString) {
        guard case .array(let items)? = Self.value(of: "\(list)") else {
            preconditionFailure("the list of values is no JSON array")
        }
        values = items
        digests = items.map { JSONDigest($0) }
    }

    /// The value of a JSON text; nil where it is none.
    static func value(of text: String) -> JSONValue? {
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        return text.withUTF8 { bytes in
            var reader = unsafe JSONReader(UnsafeRawBufferPointer(bytes))
            let value = reader.readValue()
            return reader.finish() == nil ? value : nil
        }
    }
}

extension JSONReader {
    /// Takes a value that is one of a list and returns its index there.
    public mutating func readChoice(_ choices: JSONChoices) -> Int? {
        skipWhitespace()
        let start = position
        guard let value = readDigest() else { return nil }
        valueStart = start
        if let index = choices.digests.firstIndex(of: value) { return index }
        let shown = choices.values.prefix(20).map(\.text).joined(separator: ", ")
        record(keyword: "enum", "must be one of: \(shown)\(choices.values.count > 20 ? ", …" : "")")
        return nil
    }
}

extension JSONValue {
    /// The value's JSON text.
    public var text: String {
        var output = OutputBuffer(minimumCapacity: 64)
        output.write(self)
        // The buffer lives until its bytes are copied.
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }
}

// A closed list of JSON values that are not all strings.

/// The values of an enumeration, made once from their JSON text.
public struct JSONChoices: Sendable {
    let values: [JSONValue]

    /// - Parameter list: A JSON array.
    public init(_ list: StaticString) {
        guard case .array(let items)? = Self.value(of: "\(list)") else {
            preconditionFailure("the list of values is no JSON array")
        }
        values = items
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
        guard let value = readValue() else { return nil }
        valueStart = start
        if let index = choices.values.firstIndex(where: { $0.means(value) }) { return index }
        let shown = choices.values.prefix(20).map(\.text).joined(separator: ", ")
        record(keyword: "enum", "must be one of: \(shown)\(choices.values.count > 20 ? ", …" : "")")
        return nil
    }
}

extension JSONValue {
    /// Equality as JSON Schema has it: 1 and 1.0 are one number.
    func means(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.number(let first), .number(let second)):
            return first.text == second.text || first.double != nil && first.double == second.double
        case (.array(let first), .array(let second)):
            return first.count == second.count && zip(first, second).allSatisfy { $0.means($1) }
        case (.object(let first), .object(let second)):
            return first.count == second.count
                && first.names.allSatisfy { name in
                    guard let one = first[name], let two = second[name] else { return false }
                    return one.means(two)
                }
        default: return self == other
        }
    }

    /// The value's JSON text.
    public var text: String {
        var output = OutputBuffer(minimumCapacity: 64)
        output.write(self)
        // The buffer lives until its bytes are copied.
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }
}

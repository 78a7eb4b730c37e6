// The six kinds of JSON values, told apart by their first byte.

/// What a JSON value is.
public enum JSONKind: Sendable {
    case null, boolean, number, string, array, object

    /// The kind with its article, as messages name it.
    var noun: StaticString {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONReader {
    /// The kind of the next value, which stays unread; `nil` where no value begins.
    public mutating func peekKind() -> JSONKind? {
        skipWhitespace()
        return kindHere()
    }

    func kindHere() -> JSONKind? {
        switch byte {
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "{"): .object
        default: nil
        }
    }
}

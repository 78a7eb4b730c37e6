// A JSON value whose shape is not known beforehand: for schemas that leave it free.

/// Any JSON value.
public enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue: JSONReadable, JSONWritable {
    /// Takes any value. Of members with one name, the last counts.
    public static func read(from json: inout JSONReader) -> JSONValue? {
        switch json.peekKind() {
        case .null: return json.readNull() ? .null : nil
        case .boolean: return json.readBool().map { .boolean($0) }
        case .number: return json.readNumber().map { .number($0) }
        case .string: return json.readString().map { .string($0) }
        case .array:
            guard var array = json.beginArray() else { return nil }
            var items: [JSONValue] = []
            while json.nextItem(&array) {
                guard let item = read(from: &json) else { return nil }
                items.append(item)
            }
            return .array(items)
        case .object:
            guard var members = json.beginMembers() else { return nil }
            var object = JSONObject()
            while let name = json.nextMember(&members) {
                guard let value = read(from: &json) else { return nil }
                object[name] = value
            }
            return .object(object)
        case nil:
            json.fail("expected a value")
            return nil
        }
    }

    public func write(to json: inout OutputBuffer) {
        switch self {
        case .null: json.writeNull()
        case .boolean(let value): json.write(value)
        case .number(let number): json.append(number.description)
        case .string(let text): json.write(text)
        case .array(let items):
            let start = json.count
            for item in items {
                json.comma()
                item.write(to: &json)
            }
            json.endArray(start)
        case .object(let object):
            let start = json.count
            for member in object.members {
                json.writeName(member.name)
                member.value.write(to: &json)
            }
            json.endObject(start)
        }
    }
}

extension JSONReader {
    /// Takes a number and keeps it exactly as it is written.
    public mutating func readNumber() -> JSONNumber? {
        skipWhitespace()
        guard kindHere() == .number else {
            refuseType(expected: "a number")
            return nil
        }
        valueStart = position
        guard let range = scanNumber() else { return nil }
        return JSONNumber(checked: text(of: range))
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }
    /// A literal beyond the range of doubles becomes null.
    public init(floatLiteral value: Double) { self = JSONNumber(value).map { .number($0) } ?? .null }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (name, value) in elements { object[name] = value }
        self = .object(object)
    }
}

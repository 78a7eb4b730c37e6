// Any JSON value, for what a contract leaves free.

/// A JSON value of any kind.
public enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number, with all of its digits.
    case number(JSONNumber)
    /// A string without its escapes.
    case string(String)
    /// Items in their order.
    case array([JSONValue])
    /// Properties in the order they came. A name that came twice is kept once, with its last value.
    case object(JSONObject)
}

/// A number with the digits it was written with: nothing is lost, whatever its size.
public struct JSONNumber: Hashable, Sendable {
    /// By the grammar of RFC 8259, section 6.
    public let text: String

    init(checkedText text: String) {
        self.text = text
    }

    /// A whole number.
    public init(_ value: Int) { text = String(value) }

    /// Nil for infinities and not-a-number.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value.description
    }

    /// The nearest double; nil beyond its range.
    public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

    /// The number, where it is whole and fits, also when it was written as `1.0` or `1e3`.
    public var int: Int? {
        if let plain = Int(text) { return plain }
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        let decimal = text.withUTF8 { unsafe JSONDecimal($0) }
        return decimal.wholeMagnitude.flatMap { Int(exactly: decimal.isNegative ? -Int128($0) : Int128($0)) }
    }
}

/// Properties by name, in an order of their own, which doesn't count when two are compared.
public struct JSONObject: Sendable {
    private var members = JSONMap<JSONValue>()

    /// An object without properties.
    public init() {}

    init(capacity: Int) {
        members = JSONMap(minimumCapacity: capacity)
    }

    /// In their order; made when they are asked for.
    public var names: [String] { members.keys }

    /// The value of a property; nil where there is none. Setting nil takes the property out.
    public subscript(name: String) -> JSONValue? {
        get { members[name] }
        set { members[name] = newValue }
    }

    /// Names and values in their order.
    package var elements: [(key: String, value: JSONValue)] { members.elements }

    /// How many properties there are.
    public var count: Int { members.count }
}

extension JSONValue {
    /// Texts are compared code by code, numbers by the digits that they are written with.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): ExactName(left) == ExactName(right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(ExactName(value))
        case .array(let items): hasher.combine(items)
        case .object(let object): hasher.combine(object)
        }
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same properties, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool { left.members == right.members }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(members) }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
    /// A number; `null` for infinities and not-a-number.
    public init(floatLiteral value: Double) { self = JSONNumber(value).map { .number($0) } ?? .null }
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An array of these items.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object of these properties; of two values of one name the last counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (name, value) in elements { object[name] = value }
        self = .object(object)
    }
}

// MARK: Reading and writing

extension JSONReader {
    /// Takes the next value, whatever it is.
    public mutating func readValue() -> JSONValue? {
        switch peekKind() {
        case .null: return readNull() ? .null : nil
        case .boolean: return readBool().map { .boolean($0) }
        case .number:
            valueStart = position
            return scanNumber().map { .number(JSONNumber(checkedText: text(of: $0))) }
        case .string: return readString().map { .string($0) }
        case .array:
            guard var array = beginArray() else { return nil }
            var items = JSONItems<JSONValue>(in: &self)
            while nextItem(&array) {
                if let item = readValue() { add(item, to: &items) }
            }
            return .array(self.array(items))
        case .object:
            guard var members = beginMembers() else { return nil }
            var items = JSONMembers<JSONValue>(in: &self)
            while let name = nextMember(&members) {
                if let value = readValue() { add(value, name, to: &items) }
            }
            var object = JSONObject(capacity: items.total)
            takeAll(items) { member, _ in object[member.name] = member.value }
            return .object(object)
        case nil:
            skipValue()
            return nil
        }
    }
}

extension OutputBuffer {
    /// Writes a value of any kind.
    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: writeNull()
        case .boolean(let value): write(value)
        case .number(let number): append(number.text)
        case .string(let text): write(text)
        case .array(let items):
            let start = count
            for item in items {
                comma()
                write(item)
            }
            endArray(start)
        case .object(let object):
            let start = count
            for (name, value) in object.elements {
                writeName(name)
                write(value)
            }
            endObject(start)
        }
    }
}

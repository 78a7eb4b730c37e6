// Values that need no type of the contract, as models: what short readers and lists take.

internal import WritFormats

/// A value of a kind that the runtime knows by itself.
public protocol JSONLeaf: JSONRepresentable {
    /// Stands for a value that couldn't be read, until the reading is over.
    static var placeholder: Self { get }
}

extension JSONReader {
    /// Takes the value of a property for what is wrong with it; false where it is of another kind.
    mutating func skim(_ leaf: JSONShape.Leaf) -> Bool {
        switch leaf.word {
        case .boolean: skim(Bool.self, leaf)
        case .int: skim(Int.self, leaf)
        case .int8: skim(Int8.self, leaf)
        case .int16: skim(Int16.self, leaf)
        case .int32: skim(Int32.self, leaf)
        case .int64: skim(Int64.self, leaf)
        case .uint8: skim(UInt8.self, leaf)
        case .uint16: skim(UInt16.self, leaf)
        case .uint32: skim(UInt32.self, leaf)
        case .uint64: skim(UInt64.self, leaf)
        case .float: skim(Float.self, leaf)
        case .double: skim(Double.self, leaf)
        case .decimal: skim(DecimalNumber.self, leaf)
        case .string: skim(String.self, leaf)
        case .json: skim(JSONValue.self, leaf)
        case .dateTime: skim(DateTime.self, leaf)
        case .date: skim(CalendarDate.self, leaf)
        case .time: skim(TimeOfDay.self, leaf)
        case .duration: skim(CalendarDuration.self, leaf)
        case .uuid: skim(UniqueID.self, leaf)
        case .base64: skim(Base64.self, leaf)
        case .base64URL: skim(Base64URL.self, leaf)
        case .uri: skim(URI.self, leaf)
        case .ipv4: skim(IPv4Address.self, leaf)
        case .ipv6: skim(IPv6Address.self, leaf)
        }
    }

    private mutating func skim<Leaf: JSONLeaf>(_ type: Leaf.Type, _ leaf: JSONShape.Leaf) -> Bool {
        switch leaf.container {
        case .none: Leaf.read(from: &self) != nil
        case .list: [Leaf].read(from: &self) != nil
        case .members: JSONMap<Leaf>.read(from: &self) != nil
        }
    }
}

extension Bool: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Bool? { json.readBool() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Bool { false }
}

extension Int: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Int? { json.readInt() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Int { 0 }
}

extension Int8: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Int8? { json.readInt8() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Int8 { 0 }
}

extension Int16: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Int16? { json.readInt16() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Int16 { 0 }
}

extension Int32: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Int32? { json.readInt32() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Int32 { 0 }
}

extension Int64: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Int64? { json.readInt64() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Int64 { 0 }
}

extension UInt8: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> UInt8? { json.readUInt8() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: UInt8 { 0 }
}

extension UInt16: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> UInt16? { json.readUInt16() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: UInt16 { 0 }
}

extension UInt32: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> UInt32? { json.readUInt32() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: UInt32 { 0 }
}

extension UInt64: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> UInt64? { json.readUInt64() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: UInt64 { 0 }
}

extension Float: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Float? { json.readFloat() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Float { 0 }
}

extension Double: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Double? { json.readDouble() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Double { 0 }
}

extension String: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> String? { json.readString() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: String { "" }
}

extension JSONValue: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> JSONValue? { json.readValue() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: JSONValue { .null }
}

extension DecimalNumber: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> DecimalNumber? { json.readDecimal() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: DecimalNumber { 0 }
}

extension DateTime: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> DateTime? { json.readDateTime() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: DateTime { DateTime(secondsSinceEpoch: 0) }
}

extension CalendarDate: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> CalendarDate? { json.readCalendarDate() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: CalendarDate { .epoch }
}

extension TimeOfDay: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> TimeOfDay? { json.readTimeOfDay() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: TimeOfDay { .midnight }
}

extension CalendarDuration: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> CalendarDuration? { json.readCalendarDuration() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: CalendarDuration { .zero }
}

extension UniqueID: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> UniqueID? { json.readUniqueID() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: UniqueID { UniqueID(high: 0, low: 0) }
}

extension Base64: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Base64? { json.readBase64() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Base64 { Base64([]) }
}

extension Base64URL: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> Base64URL? { json.readBase64URL() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: Base64URL { Base64URL([]) }
}

extension URI: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> URI? { json.readURI() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: URI { .blank }
}

extension IPv4Address: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> IPv4Address? { json.readIPv4Address() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: IPv4Address { IPv4Address(bits: 0) }
}

extension IPv6Address: JSONLeaf {
    /// Takes the next value, with the checks of its kind.
    public static func read(from json: inout JSONReader) -> IPv6Address? { json.readIPv6Address() }
    /// Writes the value.
    public func write(to json: inout OutputBuffer) { json.write(self) }
    /// Stands for a value that couldn't be read.
    public static var placeholder: IPv6Address { IPv6Address(high: 0, low: 0) }
}

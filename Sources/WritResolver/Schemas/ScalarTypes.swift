// Formats: which Swift type a string or an integer with a `format` becomes. An unknown format changes nothing.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    func integerType(of view: SchemaView) -> IntegerType {
        switch view["format"]?.node.string {
        case "int8": .int8
        case "int16": .int16
        case "int32": .int32
        case "int64": .int64
        case "uint8": .uint8
        case "uint16": .uint16
        case "uint32": .uint32
        case "uint64": .uint64
        default: .int
        }
    }

    func numberType(of view: SchemaView) -> ValueType {
        view["format"]?.node.string == "float" ? .float : .double
    }

    func stringType(of view: SchemaView) -> ValueType {
        guard resolution.options.assertsFormats else { return .string }
        return switch view["format"]?.node.string {
        case "date-time": .dateTime
        case "date": .date
        case "uuid": .uuid
        case "byte": .base64
        default: .string
        }
    }
}

extension IntegerType {
    /// The numbers that the type holds, as decimal digits.
    var bounds: (minimum: String, maximum: String) {
        switch self {
        case .int, .int64: (String(Int64.min), String(Int64.max))
        case .int8: (String(Int8.min), String(Int8.max))
        case .int16: (String(Int16.min), String(Int16.max))
        case .int32: (String(Int32.min), String(Int32.max))
        case .uint8: ("0", String(UInt8.max))
        case .uint16: ("0", String(UInt16.max))
        case .uint32: ("0", String(UInt32.max))
        case .uint64: ("0", String(UInt64.max))
        }
    }

    /// The number as a literal of this type; nil where the type can't hold it.
    func literal(_ number: IntegerLiteral) -> String? {
        let fits: Bool
        if self == .uint64 {
            fits = number.uint64 != nil
        } else {
            fits = number.int64.map { $0 >= Int64(bounds.minimum) ?? .min && $0 <= Int64(bounds.maximum) ?? .max } ?? false
        }
        return fits ? number.decimal : nil
    }
}

// Formats: which Swift type a string or an integer with a `format` becomes. An unknown format changes nothing.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    func integerType(of view: SchemaView) -> IntegerType {
        if let type = SchemaFormat.named(view.format)?.integer { return type }
        return wholeRange(of: view) == .unsigned ? .uint64 : .int
    }

    /// What values of an integer are in Swift: `Int`, another integer for a format, or what the bounds ask for.
    func wholeNumberType(of view: SchemaView) -> ValueType {
        guard wholeRange(of: view) == .beyond else { return .integer(integerType(of: view)) }
        // A decimal may have a fraction.
        for part in view.parts where part[.type] != nil { resolution.ruleNotes.leave(.type, of: part) }
        return .decimal
    }

    private enum WholeRange: Int { case signed, unsigned, beyond }

    /// The integers that bounds reach to, where no format says what they are.
    private func wholeRange(of view: SchemaView) -> WholeRange {
        if SchemaFormat.named(view.format)?.integer != nil { return .signed }
        let upper = view.all(.maximum).map { above($0) } + view.all(.exclusiveMaximum).map { above($0, isExclusive: true) }
        let lower = view.all(.minimum) + view.all(.exclusiveMinimum)
        // What begins beyond a signed integer goes on there.
        let least = lower.map { above($0) }.max { $0.rawValue < $1.rawValue } ?? .signed
        let most = upper.min { $0.rawValue < $1.rawValue } ?? least
        if lower.contains(where: \.isNegative) == false, !lower.isEmpty { return max(least, most) }
        let isLow = !lower.isEmpty && lower.allSatisfy { !fitsBelow($0) }
        return isLow || most != .signed ? .beyond : .signed
    }

    private func max(_ one: WholeRange, _ other: WholeRange) -> WholeRange { one.rawValue > other.rawValue ? one : other }

    /// The type that holds what an upper bound lets be.
    private func above(_ bound: Place, isExclusive: Bool = false) -> WholeRange {
        if let number = bound.node.integer {
            if number.int64 != nil || number.decimal.hasPrefix("-") { return .signed }
            if isExclusive, number.decimal == "9223372036854775808" { return .signed }
            return number.uint64 != nil || isExclusive && number.decimal == "18446744073709551616" ? .unsigned : .beyond
        }
        let number = bound.node.double ?? 0
        return number < 0x1p63 ? .signed : number < 0x1p64 ? .unsigned : .beyond
    }

    /// Whether a signed integer holds what a lower bound lets be.
    private func fitsBelow(_ bound: Place) -> Bool {
        if let number = bound.node.integer { return number.int64 != nil || !number.decimal.hasPrefix("-") }
        return bound.node.double.map { $0 >= -0x1p63 } ?? true
    }

    /// The formats of integers are of numbers too, where nothing beside them has a fraction.
    func wholeType(of view: SchemaView) -> ValueType? {
        let type = integerType(of: view)
        guard type != .int,
            [Keyword.default, .minimum, .maximum, .multipleOf].allSatisfy({ view[$0]?.node.integer != nil || view[$0] == nil })
        else { return nil }
        return .integer(type)
    }

    func numberType(of view: SchemaView) -> ValueType { SchemaFormat.named(view.format)?.number ?? .double }

    /// The application's own type for a format of numbers.
    func customType(of view: SchemaView) -> ValueType? {
        view.format.flatMap { resolution.options.types.custom(forFormat: $0, isText: false) }
    }

    /// The application's own type for a named schema: text for strings, JSON for all others.
    func customType(ofComponent schema: Place) -> ValueSchema? {
        guard resolution.options.types.schemas[schema.name] != nil, let view = flatten([schema]) else { return nil }
        let isText: Bool =
            switch view.unions.isEmpty ? kind(of: view) : nil {
            case .string, .enumeration(.string): true
            default: false
            }
        guard let type = resolution.options.types.custom(forSchema: schema.name, isText: isText) else { return nil }
        var value = ValueSchema(type, isNullable: isNullable(view))
        constrain(&value, by: view)
        return value
    }

    /// The type of text. What the content is encoded in says the same as a format.
    func stringType(of view: SchemaView) -> ValueType {
        let format = view.format
        if let format, let custom = resolution.options.types.custom(forFormat: format, isText: true) { return custom }
        guard resolution.options.assertsFormats else { return .string }
        if let known = SchemaFormat.named(format)?.text { return .text(known) }
        switch view[.contentEncoding]?.node.string {
        case "base64": return .text(.base64)
        case "base64url": return .text(.base64URL)
        default: return .string
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

extension Place {
    fileprivate var isNegative: Bool { node.double.map { $0 < 0 } ?? false }
}

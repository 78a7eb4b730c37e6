// Fields that are lists with weights (RFC 9110 sections 5.6.1 and 12.4.2), taken apart in place.

enum FieldList {
    /// Takes what stands before the next separator that is not inside quotes, without white space around it.
    static func takeElement(
        _ rest: inout Slice<UnsafeRawBufferPointer>, separator: UInt8 = UInt8(ascii: ",")
    ) -> Slice<UnsafeRawBufferPointer> {
        var isQuoted = false
        var end = unsafe rest.startIndex
        // `end` stays inside the slice.
        while unsafe end < rest.endIndex {
            let byte = unsafe rest[end]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == separator, !isQuoted { break }
            // A backslash inside quotes takes the next byte along.
            end += byte == UInt8(ascii: "\\") && isQuoted ? 2 : 1
        }
        end = unsafe min(end, rest.endIndex)
        let element = unsafe rest[rest.startIndex..<end]
        unsafe rest = rest[min(end + 1, rest.endIndex)...]
        return unsafe trimmed(element)
    }

    static func trimmed(_ slice: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        var slice = unsafe slice
        while let first = unsafe slice.first, first == 0x20 || first == 0x09 { unsafe slice = slice.dropFirst() }
        while let last = unsafe slice.last, last == 0x20 || last == 0x09 { unsafe slice = slice.dropLast() }
        return unsafe slice
    }

    static func equalIgnoringCase(_ left: some Collection<UInt8>, _ right: StaticString) -> Bool {
        // A static string's bytes live as long as the program.
        let bytes = unsafe UnsafeRawBufferPointer(start: right.utf8Start, count: right.utf8CodeUnitCount)
        return unsafe equalIgnoringCase(left, bytes)
    }

    static func equalIgnoringCase(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    /// Takes the next parameter of those that stand behind a semicolon; the value of one without an equals sign is empty.
    /// White space around the equals sign is no part of either (RFC 9110 section 5.6.3, bad white space).
    static func takeParameter(
        _ rest: inout Slice<UnsafeRawBufferPointer>
    ) -> (name: Slice<UnsafeRawBufferPointer>, value: Slice<UnsafeRawBufferPointer>) {
        var value = unsafe takeElement(&rest, separator: UInt8(ascii: ";"))
        let name = unsafe takeElement(&value, separator: UInt8(ascii: "="))
        return unsafe (name, trimmed(value))
    }

    /// The weight among the parameters of an element, in thousandths; 1,000 where there is none.
    static func qualityThousandths(_ parameters: Slice<UnsafeRawBufferPointer>) -> Int {
        var rest = unsafe parameters
        while unsafe !rest.isEmpty {
            let (name, value) = unsafe takeParameter(&rest)
            if unsafe equalIgnoringCase(name, "q") { return unsafe thousandths(unquoted(value)) }
        }
        return 1000
    }

    /// Without the quotes that a value may stand in.
    static func unquoted(_ value: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        guard unsafe value.count >= 2, unsafe value.first == UInt8(ascii: "\""), unsafe value.last == UInt8(ascii: "\"") else {
            return unsafe value
        }
        return unsafe value.dropFirst().dropLast()
    }

    /// Whether two values of a parameter are the same, be they quoted or not (RFC 9110 section 5.6.6).
    static func equalValues(_ left: Slice<UnsafeRawBufferPointer>, _ right: Slice<UnsafeRawBufferPointer>) -> Bool {
        var (left, right) = unsafe (QuotedText(left), QuotedText(right))
        while true {
            let (first, second) = (left.next(), right.next())
            if first != second { return false }
            if first == nil { return true }
        }
    }

    /// `1`, `0.5`, `0.125`, and `.2` as some clients write it; more than 1 counts as 1, and what is no number as 0.
    private static func thousandths(_ text: Slice<UnsafeRawBufferPointer>) -> Int {
        var (value, digits) = (0, 0)
        var fraction: Int?
        for unsafe(_, byte) in unsafe text.enumerated() {
            if byte == UInt8(ascii: "."), fraction == nil {
                fraction = 1000
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return 0 }
            let digit = Int(byte - UInt8(ascii: "0"))
            digits += 1
            if let scale = fraction {
                fraction = scale / 10
                value += digit * (scale / 10)
            } else {
                value = min(value * 10 + digit * 1000, 1000)
            }
        }
        return digits == 0 ? 0 : min(value, 1000)
    }
}

/// The bytes of a value that may stand in quotes, these and their backslashes undone.
@safe
private struct QuotedText: IteratorProtocol {
    private var rest: Slice<UnsafeRawBufferPointer>
    private let isQuoted: Bool

    init(_ value: Slice<UnsafeRawBufferPointer>) {
        unsafe rest = FieldList.unquoted(value)
        isQuoted = unsafe rest.count < value.count
    }

    mutating func next() -> UInt8? {
        guard let byte = unsafe rest.popFirst() else { return nil }
        // A backslash takes the next byte as it stands.
        return unsafe isQuoted && byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
    }
}

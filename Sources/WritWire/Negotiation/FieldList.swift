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

    /// The weight among the parameters of an element, in thousandths; 1,000 where there is none.
    static func qualityThousandths(_ parameters: Slice<UnsafeRawBufferPointer>) -> Int {
        var rest = unsafe parameters
        while unsafe !rest.isEmpty {
            let parameter = unsafe takeElement(&rest, separator: UInt8(ascii: ";"))
            guard unsafe parameter.count >= 2, unsafe parameter.first.map({ $0 | 0x20 }) == UInt8(ascii: "q"),
                unsafe parameter.dropFirst().first == UInt8(ascii: "=")
            else { continue }
            return unsafe thousandths(parameter.dropFirst(2))
        }
        return 1000
    }

    /// `1`, `0.5`, `0.125`; what is not of that form counts as 0.
    private static func thousandths(_ digits: Slice<UnsafeRawBufferPointer>) -> Int {
        var value = 0
        var scale = 1000
        for unsafe(index, byte) in unsafe digits.prefix(5).enumerated() {
            if index == 1, byte == UInt8(ascii: ".") { continue }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), index != 1 else { return 0 }
            value += Int(byte - UInt8(ascii: "0")) * scale
            scale /= 10
        }
        return min(value, 1000)
    }
}

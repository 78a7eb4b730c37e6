// The parts that a request asks for in the field Range (RFC 9110 section 14).

/// What a `Range` comes to for a representation of a known length.
package enum RangeField: Equatable {
    /// The field is as if it weren't there: it counts in another unit, or asks for more bytes than there are, or for too many parts; or
    /// there are no bytes at all, of which no part can be told.
    case ignored
    /// None of it lies in the representation, or it is malformed: 416.
    case unsatisfiable
    /// The parts, in the order in which they are asked for.
    case parts([Range<Int>])

    /// More parts than a client has use for (RFC 9110 section 14.2).
    package static let partsMax = 100

    /// Reads the field in one go.
    package init(_ field: UnsafeRawBufferPointer, byteCount: Int) {
        // No blanks stand around the sign (RFC 9110 section 14.1.1).
        guard byteCount > 0, let sign = unsafe field.firstIndex(of: UInt8(ascii: "=")),
            unsafe FieldList.equalIgnoringCase(field[..<sign], "bytes")
        else {
            self = .ignored
            return
        }
        var rest = unsafe field[(sign + 1)...]
        var parts: [Range<Int>] = []
        var total = 0
        var isNamed = false
        while unsafe !rest.isEmpty {
            let element = unsafe FieldList.takeElement(&rest)
            // Empty elements of a list count for nothing (RFC 9110 section 5.6.1).
            if unsafe element.isEmpty { continue }
            isNamed = true
            guard let range = unsafe Self.range(element, byteCount) else {
                self = .unsatisfiable
                return
            }
            if range.isEmpty { continue }
            parts.append(range)
            // No sum of ranges within a file comes near the largest number before it is larger than the file.
            total += range.count
            if total > byteCount || parts.count > Self.partsMax {
                self = .ignored
                return
            }
        }
        self = parts.isEmpty || !isNamed ? .unsatisfiable : .parts(parts)
    }

    /// `first-last`, `first-` or `-count`; empty where it lies outside of the bytes, nil where it is malformed.
    private static func range(_ element: Slice<UnsafeRawBufferPointer>, _ byteCount: Int) -> Range<Int>? {
        var rest = unsafe element
        guard let dash = unsafe element.firstIndex(of: UInt8(ascii: "-")) else { return nil }
        let first = unsafe FieldList.takeElement(&rest, separator: UInt8(ascii: "-"))
        let last = unsafe FieldList.trimmed(element[(dash + 1)...])
        guard let start = unsafe number(first), let end = unsafe number(last) else { return nil }
        switch (start, end) {
        case (nil, nil): return nil
        case (nil, let count?): return byteCount - min(count, byteCount)..<byteCount
        case (let start?, let end?): return start < byteCount && start <= end ? start..<min(end, byteCount - 1) + 1 : 0..<0
        case (let start?, nil): return start < byteCount ? start..<byteCount : 0..<0
        }
    }

    /// A number of digits alone, which is cut off where it is larger than any file; nil in it for no digits, nil for something else.
    private static func number(_ text: Slice<UnsafeRawBufferPointer>) -> Int?? {
        if unsafe text.isEmpty { return .some(nil) }
        var number = 0
        var index = unsafe text.startIndex
        // `index` stays below the end.
        while unsafe index < text.endIndex {
            let byte = unsafe text[index]
            index += 1
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            number = min(number * 10 + Int(byte - UInt8(ascii: "0")), 1 << 58)
        }
        return number
    }
}

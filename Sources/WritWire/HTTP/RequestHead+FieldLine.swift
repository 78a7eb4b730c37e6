// One field line: name, colon, value, CR LF (RFC 9112 section 5).

/// What stands at the start of a line of the field section.
enum FieldLineResult {
    case incomplete
    case line(end: Int)
    case endOfHead(end: Int)
}

extension RequestHead {
    /// Parses the field line at `start`, or the empty line that ends the head.
    mutating func parseFieldLine(
        _ bytes: UnsafeRawBufferPointer, from start: Int, limits: HeadLimits
    ) throws(Refusal) -> FieldLineResult {
        // Every index in this function is compared with `bytes.count` before it is used.
        guard start < bytes.count else { return .incomplete }
        let nameEnd = unsafe bytes.endOfRun(of: .token, from: start)
        if nameEnd - start > limits.fieldBytesMax { throw .fieldTooLarge }
        guard nameEnd < bytes.count else { return .incomplete }
        guard unsafe bytes[nameEnd] == UInt8(ascii: ":"), nameEnd > start else {
            return try unsafe Self.parseEmptyLine(bytes, from: start, isFirst: fields.count == 0)
        }
        var valueStart = nameEnd + 1
        while unsafe valueStart < bytes.count && bytes[valueStart].isBlank { valueStart += 1 }
        let lineEnd = unsafe bytes.endOfFieldText(from: valueStart)
        if lineEnd - start > limits.fieldBytesMax { throw .fieldTooLarge }
        guard lineEnd < bytes.count else { return .incomplete }
        switch unsafe bytes[lineEnd] {
        case .carriageReturn: break
        case .lineFeed: throw .malformedLineEnd
        default: throw .malformedField
        }
        guard lineEnd + 1 < bytes.count else { return .incomplete }
        guard unsafe bytes[lineEnd + 1] == .lineFeed else { throw .malformedLineEnd }
        var valueEnd = lineEnd
        while unsafe valueEnd > valueStart && bytes[valueEnd - 1].isBlank { valueEnd -= 1 }
        if fields.count == limits.fieldCountMax { throw .tooManyFields }
        let name = ByteRange(start, nameEnd)
        let value = ByteRange(valueStart, valueEnd)
        fields.append(name: name, value: value)
        try unsafe noteKnownField(bytes, name: name, value: value)
        return .line(end: lineEnd + 2)
    }

    // Static: what only looks at a head would be handed a copy of it.
    private static func parseEmptyLine(
        _ bytes: UnsafeRawBufferPointer, from start: Int, isFirst: Bool
    ) throws(Refusal) -> FieldLineResult {
        // The caller saw that `start` is below `bytes.count`; `start + 1` is compared with it before use.
        switch unsafe bytes[start] {
        case .carriageReturn:
            guard start + 1 < bytes.count else { return .incomplete }
            guard unsafe bytes[start + 1] == .lineFeed else { throw .malformedLineEnd }
            return .endOfHead(end: start + 2)
        case .lineFeed:
            throw .malformedLineEnd
        case .space, 9:
            throw isFirst ? .malformedField : .foldedField
        default:
            throw .malformedField
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The first index from `start` on whose byte a field value can't hold: a control byte other than tab, or DEL
    /// (RFC 9110 section 5.5). Eight bytes are looked at together where there are eight.
    @inline(__always)
    func endOfFieldText(from start: Int) -> Int {
        var at = start
        // Both loops compare with `count` before they read; the first reads eight bytes and asks for eight.
        while at &+ 8 <= count {
            let word = unsafe loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let belowSpace = (word &- 0x2020_2020_2020_2020) & ~word
            let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
            let isDelete = (delete &- 0x0101_0101_0101_0101) & ~delete
            // The lowest bit that is set marks the first such byte; those above it may be set by a borrow.
            let marks = UInt64(littleEndian: (belowSpace | isDelete) & 0x8080_8080_8080_8080)
            if marks == 0 {
                at &+= 8
                continue
            }
            at &+= marks.trailingZeroBitCount >> 3
            if unsafe self[at] != 9 { return at }
            at &+= 1
        }
        while at < count {
            let byte = unsafe self[at]
            if (byte < 32 && byte != 9) || byte == 127 { break }
            at &+= 1
        }
        return at
    }
}

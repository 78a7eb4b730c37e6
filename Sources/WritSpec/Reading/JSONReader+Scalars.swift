// JSON's strings and numbers.

extension JSONReader {
    /// Reads the string that starts at `offset` and hands it to the builder.
    mutating func readString() throws(Failure) {
        let start = offset + 1
        var end = start
        // Up to a quote, a backslash or a control character.
        while end < text.count, text[end] >= 0x20, text[end] != 0x22, text[end] != 0x5C { end += 1 }
        if end < text.count, text[end] == UInt8(ascii: "\"") {
            finishString(String(decoding: text[start..<end], as: UTF8.self), end: end + 1)
        } else {
            try readEscapedString(from: start, plainEnd: end)
        }
    }

    private mutating func finishString(_ string: String, end: Int) {
        var length = 0
        var index = offset
        while index < end {
            if text[index] & 0xC0 != 0x80 { length += 1 }
            index += 1
        }
        builder.scalar(string, isPlain: false, .init(), at: location(length: length))
        offset = end
    }

    private mutating func readEscapedString(from start: Int, plainEnd: Int) throws(Failure) {
        var decoded = Array(text[start..<plainEnd])
        var index = plainEnd
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""): return finishString(String(decoding: decoded, as: UTF8.self), end: index + 1)
            case UInt8(ascii: "\\"): try readEscape(at: &index, into: &decoded)
            case 0..<0x20:
                throw syntax(
                    "a string holds a line break or another control character", at: index,
                    hint: "write it as an escape (`\\n`, `\\t`, `\\u0000`), or close the string before it")
            default:
                decoded.append(text[index])
                index += 1
            }
        }
        throw syntax("this string has no closing quote", hint: "add the missing `\"`")
    }

    /// Reads one escape, a surrogate pair counting as one.
    private func readEscape(at index: inout Int, into decoded: inout [UInt8]) throws(Failure) {
        let escape = index + 1 < text.count ? text[index + 1] : 0
        if escape == UInt8(ascii: "u") { return try readUnicodeEscape(at: &index, into: &decoded) }
        guard let byte = Self.escaped(by: escape) else {
            throw syntax("this escape is unknown to JSON", at: index, hint: "write a backslash itself as `\\\\`")
        }
        decoded.append(byte)
        index += 2
    }

    private static func escaped(by escape: UInt8) -> UInt8? {
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
        case UInt8(ascii: "b"): 8
        case UInt8(ascii: "f"): 12
        case UInt8(ascii: "n"): 10
        case UInt8(ascii: "r"): 13
        case UInt8(ascii: "t"): 9
        default: nil
        }
    }

    private func readUnicodeEscape(at index: inout Int, into decoded: inout [UInt8]) throws(Failure) {
        guard let unit = codeUnit(at: index) else {
            throw syntax(
                "`\\u` takes four hexadecimal digits", at: index, hint: "write a backslash itself as `\\\\`")
        }
        var value = unit
        var length = 6
        if unit & 0xFC00 == 0xD800, let low = codeUnit(at: index + 6), low & 0xFC00 == 0xDC00 {
            value = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
            length = 12
        }
        guard let scalar = UnicodeScalar(value), let encoded = UTF8.encode(scalar) else {
            throw syntax(
                "this escape is half of a surrogate pair", at: index,
                hint: "write both halves, such as `\\ud83d\\ude00`, or the character itself")
        }
        decoded.append(contentsOf: encoded)
        index += length
    }

    /// The value of `\uXXXX` at an offset.
    private func codeUnit(at offset: Int) -> UInt32? {
        guard offset + 6 <= text.count, text[offset] == UInt8(ascii: "\\"), text[offset + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var value: UInt32 = 0
        for byte in text[(offset + 2)..<(offset + 6)] {
            guard let digit = Self.hexadecimalValue(byte) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// True for the bytes that end a number or a literal name.
    static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["),
            UInt8(ascii: "{"), UInt8(ascii: "\""):
            true
        default: false
        }
    }

    /// `-? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][-+]?[0-9]+)?`
    static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let wholeCount = removeDigits(from: &rest)
        guard wholeCount == 1 || wholeCount > 1 && !startsWithZero else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard removeDigits(from: &rest) > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            guard removeDigits(from: &rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func removeDigits(from rest: inout ArraySlice<UInt8>) -> Int {
        let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        rest.removeFirst(count)
        return count
    }
}

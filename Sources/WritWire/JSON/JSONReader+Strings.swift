// Reads strings: eight bytes at a time while they are plain ASCII, UTF-8 and escapes checked.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// The bytes between the quotes of a string that was stepped over.
struct JSONStringRange {
    let start: Int
    let end: Int
    let hasEscapes: Bool
}

extension JSONReader {
    /// Takes a string. Up to 15 bytes need no allocation.
    public mutating func readString() -> String? {
        skipWhitespace()
        guard byte == UInt8(ascii: "\"") else {
            refuseType(expected: "a string")
            return nil
        }
        valueStart = position
        guard let text = scanString() else { return nil }
        return unescaped(text)
    }

    /// Takes a string that is one of the names of a table and returns its index there; no String is made.
    public mutating func readChoice(_ choices: JSONKeys) -> Int? {
        skipWhitespace()
        guard byte == UInt8(ascii: "\"") else {
            refuseType(expected: "a string")
            return nil
        }
        valueStart = position
        guard let text = scanString() else { return nil }
        if let index = index(of: text, in: choices) { return index }
        refuseChoice(choices)
        return nil
    }

    /// The index of a scanned string in a table of names.
    func index(of text: JSONStringRange, in names: JSONKeys) -> Int? {
        guard text.hasEscapes else {
            // The scanned range lies inside the text; the table is immutable and never freed.
            return unsafe names.find(base + text.start, text.end - text.start)
        }
        var name = unescaped(text)
        return name.withUTF8 { bytes in
            // `bytes` is valid inside the closure.
            unsafe bytes.baseAddress.flatMap { unsafe names.find($0, bytes.count) }
        }
    }

    @inline(never)
    private mutating func refuseChoice(_ choices: JSONKeys) {
        let shown = (0..<min(choices.count, 20)).map { choices.name($0) }.joined(separator: ", ")
        record(keyword: "enum", "must be one of: \(shown)\(choices.count > 20 ? ", …" : "")")
    }

    mutating func scanString(from start: Int) -> JSONStringRange? {
        position = start
        return scanString()
    }

    /// Steps over the string whose opening quote is at the position.
    mutating func scanString() -> JSONStringRange? {
        let start = position + 1
        var index = start
        var hasEscapes = false
        while true {
            // Eight bytes are readable at `index`.
            while count - index >= 8 {
                let word = unsafe UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
                let special = Self.specialBytes(word)
                if special != 0 {
                    index += special.trailingZeroBitCount >> 3
                    break
                }
                index += 8
            }
            guard index < count else { return failString(at: count, "expected the closing quote of a string") }
            // `index` is below `count`.
            let next = unsafe base[index]
            switch next {
            case UInt8(ascii: "\""):
                position = index + 1
                return JSONStringRange(start: start, end: index, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard let length = escapeLength(index) else { return nil }
                index += length
            case 0..<0x20:
                return failString(at: index, "expected an escape instead of a control character")
            case 0x80...:
                guard let length = sequenceLength(index) else { return failString(at: index, "expected valid UTF-8") }
                index += length
            default:
                index += 1
            }
        }
    }

    private mutating func failString(at index: Int, _ message: StaticString) -> JSONStringRange? {
        position = index
        fail(message)
        return nil
    }

    /// Has the high bit of each byte set that ends a plain run: quote, backslash, control character, or beyond ASCII.
    /// Exact up to the first such byte, which is all that is used.
    @inline(__always)
    static func specialBytes(_ word: UInt64) -> UInt64 {
        let quote = word ^ 0x2222_2222_2222_2222
        let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let ones: UInt64 = 0x0101_0101_0101_0101
        return (word | (word &- 0x2020_2020_2020_2020) | (quote &- ones) | (backslash &- ones)) & 0x8080_8080_8080_8080
    }

    /// The length of the UTF-8 sequence at `index` (Unicode 15, table 3-7), whose first byte is beyond ASCII.
    @inline(__always)
    func sequenceLength(_ index: Int) -> Int? {
        let left = count - index
        // Each byte is read after `left` was checked.
        let first = unsafe base[index]
        let second: UInt8 = left > 1 ? unsafe base[index + 1] : 0
        switch first {
        case 0xC2...0xDF:
            return isContinuation(second) ? 2 : nil
        case 0xE0...0xEF:
            guard left > 2, isContinuation(second), isContinuation(unsafe base[index + 2]) else { return nil }
            if first == 0xE0, second < 0xA0 { return nil }
            if first == 0xED, second > 0x9F { return nil }
            return 3
        case 0xF0...0xF4:
            guard left > 3, isContinuation(second), isContinuation(unsafe base[index + 2]),
                isContinuation(unsafe base[index + 3])
            else { return nil }
            if first == 0xF0, second < 0x90 { return nil }
            if first == 0xF4, second > 0x8F { return nil }
            return 4
        default:
            return nil
        }
    }

    @inline(__always)
    private func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}

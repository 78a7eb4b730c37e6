// Backslash escapes in strings: checked while scanning, decoded when a String is made.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

extension JSONReader {
    /// The length of the escape whose backslash is at `index`; a surrogate pair counts as one escape of 12 bytes.
    mutating func escapeLength(_ index: Int) -> Int? {
        position = index
        guard count - index > 1 else { return failEscape() }
        // `index + 1` is below `count`.
        switch unsafe base[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            guard let unit = hexUnit(index + 2) else { return failEscape() }
            guard unit & 0xF800 == 0xD800 else { return 6 }
            // `index + 7` is below `count` where twelve bytes are left.
            guard unit < 0xDC00, count - index >= 12, unsafe base[index + 6] == UInt8(ascii: "\\"),
                unsafe base[index + 7] == UInt8(ascii: "u"), let low = hexUnit(index + 8), low & 0xFC00 == 0xDC00
            else {
                fail("expected a surrogate pair, not half of one")
                return nil
            }
            return 12
        default:
            return failEscape()
        }
    }

    private mutating func failEscape() -> Int? {
        fail("expected an escape such as \\n or \\u00e9")
        return nil
    }

    /// The four hexadecimal digits at `index`.
    private func hexUnit(_ index: Int) -> UInt32? {
        guard count - index >= 4 else { return nil }
        var unit: UInt32 = 0
        for offset in 0..<4 {
            // Four bytes are readable at `index`.
            guard let digit = hexDigit(unsafe base[index + offset]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The String that a scanned range stands for.
    @inline(__always)
    func unescaped(_ text: JSONStringRange) -> String {
        guard text.hasEscapes else {
            // The scanned range lies inside the text.
            return unsafe String(
                decoding: UnsafeBufferPointer(start: base + text.start, count: text.end - text.start), as: UTF8.self)
        }
        return decodeEscapes(text)
    }

    @inline(never)
    private func decodeEscapes(_ text: JSONStringRange) -> String {
        // No escape is shorter than what it stands for, so the raw length is room enough.
        unsafe String(unsafeUninitializedCapacity: text.end - text.start) { output in
            var index = text.start
            var length = 0
            while index < text.end {
                // `index` stays inside the scanned range, `length` never runs ahead of it.
                let next = unsafe base[index]
                guard next == UInt8(ascii: "\\") else {
                    unsafe output[length] = next
                    length += 1
                    index += 1
                    continue
                }
                let escape = unsafe base[index + 1]
                if escape == UInt8(ascii: "u") {
                    let scalar = escapedScalar(index)
                    index += scalar > 0xFFFF ? 12 : 6
                    unsafe Self.encode(scalar, into: output, at: &length)
                } else {
                    unsafe output[length] = Self.escapedByte(escape)
                    length += 1
                    index += 2
                }
            }
            return length
        }
    }

    /// The scalar of the `\u` escape, or of the pair of them, at `index`; both were checked while scanning.
    private func escapedScalar(_ index: Int) -> UInt32 {
        let unit = hexUnit(index + 2) ?? 0
        guard unit & 0xF800 == 0xD800 else { return unit }
        let low = hexUnit(index + 8) ?? 0
        return 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
    }

    private static func escapedByte(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }

    /// The caller promises room for the scalar's UTF-8 bytes behind `length`.
    private static func encode(_ scalar: UInt32, into output: UnsafeMutableBufferPointer<UInt8>, at length: inout Int) {
        // Surrogates were refused while scanning, so the replacement is never met.
        for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}").unsafelyUnwrappedOrEmpty {
            unsafe output[length] = byte
            length += 1
        }
    }
}

extension Optional where Wrapped == UTF8.EncodedScalar {
    fileprivate var unsafelyUnwrappedOrEmpty: UTF8.EncodedScalar { self ?? UTF8.encodedReplacementCharacter }
}

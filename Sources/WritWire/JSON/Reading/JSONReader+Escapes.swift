// Backslash escapes in strings: checked while scanning, decoded when a String is made.

internal import CWritWire

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
            guard count - index >= 6, let unit = unsafe Self.hexUnit(base + index + 2) else { return failEscape() }
            guard unit & 0xF800 == 0xD800 else { return 6 }
            // Twelve bytes are left.
            guard unit < 0xDC00, count - index >= 12, unsafe base[index + 6] == UInt8(ascii: "\\"),
                unsafe base[index + 7] == UInt8(ascii: "u"), let low = unsafe Self.hexUnit(base + index + 8),
                low & 0xFC00 == 0xDC00
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

    /// The four hexadecimal digits at `digits`, where as many bytes are readable.
    private static func hexUnit(_ digits: UnsafePointer<UInt8>) -> UInt32? {
        var unit: UInt32 = 0
        for offset in 0..<4 {
            // One of the four.
            guard let digit = hexDigit(unsafe digits[offset]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
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
        if text.hasEscapes { return unsafe Self.decodeEscapes(base + text.start, text.end - text.start) }
        // The scanned range lies inside the text, and was found to be UTF-8.
        let bytes = unsafe UnsafeBufferPointer(start: base + text.start, count: text.end - text.start)
        return unsafe String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: text.isASCII))
    }

    /// Decodes onto the stack first, so that what is short in the end needs no allocation; what is too long for the stack is
    /// decoded in place, where it stays.
    @inline(never)
    private static func decodeEscapes(_ text: UnsafePointer<UInt8>, _ count: Int) -> String {
        if count > stackBytes {
            // Where the last bytes stand, `decode` moves sixteen at once.
            let room = unsafe decodedLength(text, count) + 16
            return unsafe String(unsafeUninitializedCapacity: room) { unsafe decode(text, count, into: $0) }
        }
        // No escape is shorter than what it stands for, so the raw length is room enough.
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { output in
            let length = unsafe decode(text, count, into: output)
            // The escapes were checked while scanning: what they stand for is UTF-8, as the bytes around them.
            let bytes = unsafe UnsafeBufferPointer(rebasing: output[..<length])
            return unsafe String(copying: UTF8Span(unchecked: bytes.span))
        }
    }

    /// As much as a temporary allocation takes from the stack.
    private static let stackBytes = 1024

    /// How many bytes the escapes of `count` bytes leave.
    private static func decodedLength(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var length = count
        var index = 0
        // `index` stays inside the scanned range, whose escapes are whole.
        while index < count, let found = unsafe memchr(text + index, Int32(UInt8(ascii: "\\")), count - index) {
            index = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(text)
            guard unsafe text[index + 1] == UInt8(ascii: "u") else {
                length -= 1
                index += 2
                continue
            }
            let scalar = unsafe escapedScalar(text + index)
            let escapeLength = scalar > 0xFFFF ? 12 : 6
            length -= escapeLength - (scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4)
            index += escapeLength
        }
        return length
    }

    /// The count of decoded bytes; the caller promises `count` bytes to read, and room for as many, or for as many as are
    /// decoded and sixteen more.
    private static func decode(
        _ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var index = 0
        var length = 0
        while index < count {
            // Sixteen bytes that are inside the range are moved at once, and count up to the first backslash. `length` never
            // runs ahead of the bytes that were read, so that there is room for as many.
            if count - index >= 16, let target = output.baseAddress {
                let run = unsafe writ_copy_run(target + length, text + index)
                index += run
                length += run
                if run == 16 { continue }
            }
            // `index` stays inside the scanned range.
            let next = unsafe text[index]
            guard next == UInt8(ascii: "\\") else {
                unsafe output[length] = next
                length += 1
                index += 1
                continue
            }
            let escape = unsafe text[index + 1]
            if escape == UInt8(ascii: "u") {
                let scalar = unsafe escapedScalar(text + index)
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

    /// The scalar of the `\u` escape, or of the pair of them, at `escape`; both were checked while scanning.
    private static func escapedScalar(_ escape: UnsafePointer<UInt8>) -> UInt32 {
        let unit = unsafe hexUnit(escape + 2) ?? 0
        guard unit & 0xF800 == 0xD800 else { return unit }
        let low = unsafe hexUnit(escape + 8) ?? 0
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

    /// The caller promises room for the scalar's UTF-8 bytes behind `length`; it is no surrogate.
    @inline(__always)
    private static func encode(_ scalar: UInt32, into output: UnsafeMutableBufferPointer<UInt8>, at length: inout Int) {
        func append(_ byte: UInt32) {
            // At most four bytes for six or twelve that were read.
            unsafe output[length] = UInt8(truncatingIfNeeded: byte)
            length += 1
        }
        if scalar < 0x80 { return append(scalar) }
        if scalar < 0x800 {
            append(0xC0 | scalar >> 6)
        } else {
            if scalar < 0x10000 {
                append(0xE0 | scalar >> 12)
            } else {
                append(0xF0 | scalar >> 18)
                append(0x80 | scalar >> 12 & 0x3F)
            }
            append(0x80 | scalar >> 6 & 0x3F)
        }
        append(0x80 | scalar & 0x3F)
    }
}

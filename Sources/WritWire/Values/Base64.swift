// Base64 (RFC 4648, section 4): the format `byte`, whose values are plain `[UInt8]`.

/// Base64 with padding, without line breaks.
public enum Base64 {
    /// The bytes that `text` stands for; `nil` for a foreign character, missing padding, or bits left over.
    @unsafe
    public static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var padding = 0
        // `index` stays below the count.
        for index in 0..<text.count {
            let character = unsafe text[index]
            if character == UInt8(ascii: "=") {
                padding += 1
                guard padding <= 2, index >= text.count - 2 else { return nil }
                bits <<= 6
            } else {
                guard padding == 0, let value = value(of: character) else { return nil }
                bits = bits << 6 | value
            }
            guard index % 4 == 3 else { continue }
            bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
            if padding < 2 { bytes.append(UInt8(truncatingIfNeeded: bits >> 8)) }
            if padding < 1 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
            if padding > 0, bits & (padding == 1 ? 0xFF : 0xFFFF) != 0 { return nil }
            bits = 0
        }
        return bytes
    }

    public static func append(_ bytes: [UInt8], to output: inout OutputBuffer) {
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let bits =
                UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
                | (left > 2 ? UInt32(bytes[index + 2]) : 0)
            output.append(character(bits >> 18))
            output.append(character(bits >> 12))
            output.append(left > 1 ? character(bits >> 6) : UInt8(ascii: "="))
            output.append(left > 2 ? character(bits) : UInt8(ascii: "="))
            index += 3
        }
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    /// The character of the lowest six bits.
    private static func character(_ bits: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: bits & 0x3F)
        switch value {
        case ..<26: return UInt8(ascii: "A") + value
        case ..<52: return UInt8(ascii: "a") + value - 26
        case ..<62: return UInt8(ascii: "0") + value - 52
        case 62: return UInt8(ascii: "+")
        default: return UInt8(ascii: "/")
        }
    }
}

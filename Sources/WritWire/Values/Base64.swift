// Bytes that travel as Base64 text: `format: byte`.

/// Bytes, written in Base64 with padding (RFC 4648 section 4).
public struct Base64: Hashable, Sendable {
    /// The bytes that the text stands for.
    public var bytes: [UInt8]

    /// Bytes to be written as text.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The bytes that a Base64 text stands for; nil where it is none.
    public init?(_ text: String) {
        self.init(string: text)
    }

    /// The same.
    public init?(text: String) {
        self.init(string: text)
    }
}

extension Base64: LosslessStringConvertible {
    /// The text of the bytes (RFC 4648 section 4).
    public var description: String { string }
}

extension Base64: TextFormat {
    static var noun: StaticString { "bytes in Base64 with padding" }

    init?(text: UnsafeRawBufferPointer) {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var padding = 0
        for index in 0..<text.count {
            // `index` is below the text's length.
            let byte = unsafe text[index]
            if byte == UInt8(ascii: "="), index >= text.count - 2 {
                padding += 1
                group <<= 6
            } else {
                guard padding == 0, let value = Self.value(byte) else { return nil }
                group = group << 6 | UInt32(value)
            }
            guard index % 4 == 3 else { continue }
            // Bits that the padding leaves over must be zero, so that one value has one text.
            if padding > 0, group & (padding == 1 ? 0xFF : 0xFFFF) != 0 { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 16))
            if padding < 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 8)) }
            if padding < 1 { bytes.append(UInt8(truncatingIfNeeded: group)) }
            group = 0
        }
        self.init(bytes)
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    func append(to output: inout OutputBuffer) {
        output.reserve((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let left = bytes.count - start
            let first = UInt32(bytes[start]) << 16
            let second = left > 1 ? UInt32(bytes[start + 1]) << 8 : 0
            let group = first | second | (left > 2 ? UInt32(bytes[start + 2]) : 0)
            output.append(Self.digit(group >> 18))
            output.append(Self.digit(group >> 12))
            output.append(left > 1 ? Self.digit(group >> 6) : UInt8(ascii: "="))
            output.append(left > 2 ? Self.digit(group) : UInt8(ascii: "="))
        }
    }

    private static func digit(_ bits: UInt32) -> UInt8 {
        switch UInt8(truncatingIfNeeded: bits & 63) {
        case let value where value < 26: UInt8(ascii: "A") + value
        case let value where value < 52: UInt8(ascii: "a") + value - 26
        case let value where value < 62: UInt8(ascii: "0") + value - 52
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }
}

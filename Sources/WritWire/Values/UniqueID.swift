// A universally unique identifier: `format: uuid`.

/// A UUID (RFC 9562), written in small letters: `0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11`.
public struct UniqueID: Hashable, Sendable {
    /// The first eight bytes, the first one highest.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// The UUID of these two halves, the first eight bytes and the last.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads a UUID in the form of RFC 9562 section 4, in small or capital letters; nil for any other text.
    public init?(_ text: String) {
        self.init(string: text)
    }

    /// A new one of version 4: 122 bits from the system's random number generator.
    public static func random() -> UniqueID {
        let high = UInt64.random(in: .min ... .max) & ~0xF000 | 0x4000
        let low = UInt64.random(in: .min ... .max) & ~(0b11 << 62) | 0b10 << 62
        return UniqueID(high: high, low: low)
    }
}

extension UniqueID: Comparable {
    /// Compares the bytes from the first on.
    public static func < (left: UniqueID, right: UniqueID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension UniqueID: LosslessStringConvertible {
    /// The UUID in small letters.
    public var description: String { string }
}

extension UniqueID: TextFormat {
    static var noun: StaticString { "a UUID such as 0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11" }

    init?(text: UnsafeRawBufferPointer) {
        guard text.count == 36 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for index in 0..<36 {
            // `index` is below the length that was checked.
            let byte = unsafe text[index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = hexadecimalValue(byte) else { return nil }
            if digits < 16 { halves.0 = halves.0 << 4 | UInt64(digit) } else { halves.1 = halves.1 << 4 | UInt64(digit) }
            digits += 1
        }
        self.init(high: halves.0, low: halves.1)
    }

    func append(to output: inout OutputBuffer) {
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 { output.append(UInt8(ascii: "-")) }
            let half = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64((15 - index % 16) * 4)) & 0xF
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

// A UUID (RFC 9562): the format `uuid`.

/// 128 bits, written as `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in lower case and read in either case.
public struct UniqueID: WireText, Comparable {
    /// The first eight bytes, the first of them in the highest bits.
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A random one (version 4).
    public static func random() -> UniqueID {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    public static func random(using generator: inout some RandomNumberGenerator) -> UniqueID {
        UniqueID(
            high: generator.next() & ~0xF000 | 0x4000,
            low: generator.next() & ~(0b11 << 62) | 0b10 << 62)
    }

    @unsafe
    public init?(text: UnsafeRawBufferPointer) {
        guard text.count == 36 else { return nil }
        var scanner = unsafe TextScanner(text)
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in 0..<36 {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard scanner.take("-") else { return nil }
            } else {
                guard let digit = scanner.takeHexDigit() else { return nil }
                if index < 18 { high = high << 4 | digit } else { low = low << 4 | digit }
            }
        }
        self.init(high: high, low: low)
    }

    public static var noun: StaticString { "a UUID such as 123e4567-e89b-12d3-a456-426614174000" }
    public static var format: StaticString { "uuid" }

    public func append(to output: inout OutputBuffer) {
        append(high, from: 64, to: 32, &output)
        output.append(UInt8(ascii: "-"))
        append(high, from: 32, to: 16, &output)
        output.append(UInt8(ascii: "-"))
        append(high, from: 16, to: 0, &output)
        output.append(UInt8(ascii: "-"))
        append(low, from: 64, to: 48, &output)
        output.append(UInt8(ascii: "-"))
        append(low, from: 48, to: 0, &output)
    }

    private func append(_ bits: UInt64, from start: Int, to end: Int, _ output: inout OutputBuffer) {
        for shift in stride(from: start - 4, through: end, by: -4) {
            let digit = UInt8(truncatingIfNeeded: bits >> UInt64(shift)) & 0xF
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    public static func < (a: UniqueID, b: UniqueID) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }
}

// Reads fixed-width pieces of short texts such as dates, byte by byte and inside the bounds.

/// A position in the bytes of a short text.
@safe
struct TextScanner {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    /// The bytes must outlive the scanner.
    @unsafe
    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.bytes = bytes
    }

    var isAtEnd: Bool { unsafe position == bytes.count }

    /// The next byte, left in place.
    var next: UInt8? {
        // The position was checked against the count.
        unsafe position < bytes.count ? bytes[position] : nil
    }

    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    mutating func takeLetter(_ lower: Unicode.Scalar) -> Bool {
        guard let next, next | 0x20 == UInt8(ascii: lower) else { return false }
        position += 1
        return true
    }

    mutating func takeDigit() -> Int? {
        guard let next, next &- UInt8(ascii: "0") < 10 else { return nil }
        position += 1
        return Int(next - UInt8(ascii: "0"))
    }

    /// Exactly `count` decimal digits, at most 18.
    mutating func takeDigits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = takeDigit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    mutating func takeHexDigit() -> UInt64? {
        guard let next else { return nil }
        let value: UInt8
        switch next {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = next - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = next - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): value = next - UInt8(ascii: "A") + 10
        default: return nil
        }
        position += 1
        return UInt64(value)
    }
}

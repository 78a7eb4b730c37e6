// Steps through texts of digits and punctuation at fixed places.

struct DigitScanner {
    private(set) var position = 0

    /// Exactly `count` digits.
    mutating func digits(_ count: Int, _ text: UnsafeRawBufferPointer) -> Int? {
        guard text.count - position >= count else { return nil }
        var value = 0
        for _ in 0..<count {
            // `position` is below the text's length, as was checked.
            let digit = unsafe text[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        return value
    }

    /// The byte, or its capital or small form where it is a letter; false leaves it.
    mutating func take(_ byte: Unicode.Scalar, _ text: UnsafeRawBufferPointer) -> Bool {
        // Looked at only where there is a byte.
        guard position < text.count else { return false }
        let found = unsafe text[position]
        guard found == UInt8(ascii: byte) || byte.properties.isAlphabetic && found | 0x20 == UInt8(ascii: byte) | 0x20 else {
            return false
        }
        position += 1
        return true
    }

    /// One digit, if one stands there.
    mutating func digit(_ text: UnsafeRawBufferPointer) -> Int? {
        // Looked at only where there is a byte.
        guard position < text.count, case let digit = unsafe text[position] &- UInt8(ascii: "0"), digit < 10 else {
            return nil
        }
        position += 1
        return Int(digit)
    }
}

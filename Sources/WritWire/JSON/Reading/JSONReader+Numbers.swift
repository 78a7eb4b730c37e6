// Steps over numbers, strictly by the grammar of RFC 8259, section 6.

/// A number that was stepped over.
struct JSONNumberRange {
    let start: Int
    let end: Int
    /// Neither a fraction nor an exponent.
    let isPlainInteger: Bool
}

extension JSONReader {
    /// Steps over the number whose first byte is at the position.
    mutating func scanNumber() -> JSONNumberRange? {
        let start = position
        var isPlainInteger = true
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") {
            position += 1
            if isDigit(byte) { return failNumber("expected no digit behind a leading 0") }
        } else if !skipDigits() {
            return failNumber("expected a digit")
        }
        if byte == UInt8(ascii: ".") {
            isPlainInteger = false
            position += 1
            guard skipDigits() else { return failNumber("expected a digit behind the point") }
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            isPlainInteger = false
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() else { return failNumber("expected a digit in the exponent") }
        }
        return JSONNumberRange(start: start, end: position, isPlainInteger: isPlainInteger)
    }

    /// Steps over the digits at the position; `false` where there is none.
    private mutating func skipDigits() -> Bool {
        let start = position
        while isDigit(byte) { position += 1 }
        return position > start
    }

    @inline(__always)
    func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }

    private mutating func failNumber(_ message: StaticString) -> JSONNumberRange? {
        fail(message)
        return nil
    }

    /// The text of a number, as it was sent.
    func text(of number: JSONNumberRange) -> String {
        // The scanned range lies inside the text.
        unsafe String(decoding: UnsafeBufferPointer(start: base + number.start, count: number.end - number.start), as: UTF8.self)
    }
}

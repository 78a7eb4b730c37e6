// The time of RFC 3339: what `date-time` and `time` have in common.

/// A `full-time`: hours to seconds, a fraction of a second, and the offset from UTC.
struct ClockTime {
    var hour: Int
    var minute: Int
    /// 60 for a leap second.
    var second: Int
    var nanoseconds: Int
    var offsetMinutes: Int

    /// Takes a `full-time`; nil, somewhere in it, where there is none.
    init?(_ text: UnsafeRawBufferPointer, _ scanner: inout DigitScanner) {
        // The scanner checks each place against the text's length.
        guard let hour = unsafe scanner.digits(2, text), hour < 24, unsafe scanner.take(":", text),
            let minute = unsafe scanner.digits(2, text), minute < 60, unsafe scanner.take(":", text),
            let second = unsafe scanner.digits(2, text), second <= 60,
            let nanoseconds = unsafe Self.fraction(text, &scanner), let offset = unsafe Self.offset(text, &scanner)
        else { return nil }
        (self.hour, self.minute, self.second) = (hour, minute, second)
        (self.nanoseconds, offsetMinutes) = (nanoseconds, offset)
        guard isPossible else { return nil }
    }

    init(hour: Int, minute: Int, second: Int, nanoseconds: Int, offsetMinutes: Int) {
        (self.hour, self.minute, self.second) = (hour, minute, second)
        (self.nanoseconds, self.offsetMinutes) = (nanoseconds, offsetMinutes)
    }

    /// UTC alone has leap seconds, and only behind 23:59:59 (RFC 3339 section 5.7).
    var isPossible: Bool {
        second < 60 || (hour * 60 + minute - offsetMinutes + 2880) % 1440 == 1439
    }

    /// Nanoseconds; digits beyond the ninth are dropped. Nil for a point without digits.
    private static func fraction(_ text: UnsafeRawBufferPointer, _ scanner: inout DigitScanner) -> Int? {
        // The scanner checks each place against the text's length.
        guard unsafe scanner.take(".", text) else { return 0 }
        var scale = 100_000_000
        guard let first = unsafe scanner.digit(text) else { return nil }
        var value = first * scale
        while let digit = unsafe scanner.digit(text) {
            scale /= 10
            value += digit * scale
        }
        return value
    }

    /// Minutes ahead of UTC.
    private static func offset(_ text: UnsafeRawBufferPointer, _ scanner: inout DigitScanner) -> Int? {
        // The scanner checks each place against the text's length.
        if unsafe scanner.take("Z", text) { return 0 }
        let isAhead = unsafe scanner.take("+", text)
        if !isAhead { guard unsafe scanner.take("-", text) else { return nil } }
        guard let hours = unsafe scanner.digits(2, text), hours < 24, unsafe scanner.take(":", text),
            let minutes = unsafe scanner.digits(2, text), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isAhead ? 1 : -1)
    }

    func append(to output: inout OutputBuffer) {
        output.append(hour, digits: 2)
        output.append(UInt8(ascii: ":"))
        output.append(minute, digits: 2)
        output.append(UInt8(ascii: ":"))
        output.append(second, digits: 2)
        appendFraction(to: &output)
        if offsetMinutes == 0 { return output.append(UInt8(ascii: "Z")) }
        output.append(offsetMinutes < 0 ? "-" : "+")
        output.append(abs(offsetMinutes) / 60, digits: 2)
        output.append(UInt8(ascii: ":"))
        output.append(abs(offsetMinutes) % 60, digits: 2)
    }

    private func appendFraction(to output: inout OutputBuffer) {
        guard nanoseconds > 0 else { return }
        output.append(UInt8(ascii: "."))
        var (value, digits) = (nanoseconds, 9)
        while value % 10 == 0 {
            value /= 10
            digits -= 1
        }
        output.append(value, digits: digits)
    }
}

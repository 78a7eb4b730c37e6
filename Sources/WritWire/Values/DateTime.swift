// A moment with the offset it was written in: `format: date-time`.

/// A moment as RFC 3339 writes it: `2026-03-14T09:26:53.5+01:00`.
///
/// Two values are equal when they are the same moment, whatever their offsets. Fractions are kept to the nanosecond; a leap
/// second (`:60`, at the end of a day in UTC only) is the first moment of the next minute.
public struct DateTime: Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public let secondsSinceEpoch: Int64
    /// 0 to 999,999,999.
    public let nanoseconds: Int
    /// Minutes that the written time is ahead of UTC.
    public let offsetMinutes: Int

    /// Moments that are beyond the years 0 to 9999 of their own offset become the nearest one that can be written.
    public init(secondsSinceEpoch: Int64, nanoseconds: Int = 0, offsetMinutes: Int = 0) {
        self.offsetMinutes = min(max(offsetMinutes, -1439), 1439)
        let secondsAhead = Int64(self.offsetMinutes) * 60
        let (first, last) = (Self.writable.lowerBound - secondsAhead, Self.writable.upperBound - secondsAhead)
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, first), last)
        self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
    }

    public init?(_ text: String) {
        self.init(string: text)
    }

    /// The years 0 to 9999 in seconds since 1970-01-01T00:00:00, on the clock of the offset.
    private static let writable: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
}

extension DateTime: Hashable, Comparable {
    public static func == (left: DateTime, right: DateTime) -> Bool {
        left.secondsSinceEpoch == right.secondsSinceEpoch && left.nanoseconds == right.nanoseconds
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(secondsSinceEpoch)
        hasher.combine(nanoseconds)
    }

    public static func < (left: DateTime, right: DateTime) -> Bool {
        (left.secondsSinceEpoch, left.nanoseconds) < (right.secondsSinceEpoch, right.nanoseconds)
    }
}

extension DateTime: CustomStringConvertible {
    public var description: String { string }
}

extension DateTime: TextFormat {
    static var noun: StaticString { "a date and time such as 2026-03-14T09:26:53Z" }
    static var keyword: StaticString { "format" }

    init?(text: UnsafeRawBufferPointer) {
        guard text.count >= 20 else { return nil }
        var scanner = DigitScanner()
        // The scanner checks each place against the text's length; the first ten bytes are there.
        guard let date = unsafe CalendarDate(text: UnsafeRawBufferPointer(rebasing: text[..<10])),
            unsafe scanner.digits(4, text) != nil, unsafe scanner.take("-", text), unsafe scanner.digits(2, text) != nil,
            unsafe scanner.take("-", text), unsafe scanner.digits(2, text) != nil, unsafe scanner.take("T", text),
            let hour = unsafe scanner.digits(2, text), hour < 24, unsafe scanner.take(":", text),
            let minute = unsafe scanner.digits(2, text), minute < 60, unsafe scanner.take(":", text),
            let second = unsafe scanner.digits(2, text), second <= 60,
            let nanoseconds = unsafe Self.fraction(text, &scanner), let offset = unsafe Self.offset(text, &scanner),
            scanner.position == text.count
        else { return nil }
        // UTC alone has leap seconds, and only behind 23:59:59 (RFC 3339 section 5.7).
        let minuteOfDay = (hour * 60 + minute - offset + 2880) % 1440
        guard second < 60 || minuteOfDay == 1439 else { return nil }
        let seconds = (date.daysSinceEpoch * 24 + hour) * 3600 + (minute - offset) * 60 + second
        self.init(secondsSinceEpoch: Int64(seconds), nanoseconds: nanoseconds, offsetMinutes: offset)
    }

    /// Nanoseconds; digits beyond the ninth are dropped. Nil for a point without digits.
    private static func fraction(_ text: UnsafeRawBufferPointer, _ scanner: inout DigitScanner) -> Int? {
        guard unsafe scanner.take(".", text) else { return 0 }
        var value = 0
        var scale = 100_000_000
        guard let first = unsafe scanner.digit(text) else { return nil }
        value = first * scale
        while let digit = unsafe scanner.digit(text) {
            scale /= 10
            value += digit * scale
        }
        return value
    }

    /// Minutes ahead of UTC.
    private static func offset(_ text: UnsafeRawBufferPointer, _ scanner: inout DigitScanner) -> Int? {
        if unsafe scanner.take("Z", text) { return 0 }
        let isAhead = unsafe scanner.take("+", text)
        if !isAhead { guard unsafe scanner.take("-", text) else { return nil } }
        guard let hours = unsafe scanner.digits(2, text), hours < 24, unsafe scanner.take(":", text),
            let minutes = unsafe scanner.digits(2, text), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isAhead ? 1 : -1)
    }

    func append(to output: inout OutputBuffer) {
        let local = Int(secondsSinceEpoch) + offsetMinutes * 60
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let seconds = local - days * 86_400
        CalendarDate(daysSinceEpoch: days)?.append(to: &output)
        output.append(UInt8(ascii: "T"))
        output.append(seconds / 3600, digits: 2)
        output.append(UInt8(ascii: ":"))
        output.append(seconds / 60 % 60, digits: 2)
        output.append(UInt8(ascii: ":"))
        output.append(seconds % 60, digits: 2)
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

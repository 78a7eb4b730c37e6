// A point in time with its offset from UTC: the format `date-time` (RFC 3339, section 5.6).

/// A point in time, to the nanosecond, and the offset it was written with.
///
/// Equality and order go by the point in time alone: `12:00Z` equals `14:00+02:00`.
public struct DateTime: WireText, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let secondsSinceEpoch: Int64
    /// 0 to 999,999,999.
    public let nanoseconds: Int32
    /// Minutes east of UTC, -1439 to 1439.
    public let offsetMinutes: Int16

    /// `nil` outside the years 0 to 9999, or where another part is out of range.
    public init?(secondsSinceEpoch: Int64, nanoseconds: Int32 = 0, offsetMinutes: Int16 = 0) {
        guard (-62_167_219_200...253_402_300_799).contains(secondsSinceEpoch), (0...999_999_999).contains(nanoseconds),
            (-1439...1439).contains(offsetMinutes),
            (-62_167_219_200...253_402_300_799).contains(secondsSinceEpoch + Int64(offsetMinutes) * 60)
        else { return nil }
        self.secondsSinceEpoch = secondsSinceEpoch
        self.nanoseconds = nanoseconds
        self.offsetMinutes = offsetMinutes
    }

    /// Digits of the fraction beyond nanoseconds are dropped. A leap second, which may only end a UTC day, becomes the
    /// first second of the next day.
    @unsafe
    public init?(text: UnsafeRawBufferPointer) {
        var scanner = unsafe TextScanner(text)
        guard let date = CalendarDate(&scanner), scanner.takeLetter("t"),
            let hour = scanner.takeDigits(2), hour < 24, scanner.take(":"),
            let minute = scanner.takeDigits(2), minute < 60, scanner.take(":"),
            let second = scanner.takeDigits(2), second <= 60,
            let nanoseconds = Self.fraction(&scanner), let offset = Self.offset(&scanner), scanner.isAtEnd
        else { return nil }
        let local = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
        let seconds = local - offset * 60
        if second == 60 {
            // 23:59:60 in UTC has the number of the next day's first second.
            guard seconds % 86_400 == 0 else { return nil }
        }
        self.init(
            secondsSinceEpoch: Int64(seconds), nanoseconds: Int32(nanoseconds), offsetMinutes: Int16(offset))
    }

    private static func fraction(_ scanner: inout TextScanner) -> Int? {
        guard scanner.take(".") else { return 0 }
        guard let first = scanner.takeDigit() else { return nil }
        var nanoseconds = first * 100_000_000
        var scale = 10_000_000
        while let digit = scanner.takeDigit() {
            nanoseconds += digit * scale
            scale /= 10
        }
        return nanoseconds
    }

    private static func offset(_ scanner: inout TextScanner) -> Int? {
        if scanner.takeLetter("z") { return 0 }
        let isWest = scanner.take("-")
        guard isWest || scanner.take("+"), let hours = scanner.takeDigits(2), hours < 24, scanner.take(":"),
            let minutes = scanner.takeDigits(2), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }

    public static var noun: StaticString { "a date and time such as 2026-05-17T09:30:00Z" }
    public static var format: StaticString { "date-time" }

    public func append(to output: inout OutputBuffer) {
        let local = Int(secondsSinceEpoch) + Int(offsetMinutes) * 60
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let second = local - days * 86_400
        // Both initialisers hold the local time inside the years 0 to 9999.
        CalendarDate(daysSinceEpoch: days)?.append(to: &output)
        output.append(UInt8(ascii: "T"))
        output.append(digits: second / 3600, width: 2)
        output.append(UInt8(ascii: ":"))
        output.append(digits: second / 60 % 60, width: 2)
        output.append(UInt8(ascii: ":"))
        output.append(digits: second % 60, width: 2)
        if nanoseconds > 0 { appendFraction(to: &output) }
        if offsetMinutes == 0 { return output.append(UInt8(ascii: "Z")) }
        output.append(offsetMinutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        let offset = Int(offsetMinutes.magnitude)
        output.append(digits: offset / 60, width: 2)
        output.append(UInt8(ascii: ":"))
        output.append(digits: offset % 60, width: 2)
    }

    /// Without zeros at the end.
    private func appendFraction(to output: inout OutputBuffer) {
        var fraction = Int(nanoseconds)
        var width = 9
        while fraction % 10 == 0, width > 1 {
            fraction /= 10
            width -= 1
        }
        output.append(UInt8(ascii: "."))
        output.append(digits: fraction, width: width)
    }

    public static func == (a: DateTime, b: DateTime) -> Bool {
        a.secondsSinceEpoch == b.secondsSinceEpoch && a.nanoseconds == b.nanoseconds
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(secondsSinceEpoch)
        hasher.combine(nanoseconds)
    }

    public static func < (a: DateTime, b: DateTime) -> Bool {
        (a.secondsSinceEpoch, a.nanoseconds) < (b.secondsSinceEpoch, b.nanoseconds)
    }
}

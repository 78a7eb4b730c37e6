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

    /// Reads a `date-time` of RFC 3339 section 5.6; nil for any other text.
    public init?(_ text: String) {
        self.init(string: text)
    }

    /// The years 0 to 9999 in seconds since 1970-01-01T00:00:00, on the clock of the offset.
    private static let writable: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
}

extension DateTime: Hashable, Comparable {
    /// Whether both are the same instant.
    public static func == (left: DateTime, right: DateTime) -> Bool {
        left.secondsSinceEpoch == right.secondsSinceEpoch && left.nanoseconds == right.nanoseconds
    }

    /// Hashes the instant.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(secondsSinceEpoch)
        hasher.combine(nanoseconds)
    }

    /// Whether the left instant is before the right one.
    public static func < (left: DateTime, right: DateTime) -> Bool {
        (left.secondsSinceEpoch, left.nanoseconds) < (right.secondsSinceEpoch, right.nanoseconds)
    }
}

extension DateTime: LosslessStringConvertible {
    /// The text by RFC 3339.
    public var description: String { string }
}

extension DateTime: TextFormat {
    static var noun: StaticString { "a date and time such as 2026-03-14T09:26:53Z" }

    init?(text: UnsafeRawBufferPointer) {
        guard text.count >= 20 else { return nil }
        var scanner = DigitScanner()
        // The scanner checks each place against the text's length; the first ten bytes are there.
        guard let date = unsafe CalendarDate(text: UnsafeRawBufferPointer(rebasing: text[..<10])),
            unsafe scanner.digits(4, text) != nil, unsafe scanner.take("-", text), unsafe scanner.digits(2, text) != nil,
            unsafe scanner.take("-", text), unsafe scanner.digits(2, text) != nil, unsafe scanner.take("T", text),
            let time = unsafe ClockTime(text, &scanner), scanner.position == text.count
        else { return nil }
        let seconds = (date.daysSinceEpoch * 24 + time.hour) * 3600 + (time.minute - time.offsetMinutes) * 60 + time.second
        self.init(secondsSinceEpoch: Int64(seconds), nanoseconds: time.nanoseconds, offsetMinutes: time.offsetMinutes)
    }

    func append(to output: inout OutputBuffer) {
        date.append(to: &output)
        output.append(UInt8(ascii: "T"))
        clock.append(to: &output)
    }
}

// A time of day with its offset: `format: time`.

/// A time as RFC 3339's `full-time` writes it: `09:26:53.5+01:00`. Without an offset it is none.
///
/// Two values are equal when all of their parts are. Fractions are kept to the nanosecond; a leap second is second 60.
public struct TimeOfDay: Hashable, Sendable {
    /// 0...23.
    public let hour: Int
    /// 0...59.
    public let minute: Int
    /// 0 to 59, or 60 where UTC may have a leap second.
    public let second: Int
    /// 0 to 999,999,999.
    public let nanoseconds: Int
    /// Minutes that the time is ahead of UTC.
    public let offsetMinutes: Int

    /// Nil where no clock shows the time.
    public init?(hour: Int, minute: Int, second: Int = 0, nanoseconds: Int = 0, offsetMinutes: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second),
            (0..<1_000_000_000).contains(nanoseconds), (-1439...1439).contains(offsetMinutes)
        else { return nil }
        self.init(
            ClockTime(hour: hour, minute: minute, second: second, nanoseconds: nanoseconds, offsetMinutes: offsetMinutes))
        guard clock.isPossible else { return nil }
    }

    /// Reads a `full-time` of RFC 3339 section 5.6; nil for any other text.
    public init?(_ text: String) {
        self.init(string: text)
    }

    init(_ clock: ClockTime) {
        (hour, minute, second) = (clock.hour, clock.minute, clock.second)
        (nanoseconds, offsetMinutes) = (clock.nanoseconds, clock.offsetMinutes)
    }

    /// 00:00:00 in UTC.
    public static let midnight = TimeOfDay(ClockTime(hour: 0, minute: 0, second: 0, nanoseconds: 0, offsetMinutes: 0))

    private var clock: ClockTime {
        ClockTime(hour: hour, minute: minute, second: second, nanoseconds: nanoseconds, offsetMinutes: offsetMinutes)
    }
}

extension TimeOfDay: LosslessStringConvertible {
    /// The time by RFC 3339.
    public var description: String { string }
}

extension TimeOfDay: TextFormat {
    static var noun: StaticString { "a time with its offset such as 09:26:53Z" }

    init?(text: UnsafeRawBufferPointer) {
        var scanner = DigitScanner()
        // The scanner checks each place against the text's length.
        guard let clock = unsafe ClockTime(text, &scanner), scanner.position == text.count else { return nil }
        self.init(clock)
    }

    func append(to output: inout OutputBuffer) { clock.append(to: &output) }
}

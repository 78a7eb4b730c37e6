// A day of the calendar: `format: date`.

/// A day without a time, as RFC 3339's `full-date` writes it: `2026-03-14`. Years are 0 to 9999.
public struct CalendarDate: Hashable, Sendable {
    /// 0...9999.
    public let year: Int
    /// 1...12.
    public let month: Int
    /// 1...31, within the month.
    public let day: Int

    /// Nil for a day that is not in the (proleptic Gregorian) calendar.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads a `full-date` of RFC 3339 section 5.6, such as `2026-03-14`; nil for any other text.
    public init?(_ text: String) {
        self.init(string: text)
    }

    static let epoch = CalendarDate(uncheckedYear: 1970, month: 1, day: 1)

    private init(uncheckedYear year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Of a month and a year that are there; a day beyond the month's last one becomes that.
    init(clampingDay day: Int, month: Int, year: Int) {
        self.init(uncheckedYear: year, month: month, day: min(day, Self.days(in: month, of: year)))
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // MARK: Days as numbers

    /// Days since 1970-01-01.
    package var daysSinceEpoch: Int {
        // Years begin in March here, so that the leap day is the last of its year; 400 years are 146,097 days.
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The first or the last day of the years 0 to 9999 where the number is beyond them.
    init(clampedDaysSinceEpoch days: Int) {
        // 0000-01-01 and 9999-12-31.
        self = CalendarDate(daysSinceEpoch: min(max(days, -719_528), 2_932_896)) ?? .epoch
    }

    /// Nil beyond the years 0 to 9999.
    package init?(daysSinceEpoch days: Int) {
        guard (-4_000_000...4_000_000).contains(days) else { return nil }
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension CalendarDate: Comparable {
    /// Whether the left day is before the right one.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDate: LosslessStringConvertible {
    /// The date as `2026-03-14`.
    public var description: String { string }
}

extension CalendarDate: TextFormat {
    static var noun: StaticString { "a date such as 2026-03-14" }

    init?(text: UnsafeRawBufferPointer) {
        var scanner = DigitScanner()
        // The scanner checks each place against the text's length.
        guard text.count == 10, let year = unsafe scanner.digits(4, text), unsafe scanner.take("-", text),
            let month = unsafe scanner.digits(2, text), unsafe scanner.take("-", text),
            let day = unsafe scanner.digits(2, text)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    func append(to output: inout OutputBuffer) {
        output.append(year, digits: 4)
        output.append(UInt8(ascii: "-"))
        output.append(month, digits: 2)
        output.append(UInt8(ascii: "-"))
        output.append(day, digits: 2)
    }
}

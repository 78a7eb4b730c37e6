// A day of the Gregorian calendar: the format `date` (RFC 3339, full-date).

/// A day, without a time or a place.
public struct CalendarDate: WireText, Comparable {
    /// 0 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to the length of the month.
    public let day: Int

    /// `nil` where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    @unsafe
    public init?(text: UnsafeRawBufferPointer) {
        var scanner = unsafe TextScanner(text)
        guard let date = Self(&scanner), scanner.isAtEnd else { return nil }
        self = date
    }

    init?(_ scanner: inout TextScanner) {
        guard let year = scanner.takeDigits(4), scanner.take("-"), let month = scanner.takeDigits(2), scanner.take("-"),
            let day = scanner.takeDigits(2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static var noun: StaticString { "a date such as 2026-05-17" }
    public static var format: StaticString { "date" }

    public func append(to output: inout OutputBuffer) {
        output.append(digits: year, width: 4)
        output.append(UInt8(ascii: "-"))
        output.append(digits: month, width: 2)
        output.append(UInt8(ascii: "-"))
        output.append(digits: day, width: 2)
    }

    public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    /// 28 to 31; `month` is 1 to 12.
    static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01, negative before it. Years are counted from March, so that a leap day ends its year.
    public var daysSinceEpoch: Int {
        let marchYear = month > 2 ? year : year - 1
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day that is so many days after 1970-01-01; `nil` outside the years 0 to 9999.
    public init?(daysSinceEpoch: Int) {
        guard (-719_528...2_932_896).contains(daysSinceEpoch) else { return nil }
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

extension OutputBuffer {
    /// Appends a number from 0 with zeros in front, `width` digits in all; `width` is at most 9.
    mutating func append(digits number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<max(width, 1) { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}

// Days that are so many days or months away, and how far apart two are.

extension CalendarDate: Strideable {
    /// Whether both are the same day.
    public static func == (left: CalendarDate, right: CalendarDate) -> Bool {
        left.year == right.year && left.month == right.month && left.day == right.day
    }

    /// How many days later the other one is; negative where it is earlier.
    public func distance(to other: CalendarDate) -> Int { other.daysSinceEpoch - daysSinceEpoch }

    /// The same as `adding(days:)`: days can be counted with `stride` and in ranges.
    public func advanced(by days: Int) -> CalendarDate { adding(days: days) }

    /// How many days the day is behind another one; negative where it is before it.
    ///
    ///     let daysLeft = due.days(since: today)
    public func days(since other: CalendarDate) -> Int { other.distance(to: self) }

    /// The day so many days later, or earlier where the number is negative. Beyond the years 0 to 9999 it is the nearest day in
    /// them.
    ///
    ///     let due = CalendarDate.today.adding(days: 14)
    public func adding(days: Int) -> CalendarDate {
        // No two days are further apart.
        CalendarDate(clampedDaysSinceEpoch: daysSinceEpoch + min(max(days, -4_000_000), 4_000_000))
    }

    /// The day so many years and months later, or earlier where they are negative: the month's last day where it has no such day,
    /// and the nearest month of the years 0 to 9999 beyond them.
    ///
    ///     let renewal = signed.adding(years: 1, months: 6)
    public func adding(years: Int = 0, months: Int) -> CalendarDate {
        let years = min(max(years, -10_000), 10_000)
        let months = min(max(months, -240_000), 240_000)
        let all = min(max((year + years) * 12 + month - 1 + months, 0), 9999 * 12 + 11)
        return CalendarDate(clampingDay: day, month: all % 12 + 1, year: all / 12)
    }

    /// The day so many years later, or earlier where they are negative; the 28th for a 29th of February that isn't there.
    public func adding(years: Int) -> CalendarDate { adding(years: years, months: 0) }

    /// The day behind a duration of the calendar: years and months first, then weeks and days. Its hours, minutes and seconds count
    /// where they make whole days.
    public func adding(_ duration: CalendarDuration) -> CalendarDate {
        DateTime(date: self).adding(duration).date
    }
}

extension CalendarDate {
    /// A day of the week. Raw values are those of ISO 8601: Monday is 1, Sunday 7.
    public enum Weekday: Int, Sendable, CaseIterable {
        /// The days from the first of ISO 8601's week on.
        case monday = 1
        /// The second.
        case tuesday
        /// The third.
        case wednesday
        /// The fourth.
        case thursday
        /// The fifth.
        case friday
        /// The sixth.
        case saturday
        /// The last.
        case sunday
    }

    /// The day of the week.
    ///
    ///     if today.weekday == .sunday { return }
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday, and no date is 800,000 days before it.
        Weekday(rawValue: (daysSinceEpoch + 3 + 7 * 200_000) % 7 + 1) ?? .monday
    }

    /// 1 for January 1st to 365 or 366 for December 31st.
    public var dayOfYear: Int {
        daysSinceEpoch - CalendarDate(clampingDay: 1, month: 1, year: year).daysSinceEpoch + 1
    }

    /// 28 to 31.
    public var daysInMonth: Int { Self.days(in: month, of: year) }

    /// Whether the year has a 29th of February.
    public var isInLeapYear: Bool { Self.days(in: 2, of: year) == 29 }
}

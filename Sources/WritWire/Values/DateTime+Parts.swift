// What calendar and clock show of a moment.

extension DateTime {
    /// The moment that clock and calendar show together, in the offset of the time. A leap second is the first moment of the next
    /// minute.
    public init(date: CalendarDate, time: TimeOfDay = .midnight) {
        let seconds = (date.daysSinceEpoch * 24 + time.hour) * 3600 + (time.minute - time.offsetMinutes) * 60 + time.second
        self.init(secondsSinceEpoch: Int64(seconds), nanoseconds: time.nanoseconds, offsetMinutes: time.offsetMinutes)
    }

    /// Nil where no calendar and clock show that.
    ///
    ///     let moment = DateTime(year: 2026, month: 3, day: 14, hour: 9, minute: 26)
    public init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, nanoseconds: Int = 0,
        offsetMinutes: Int = 0
    ) {
        guard let date = CalendarDate(year: year, month: month, day: day),
            let time = TimeOfDay(
                hour: hour, minute: minute, second: second, nanoseconds: nanoseconds, offsetMinutes: offsetMinutes)
        else { return nil }
        self.init(date: date, time: time)
    }

    /// The same moment, written in UTC.
    ///
    ///     let hour = moment.inUTC.hour
    public var inUTC: DateTime { at(offsetMinutes: 0) }

    /// The same moment, written so many minutes ahead of UTC (-1439 to 1439; others become the nearest one).
    ///
    ///     let local = moment.at(offsetMinutes: 60)
    public func at(offsetMinutes: Int) -> DateTime {
        DateTime(secondsSinceEpoch: secondsSinceEpoch, nanoseconds: nanoseconds, offsetMinutes: offsetMinutes)
    }

    /// The day, as the calendar shows it in the moment's offset.
    public var date: CalendarDate { CalendarDate(clampedDaysSinceEpoch: local.days) }

    /// The time, as the clock shows it in the moment's offset.
    public var time: TimeOfDay { TimeOfDay(clock) }

    /// 0 to 9999, in the moment's offset, as the other parts are.
    public var year: Int { date.year }
    /// 1 to 12.
    public var month: Int { date.month }
    /// 1 to 31.
    public var day: Int { date.day }
    /// 0 to 23.
    public var hour: Int { local.seconds / 3600 }
    /// 0 to 59.
    public var minute: Int { local.seconds / 60 % 60 }
    /// 0 to 59.
    public var second: Int { local.seconds % 60 }
    /// The day of the week, in the moment's offset.
    public var weekday: CalendarDate.Weekday { date.weekday }

    var clock: ClockTime {
        let seconds = local.seconds
        return ClockTime(
            hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60, nanoseconds: nanoseconds,
            offsetMinutes: offsetMinutes)
    }

    /// Days since 1970-01-01 and seconds of the day, on the clock of the offset.
    private var local: (days: Int, seconds: Int) {
        let local = Int(secondsSinceEpoch) + offsetMinutes * 60
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        return (days, local - days * 86_400)
    }
}

extension DateTime {
    /// The moment so many milliseconds after 1970-01-01T00:00:00Z, in UTC.
    public init(millisecondsSinceEpoch: Int64) {
        let (quotient, remainder) = millisecondsSinceEpoch.quotientAndRemainder(dividingBy: 1000)
        // Rounded down.
        self.init(
            secondsSinceEpoch: remainder < 0 ? quotient - 1 : quotient,
            nanoseconds: Int(remainder < 0 ? remainder + 1000 : remainder) * 1_000_000)
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z, rounded down.
    public var millisecondsSinceEpoch: Int64 { secondsSinceEpoch * 1000 + Int64(nanoseconds / 1_000_000) }
}

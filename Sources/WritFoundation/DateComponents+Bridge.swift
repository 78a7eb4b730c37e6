// Days, moments and times of day as Foundation's calendars take them apart.

public import FoundationEssentials
public import WritWire

extension DateComponents {
    /// Year, month and day.
    ///
    ///     let components = DateComponents(DateTime(Date()).date)
    public init(_ day: CalendarDate) {
        self.init(year: day.year, month: day.month, day: day.day)
    }

    /// Hour to nanosecond, and the time zone of the offset.
    public init(_ time: TimeOfDay) {
        self.init(
            timeZone: TimeZone(secondsFromGMT: time.offsetMinutes * 60), hour: time.hour, minute: time.minute,
            second: time.second, nanosecond: time.nanoseconds)
    }

    /// Year to nanosecond, and the time zone of the offset.
    public init(_ moment: DateTime) {
        self.init(
            timeZone: TimeZone(secondsFromGMT: moment.offsetMinutes * 60), year: moment.year, month: moment.month,
            day: moment.day, hour: moment.hour, minute: moment.minute, second: moment.second, nanosecond: moment.nanoseconds)
    }
}

extension CalendarDate {
    /// The day that year, month and day name in the Gregorian calendar; nil where one is missing, or where there is no such day.
    ///
    ///     let day = CalendarDate(DateComponents(year: 2026, month: 3, day: 14))
    public init?(_ components: DateComponents) {
        guard let year = components.year, let month = components.month, let day = components.day else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension TimeOfDay {
    /// The time that hour, minute and what is finer name; nil where these two are missing, or where no clock shows that. The offset is
    /// 0 where the time zone is missing, and else what it is at the beginning of 1970.
    public init?(_ components: DateComponents) {
        guard let hour = components.hour, let minute = components.minute else { return nil }
        let offset = components.timeZone?.secondsFromGMT(for: Date(timeIntervalSince1970: 0)) ?? 0
        self.init(
            hour: hour, minute: minute, second: components.second ?? 0, nanoseconds: components.nanosecond ?? 0,
            offsetMinutes: offset / 60)
    }
}

extension DateTime {
    /// The moment that year to minute, and what is finer, name in the Gregorian calendar; nil where one of these is missing, or where
    /// there is no such moment. In UTC where the time zone is missing.
    public init?(_ components: DateComponents) {
        guard let day = CalendarDate(components), components.hour != nil, components.minute != nil else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = components.timeZone ?? .gmt
        // The calendar knows the offset of that day, of which only the minutes can be written.
        var whole = DateComponents(day)
        (whole.hour, whole.minute, whole.second) = (components.hour, components.minute, components.second ?? 0)
        guard let date = calendar.date(from: whole) else { return nil }
        let offset = calendar.timeZone.secondsFromGMT(for: date) / 60
        guard
            let time = TimeOfDay(
                hour: components.hour ?? 0, minute: components.minute ?? 0, second: components.second ?? 0,
                nanoseconds: components.nanosecond ?? 0, offsetMinutes: offset)
        else { return nil }
        self.init(date: day, time: time)
    }
}

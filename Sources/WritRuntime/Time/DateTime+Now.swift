// The present moment.

public import WritWire

extension DateTime {
    /// The moment of the call by the system's clock, in UTC. In tests, `TestTime` says what it is.
    ///
    ///     let expiry = DateTime.now + .seconds(900)
    public static var now: DateTime { WorldClock.current.now }
}

extension CalendarDate {
    /// The day that it is in UTC.
    ///
    ///     let due = CalendarDate.today.adding(days: 14)
    public static var today: CalendarDate { DateTime.now.date }

    /// The day that it is where clocks are so many minutes ahead of UTC.
    ///
    ///     let isOverdue = loan.due < .today(offsetMinutes: 60)
    public static func today(offsetMinutes: Int) -> CalendarDate { DateTime.now.at(offsetMinutes: offsetMinutes).date }
}

// Times of day as parts of a day.

extension TimeOfDay {
    /// How long after midnight of its own offset the time is.
    public var sinceMidnight: Duration {
        .seconds(hour * 3600 + minute * 60 + second) + .nanoseconds(nanoseconds)
    }

    /// The time so much later, or earlier where the duration is negative, in the same offset; behind midnight it begins over. A leap
    /// second counts as the first of the next minute.
    ///
    ///     let closing = opening.adding(.seconds(8 * 3600))
    public func adding(_ duration: Duration) -> TimeOfDay {
        // Less than a day, from the middle of the calendar, so that nothing is at its bounds.
        let rest = Duration(attoseconds: duration.attoseconds % Duration.seconds(86_400).attoseconds)
        return DateTime(date: .epoch, time: self).advanced(by: rest).time
    }

    /// The same time of day, written so many minutes ahead of UTC.
    ///
    ///     let local = opening.at(offsetMinutes: 60)
    public func at(offsetMinutes: Int) -> TimeOfDay {
        DateTime(date: .epoch, time: self).at(offsetMinutes: offsetMinutes).time
    }
}

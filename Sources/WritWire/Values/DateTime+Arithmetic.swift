// Moments that are so much later or earlier, and how far apart two are.

extension DateTime {
    /// The moment that is so much later, in the same offset. What is beyond the years 0 to 9999 becomes the nearest moment that can
    /// be written; parts of a nanosecond are left out, towards the past. `moment + duration` means the same.
    ///
    ///     let later = moment.advanced(by: .seconds(1800))
    public func advanced(by duration: Duration) -> DateTime {
        let (quotient, remainder) = duration.attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return advanced(nanoseconds: remainder < 0 ? quotient - 1 : quotient)
    }

    /// How much later the other moment is; negative where it is earlier. `later - earlier` means the same.
    ///
    ///     let age = createdAt.duration(to: .now)
    public func duration(to other: DateTime) -> Duration {
        .seconds(other.secondsSinceEpoch - secondsSinceEpoch) + .nanoseconds(other.nanoseconds - nanoseconds)
    }

    /// The moment behind a duration of the calendar: years and months first, on the clock of the moment's offset and with the
    /// month's last day where it is too short, then weeks and days, then hours, minutes and seconds.
    public func adding(_ duration: CalendarDuration) -> DateTime {
        let day = date.adding(years: duration.years, months: duration.months)
        // Each product is below 10^25.
        let days = Int128(duration.days) + Int128(duration.weeks) * 7
        let seconds = days * 86_400 + Int128(duration.hours) * 3600 + Int128(duration.minutes) * 60 + Int128(duration.seconds)
        return DateTime(date: day, time: time).advanced(nanoseconds: min(seconds, 1_000_000_000_000) * 1_000_000_000)
    }

    /// - Parameter nanoseconds: 10^30 at most, in either direction.
    private func advanced(nanoseconds: Int128) -> DateTime {
        let total = Int128(secondsSinceEpoch) * 1_000_000_000 + Int128(self.nanoseconds) + nanoseconds
        let (quotient, remainder) = total.quotientAndRemainder(dividingBy: 1_000_000_000)
        let seconds = Int64(clamping: remainder < 0 ? quotient - 1 : quotient)
        return DateTime(
            secondsSinceEpoch: seconds, nanoseconds: Int(remainder < 0 ? remainder + 1_000_000_000 : remainder),
            offsetMinutes: offsetMinutes)
    }
}

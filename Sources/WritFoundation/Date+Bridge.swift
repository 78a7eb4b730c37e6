// Moments of Writ and of Foundation.

public import FoundationEssentials
public import WritWire

extension Date {
    /// The moment, as near as a `Date` comes to it: in our days to a tenth of a microsecond.
    ///
    ///     let date = Date(pet.born)
    public init(_ moment: DateTime) {
        self.init(timeIntervalSince1970: Double(moment.secondsSinceEpoch) + Double(moment.nanoseconds) / 1_000_000_000)
    }

    /// The beginning of the day in UTC.
    public init(_ day: CalendarDate) {
        self.init(DateTime(date: day))
    }
}

extension DateTime {
    /// The moment in UTC, with as few digits as it takes to get the same `Date` back. Dates beyond the years 0 to 9999 become the
    /// nearest moment in them; what is no number becomes 1970.
    ///
    ///     let moment = DateTime(Date())
    public init(_ date: Date) {
        self = Self.nearest(to: date)
    }

    /// Nil where there is no such moment: beyond the years 0 to 9999, and for what is no number.
    public init?(exactly date: Date) {
        let moment = Self.nearest(to: date)
        guard Date(moment) == date else { return nil }
        self = moment
    }

    private static func nearest(to date: Date) -> DateTime {
        let seconds = date.timeIntervalSince1970
        guard !seconds.isNaN else { return DateTime(secondsSinceEpoch: 0) }
        guard abs(seconds) < 1e12 else { return DateTime(secondsSinceEpoch: seconds < 0 ? .min : .max) }
        let whole = seconds.rounded(.down)
        var nearest = DateTime(secondsSinceEpoch: Int64(whole))
        // Binary fractions are as good as their shortest decimal one.
        for unit in [1_000_000, 1_000, 1] {
            let parts = Int(((seconds - whole) * 1_000_000_000 / Double(unit)).rounded()) * unit
            nearest = DateTime(secondsSinceEpoch: Int64(whole)).advanced(by: .nanoseconds(parts))
            if Date(nearest) == date { break }
        }
        return nearest
    }

    /// The same moment, written as clocks show it in that time zone.
    ///
    ///     let local = DateTime(Date()).at(timeZone)
    public func at(_ timeZone: TimeZone) -> DateTime {
        at(offsetMinutes: timeZone.secondsFromGMT(for: Date(self)) / 60)
    }
}

extension CalendarDate {
    /// The day that it is at that moment in that time zone.
    ///
    ///     let today = CalendarDate(Date(), in: timeZone)
    public init(_ date: Date, in timeZone: TimeZone) {
        self = DateTime(date).at(timeZone).date
    }
}

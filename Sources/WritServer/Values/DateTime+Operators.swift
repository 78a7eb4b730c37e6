// Operators of moments. They stand here since who imports `WritServer` alone sees no operators of the modules below.

public import WritWire

extension DateTime {
    /// The moment that is so much later, in the same offset and in the years 0 to 9999.
    ///
    ///     let due = moment + .seconds(3600)
    public static func + (moment: DateTime, duration: Duration) -> DateTime { moment.advanced(by: duration) }

    /// The moment that is so much earlier, in the same offset and in the years 0 to 9999.
    public static func - (moment: DateTime, duration: Duration) -> DateTime {
        moment.advanced(by: Duration(attoseconds: -max(duration.attoseconds, -.max)))
    }

    /// Moves the moment into the future.
    public static func += (moment: inout DateTime, duration: Duration) { moment = moment + duration }

    /// Moves the moment into the past.
    public static func -= (moment: inout DateTime, duration: Duration) { moment = moment - duration }

    /// How much later the left moment is; negative where it is earlier.
    ///
    ///     let age = DateTime.now - createdAt
    public static func - (left: DateTime, right: DateTime) -> Duration { right.duration(to: left) }
}

// Moments as text with as many digits of a second as are wanted.

extension DateTime {
    /// The text by RFC 3339 with that many digits of a second's fraction, 0 to 9; what is finer is left out.
    ///
    ///     let milliseconds = moment.text(fractionDigits: 3)  // 2026-03-14T09:26:53.500Z
    ///
    /// `description` has as many digits as the moment has.
    public func text(fractionDigits: Int) -> String {
        let digits = min(max(fractionDigits, 0), 9)
        var time = "\(date)T\(Self.twoDigits(hour)):\(Self.twoDigits(minute)):\(Self.twoDigits(second))"
        if digits > 0 {
            // The leading one keeps the zeros in front.
            time += "." + String(nanoseconds + 1_000_000_000).dropFirst().prefix(digits)
        }
        guard offsetMinutes != 0 else { return time + "Z" }
        let ahead = abs(offsetMinutes)
        return time + (offsetMinutes < 0 ? "-" : "+") + Self.twoDigits(ahead / 60) + ":" + Self.twoDigits(ahead % 60)
    }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

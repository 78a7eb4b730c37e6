// Moments as fields of HTTP write them (RFC 9110 section 5.6.7).

extension DateTime {
    /// The moment as `Last-Modified` and `Expires` have it: `Sun, 06 Nov 1994 08:49:37 GMT`, to the second.
    ///
    ///     let field = moment.httpDate
    public var httpDate: String {
        var text = OutputBuffer(minimumCapacity: 32)
        HTTPDate.append(Int(inUTC.secondsSinceEpoch), to: &text)
        // The buffer lives until its bytes are copied.
        return unsafe String(decoding: text.bytes, as: UTF8.self)
    }

    /// Reads a date of HTTP in any of its three forms; nil for any other text. The day's name is not looked at.
    ///
    /// - Parameter now: Years of two digits (RFC 850) that would be more than 50 years behind this moment are of the century
    ///   before.
    public init?(httpDate text: String, now: DateTime) {
        guard text.utf8.count <= 40 else { return nil }
        let words = text.split(separator: " ")
        switch words.count {
        // Sun, 06 Nov 1994 08:49:37 GMT
        case 6:
            guard words[0].hasSuffix(","), words[5] == "GMT", words[1].utf8.count == 2, words[3].utf8.count == 4 else {
                return nil
            }
            self.init(day: words[1], month: words[2], year: Self.number(words[3]), time: words[4])
        // Sunday, 06-Nov-94 08:49:37 GMT
        case 4:
            let parts = words[1].split(separator: "-", omittingEmptySubsequences: false)
            guard words[0].hasSuffix(","), words[3] == "GMT", parts.count == 3, parts[0].utf8.count == 2,
                parts[2].utf8.count == 2, let short = Self.number(parts[2])
            else { return nil }
            var year = now.year / 100 * 100 + short
            if year > now.year + 50 { year -= 100 }
            self.init(day: parts[0], month: parts[1], year: year, time: words[2])
        // Sun Nov  6 08:49:37 1994
        case 5:
            guard words[4].utf8.count == 4 else { return nil }
            self.init(day: words[2], month: words[1], year: Self.number(words[4]), time: words[3])
        default: return nil
        }
    }

    private init?(day: Substring, month: Substring, year: Int?, time: Substring) {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false)
        guard let day = Self.number(day), let month = Self.monthNames.firstIndex(where: { $0 == month }), let year,
            clock.count == 3, clock.allSatisfy({ $0.utf8.count == 2 }), let hour = Self.number(clock[0]),
            let minute = Self.number(clock[1]), let second = Self.number(clock[2])
        else { return nil }
        self.init(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }

    /// One to four digits.
    private static func number(_ text: Substring) -> Int? {
        guard 1...4 ~= text.utf8.count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

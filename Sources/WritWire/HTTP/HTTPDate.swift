// The Date field's format, written without a calendar library.

/// `IMF-fixdate` (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, always 29 bytes.
package enum HTTPDate {
    private static let dayNames: StaticString = "ThuFriSatSunMonTueWed"
    private static let monthNames: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"

    /// Appends the date of `seconds` since 1970 began.
    package static func append(_ seconds: Int, to output: inout OutputBuffer) {
        let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
        let ofDay = seconds - days * 86_400
        let (year, month, day) = civilDate(daysSince1970: days)
        append(dayNames, index: ((days % 7) + 7) % 7, to: &output)
        output.append(", ")
        append(twoDigits: day, to: &output)
        output.append(UInt8.space)
        append(monthNames, index: month - 1, to: &output)
        output.append(UInt8.space)
        append(twoDigits: year / 100, to: &output)
        append(twoDigits: year % 100, to: &output)
        output.append(UInt8.space)
        append(twoDigits: ofDay / 3600, to: &output)
        output.append(UInt8(ascii: ":"))
        append(twoDigits: ofDay / 60 % 60, to: &output)
        output.append(UInt8(ascii: ":"))
        append(twoDigits: ofDay % 60, to: &output)
        output.append(" GMT")
    }

    private static func append(_ names: StaticString, index: Int, to output: inout OutputBuffer) {
        // The callers' indices stay below the number of three-letter names.
        for offset in 0..<3 { unsafe output.append(names.utf8Start[index * 3 + offset]) }
    }

    private static func append(twoDigits number: Int, to output: inout OutputBuffer) {
        output.append(UInt8(truncatingIfNeeded: 48 + number / 10 % 10))
        output.append(UInt8(truncatingIfNeeded: 48 + number % 10))
    }

    /// The proleptic Gregorian date, by counting eras of 400 years from 1 March of year 0.
    private static func civilDate(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

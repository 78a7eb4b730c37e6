// Dates, times, UUIDs and base64: what is read, what is refused, what is written.

import Testing

@testable import WritWire

@Suite struct `text values` {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0, 0, "1970-01-01T00:00:00Z"),
        ("2026-05-17t09:30:00.250+02:00", 1_779_003_000, 250_000_000, 120, "2026-05-17T09:30:00.25+02:00"),
        ("1969-12-31T23:59:59.999999999z", -1, 999_999_999, 0, "1969-12-31T23:59:59.999999999Z"),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0, 0, "0000-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0, 0, "9999-12-31T23:59:59Z"),
        ("1998-12-31T15:59:60.123-08:00", 915_148_800, 123_000_000, -480, "1998-12-31T16:00:00.123-08:00"),
        ("2000-01-01T00:00:00.1234567891234Z", 946_684_800, 123_456_789, 0, "2000-01-01T00:00:00.123456789Z"),
        ("2000-01-01T00:00:00-00:00", 946_684_800, 0, 0, "2000-01-01T00:00:00Z"),
    ] as [(String, Int64, Int32, Int16, String)])
    func `a date-time keeps instant, fraction and offset`(
        text: String, seconds: Int64, nanoseconds: Int32, offset: Int16, written: String
    ) throws {
        let value = try #require(DateTime(text))
        #expect(value.secondsSinceEpoch == seconds)
        #expect(value.nanoseconds == nanoseconds)
        #expect(value.offsetMinutes == offset)
        #expect(value.description == written)
    }

    @Test(arguments: [
        "", "2026-05-17", "2026-05-17T09:30:00", "2026-05-17 09:30:00Z", "2026-02-30T00:00:00Z", "2026-05-17T24:00:00Z",
        "2026-05-17T09:60:00Z", "2026-05-17T09:30:61Z", "1998-12-31T22:59:60Z", "1998-12-31T23:58:60Z",
        "2026-05-17T09:30:00.Z", "2026-05-17T09:30:00+24:00", "2026-05-17T09:30:00+01:60", "2026-05-17T09:30:00+1:00",
        "2026-05-17T09:30:00Z ", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "২০২৬-05-17T09:30:00Z",
    ])
    func `what is no date-time is refused`(text: String) {
        #expect(DateTime(text) == nil)
    }

    @Test func `date-times compare by instant`() throws {
        let a = try #require(DateTime("2026-05-17T12:00:00Z")), b = try #require(DateTime("2026-05-17T14:00:00+02:00"))
        let later = try #require(DateTime("2026-05-17T12:00:00.000000001Z"))
        #expect(a == b && a.hashValue == b.hashValue && a < later)
    }

    @Test(arguments: ["2024-02-29", "2000-02-29", "0000-02-29", "9999-12-31", "1969-12-31", "2026-11-30"])
    func `dates survive the way through days`(text: String) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.description == text)
        #expect(CalendarDate(daysSinceEpoch: date.daysSinceEpoch) == date)
    }

    @Test func `each day from the first to the last has its own number`() throws {
        var date = try #require(CalendarDate("0000-01-01"))
        for days in date.daysSinceEpoch...2_932_896 where days % 11 == 0 {
            let next = try #require(CalendarDate(daysSinceEpoch: days))
            #expect(next.daysSinceEpoch == days && next >= date)
            date = next
        }
        #expect(CalendarDate(daysSinceEpoch: 2_932_897) == nil && CalendarDate(daysSinceEpoch: -719_529) == nil)
    }

    @Test(arguments: ["2023-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-1-01", "2026-01-00", "26-01-01"])
    func `days that don't exist are refused`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `a UUID is read in either case and written in lower case`() throws {
        let id = try #require(UniqueID("123E4567-e89b-12d3-A456-426614174000"))
        #expect(id.description == "123e4567-e89b-12d3-a456-426614174000")
        for text in ["", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400g", "123e4567-e89b-12d3-a456-4266141740000"] {
            #expect(UniqueID(text) == nil)
        }
        let random = UniqueID.random().description
        #expect(Array(random)[14] == "4" && "89ab".contains(Array(random)[19]))
    }

    @Test(arguments: [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar"), ("+/A=", nil)])
    func `base64 goes both ways`(text: String, plain: String?) throws {
        let bytes = try outcome("\"\(text)\"") { $0.readBase64() }.get()
        if let plain { #expect(bytes == Array(plain.utf8)) }
        var output = OutputBuffer()
        output.writeBase64(bytes)
        #expect(written(output) == "\"\(text)\"")
    }

    @Test(arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm9v\\n", "Zm-_"])
    func `what is no base64 is refused`(text: String) {
        #expect(throws: JSONReadError.self) { try outcome("\"\(text)\"") { $0.readBase64() }.get() }
    }

    @Test func `JSON strings with escapes hold values too, and messages give an example`() throws {
        #expect(try outcome(#""2026\u002d05-17""#) { $0.readCalendarDate() }.get() == CalendarDate("2026-05-17"))
        #expect(outcome("\"x\"") { $0.readDateTime() }.failure == .invalid([
            Violation(pointer: "", keyword: "format", message: "must be a date and time such as 2026-05-17T09:30:00Z")
        ]))
    }
}

// Moments, days and times of day: arithmetic, parts and texts.

import Testing

@testable import WritWire

// As `WritServer` has them.
private func + (moment: DateTime, duration: Duration) -> DateTime { moment.advanced(by: duration) }
private func - (moment: DateTime, duration: Duration) -> DateTime { moment.advanced(by: .zero - duration) }
private func - (left: DateTime, right: DateTime) -> Duration { right.duration(to: left) }

@Suite struct `Moments in time` {

    func moment(_ text: String) throws -> DateTime { try #require(DateTime(text)) }

    @Test func `are moved by durations and are durations apart`() throws {
        let start = try moment("2026-02-28T23:59:59.75+01:00")
        #expect((start + .milliseconds(250)).description == "2026-03-01T00:00:00+01:00")
        #expect((start - .milliseconds(750)).description == "2026-02-28T23:59:59+01:00")
        #expect((start - .milliseconds(751)).description == "2026-02-28T23:59:58.999+01:00")
        #expect((start + .milliseconds(-751)).description == "2026-02-28T23:59:58.999+01:00")
        #expect(start + .seconds(86_400) - start == .seconds(86_400))
        #expect(start - (start + .nanoseconds(1)) == .nanoseconds(-1))
        let before1970 = try moment("1969-12-31T23:59:59.5Z")
        #expect(before1970 - DateTime(secondsSinceEpoch: 0) == .milliseconds(-500))
        // Less than a nanosecond.
        #expect(start + Duration(attoseconds: 999_999_999) == start)
        #expect(start - Duration(attoseconds: 1) == start - .nanoseconds(1))
    }

    @Test func `stay in the years that can be written`() throws {
        let last = try moment("9999-12-31T23:59:59Z")
        for duration in [Duration.seconds(1), .seconds(Int64.max), Duration(attoseconds: .max)] {
            #expect((last + duration).description.hasPrefix("9999-12-31T23:59:59"))
        }
        let first = try moment("0000-01-01T00:00:00Z")
        for duration in [Duration.seconds(1), .seconds(Int64.max), Duration(attoseconds: .max)] {
            #expect((first - duration).description.hasPrefix("0000-01-01T00:00:00"))
            #expect((first + .zero - duration).description.hasPrefix("0000-01-01T00:00:00"))
        }
        #expect((last + Duration(attoseconds: .min)).year == 0)
        let most = try #require(
            CalendarDuration(years: .max, months: .max, days: .max, hours: .max, minutes: .max, seconds: .max))
        #expect(first.adding(most).year == 9999)
        #expect(last.date.adding(most) == last.date && first.date.adding(most) == last.date)
    }

    @Test func `have the parts that calendar and clock show`() throws {
        let moment = try moment("2026-03-14T00:26:53.5+01:00")
        #expect([moment.year, moment.month, moment.day] == [2026, 3, 14])
        #expect([moment.hour, moment.minute, moment.second] == [0, 26, 53])
        #expect(moment.weekday == .saturday && moment.inUTC.weekday == .friday)
        #expect(moment.inUTC.hour == 23 && moment.inUTC.day == 13 && moment.inUTC == moment)
        #expect(moment.at(offsetMinutes: -90).description == "2026-03-13T21:56:53.5-01:30")
        #expect(DateTime(date: moment.date, time: moment.time).description == moment.description)
        #expect(DateTime(year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 59)?.secondsSinceEpoch == -1)
        #expect(DateTime(year: 2026, month: 2, day: 29) == nil && DateTime(year: 2026, month: 2, day: 28, hour: 24) == nil)
        #expect(DateTime(year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60)?.description == "2017-01-01T00:00:00Z")
    }

    @Test func `count milliseconds from 1970`() {
        for milliseconds in [0, 1, 999, 1000, -1, -999, -1000, -1001, 1_773_480_413_500] as [Int64] {
            #expect(DateTime(millisecondsSinceEpoch: milliseconds).millisecondsSinceEpoch == milliseconds)
        }
        #expect(DateTime(millisecondsSinceEpoch: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(DateTime(millisecondsSinceEpoch: .max).year == 9999 && DateTime(millisecondsSinceEpoch: .min).year == 0)
    }

    @Test func `are written with as many digits as are wanted`() throws {
        let moment = try moment("0026-03-04T05:06:07.0809-00:30")
        let texts = [
            0: "0026-03-04T05:06:07-00:30", 1: "0026-03-04T05:06:07.0-00:30", 3: "0026-03-04T05:06:07.080-00:30",
            9: "0026-03-04T05:06:07.080900000-00:30", 10: "0026-03-04T05:06:07.080900000-00:30",
            -1: "0026-03-04T05:06:07-00:30",
        ]
        for (digits, text) in texts { #expect(moment.text(fractionDigits: digits) == text) }
        #expect(DateTime(secondsSinceEpoch: 0).text(fractionDigits: 2) == "1970-01-01T00:00:00.00Z")
    }

    @Test func `are read and written as HTTP's dates`() throws {
        let now = try moment("2026-03-14T09:26:53Z")
        let known = try moment("1994-11-06T08:49:37Z")
        #expect(known.httpDate == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(try moment("0006-01-02T03:04:05+01:00").httpDate == "Mon, 02 Jan 0006 02:04:05 GMT")
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            #expect(DateTime(httpDate: text, now: now) == known, "\(text)")
        }
        #expect(DateTime(httpDate: "Sunday, 06-Nov-76 08:49:37 GMT", now: now)?.year == 2076)
        #expect(DateTime(httpDate: "Sunday, 06-Nov-77 08:49:37 GMT", now: now)?.year == 1977)
        for text in [
            "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 94 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
            "1994-11-06T08:49:37Z", "Sun Nov 6 08:49:37 94", "Sun Nov  6 08:49:37 1994 ............................",
        ] {
            #expect(DateTime(httpDate: text, now: now) == nil, "\(text)")
        }
    }

    @Test func `of a day begin over behind midnight`() throws {
        let time = try #require(TimeOfDay("23:30:00.5+01:00"))
        #expect(time.adding(.seconds(3600)).description == "00:30:00.5+01:00")
        #expect(time.adding(.seconds(-86_401)).description == "23:29:59.5+01:00")
        #expect(time.adding(Duration(attoseconds: .max)).offsetMinutes == 60)
        #expect(time.sinceMidnight == .seconds(84_600) + .milliseconds(500))
        #expect(time.at(offsetMinutes: 0).description == "22:30:00.5Z")
    }
}

@Suite struct `Days of the calendar` {
    func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test func `are days, months and years apart`() throws {
        let day = try day("2024-01-31")
        #expect(day.adding(days: 30).description == "2024-03-01" && day.adding(days: -31).description == "2023-12-31")
        #expect(day.adding(months: 1).description == "2024-02-29" && day.adding(months: 13).description == "2025-02-28")
        #expect(day.adding(months: -2).description == "2023-11-30" && day.adding(years: 1).description == "2025-01-31")
        #expect(try self.day("2024-02-29").adding(years: 1).description == "2025-02-28")
        #expect(try day.days(since: self.day("2023-01-31")) == 365 && self.day("2023-01-31").days(since: day) == -365)
        #expect(day.adding(try #require(CalendarDuration("P1M1D"))).description == "2024-03-01")
        #expect(day.adding(try #require(CalendarDuration("P2W"))).description == "2024-02-14")
        #expect(Array(day...day.adding(days: 2)).map(\.day) == [31, 1, 2])
    }

    @Test(arguments: [Int.min, -4_000_000, 4_000_000, Int.max])
    func `stay in the years that can be written`(count: Int) throws {
        let bound = try day(count < 0 ? "0000-01-01" : "9999-12-31")
        #expect(try day("2024-01-31").adding(days: count) == bound)
        #expect(try day("2024-01-31").adding(months: count).year == bound.year)
        #expect(try day("2024-01-31").adding(years: count, months: count).year == bound.year)
    }

    @Test func `know their place in week, month and year`() throws {
        #expect(try day("1970-01-01").weekday == .thursday && day("2026-12-01").weekday == .tuesday)
        #expect(try day("0000-01-01").weekday == .saturday && day("9999-12-31").weekday == .friday)
        #expect(try day("2024-12-31").dayOfYear == 366 && day("2023-03-01").dayOfYear == 60)
        #expect(try day("2024-02-01").daysInMonth == 29 && day("1900-02-01").daysInMonth == 28)
        #expect(try day("2000-05-05").isInLeapYear && !day("1900-05-05").isInLeapYear)
    }
}

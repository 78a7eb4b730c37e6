// Days: what is one, how it is written, and its number since 1970.

import Testing

@testable import WritWire

@Suite struct `Calendar dates` {
    @Test(arguments: [
        "0000-01-01", "0000-02-29", "0001-01-01", "1600-02-29", "1969-12-31", "1970-01-01", "1999-12-31", "2000-02-29",
        "2024-02-29", "2026-03-14", "2400-02-29", "9999-12-31",
    ])
    func `that are in the calendar are read and written back`(text: String) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.description == text)
        #expect(CalendarDate(daysSinceEpoch: date.daysSinceEpoch) == date)
        #expect(CalendarDate(year: date.year, month: date.month, day: date.day) == date)
    }

    @Test(arguments: [
        // Days and months that there are not.
        "2026-02-29", "2023-02-29", "1900-02-29", "2100-02-29", "2026-02-30", "2026-04-31", "2026-06-31", "2026-09-31",
        "2026-11-31", "2026-01-32", "2026-01-00", "2026-00-01", "2026-13-01",
        // Pieces that are missing, too long, or of another shape.
        "", "2026", "2026-03", "2026-03-", "2026-03-1", "2026-3-14", "26-03-14", "02026-03-14", "2026-03-140",
        "2026-03-14 ", " 2026-03-14", "2026-03-14Z", "2026-03-14T00:00:00Z", "2026/03/14", "20260314", "-026-03-14",
        "+026-03-14", "2026-W11-6", "2026-073", "２026-03-14", "2026-03-1４", "2026-03-14\u{0}", "2026\u{2212}03-14",
    ])
    func `that are none are refused`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `are numbered from 1970, through both ends of their range`() throws {
        let known = [
            ("0000-01-01", -719_528), ("0000-02-29", -719_469), ("0000-03-01", -719_468), ("1969-12-31", -1),
            ("1970-01-01", 0), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("9999-12-31", 2_932_896),
        ]
        for (text, days) in known {
            #expect(try #require(CalendarDate(text)).daysSinceEpoch == days)
            #expect(try #require(CalendarDate(daysSinceEpoch: days)).description == text)
        }
        for days in [-719_529, 2_932_897, -4_000_001, 4_000_001, .min, .max] {
            #expect(CalendarDate(daysSinceEpoch: days) == nil)
        }
    }

    @Test func `follow each other day by day for 400 years`() throws {
        var previous = try #require(CalendarDate("1899-12-31"))
        for days in previous.daysSinceEpoch + 1...previous.daysSinceEpoch + 146_097 {
            let next = try #require(CalendarDate(daysSinceEpoch: days))
            let follows = next.day == previous.day + 1 && next.month == previous.month && next.year == previous.year
            let beginsMonth = next.day == 1 && next.month == previous.month % 12 + 1 && previous.day >= 28
            guard (follows || beginsMonth) && next > previous && next.daysSinceEpoch == days else {
                Issue.record("\(next) behind \(previous)")
                return
            }
            previous = next
        }
        #expect(previous.description == "2299-12-31")
    }

    @Test func `that no calendar has can't be made`() {
        for (year, month, day) in [(-1, 1, 1), (10_000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, .max, .max)] {
            #expect(CalendarDate(year: year, month: month, day: day) == nil)
        }
    }
}

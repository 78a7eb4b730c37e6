// Values of Writ as values of Foundation, and back.

import Foundation
import Testing
import WritFoundation
import WritWire

@Suite struct `Bridges to Foundation` {
    @Test(arguments: [
        "1970-01-01T00:00:00Z", "2026-03-14T09:26:53.5Z", "2026-03-14T09:26:53.1Z", "2026-03-14T09:26:53.123Z",
        "1969-12-31T23:59:59.9Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1600-02-29T12:00:00Z",
    ])
    func `take moments over with the digits that they have`(text: String) throws {
        let moment = try #require(DateTime(text))
        #expect(DateTime(Date(moment)).description == text)
        #expect(DateTime(exactly: Date(moment)) == moment)
    }

    @Test func `take dates over so that the same come back`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let date = Date(timeIntervalSince1970: .random(in: -6e10...2e11, using: &generator))
            #expect(Date(DateTime(date)) == date)
        }
        for seconds in [Double.nan, .infinity, -.infinity, 1e300, -1e12, 253_402_300_800] {
            #expect(DateTime(exactly: Date(timeIntervalSince1970: seconds)) == nil)
        }
        #expect(
            DateTime(Date(timeIntervalSince1970: -1e15)).year == 0 && DateTime(Date(timeIntervalSince1970: 1e15)).year == 9999)
        #expect(DateTime(Date(timeIntervalSince1970: .nan)).year == 1970)
    }

    @Test func `know days by time zones`() throws {
        let zone = try #require(TimeZone(secondsFromGMT: 2 * 3600))
        let moment = try #require(DateTime("2026-03-14T23:00:00Z"))
        #expect(moment.at(zone).description == "2026-03-15T01:00:00+02:00")
        #expect(CalendarDate(Date(moment), in: zone).description == "2026-03-15")
        #expect(Date(try #require(CalendarDate("2026-03-15"))) == Date(timeIntervalSince1970: 1_773_532_800))
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(moment.at(berlin).offsetMinutes == 60)
        #expect(try #require(DateTime("2026-07-14T23:00:00Z")).at(berlin).description == "2026-07-15T01:00:00+02:00")
        let components = DateComponents(
            timeZone: berlin, year: 2026, month: 7, day: 15, hour: 1, minute: 2, nanosecond: 500_000_000)
        #expect(DateTime(components)?.description == "2026-07-15T01:02:00.5+02:00")
    }

    @Test func `take UUIDs over byte for byte`() {
        let uuid = UUID()
        #expect(UniqueID(uuid).description == uuid.uuidString.lowercased() && UUID(UniqueID(uuid)) == uuid)
    }

    @Test(arguments: ["0", "1.50", "-0.001", "99999999999999999999999999999999999999", "1e127", "1e-128", "-12e100"])
    func `take decimal numbers over`(text: String) throws {
        let number = try #require(DecimalNumber(text))
        let decimal = try #require(Decimal(number))
        #expect(DecimalNumber(decimal) == number)
    }

    @Test func `refuse decimal numbers that the other type doesn't have`() {
        #expect(Decimal(DecimalNumber(significand: 1, exponent: 200)) == nil)
        #expect(Decimal(DecimalNumber(significand: 1, exponent: -200)) == nil)
        #expect(Decimal(DecimalNumber(significand: 1000, exponent: -130)) == Decimal(sign: .plus, exponent: -127, significand: 1))
        #expect(DecimalNumber(Decimal.nan) == nil)
        #expect(DecimalNumber(Decimal.greatestFiniteMagnitude) == nil)
    }

    @Test func `take bytes and addresses over`() throws {
        let data = Data([0, 255, 62])
        #expect(Base64(data).description == "AP8+" && Data(Base64(data)) == data)
        #expect(Base64URL(data).description == "AP8-" && Data(Base64URL(data)) == data)
        let uri = try #require(URI("https://example.com/a%20b?c=d#e"))
        #expect(URL(uri)?.query == "c=d" && URL(uri).flatMap { URI($0) } == uri)
        #expect(URL(string: "relative").flatMap { URI($0) } == nil)
    }

    @Test func `take components apart and put them together`() throws {
        let moment = try #require(DateTime("2026-03-14T09:26:53.5+05:30"))
        #expect(DateTime(DateComponents(moment))?.description == moment.description)
        #expect(CalendarDate(DateComponents(moment)) == moment.date)
        #expect(TimeOfDay(DateComponents(moment.time)) == moment.time)
        #expect(CalendarDate(DateComponents(year: 2026, month: 2, day: 29)) == nil)
        #expect(DateTime(DateComponents(year: 2026, month: 2, day: 28)) == nil)
        #expect(DateTime(DateComponents(year: 2026, month: 2, day: 28, hour: 25, minute: 0)) == nil)
        #expect(TimeOfDay(DateComponents(hour: 9)) == nil)
    }
}

// Text of formats with types of their own: what is read, how it is written, what is refused.

import Testing

@testable import WritWire

@Suite struct `Times of day` {
    @Test(arguments: [
        ("09:26:53Z", "09:26:53Z"), ("09:26:53z", "09:26:53Z"), ("09:26:53.50+01:00", "09:26:53.5+01:00"),
        ("23:59:60Z", "23:59:60Z"), ("01:29:60+01:30", "01:29:60+01:30"), ("00:00:00-00:00", "00:00:00Z"),
        ("12:00:00.1234567891-23:59", "12:00:00.123456789-23:59"),
    ]) func `are read and written`(text: String, written: String) throws {
        #expect(try #require(TimeOfDay(text)).description == written)
    }

    @Test(arguments: [
        "", "09:26:53", "09:26Z", "24:00:00Z", "09:60:00Z", "09:26:61Z", "22:59:60Z", "09:26:53.Z", "9:26:53Z", "09:26:53+1:00",
        "09:26:53+24:00", "09:26:53 Z", "09:26:53Z ", "０9:26:53Z",
    ]) func `of any other shape are refused`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }
}

@Suite struct `Durations` {
    @Test(arguments: [
        ("P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"), ("PT36H", "PT36H"), ("P2W", "P2W"), ("P0D", "PT0S"), ("P1M2D", "P1M2D"),
        ("P01D", "P1D"),
    ]) func `are read and written`(text: String, written: String) throws {
        #expect(try #require(CalendarDuration(text)).description == written)
    }

    @Test func `have the parts between written too`() throws {
        #expect(CalendarDuration(years: 1, days: 2)?.description == "P1Y0M2D")
        #expect(CalendarDuration(hours: 1, seconds: 5)?.description == "PT1H0M5S")
        #expect(CalendarDuration(.seconds(3_725))?.description == "PT1H2M5S")
        #expect(CalendarDuration(.seconds(-1)) == nil && CalendarDuration(days: -1) == nil)
        #expect(CalendarDuration("P1DT1H")?.duration == .seconds(90_000) && CalendarDuration("P1M")?.duration == nil)
    }
}

@Suite struct `Addresses` {
    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("0001:0:0:0:0:0:0:0", "1::"), ("fe80::a:b", "fe80::a:b"),
    ]) func `of version 6 are read and written`(text: String, written: String) throws {
        #expect(try #require(IPv6Address(text)).description == written)
    }

    @Test(arguments: [
        "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "fe80::1%eth0",
        "1:2:3:4:5:6:7:8::",
        "::192.0.2.256", "1:2:3:4:5:6:7:192.0.2.1", "192.0.2.1", "::1:", ":1::", "::1/64", "[::1]", "1:2:3:4:5:6:192.0.2.1:7",
    ]) func `of version 6 of any other shape are refused`(text: String) {
        #expect(IPv6Address(text) == nil)
    }

    @Test func `of version 4 are read and written`() throws {
        #expect(
            IPv4Address("192.0.2.1") == IPv4Address(192, 0, 2, 1)
                && IPv4Address(255, 255, 255, 255).description == "255.255.255.255")
        for text in [
            "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.0.0.1", "1.2.3.", "1.2.3.4 ", "1..3.4", "0x7f.1.1.1", "1.2.3.0004",
        ] {
            #expect(IPv4Address(text) == nil, "\(text)")
        }
        #expect(
            IPv4Address(10, 0, 0, 1) < IPv4Address(10, 0, 1, 0) && IPv6Address(high: 0, low: 2) > IPv6Address(high: 0, low: 1))
    }
}

@Suite struct `URIs` {
    @Test func `have parts`() throws {
        let uri = try #require(URI("https://user@[2001:db8::1]:8080/a/b%20c?d=e&f#g?h"))
        #expect(
            uri.scheme == "https" && uri.authority == "user@[2001:db8::1]:8080" && uri.host == "[2001:db8::1]" && uri.port == 8080
        )
        #expect(uri.path == "/a/b%20c" && uri.query == "d=e&f" && uri.fragment == "g?h")
        let mail = try #require(URI("mailto:a@example.com"))
        #expect(mail.authority == nil && mail.host == nil && mail.path == "a@example.com" && mail.query == nil)
        #expect(URI("urn:isbn:1")?.description == "urn:isbn:1" && URI("http://a?b")?.path == "" && URI("file:///x")?.host == "")
    }

    @Test(arguments: [
        "", "a", "/a", "//a/b", ":a", "1a:b", "http://a b", "http://a/%2", "http://a/\u{e4}", "http://[::1", "http://[::g]/",
        "http://a:b/",
        "http://a/[", "http://a#b#c", "http://a\\b", "http://a@b@c/", "a:b\u{0}", "http://<a>",
    ]) func `of any other shape are refused`(text: String) {
        #expect(URI(text) == nil)
    }
}

@Suite struct `Decimal numbers` {
    @Test(arguments: [
        ("0", "0"), ("-0.00", "0.00"), ("19.99", "19.99"), ("1.50", "1.50"), ("1e3", "1000"), ("-1.5E-3", "-0.0015"),
        ("12e-1", "1.2"),
        ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"), ("1e-70", "1e-70"),
        ("5E70", "5e70"),
        ("0.00000000000000000000000000000000000000000001", "0.00000000000000000000000000000000000000000001"),
    ]) func `are read and written with all of their digits`(text: String, written: String) throws {
        #expect(try #require(DecimalNumber(text)).description == written)
    }

    @Test(arguments: [
        "", "-", "+1", ".5", "1.", "01", "00", "1e", "1e+", "0x1", "1,5", "NaN", "100000000000000000000000000000000000000",
        "1e99999", " 1",
    ]) func `of any other shape are refused`(text: String) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test func `are compared by value`() throws {
        #expect(DecimalNumber("1.50") == 1.5 && DecimalNumber("1.50")?.hashValue == DecimalNumber("1.5")?.hashValue)
        let ordered = ["-1e40", "-10", "-9.99", "-0.1", "0", "1e-30", "0.1", "0.11", "1", "9.99", "10", "1e40"].compactMap {
            DecimalNumber($0)
        }
        #expect(ordered.count == 12 && ordered.shuffled().sorted() == ordered)
        #expect(DecimalNumber(significand: 1, exponent: 3) == 1000 && DecimalNumber(0.1) == DecimalNumber("0.1"))
    }

    @Test(arguments: [
        ("19.99", "0.01", true), ("19.995", "0.01", false), ("1e30", "7", false), ("7e30", "7", true), ("0", "3", true),
        ("0.3", "0.1", true),
    ])
    func `are multiples exactly`(number: String, unit: String, isMultiple: Bool) throws {
        #expect(try #require(DecimalNumber(number)).isMultiple(of: #require(DecimalNumber(unit))) == isMultiple)
    }
}

@Suite struct `Base64 for URLs` {
    @Test func `is read with and without padding`() {
        #expect(
            Base64URL("-_8")?.bytes == [0xFB, 0xFF] && Base64URL("-_8=")?.bytes == [0xFB, 0xFF] && Base64URL("")?.bytes == [])
        #expect(Base64URL([0xFB, 0xFF]).description == "-_8" && Base64URL([0]).description == "AA")
        for text in ["+/8", "-_8==", "A", "-_9", "a b"] { #expect(Base64URL(text) == nil, "\(text)") }
    }
}

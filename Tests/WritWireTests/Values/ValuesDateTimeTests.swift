// Moments by RFC 3339: what is one, how it is written back, and how two compare.

import Testing

@testable import WritWire

@Suite struct `Moments` {
    /// Text, seconds since 1970, nanoseconds, and the text that is written for it where it is another.
    static let good: [(text: String, seconds: Int64, nanoseconds: Int, written: String?)] = [
        ("1970-01-01T00:00:00Z", 0, 0, nil),
        ("1969-12-31T23:59:59Z", -1, 0, nil),
        ("1969-12-31T23:59:59.25Z", -1, 250_000_000, nil),
        ("2026-03-14T09:26:53Z", 1_773_480_413, 0, nil),
        ("2026-03-14T09:26:53+01:00", 1_773_476_813, 0, nil),
        ("2026-03-14T09:26:53-05:30", 1_773_500_213, 0, nil),
        ("2026-03-14T09:26:53+00:00", 1_773_480_413, 0, "2026-03-14T09:26:53Z"),
        ("2026-03-14T09:26:53-00:00", 1_773_480_413, 0, "2026-03-14T09:26:53Z"),
        ("2026-03-14t09:26:53z", 1_773_480_413, 0, "2026-03-14T09:26:53Z"),
        ("2026-03-14T09:26:53+23:59", 1_773_394_073, 0, nil),
        ("2026-03-14T09:26:53-23:59", 1_773_566_753, 0, nil),
        ("2024-02-29T23:59:59Z", 1_709_251_199, 0, nil),
        ("2000-02-29T12:00:00Z", 951_825_600, 0, nil),
        // Fractions of 1 to 12 digits; the ninth is the last that counts.
        ("1970-01-01T00:00:00.1Z", 0, 100_000_000, nil),
        ("1970-01-01T00:00:00.12Z", 0, 120_000_000, nil),
        ("1970-01-01T00:00:00.123Z", 0, 123_000_000, nil),
        ("1970-01-01T00:00:00.1234Z", 0, 123_400_000, nil),
        ("1970-01-01T00:00:00.12345Z", 0, 123_450_000, nil),
        ("1970-01-01T00:00:00.123456Z", 0, 123_456_000, nil),
        ("1970-01-01T00:00:00.1234567Z", 0, 123_456_700, nil),
        ("1970-01-01T00:00:00.12345678Z", 0, 123_456_780, nil),
        ("1970-01-01T00:00:00.123456789Z", 0, 123_456_789, nil),
        ("1970-01-01T00:00:00.1234567891Z", 0, 123_456_789, "1970-01-01T00:00:00.123456789Z"),
        ("1970-01-01T00:00:00.12345678919Z", 0, 123_456_789, "1970-01-01T00:00:00.123456789Z"),
        ("1970-01-01T00:00:00.123456789199Z", 0, 123_456_789, "1970-01-01T00:00:00.123456789Z"),
        ("1970-01-01T00:00:00.000000001Z", 0, 1, nil),
        ("1970-01-01T00:00:00.0000000009Z", 0, 0, "1970-01-01T00:00:00Z"),
        ("1970-01-01T00:00:00.100Z", 0, 100_000_000, "1970-01-01T00:00:00.1Z"),
        ("1970-01-01T00:00:00.0Z", 0, 0, "1970-01-01T00:00:00Z"),
        // Leap seconds, in UTC and on other clocks.
        ("1998-12-31T23:59:60Z", 915_148_800, 0, "1999-01-01T00:00:00Z"),
        ("1998-12-31T15:59:60.5-08:00", 915_148_800, 500_000_000, "1998-12-31T16:00:00.5-08:00"),
        ("1999-01-01T05:29:60+05:30", 915_148_800, 0, "1999-01-01T05:30:00+05:30"),
        // The ends of the calendar.
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0, nil),
        ("0000-01-01T00:00:00+23:59", -62_167_305_540, 0, nil),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0, nil),
        ("9999-12-31T23:59:59.999999999-23:59", 253_402_387_139, 999_999_999, nil),
        ("9999-12-31T23:59:60Z", 253_402_300_799, 0, "9999-12-31T23:59:59Z"),
    ]

    @Test(arguments: good.indices)
    func `that RFC 3339 writes are read exactly and written back`(index: Int) throws {
        let (text, seconds, nanoseconds, written) = Self.good[index]
        let moment = try #require(DateTime(text))
        #expect(moment.secondsSinceEpoch == seconds)
        #expect(moment.nanoseconds == nanoseconds)
        #expect(moment.description == written ?? text)
        #expect(DateTime(moment.description) == moment)
        #expect(DateTime(moment.description)?.offsetMinutes == moment.offsetMinutes)
    }

    @Test(arguments: [
        // Pieces that are missing.
        "", "2026-03-14", "2026-03-14T", "2026-03-14T09:26:53", "2026-03-14T09:26Z", "2026-03-14T09Z", "09:26:53Z",
        "2026-03-14T09:26:53.Z", "2026-03-14T09:26:53.", "2026-03-14T09:26:53+", "2026-03-14T09:26:53+01",
        "2026-03-14T09:26:53+0100", "2026-03-14T09:26:53+01:", "2026-03-14T09:26:53+01:0", "2026-03-14T09:26:53.5",
        // Numbers that are out of range.
        "2026-03-14T24:00:00Z", "2026-03-14T25:00:00Z", "2026-03-14T09:60:53Z", "2026-03-14T09:26:61Z",
        "2026-03-14T09:26:53+24:00", "2026-03-14T09:26:53+01:60", "2026-02-29T09:26:53Z", "2026-13-14T09:26:53Z",
        "2100-02-29T00:00:00Z", "2026-00-14T09:26:53Z", "2026-03-00T09:26:53Z",
        // Leap seconds where there is none.
        "1998-12-31T23:58:60Z", "1998-12-31T22:59:60Z", "1998-12-31T23:59:60+01:00", "2026-03-14T09:26:60Z",
        // What stands around, and other shapes.
        "2026-03-14T09:26:53Z ", " 2026-03-14T09:26:53Z", "2026-03-14T09:26:53ZZ", "2026-03-14T09:26:53Z+01:00",
        "2026-03-14 09:26:53Z", "2026-03-14_09:26:53Z", "2026-03-14T09:26:53,5Z", "20260314T092653Z",
        "2026-03-14T09.26.53Z", "2026-03-14T09:26:5Z0", "+2026-03-14T09:26:53Z", "12026-03-14T09:26:53Z",
        "2026-03-14T09:26:53\u{0}Z", "2026-03-14T0９:26:53Z", "2026-03-14T09:26:53 +01:00", "2026-03-14T09:26:53y",
        "2026-03-14T09:26:53\u{2212}01:00", "2026-03-14T-9:26:53Z",
    ])
    func `that it does not write are refused`(text: String) {
        #expect(DateTime(text) == nil)
    }

    @Test func `cut at any byte are none`() {
        for text in ["2026-03-14T09:26:53Z", "2026-03-14T09:26:53.125+01:30"] {
            for length in 0..<text.utf8.count {
                #expect(DateTime(String(text.prefix(length))) == nil)
            }
        }
    }

    @Test func `are the same whatever clock they were read from`() throws {
        let texts = [
            "2026-03-14T12:00:00Z", "2026-03-14T13:00:00+01:00", "2026-03-14T06:30:00-05:30", "2026-03-15T11:59:00+23:59",
        ]
        let moments = try texts.map { try #require(DateTime($0)) }
        #expect(Set(moments).count == 1)
        let order = [
            "0000-01-01T00:00:00+23:59", "0000-01-01T00:00:00Z", "2026-03-14T12:59:59.999999999+01:00",
            "2026-03-14T12:00:00Z", "2026-03-14T12:00:00.000000001Z", "2026-03-14T06:30:01-05:30",
            "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-00:01",
        ].map { DateTime($0) }
        for (earlier, later) in zip(order, order.dropFirst()) {
            #expect(try #require(earlier) < #require(later))
        }
    }

    @Test func `beyond what can be written become the nearest that can`() {
        #expect(DateTime(secondsSinceEpoch: .max).description == "9999-12-31T23:59:59Z")
        #expect(DateTime(secondsSinceEpoch: .min).description == "0000-01-01T00:00:00Z")
        #expect(
            DateTime(secondsSinceEpoch: .max, nanoseconds: .max, offsetMinutes: .max).description
                == "9999-12-31T23:59:59.999999999+23:59")
        #expect(
            DateTime(secondsSinceEpoch: .min, nanoseconds: .min, offsetMinutes: .min).description
                == "0000-01-01T00:00:00-23:59")
        #expect(DateTime(secondsSinceEpoch: 253_402_300_799, offsetMinutes: 60).description == "9999-12-31T23:59:59+01:00")
    }
}

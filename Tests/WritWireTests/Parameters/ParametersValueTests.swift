// What each type takes from the text of a parameter, and what it says of the rest.

import Testing

@testable import WritWire

@Suite struct `Values of parameters` {
    @Test(arguments: [
        ("a", "a"), ("", ""), ("a%20b", "a b"), ("a+b", "a b"), ("a%2Bb", "a+b"), ("%C3%A4", "ä"), ("%c3%a4", "ä"), ("ä", "ä"),
        ("a=b", "a=b"), ("%26%3D", "&="), ("%00", "\u{0}"), ("%25", "%"), ("%2525", "%25"), ("a,b", "a,b"), ("null", "null"),
        ("%F0%9F%91%8D", "👍"), ("\"a\"", "\"a\""),
    ])
    func `are texts, percent-decoded`(text: String, value: String) {
        let read = readQuery(text) { $0.readString() }
        #expect(read.value == value)
        #expect(read.violations.isEmpty)
    }

    @Test(arguments: [
        "%", "%2", "%zz", "a%", "a%2", "%%", "%G0", "%0G", "% 20", "%+20", "100%", "%C3%A",
    ])
    func `with a bad percent sign break one rule, whatever their type`(text: String) {
        let expected = ["query v: style: has a percent sign without two hexadecimal digits behind it"]
        #expect(readQuery(text) { $0.readString() }.violations == expected)
        #expect(readQuery(text) { $0.readInt() }.violations == expected)
        #expect(readQuery(text) { $0.readDouble() }.violations == expected)
        #expect(readQuery(text) { $0.readBool() }.violations == expected)
        #expect(readQuery(text) { $0.readDateTime() }.violations == expected)
        #expect(readQuery(text) { $0.readChoice(JSONKeys("a b")) }.violations == expected)
    }

    @Test(arguments: ["%FF", "%C3", "%C3%28", "%ED%A0%80", "%F5%80%80%80", "%C0%80", "a%80"])
    func `that are no UTF-8 are no text`(text: String) {
        let read = readQuery(text) { $0.readString() }
        #expect(read.value == nil)
        #expect(read.violations == ["query v: type: must be text in UTF-8"])
    }

    @Test func `are true or false, spelled so`() {
        #expect(readQuery("true") { $0.readBool() }.value == true)
        #expect(readQuery("false") { $0.readBool() }.value == false)
        #expect(readQuery("%74rue") { $0.readBool() }.value == true)
        for text in ["", "True", "TRUE", "1", "0", "yes", "tru", "truee", " true", "true+", "null", "%74"] {
            let read = readQuery(text) { $0.readBool() }
            #expect(read.value == nil)
            #expect(read.violations == ["query v: type: must be true or false"])
        }
    }

    static let notWhole = [
        "", "a", "1a", "a1", "+1", "%2B1", " 1", "1+", "%201", "1.5", "0x10", "01", "-", "--1", "1e", "1e-1", ".5", "1.", "1 2",
        "1,2", "null", "true", "\"1\"", "[1]", "{}", "NaN", "Infinity", "١", "1_000", "1%00", "1%0A", "%091", "1//",
    ]

    @Test(arguments: notWhole)
    func `that are no whole number are refused by every width`(text: String) {
        #expect(readQuery(text) { $0.readInt() }.violations == ["query v: type: must be a whole number"])
        #expect(readQuery(text) { $0.readInt8() }.violations == ["query v: type: must be a whole number"])
        #expect(readQuery(text) { $0.readInt16() }.violations == ["query v: type: must be a whole number"])
        #expect(readQuery(text) { $0.readInt32() }.violations == ["query v: type: must be a whole number"])
        #expect(readQuery(text) { $0.readInt64() }.violations == ["query v: type: must be a whole number"])
        #expect(readQuery(text) { $0.readUInt8() }.violations == ["query v: type: must be a whole number"])
        #expect(readQuery(text) { $0.readUInt16() }.violations == ["query v: type: must be a whole number"])
        #expect(readQuery(text) { $0.readUInt32() }.violations == ["query v: type: must be a whole number"])
        #expect(readQuery(text) { $0.readUInt64() }.violations == ["query v: type: must be a whole number"])
    }

    @Test func `are whole numbers to both ends of their width`() {
        func expectEnds<Number: FixedWidthInteger>(_ read: @escaping (inout ParameterReader) -> Number?) {
            for number in [Number.min, 0, 1, Number.max] { #expect(readQuery("\(number)", read).value == number) }
            for text in ["\(Int128(Number.min) - 1)", "\(Int128(Number.max) + 1)", "9e999999999"] {
                #expect(readQuery(text, read).value == nil, "\(Number.self) \(text)")
                let range = "a whole number from \(Number.min) to \(Number.max)"
                let expected = [range, "a whole number of at most 64 bits"].map { ["query v: format: must be \($0)"] }
                #expect(expected.contains(readQuery(text, read).violations))
            }
            #expect(readQuery("1e2", read).value == 100)
            #expect(readQuery("1.0", read).value == 1)
            #expect(readQuery("-0", read).value == 0)
        }
        expectEnds { $0.readInt() }
        expectEnds { $0.readInt8() }
        expectEnds { $0.readInt16() }
        expectEnds { $0.readInt32() }
        expectEnds { $0.readInt64() }
        expectEnds { $0.readUInt8() }
        expectEnds { $0.readUInt16() }
        expectEnds { $0.readUInt32() }
        expectEnds { $0.readUInt64() }
    }

    @Test func `are numbers as JSON writes them`() {
        for (text, value) in [
            ("0", 0), ("-1.5", -1.5), ("1e3", 1000), ("1E%2B3", 1000), ("0.1", 0.1), ("5e-324", .leastNonzeroMagnitude),
        ] {
            #expect(readQuery(text) { $0.readDouble() }.value == value)
        }
        #expect(readQuery("0.1") { $0.readFloat() }.value == 0.1)
        #expect(readQuery("-0") { $0.readDouble() }.value?.sign == .minus)
        for text in ["", "a", "+1", "%2B1", ".5", "1.", "1,5", "NaN", "inf", "0x1p3", "1e3 ", "01", "1e"] {
            #expect(readQuery(text) { $0.readDouble() }.value == nil)
            #expect(readQuery(text) { $0.readDouble() }.violations == ["query v: type: must be a number"])
            #expect(readQuery(text) { $0.readFloat() }.violations == ["query v: type: must be a number"])
        }
        #expect(
            readQuery("-1e400") { $0.readDouble() }.violations == [
                "query v: format: must be a number that fits 64-bit floating point"
            ])
        #expect(
            readQuery("1e39") { $0.readFloat() }.violations == [
                "query v: format: must be a number that fits 32-bit floating point"
            ])
    }

    @Test(arguments: [("-3.4e%2B38", true), ("%2D3.4e38", true), ("-3.4E%2b38", true), ("-3.4000000000000001e%2B38", false)])
    func `are bounded by the numbers that they stand for, however they are encoded`(text: String, isIn: Bool) {
        let expected = isIn ? [] : ["query v: minimum: must be at least -3.4e+38"]
        #expect(
            readQuery(text) { parameters in
                let value = parameters.readFloat()
                parameters.check(value, minimum: -3.4e38)
                return value
            }.violations == expected)
        #expect(
            readQuery(text) { parameters in
                let value = parameters.readDouble()
                parameters.check(value, minimum: -3.4e38)
                return value
            }.violations == expected)
    }

    @Test(arguments: [("1e%2B3", true), ("%31.5", true), ("1.%35", true), ("1e%2D3", false)])
    func `are multiples by the numbers that they stand for`(text: String, isMultiple: Bool) {
        let read = readQuery(text) { parameters in
            let value = parameters.readDouble()
            parameters.check(value, multipleOf: 0.5)
            return value
        }
        #expect(read.violations == (isMultiple ? [] : ["query v: multipleOf: must be a multiple of 0.5"]))
    }

    @Test func `are texts of a format`() {
        #expect(readQuery("2026-03-14T09:26:53%2B01:00") { $0.readDateTime() }.value?.offsetMinutes == 60)
        #expect(
            readQuery("2026-03-14T09:26:53+01:00") { $0.readDateTime() }.violations
                == ["query v: format: must be a date and time such as 2026-03-14T09:26:53Z"])
        #expect(readQuery("2026-03-14") { $0.readCalendarDate() }.value?.day == 14)
        #expect(
            readQuery("2026-02-29") { $0.readCalendarDate() }.violations == ["query v: format: must be a date such as 2026-03-14"]
        )
        #expect(readQuery("0F6B7D0E-52c8-4f2e-9c60-3f1f0f3f8a11") { $0.readUniqueID() }.value != nil)
        #expect(
            readQuery("") { $0.readUniqueID() }.violations
                == ["query v: format: must be a UUID such as 0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11"])
        #expect(readQuery("Zm8%3D") { $0.readBase64() }.value?.bytes == Array("fo".utf8))
        #expect(readQuery("Zm8=") { $0.readBase64() }.value?.bytes == Array("fo".utf8))
        #expect(readQuery("Z") { $0.readBase64() }.violations == ["query v: format: must be bytes in Base64 with padding"])
    }

    @Test func `are one of some names`() {
        let choices = JSONKeys("red dark\\ blue \\0 größe #fff")
        for (text, index) in [
            ("red", 0), ("dark%20blue", 1), ("dark+blue", 1), ("", 2), ("gr%C3%B6%C3%9Fe", 3), ("größe", 3), ("%23fff", 4),
        ] {
            #expect(readQuery(text) { $0.readChoice(choices) }.value == index, "\(text)")
        }
        for text in ["Red", "re", "redd", "dark", "%00", "red,dark+blue"] {
            #expect(
                readQuery(text) { $0.readChoice(choices) }.violations
                    == ["query v: enum: must be one of: red, dark blue, \"\", größe, #fff"])
        }
    }
}

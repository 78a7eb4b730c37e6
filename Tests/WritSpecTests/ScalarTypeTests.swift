// The core schema of YAML 1.2, case by case.

import Testing
import WritSpec

@Suite struct ScalarTypeTests {
    @Test(arguments: [
        ("no", "\"no\""), ("yes", "\"yes\""), ("on", "\"on\""), ("off", "\"off\""), ("y", "\"y\""), ("Yes", "\"Yes\""),
        ("null", "null"), ("Null", "null"), ("NULL", "null"), ("~", "null"), ("", "null"), ("nULL", "\"nULL\""),
        ("true", "true"), ("True", "true"), ("TRUE", "true"), ("false", "false"), ("False", "false"),
        ("FALSE", "false"),
        ("tRUE", "\"tRUE\""), ("truer", "\"truer\""), ("nulls", "\"nulls\""),
        ("0", "0"), ("-0", "0"), ("+12", "12"), ("-12", "-12"), ("012", "12"), ("-007", "-7"),
        ("0o17", "15"), ("0o18", "\"0o18\""), ("0o", "\"0o\""), ("-0o7", "\"-0o7\""), ("017", "17"),
        ("0x1F", "31"), ("0xff", "255"), ("0x", "\"0x\""), ("0xG", "\"0xG\""), ("0X1F", "\"0X1F\""),
        ("-0x1", "\"-0x1\""),
        ("1_000", "\"1_000\""), ("1,000", "\"1,000\""), ("1:30", "\"1:30\""), ("0b1", "\"0b1\""),
        ("2024-01-01", "\"2024-01-01\""),
        ("9007199254740993", "9007199254740993"), ("-9223372036854775809", "-9223372036854775809"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("0xFFFFFFFFFFFFFFFFFFFFFFFF", "79228162514264337593543950335"),
        ("0o7777777777777777777777777", "37778931862957161709567"),
        ("1.5", "1.5"), ("1e3", "1e3"), ("1E3", "1e3"), ("1e+3", "1e+3"), ("-1.5e-7", "-1.5e-7"), (".5", "0.5"),
        ("-.5", "-0.5"),
        ("+.5", "0.5"), ("5.", "5"), ("05.50", "5.50"), ("0.0", "0.0"), ("-0.0", "-0.0"), ("1.10", "1.10"),
        (".", "\".\""), ("+", "\"+\""), ("1e", "\"1e\""), ("1e+", "\"1e+\""), ("e3", "\"e3\""), (".e3", "\".e3\""),
        ("1.2.3", "\"1.2.3\""), ("1.5x", "\"1.5x\""), ("--1", "\"--1\""), ("+-1", "\"+-1\""), ("1-", "\"1-\""),
        (".inf", "null"), ("-.Inf", "null"), ("+.INF", "null"), (".nan", "null"), (".iNf", "\".iNf\""),
        ("-.nan", "\"-.nan\""),
        ("inf", "\"inf\""), ("nan", "\"nan\""), ("Infinity", "\"Infinity\""), ("0.1e400", "0.1e400"),
        ("'12'", "\"12\""), ("\"true\"", "\"true\""), ("''", "\"\""), ("|-\n  12", "\"12\""), ("|\n  12", "\"12\\n\""),
        (">\n  null\n", "\"null\\n\""),
        ("!!str 12", "\"12\""), ("!!str", "\"\""), ("!!int '12'", "12"), ("!!float 12", "12"),
        ("!!bool \"true\"", "true"),
        ("!!null ''", "null"), ("!!int x", "tag-mismatch"), ("!!bool yes", "tag-mismatch"), ("!!float .inf", "null"),
        ("!!seq [1]", "[1]"), ("!!map {}", "{}"), ("!!map [1]", "tag-mismatch"), ("!!seq x", "tag-mismatch"),
        ("!!binary aGk=", "unknown-tag"), ("!local x", "unknown-tag"), ("!local [x]", "unknown-tag"),
    ])
    func `a scalar has the type of the core schema`(text: String, expected: String) {
        let isError = ["tag-mismatch", "unknown-tag"].contains(expected)
        #expect(json("k: \(text)\n") == (isError ? expected : "{\"k\":\(expected)}"))
    }

    @Test func `infinities and not a number are numbers`() throws {
        let root = try #require(read("[.inf, -.inf, .nan, 0.1e400]\n").0?.root.sequence)
        #expect(root[0].double == .infinity)
        #expect(root[1].double == -.infinity)
        #expect(root[2].double?.isNaN == true)
        #expect(root[3].double == .infinity)
        #expect(root.prefix(3).allSatisfy { $0.integer == nil })
    }

    @Test(arguments: [
        ("1.0", "1"), ("1e3", "1000"), ("1.50e1", "15"), ("-20.0e-1", "-2"), ("0e0", "0"), ("0.0", "0"),
        ("1e22", "10000000000000000000000"),
        ("9007199254740993.0", "9007199254740993"), ("1e30", "1" + String(repeating: "0", count: 30)),
    ])
    func `a number without a fraction is an exact integer`(text: String, expected: String) {
        let literal = read("[\(text)]\n").0?.root.sequence?.first?.integer
        #expect(literal?.decimal == expected)
    }

    @Test(arguments: ["1.5", "1e-1", ".inf", "1e99999999999999999999", "1e9223372036854775807", "1e400"])
    func `a number with a fraction or of absurd size is no integer`(text: String) {
        #expect(read("[\(text)]\n").0?.root.sequence?.first?.integer == nil)
    }

    @Test func `integers tell whether they fit`() {
        func integer(_ text: String) -> IntegerLiteral? { read("[\(text)]").0?.root.sequence?.first?.integer }
        #expect(integer("9223372036854775807")?.int64 == .max)
        #expect(integer("9223372036854775808")?.int64 == nil)
        #expect(integer("-9223372036854775808")?.int64 == .min)
        #expect(integer("18446744073709551615")?.uint64 == .max)
        #expect(integer("18446744073709551616")?.uint64 == nil)
        #expect(integer("18446744073709551616")?.double == 18_446_744_073_709_551_616)
        #expect(integer("0x7FFFFFFFFFFFFFFF")?.int64 == .max)
        #expect(integer("0010") == integer("0xA"))
    }
}

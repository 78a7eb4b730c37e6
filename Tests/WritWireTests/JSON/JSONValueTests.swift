// Free JSON values: nothing is lost on the way in and out.

import Testing

@testable import WritWire

/// Reads a text as a free value; nil with the reason where it is none.
func readFreeValue(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> (value: JSONValue?, error: JSONReadError?) {
    // The array lends its bytes for the closure.
    unsafe bytes.withUnsafeBytes { bytes in
        var json = unsafe JSONReader(bytes, limits: limits)
        let value = json.readValue()
        let error = json.finish()
        return (error == nil ? value : nil, error)
    }
}

func text(of value: JSONValue) -> String {
    var output = OutputBuffer()
    output.write(value)
    // The buffer lives until its bytes are copied.
    return unsafe String(decoding: output.bytes, as: UTF8.self)
}

@Suite struct `Free JSON values` {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "1", "1.0", "1e3", "1E+3", "0.10", "123456789012345678901234567890", "1e400",
        "-1e-400",
        "\"\"", "\"a\"", "\"\\\"\\\\/\"", "\"é👍\"", "\"\\n\\u0001\"", "[]", "[1,[2,[]],{}]", "{}", "{\"b\":1,\"a\":null}",
        "{\"\":{\"\":[]}}",
        "{\"a b\":\"c\"}",
    ])
    func `are written as they were read`(json: String) throws {
        let value = try #require(readFreeValue(Array(json.utf8)).value)
        #expect(text(of: value) == json)
    }

    @Test func `are made from literals`() {
        let value: JSONValue = [
            "n": nil, "b": true, "i": 1, "d": 1.5, "s": "x", "a": [1, [], [:]], "infinite": .init(floatLiteral: .infinity),
        ]
        #expect(text(of: value) == #"{"n":null,"b":true,"i":1,"d":1.5,"s":"x","a":[1,[],{}],"infinite":null}"#)
        #expect(readFreeValue(Array(text(of: value).utf8)).value == value)
    }

    @Test func `are equal whatever the order of their properties`() {
        let (left, right): (JSONValue, JSONValue) = (["a": 1, "b": [1, 2]], ["b": [1, 2], "a": 1])
        #expect(left == right)
        #expect(Set([left, right]).count == 1)
        #expect(left != ["a": 1, "b": [2, 1]])
    }

    @Test func `keep the last of two values with one name, in the first one's place`() throws {
        let value = try #require(readFreeValue(Array(#"{"a":1,"b":2,"a":3}"#.utf8)).value)
        #expect(text(of: value) == #"{"a":3,"b":2}"#)
    }

    @Test func `keep names apart that only look alike`() throws {
        let value = try #require(readFreeValue(Array(#"{"\u00e9":1,"e\u0301":2}"#.utf8)).value)
        #expect(text(of: value) == "{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(value != ["e\u{301}": 1, "\u{E9}": 2])
    }

    @Test func `of objects can be changed`() {
        var object = JSONObject()
        (object["a"], object["b"], object["a"]) = (1, 2, 3)
        object["c"] = nil
        #expect(object.names == ["a", "b"] && object.count == 2 && object["a"] == 3)
        object["a"] = nil
        #expect(object.names == ["b"] && object["a"] == nil)
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("1.0", 1), ("1e3", 1000), ("-12e1", -120), ("9223372036854775807", .max),
            ("-9223372036854775808", .min),
            ("9007199254740993.0", 9_007_199_254_740_993), ("922337203685477580.7e1", .max), ("9223372036854775808", nil),
            ("-9223372036854775809", nil), ("1.5", nil), ("1e400", nil), ("1e-1", nil), ("1e99999999999999999999", nil),
            ("0e99999999999999999999", 0),
        ] as [(String, Int?)])
    func `that are numbers are whole where they are, exactly`(json: String, whole: Int?) throws {
        guard case .number(let number) = readFreeValue(Array(json.utf8)).value else {
            Issue.record("\(json) is no number")
            return
        }
        #expect(number.int == whole)
        #expect(number.text == json)
        #expect((number.double == nil) == json.contains(/e(400|9999)/) || whole == 0)
    }

    @Test func `nest as deep as the limit, and no deeper`() {
        let nested = { (depth: Int) in Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8) }
        for (depth, limits) in [(128, JSONLimits()), (512, JSONLimits(depthMax: 100_000)), (1, JSONLimits(depthMax: 0))] {
            #expect(readFreeValue(nested(depth), limits: limits).error == nil)
            #expect(
                readFreeValue(nested(depth + 1), limits: limits).error == .malformed(offset: depth, message: "nested too deep"))
        }
        #expect(readFreeValue(Array(String(repeating: "[", count: 100_000).utf8)).value == nil)
        #expect(readFreeValue(Array(String(repeating: "{\"a\":", count: 100_000).utf8)).value == nil)
    }
}

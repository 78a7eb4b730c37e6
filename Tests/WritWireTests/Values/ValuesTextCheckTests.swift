// Bounds of text that has a type of its own, and types of the application's own.

import Testing

@testable import WritWire

private struct Money: LosslessStringConvertible {
    let cents: Int

    init?(_ text: String) {
        guard text.hasSuffix("c"), let cents = Int(text.dropLast()) else { return nil }
        self.cents = cents
    }

    var description: String { "\(cents)c" }
}

private struct Point: JSONValueConvertible, Equatable {
    let x: Int

    init?(json: JSONValue) {
        guard case .object(let object) = json, case .number(let x)? = object["x"], let x = x.int else { return nil }
        self.x = x
    }

    var json: JSONValue { ["x": .number(JSONNumber(x))] }
}

@Suite struct `Text of types` {
    private func read<Value>(_ text: String, _ body: (inout JSONReader) -> Value?) -> (value: Value?, violations: [String]) {
        var text = text
        return text.withUTF8 { bytes in
            var json = unsafe JSONReader(UnsafeRawBufferPointer(bytes))
            let value = body(&json)
            guard case .invalid(let violations) = json.finish() else { return (value, []) }
            return (value, violations.map { "\($0.keyword): \($0.message)" })
        }
    }

    @Test func `has its length counted as it was written`() {
        let found = read(#""https:\u002f/example.com""#) { json in
            let value = json.readURI()
            json.check(value, maxLength: 18)
            json.check(value, minLength: 20)
            json.check(value, maxLength: 19)
            return value
        }
        #expect(found.value?.text == "https://example.com")
        #expect(
            found.violations == [
                "maxLength: must be at most 18 characters long", "minLength: must be at least 20 characters long",
            ])
    }

    @Test func `says what it must be`() {
        #expect(read(#""x""#) { $0.readIPv4Address() }.violations == ["format: must be an IPv4 address such as 192.0.2.1"])
        #expect(read("1") { $0.readTimeOfDay() }.violations == ["type: must be a string, not a number"])
        #expect(read(#""1""#) { $0.readDecimal() }.violations == ["type: must be a number, not a string"])
        #expect(read("0.1234567890123456789012345678901234567891") { $0.readDecimal() }.violations.count == 1)
        #expect(read("1.10") { $0.readDecimal() }.value?.description == "1.10")
    }

    @Test func `may be of the application's own`() {
        #expect(read(#""12c""#) { $0.readText(as: Money.self, "a valid money") }.value?.cents == 12)
        #expect(read(#""12""#) { $0.readText(as: Money.self, "a valid money") }.violations == ["format: must be a valid money"])
        #expect(read(#"{"x":1}"#) { Point.read(from: &$0) }.value?.x == 1)
        #expect(read(#"{"x":"1"}"#) { Point.read(from: &$0) }.violations == ["format: must be a valid Point"])
        #expect(read("{") { Point.read(from: &$0) }.value == nil)
    }

    @Test func `of a default is made from what the generator has checked`() {
        #expect(DateTime(checked: "2026-03-14T09:26:53Z").secondsSinceEpoch == 1_773_480_413)
        #expect(URI(checked: "about:blank").scheme == "about" && CalendarDate(checked: "2026-03-14").day == 14)
        #expect(JSONValue(checked: #"{"a":[1]}"#) == ["a": [1]] && DecimalNumber(checked: "1.5") == 1.5)
    }
}

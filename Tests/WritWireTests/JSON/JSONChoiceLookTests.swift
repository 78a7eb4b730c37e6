// Which case a value is of by a property and by shapes, and what is said where it is of none.

import Testing
@testable import WritWire

@Suite struct JSONChoiceLookTests {
    private static func look(
        _ text: String, _ take: (inout JSONReader) -> Int?
    ) -> (index: Int?, said: [String]) {
        var text = text
        return text.withUTF8 { bytes in
            var json = unsafe JSONReader(UnsafeRawBufferPointer(bytes))
            let index = take(&json)
            if index != nil { json.skipValue() }
            guard case .invalid(let found)? = json.finish() else { return (index, []) }
            return (index, found.map { "\($0.pointer) \($0.keyword) \($0.message)" })
        }
    }

    @Test(arguments: [
        ("{\"k\":true}", 0), ("{\"a\":[1],\"k\":false}", 1), ("{\"k\":1}", 2), ("{\"k\":1.0}", 2), ("{\"k\":10e-1}", 2),
        ("{\"k\":-0}", 3), ("{\"k\":0.0}", 3), ("{\"k\":\"x\"}", 4), ("{\"k\":18446744073709551615}", 5),
    ]) func `a property's text is that of a string, a number or a boolean`(text: String, expected: Int) {
        let choices = JSONKeys("true false 1 0 x 18446744073709551615")
        #expect(Self.look(text) { $0.peekChoice("k", choices) }.index == expected)
    }

    @Test(arguments: ["{\"k\":2}", "{\"k\":null}", "{\"k\":[true]}", "{\"k\":{}}", "{\"k\":\"tru\"}", "{\"k\":1e400}"])
    func `another value is refused, or is the fallback's`(text: String) {
        let choices = JSONKeys("true 1")
        let found = Self.look(text) { $0.peekChoice("k", choices) }
        #expect(found.index == nil)
        #expect(found.said == ["/k enum must be one of: true, 1"])
        #expect(Self.look(text) { $0.peekChoice("k", choices, fallback: 2) }.index == 2)
    }

    private static let shapes: [JSONCase] = [
        .object(1, "k! a", tags: "k \"x\" k \"y\""), .object(2, "k! b", tags: "k \"x\" k \"z\""), .string(3),
    ]

    @Test(arguments: [
        ("{\"k\":\"own\",\"a\":1}", 0), ("{\"k\":\"x\",\"a\":1}", 2), ("{\"b\":1,\"k\":\"x\"}", 3), ("{\"k\":\"z\",\"a\":1}", 3),
        ("\"text\"", 4),
    ]) func `shapes decide where the property's text does not`(text: String, expected: Int) {
        #expect(Self.look(text) { $0.selectCase("k", JSONKeys("own"), Self.shapes) }.index == expected)
    }

    @Test func `what fits none is told with all texts of the property`() {
        #expect(
            Self.look("{\"k\":\"q\"}") { $0.selectCase("k", JSONKeys("own"), Self.shapes) }.said
                == ["/k enum must be one of: own, x, y, z"])
        #expect(Self.look("{\"k\":\"q\"}") { $0.selectCase(Self.shapes) }.said == ["/k enum must be one of: x, y, z"])
        #expect(
            Self.look("{\"k\":\"q\"}") { $0.selectCase("k", JSONKeys("own"), [.string(1)]) }.said == [
                "/k enum must be one of: own"
            ])
        let numbers: [JSONCase] = [.object(0, "k", tags: "k 1"), .object(1, "k", tags: "k 2.5")]
        #expect(Self.look("[{\"k\":3}]") { $0.selectCase([.array(0, numbers)]) }.said == ["/0/k enum must be one of: 1, 2.5"])
    }

    @Test func `a case that takes any value for the property takes what the others refuse`() {
        let cases: [JSONCase] = [.object(0, "k", tags: "k 1"), .object(1, "k"), .object(2, "k", tags: "k 2")]
        #expect(Self.look("{\"k\":3}") { $0.selectCase(cases) }.index == 1)
    }

    @Test(
        arguments: [
            ("0.3", []), ("0.30", []), ("3e-1", []), ("0.30000000000000000001", ["maximum"]), ("0.29999999999999999999", []),
            ("0.1", []), ("0.09999999999999999999", ["minimum"]), ("0.2", []), ("0.4", ["maximum"]), ("-1", ["minimum"]),
            ("0.300000000000000000000000000000000000000000000000001", ["maximum"]),
        ] as [(String, [String])]) func `bounds are met by the number as it is written`(text: String, expected: [String])
    {
        func keywords(_ said: [String]) -> [String] { said.map { String($0.split(separator: " ")[0]) } }
        let whole = Self.look(text) { json in
            _ = json.readDouble(minimum: 0.1, maximum: 0.3)
            return nil
        }
        #expect(keywords(whole.said) == expected)
        let apart = Self.look(text) { json in
            let value = json.readDouble()
            json.check(value, minimum: 0.1)
            json.check(value, maximum: 0.3)
            return nil
        }
        #expect(keywords(apart.said) == expected)
    }
}

// Keys: what they may be, their order, and what happens when one stands twice.

import Testing
import WritSpec

@Suite struct KeyTests {
    @Test func `a key that stands twice shows both places`() {
        let (document, diagnostics) = read("components:\n  schemas:\n    Pet:\n      a: 1\n      b: 2\n      a: 3\n")
        #expect(codes(diagnostics) == ["duplicate-key"])
        #expect(diagnostics.first?.severity == .error)
        #expect(diagnostics.first?.location?.description == "t.yaml:6:7")
        #expect(diagnostics.first?.related.first?.location.description == "t.yaml:4:7")
        #expect(diagnostics.first?.pointer == "/components/schemas/Pet")
        #expect(document?.node(at: "/components/schemas/Pet/a")?.int == 3)
    }

    @Test func `duplicate keys can be allowed, then the last counts and a warning stays`() {
        let (document, diagnostics) = read(
            "a: 1\nb: 2\na: 3\na: 4\n", options: ReadingOptions(allowDuplicateKeys: true))
        #expect(diagnostics.map(\.severity) == [.warning, .warning])
        #expect(document.map { String(decoding: $0.root.json(), as: UTF8.self) } == "{\"b\":2,\"a\":4}")
    }

    @Test(arguments: [2, 8, 9, 10, 500])
    func `duplicates are found in small and large mappings`(count: Int) {
        var lines = (1...count).map { "k\($0): \($0)\n" }
        #expect(json(lines.joined()).hasPrefix("{\"k1\":1,"))
        lines.append("k1: again\n")
        let (document, diagnostics) = read(lines.joined())
        #expect(codes(diagnostics) == ["duplicate-key"])
        #expect(document?.root["k1"]?.string == "again")
        #expect(document?.root["k\(count)"]?.int == count)
        #expect(document?.root["k0"] == nil)
        #expect(document?.root.mapping?.count == count)
    }

    @Test func `several duplicates in several mappings are all reported`() {
        let (_, diagnostics) = read("a: {x: 1, x: 2}\nb: {y: 1, \"y\": 2}\na: 3\n")
        #expect(codes(diagnostics) == ["duplicate-key", "duplicate-key", "duplicate-key"])
        #expect(diagnostics.map(\.pointer) == ["/a", "/b", ""])
    }

    @Test func `a key that is no text is taken as written and remembers what it is`() throws {
        let mapping = try #require(read("200: a\ntrue: b\nnull: c\n1.50: d\n'300': e\n0x1F: f\n? g\n").0?.root.mapping)
        #expect(mapping.keys == ["200", "true", "null", "1.50", "300", "0x1F", "g"])
        #expect(mapping.entries.map(\.keyKind) == [.integer, .boolean, .null, .number, .string, .integer, .string])
        #expect(mapping["200"]?.string == "a")
    }

    @Test func `an empty key is the empty text`() {
        #expect(json("?\n: x\n") == "{\"\":\"x\"}")
    }

    @Test(arguments: [("{a: 1}: 2\nb: 3\n", "a mapping"), ("? [a, {b: c}]\n: 2\nb: 3\n", "a sequence")])
    func `a collection as key is refused and left out`(text: String, kind: String) {
        let (document, diagnostics) = read(text)
        #expect(codes(diagnostics) == ["complex-key"])
        #expect(diagnostics.first?.message.hasPrefix(kind) == true)
        #expect(document.map { String(decoding: $0.root.json(), as: UTF8.self) } == "{\"b\":3}")
    }
}

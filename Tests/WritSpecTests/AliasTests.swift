// Anchors, aliases, merge keys, and documents made to explode.

import Testing
import WritSpec

@Suite struct AliasTests {
    @Test(arguments: [
        ("a: &x {k: 1}\nb: *x\n", #"{"a":{"k":1},"b":{"k":1}}"#),
        ("a: &x 1\nb: &x 2\nc: *x\n", #"{"a":1,"b":2,"c":2}"#),
        ("&k key: 1\n*k : 2\n", "duplicate-key"),
        ("&k key: 1\nother: {*k : 2}\n", #"{"key":1,"other":{"key":2}}"#),
        ("a: *nope\n", "undefined-alias"),
        ("a: [*x, &x 1]\n", "undefined-alias"),
        ("a: &x [*x]\n", "alias-cycle"),
        ("a: &x {b: {c: *x}}\n", "alias-cycle"),
        ("a: &x [1]\nb: {*x : 1}\n", "complex-key"),
        ("a: *x\nb: *y\n", "undefined-alias undefined-alias"),
    ])
    func `an alias is replaced by what it names`(text: String, expected: String) {
        #expect(json(text) == expected)
    }

    @Test(arguments: [
        ("base: &b {x: 1, y: 2}\nd: {<<: *b, y: 3}\n", #"{"x":1,"y":3}"#),
        ("base: &b {x: 1, y: 2}\nd: {y: 3, <<: *b}\n", #"{"y":3,"x":1}"#),
        ("base: [&b {x: 1}, &c {x: 2, z: 3}]\nd: {<<: [*b, *c]}\n", #"{"x":1,"z":3}"#),
        ("base: &b {x: 1}\nm: &m {<<: *b, y: 2}\nd: {<<: *m}\n", #"{"x":1,"y":2}"#),
        ("d: {<<: {x: 1}}\n", #"{"x":1}"#),
        ("d: {\"<<\": {x: 1}}\n", #"{"<<":{"x":1}}"#),
        ("d: {<<: []}\n", "{}"),
    ])
    func `a merge key brings in what the mapping itself does not say`(text: String, expected: String) throws {
        let (document, diagnostics) = read(text)
        #expect(diagnostics.isEmpty)
        #expect(document?.root["d"].map { String(decoding: $0.json(), as: UTF8.self) } == expected)
    }

    @Test(arguments: ["<<: 1\n", "<<: [1]\n", "<<: [{a: 1}, x]\n", "a: &a x\n<<: *a\n"])
    func `a merge key of something else is an error`(text: String) {
        #expect(json(text) == "merge-key")
    }

    @Test func `a billion laughs stop at the limit of nodes`() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...30 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ", "))]\n"
        }
        let (document, diagnostics) = read(text)
        #expect(document == nil)
        #expect(codes(diagnostics) == ["too-many-nodes"])
    }

    @Test func `merging stops at the limit of nodes as well`() {
        var text = "a0: &a0 {k0: 1}\n"
        for level in 1...60 { text += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)], k\(level): 1}\n" }
        #expect(json(text) == "too-many-nodes")
    }

    @Test func `aliases can't nest deeper than the limit`() {
        var text = "a0: &a0 [1]\n"
        for level in 1...300 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(json(text) == "too-deep")
    }

    @Test(arguments: [(9, "read"), (10, "read"), (11, "too-much-text")])
    func `aliases of long texts stop at the limit of text`(aliases: Int, outcome: String) {
        // The key and ten texts of ten bytes are 101 with the anchor's own.
        let text = "a: [&x 0123456789\(String(repeating: ", *x", count: aliases - 1))]\n"
        let told = json(text, options: limits { $0.textBytesMax = 101 })
        #expect((told == "too-much-text" ? told : "read") == outcome)
        // By a collection that holds them, as well.
        #expect(json("a: &y [0123456789]\nb: [*y, *y, *y]\n", options: limits { $0.textBytesMax = 41 }) == "too-much-text")
        #expect(json("a: &y [0123456789]\nb: [*y, *y, *y]\n", options: limits { $0.textBytesMax = 42 }).hasPrefix("{"))
    }
}

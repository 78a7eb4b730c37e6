// JSON documents: escapes, white space, mistakes.

import Testing
import WritSpec

@Suite struct JSONReadingTests {
    @Test(arguments: [
        (#""\/\\\"\b\f\n\r\t""#, "/\\\"\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\ud83d\ude00""#, "😀"),
        (#""a\ud83d\ude00b\uD834\uDD1E""#, "a😀b𝄞"), ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"), (#""\u0000""#, "\0"),
        ("\"\"", ""),
    ])
    func `escapes of strings are read`(text: String, expected: String) {
        for path in ["t.json", "t.yaml"] {
            #expect(read("[\(text)]", path: path).0?.root.sequence?.first?.string == expected)
            #expect(read("{\(text): 1}", path: path).0?.root.mapping?.keys == [expected])
        }
    }

    @Test func `tabs and line breaks may stand between tokens`() {
        #expect(json("\t{\t\"a\"\t:\t[\t1\t,\r\n\t2\t]\t}\t\n") == "{\"a\":[1,2]}")
    }

    @Test func `numbers keep their digits`() {
        let text = "[0,-0,1.50,1e5,1E-5,12345678901234567890123,-1.0e+2]"
        #expect(json(text, path: "t.json") == "[0,0,1.50,1e5,1e-5,12345678901234567890123,-1.0e+2]")
    }

    @Test func `a merge key is an ordinary key in JSON`() {
        #expect(json(#"{"<<":{"a":1}}"#) == #"{"<<":{"a":1}}"#)
    }

    @Test(arguments: [
        ("{\"a\" 1}", "t.json:1:6"), ("{\"a\":1,,}", "t.json:1:8"), ("{\n\"a\": tru\n}", "t.json:2:6"),
        ("[1 2]", "t.json:1:4"),
        ("[\"a", "t.json:1:2"), ("[\"a\n\"]", "t.json:1:4"), (#"["\x"]"#, "t.json:1:3"), (#"["\ud83d"]"#, "t.json:1:3"),
        (#"["\ud83d\u0041"]"#, "t.json:1:3"), (#"["\u12G4"]"#, "t.json:1:3"), ("[1}", "t.json:1:3"),
        ("{\"a\":1", "t.json:1:7"),
    ])
    func `what is neither JSON nor YAML has its place`(text: String, place: String) {
        let (document, diagnostics) = read(text, path: "t.json")
        if document != nil {
            #expect(diagnostics.first?.severity == .warning, "YAML takes it")
        }
        #expect(diagnostics.first?.code == "json-syntax")
        #expect(diagnostics.first?.location?.description == place)
    }

    @Test func `a JSON file that only YAML can read is read with a warning`() {
        let (document, diagnostics) = read("{\"a\": [1, 2,],\n # note\n \"b\": yes}", path: "t.json")
        #expect(document.map { String(decoding: $0.root.json(), as: UTF8.self) } == #"{"a":[1,2],"b":"yes"}"#)
        #expect(diagnostics.map(\.severity) == [.warning])
        #expect(json("{\"a\": [1, 2,]}", path: "t.yaml") == "{\"a\":[1,2]}")
    }

    @Test func `duplicate keys and deep pointers work in JSON as in YAML`() {
        let (_, diagnostics) = read(#"{"a":[{},{"x/~":{"k":1,"k":2}}]}"#, path: "t.json")
        #expect(codes(diagnostics) == ["duplicate-key"])
        #expect(diagnostics.first?.pointer == "/a/1/x~1~0")
        #expect(diagnostics.first?.location?.column == 24)
    }

    @Test(.enabled(if: hasCorpus, "needs the corpus (WRIT_CORPUS)"))
    func `the JSON test suite's valid texts are read and its invalid ones are not taken for JSON`() throws {
        for path in corpusFiles("json/JSONTestSuite/test_parsing", suffixes: [".json"]) {
            let name = path.split(separator: "/").last ?? ""
            let (document, diagnostics) = loadDocument(path: path)
            #expect(document != nil || diagnostics.hasErrors, "\(name)")
            if name.hasPrefix("y_"), !name.hasPrefix("y_object_duplicated_key") {
                #expect(document != nil && diagnostics.isEmpty, "\(name) \(codes(diagnostics))")
            }
        }
    }
}

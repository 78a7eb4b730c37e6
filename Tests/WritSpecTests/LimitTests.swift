// Each limit one below, at and one above.

import Testing
import WritSpec

@Suite struct LimitTests {
    private func isRead(_ text: String, _ code: String, _ options: ReadingOptions) -> Bool {
        let (document, diagnostics) = read(text, options: options)
        #expect(diagnostics.isEmpty || codes(diagnostics) == [code])
        #expect((document == nil) == diagnostics.hasErrors)
        return document != nil
    }

    @Test(arguments: ["{\"a\":[1]}", "a: [1] # "])
    func `the bytes of a document are limited`(text: String) {
        let count = text.utf8.count
        let read = [count + 1, count, count - 1].map { most in
            isRead(text, "document-too-large", limits { $0.documentBytesMax = most })
        }
        #expect(read == [true, true, false])
    }

    @Test(arguments: ["{\"a\":[1,2],\"b\":{}}", "a: [1, 2]\nb: {}\n", "a: [1, &x 2]\nb: *x\n"])
    func `the nodes of a document are limited`(text: String) {
        let read = [6, 5, 4].map { most in isRead(text, "too-many-nodes", limits { $0.nodesMax = most }) }
        #expect(read == [true, true, false])
    }

    @Test(arguments: ["[[[1]]]", "{\"a\":{\"b\":{}}}", "- - - 1\n", "a:\n  b:\n  - c\n", "a: &x [[1]]\nb: *x\n"])
    func `the depth of a document is limited`(text: String) {
        let read = [4, 3, 2].map { most in isRead(text, "too-deep", limits { $0.depthMax = most }) }
        #expect(read == [true, true, false])
    }

    @Test func `what is short takes no more room because something long stands before it`() throws {
        let list = Array(repeating: "1", count: 10_000).joined(separator: ",")
        let lists = try #require(read("[[\(list)],[1],[1]]").0?.root.sequence)
        #expect(lists[1...].map { $0.sequence?.capacity ?? 0 }.allSatisfy { $0 < 100 })
        let members = (0..<10_000).map { "\"k\($0)\":1" }.joined(separator: ",")
        let mappings = try #require(read("[{\(members)},{\"a\":1},{\"a\":1}]").0?.root.sequence)
        #expect(mappings[1...].map { $0.mapping?.entries.capacity ?? 0 }.allSatisfy { $0 < 100 })
    }

    @Test func `the aliases of a document are limited`() {
        let text = "a: &x 1\nb: [*x, *x, *x]\n"
        let read = [4, 3, 2].map { most in isRead(text, "too-many-aliases", limits { $0.aliasesMax = most }) }
        #expect(read == [true, true, false])
    }

    @Test(arguments: ["12345", "1.345", "0x123"])
    func `the characters of a number are limited`(text: String) {
        let read = [6, 5, 4].map { most in
            json(text, options: limits { $0.numberDigitsMax = most }) != "number-too-long"
        }
        #expect(read == [true, true, false])
    }

    @Test func `the diagnostics collected are limited`() {
        let text = "a: [*a, *b, *c]\n"
        let counts = [4, 3, 2].map { most in read(text, options: limits { $0.diagnosticsMax = most }).1.count }
        #expect(counts == [3, 3, 2])
    }

    @Test(arguments: ["[", "{\"a\":", "- ", "? "])
    func `a hundred thousand openings end in a diagnostic`(opening: String) {
        let (document, diagnostics) = read(String(repeating: opening, count: 100_000))
        #expect(document == nil)
        #expect(codes(diagnostics) == ["too-deep"])
    }

    @Test func `the default depth is read and freed without trouble`() {
        let depth = ReadingLimits().depthMax
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(json(text) == text)
        #expect(json("[" + text + "]") == "too-deep")
    }
}

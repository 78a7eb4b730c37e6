// How diagnostics look in a terminal.

import Testing
import WritSpec

@Suite struct RenderingTests {
    @Test func `a diagnostic shows both places, the pointer and a hint`() {
        let text = "components:\n  schemas:\n    Pet:\n    name: Ada\n    x: 1\n    name: Rex\n"
        #expect(
            DiagnosticRenderer().text(read(text, path: "specs/pets.yaml").1) == """
                specs/pets.yaml:6:5: error: the key `name` is declared twice in this mapping [duplicate-key]
                    6 |     name: Rex
                      |     ^~~~
                  specs/pets.yaml:4:5: note: first written here
                    4 |     name: Ada
                      |     ^~~~
                  at: /components/schemas
                  hint: remove one of them, or pass --allow duplicate-key to take the last

                """)
    }

    private func excerpt(_ text: String, line: Int = 1, column: Int, length: Int = 1) -> String {
        let source = SourceFile(path: "t.yaml", bytes: [], text: Array(text.utf8))
        let diagnostic = Diagnostic(
            .note, "c", "m", at: WritSpec.SourceLocation(file: source, line: line, column: column, length: length))
        return DiagnosticRenderer().text(diagnostic)
    }

    @Test(
        arguments: [
            ("a: b", 4, 1, "    1 | a: b\n      |    ^\n"),
            ("a: bcd", 4, 3, "    1 | a: bcd\n      |    ^~~\n"),
            ("a: bcd", 4, 99, "    1 | a: bcd\n      |    ^~~\n"),
            ("a: b", 5, 1, "    1 | a: b\n      |     ^\n"),
            ("a: b", 99, 1, "    1 | a: b\n      |     ^\n"),
            ("\ta:\tb", 5, 1, "    1 | \ta:\tb\n      | \t  \t^\n"),
            ("é😀漢: b", 6, 1, "    1 | é😀漢: b\n      |        ^\n"),
            ("é😀漢: b", 2, 2, "    1 | é😀漢: b\n      |  ^~~~\n"),
            ("e\u{301}: b", 5, 1, "    1 | e\u{301}: b\n      |    ^\n"),
            ("a\u{1B}[31m: b", 1, 1, "    1 | a␛[31m: b\n      | ^\n"),
            ("a\u{202E}b\u{9B}c\u{7F}", 3, 1, "    1 | a\u{FFFD}b\u{FFFD}c␡\n      |   ^\n"),
            ("a\u{0}b\nc", 3, 1, "    1 | a␀b\n      |   ^\n"),
        ] as [(String, Int, Int, String)])
    func `the caret stands below its place whatever the line holds`(
        text: String, column: Int, length: Int, expected: String
    ) {
        #expect(excerpt(text, column: column, length: length) == "t.yaml:1:\(column): note: m [c]\n" + expected)
    }

    @Test func `a line that the file does not have is shown empty`() {
        #expect(excerpt("a", line: 7, column: 3).hasSuffix("    7 | \n      | ^\n"))
        #expect(excerpt("", line: 0, column: 0).hasSuffix("    0 | \n      | ^\n"))
    }

    @Test(arguments: [1, 50, 56, 57, 58, 200, 2_999_000, 3_000_000])
    func `a long line is cut around the caret`(column: Int) throws {
        let count = 3_000_000
        let text = String(repeating: "0123456789", count: count / 10)
        let lines = excerpt(text, column: column, length: 5).split(separator: "\n")
        #expect(lines[1].count <= 8 + 162)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        let offset = lines[2].distance(from: lines[2].startIndex, to: caret)
        #expect(lines[1].dropFirst(offset).first == "0123456789".dropFirst((column - 1) % 10).first)
    }

    @Test func `no more diagnostics are shown than asked for`() {
        let (_, diagnostics) = read("[*a, *b, *c, *d]\n")
        let text = DiagnosticRenderer(diagnosticsMax: 2).text(diagnostics)
        #expect(text.split(separator: "\n").count { $0.contains("[undefined-alias]") } == 2)
        #expect(text.hasSuffix("... and 2 more\n"))
        #expect(!DiagnosticRenderer(diagnosticsMax: 4).text(diagnostics).contains("more"))
        #expect(DiagnosticRenderer().text([]) == "")
    }

    @Test func `no terminal escape of a key, a path or a message gets through`() {
        let key = #""\e[31m\n\u202e""#
        let text = DiagnosticRenderer().text(read("{\(key): 1, \(key): 2}", path: "a\u{1B}[0m\n.yaml").1)
        #expect(text.contains("duplicate-key"))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
        #expect(text.split(separator: "\n").count == 7)
    }

    @Test func `a very long key is cut in a message`() {
        let key = String(repeating: "k", count: 500)
        let message = read("{\(key): 1, \(key): 2}").1.first?.message
        #expect(message == "the key `\(String(repeating: "k", count: 60))…` is declared twice in this mapping")
    }
}

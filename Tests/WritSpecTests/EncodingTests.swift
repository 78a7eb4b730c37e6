// Encodings, byte order marks, line breaks and characters that are not text.

import Foundation
import Testing
import WritSpec

@Suite struct EncodingTests {
    private static let text = "name: Zoë\nemoji: \"😀\" # ok\n"

    private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    @Test func `every encoding gives the same document`() throws {
        let encodings: [[UInt8]] = [
            Array(Self.text.utf8), [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8),
            utf16(Self.text, isBigEndian: false), [0xFF, 0xFE] + utf16(Self.text, isBigEndian: false),
            utf16(Self.text, isBigEndian: true), [0xFE, 0xFF] + utf16(Self.text, isBigEndian: true),
        ]
        for bytes in encodings {
            let (document, diagnostics) = readDocument(path: "t.yaml", bytes: bytes)
            #expect(diagnostics.isEmpty)
            #expect(document?.root["name"]?.string == "Zoë")
            #expect(document?.root["emoji"]?.string == "😀")
            #expect(document?.root["name"]?.location.column == 7)
            #expect(document?.file.bytes == bytes)
        }
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF], "t.yaml:1:4"), ([0x61, 0x0A, 0xC3], "t.yaml:2:1"),
            ([0xC3, 0xA9, 0xC0, 0xAF], "t.yaml:1:2"),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], "t.yaml:1:2"), ([0xF4, 0x90, 0x80, 0x80], "t.yaml:1:1"),
            ([0xE2, 0x82], "t.yaml:1:1"), ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8], "t.yaml:1:2"),
            ([0xFE, 0xFF, 0x00, 0x61, 0x00], "t.yaml:1:2"), ([0xFE, 0xFF, 0xDC, 0x00, 0x00, 0x61], "t.yaml:1:1"),
        ] as [([UInt8], String)])
    func `bytes that are no text are reported with their place`(bytes: [UInt8], place: String) {
        let (document, diagnostics) = readDocument(path: "t.yaml", bytes: bytes)
        #expect(document == nil)
        #expect(diagnostics.first?.code == "invalid-encoding")
        #expect(diagnostics.first?.location?.description == place)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines are counted the same with every line break`(lineBreak: String) throws {
        let lines = ["# first", "", "a: 1", "b:", "  - x", "  - @y", "c: 3"]
        let (_, diagnostics) = read(lines.joined(separator: lineBreak))
        #expect(diagnostics.first?.location?.description == "t.yaml:6:5")
        #expect(diagnostics.first?.location.map { $0.file.line($0.line) } == "  - @y")
        let (document, _) = read(lines.filter { !$0.contains("@") }.joined(separator: lineBreak))
        #expect(document?.root["c"]?.location.line == 6)
        let (jsonDocument, _) = read(["{", "\"a\":", "", "1}"].joined(separator: lineBreak), path: "t.json")
        #expect(jsonDocument?.root["a"]?.location.description == "t.json:4:1")
    }

    @Test func `separators that only YAML 1.1 took for line breaks are text`() {
        let (document, diagnostics) = read("a: x\u{2028}y\nb: \"p \u{2029} q\"\nc: r\u{85}s\nd: *no\n")
        #expect(document?.root["a"]?.string == "x\u{2028}y")
        #expect(document?.root["b"]?.string == "p \u{2029} q")
        #expect(document?.root["c"]?.string == "r\u{85}s")
        #expect(diagnostics.first?.location?.description == "t.yaml:4:4")
    }

    @Test(arguments: [
        ("a: \u{7}\n", 4), ("a: b\u{0}\n", 5), ("\u{1B}[31m: x\n", 1), ("é: \u{7F}\n", 4), ("a: \u{9B}\n", 4),
        ("\"\u{FFFF}\"\n", 2),
    ])
    func `a control character is reported with its place`(text: String, column: Int) {
        let (document, diagnostics) = read(text)
        #expect(document == nil)
        #expect(codes(diagnostics) == ["control-character"])
        #expect(diagnostics.first?.location?.column == column)
    }

    @Test func `several control characters are reported at once`() {
        #expect(read("a: \u{1}\nb: \u{2}\nc: \u{3}\n").1.compactMap { $0.location?.line } == [1, 2, 3])
    }

    @Test func `a byte of UTF-8 beyond ASCII counts as one column`() {
        let (document, _) = read("{\"ä😀\": {\"b\": 1}}")
        #expect(document?.node(at: "/ä😀/b")?.location.column == 14)
        #expect(read("ä😀: {b: 1}").0?.node(at: "/ä😀/b")?.location.column == 9)
    }
}

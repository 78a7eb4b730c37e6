// Texts that want to become code stay texts: in literals, comments and names.

import Foundation
import SwiftWriter
import Testing

/// What documents may hold, by malice or by accident.
let hostileTexts = [
    "", "plain", "\"", "\\", "\\(exit(1))", "\\#(exit(1))", "\"; exit(1); //", "*/ exit(1) /*", "a\nb", "a\r\nb", "a\rb",
    "a\u{0B}b\u{0C}c", "a\u{85}exit(1)", "a\u{2028}exit(1)", "a\u{2029}exit(1)", "\u{0}", "a\u{0}b", "\u{1B}[31m", "\t",
    "\u{202E}exit(1)\u{202C}", "\u{2066}x\u{2069}", "\u{FEFF}", "\"\"\"", "\"\"\"#", "\"\"\"##\n\"\"\"#", "#\"\"\"", "\\#u{22}",
    "###\"###\\###(1)", "\"\"\"\nexit(1)\n\"\"\"", "\\", "ends with \\", "ends with \"", "  leading", "trailing  \n  ", "\n",
    "\n\n",
    "e\u{301}", "\u{301}", "\"\u{301}", "\\\u{301}(1)", "\u{E000}", "\u{10FFFF}", "🐶", "class", "`", "`x`", "$0", "#if true",
    "//", "///", "*/",
]

@Suite struct HostileTextTests {
    @Test(arguments: hostileTexts) func `a quoted literal is one line that ends where it should`(text: String) {
        let literal = quotedLiteral(text)
        let scalars = Array(literal.unicodeScalars)
        #expect(scalars.first == "\"" && scalars.last == "\"" && scalars.count >= 2)
        var index = 1
        while index < scalars.count - 1 {
            if scalars[index] == "\\" {
                index += 1
                #expect("\"\\nrtu".unicodeScalars.contains(scalars[index]), "no interpolation, no other escape")
            } else {
                #expect(scalars[index] != "\"" && scalars[index].value >= 0x20)
            }
            index += 1
        }
        #expect(index == scalars.count - 1, "the last quote is not escaped")
    }

    @Test(arguments: hostileTexts) func `each line of a comment begins with its mark`(text: String) {
        var swift = SwiftPrinter()
        swift.block("struct A") { swift in
            swift.documentation(text)
            swift.comment(text)
        }
        let lines = swift.text.unicodeScalars.split { "\n\r\u{0B}\u{0C}\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) }
        for line in lines.map(String.init).dropFirst().dropLast() { #expect(line.drop { $0 == " " }.hasPrefix("//")) }
        #expect(!swift.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0 == "\u{202E}" })
    }

    @Test(arguments: hostileTexts) func `an identifier is one identifier`(text: String) {
        let identifier = Identifier(text)
        let scalars = Array(identifier.name.unicodeScalars)
        #expect(scalars.first.map(Identifier.isHead) == true)
        #expect(scalars.allSatisfy { Identifier.isHead($0) || Identifier.isDigit($0) })
        let code: Code = "\(identifier)"
        #expect(code.text == identifier.name || code.text == "`\(identifier.name)`")
    }

    @Test(arguments: [
        ("1", true), ("-1", true), ("1.5e+300", true), ("", false), ("-", false), ("--1", false), ("1-1", false), ("1.", false),
        (".5", false), ("1e", false), ("e1", false), ("1; exit(1)", false), ("0x10", false), ("١", false), ("+1", false),
        ("1..2", false),
        ("5-5e3", false), ("1e5.5", false), ("00", true), ("\u{0}1", false),
    ]) func `only a number is printed as one`(text: String, isNumber: Bool) {
        let code: Code = "\(number: text)"
        #expect(code.text == (isNumber ? text : quotedLiteral(text)))
    }

    @Test func `keywords get backticks`() {
        for keyword in Identifier.keywords.sorted() {
            let code: Code = "\(Identifier(keyword))"
            #expect(code.text == "`\(keyword)`")
        }
    }
}

// Patterns of ECMA-262 against texts.

import Testing
import WritPattern
import WritWire

@Suite struct `Patterns` {
    @Test(
        arguments: [
            ("", "", true), ("", "x", true), ("a", "bab", true), ("a", "bb", false), ("^a", "ab", true), ("^a", "ba", false),
            ("a$", "ba", true), ("a$", "ab", false), ("^$", "", true), ("^$", "a", false), ("^a*$", "aaa", true),
            ("^a*$", "aab", false), ("^(ab|c)+$", "abcab", true), ("^(ab|c)+$", "abca", false), ("^a{2,3}$", "a", false),
            ("^a{2,3}$", "aa", true), ("^a{2,3}$", "aaa", true), ("^a{2,3}$", "aaaa", false), ("^a{2}$", "aa", true),
            ("^a{2,}$", "aaaaa", true), ("^a{0}$", "", true), ("^a{0}$", "a", false), ("^(a?){3}$", "aa", true),
            ("^(a|b){2}c$", "abc", true), ("^(a{2}){2}$", "aaaa", true), ("^(a{2}){2}$", "aaa", false), ("a|^b", "cb", false),
            ("a|^b", "b", true), ("(^|x)y", "xy", true), ("(^|x)y", "zy", false), ("y($|x)", "yx", true),
            ("y($|x)", "yz", false), ("^^a$$", "a", true), ("a^b", "ab", false), ("a$b", "ab", false),
        ])
    func `of anchors, choices and repetitions`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try compilePattern(pattern).matches(text) == isMatch)
    }

    @Test(
        arguments: [
            (#"^\d+$"#, "0189", true), (#"^\d$"#, "\u{0661}", false), (#"^\w+$"#, "aZ_9", true), (#"^\w$"#, "é", false),
            (#"^\W$"#, "é", true), (#"^\s+$"#, " \t\n\u{A0}\u{2028}\u{FEFF}\u{3000}", true), (#"^\S$"#, "\u{2003}", false),
            (#"^\D$"#, "x", true), ("^[a-c]$", "b", true), ("^[a-c]$", "d", false), ("^[^a-c]$", "d", true),
            ("^[^a-c]$", "😀", true), ("^.$", "😀", true), ("^.$", "\n", false), ("^.$", "\u{2028}", false),
            ("^..$", "e\u{301}", true),
            ("^[]$", "", false), ("^[^]$", "x", true), (#"^[\d-x]$"#, "-", true), (#"^[a\-z]$"#, "-", true),
            ("^[a-]$", "-", true),
            ("^[-a]$", "-", true), (#"^[\w.]+$"#, "a.b", true), (#"^\x41\u0042\u{43}\cJ$"#, "ABC\n", true),
            (#"^\ud83d\ude00$"#, "😀", true), (#"^\p{L}+$"#, "aéß", true), (#"^\p{Lu}$"#, "é", false), (#"^\P{L}$"#, "1", true),
            (#"^\p{General_Category=Decimal_Number}$"#, "\u{0661}", true), (#"^[\p{L}\d]+$"#, "é1", true),
            (#"^\/\-\.\@\"$"#, "/-.@\"", true), ("^a{,2}$", "a{,2}", true), ("^{a}]$", "{a}]", true), (#"^\0$"#, "\0", true),
            (#"^[\b]$"#, "\u{8}", true), ("^[😀-😂]$", "😁", true), (#"^\$\^$"#, "$^", true),
        ])
    func `of characters and classes`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try compilePattern(pattern).matches(text) == isMatch)
    }

    @Test(
        arguments: [
            (#"\bcat\b"#, "a cat!", true), (#"\bcat\b"#, "concat", false), (#"\bcat\b"#, "cat", true), (#"\Bat"#, "cat", true),
            (#"\Bat"#, "at", false), (#"^\b$"#, "", false), (#"^\B$"#, "", true), (#"a\b"#, "a", true), (#"a\b"#, "ab", false),
            (#"é\b"#, "é", false), (#"\b"#, "é", false),
            ("^(?!admin$).+$", "admin", false), ("^(?!admin$).+$", "admins", true),
            ("^(?=.*[0-9])(?=.*[a-z]).{4,}$", "ab12", true),
            ("^(?=.*[0-9])(?=.*[a-z]).{4,}$", "abcd", false), ("^(?!.*--)[a-z-]+$", "a-b", true),
            ("^(?!.*--)[a-z-]+$", "a--b", false),
            ("a(?=b)", "ab", true), ("a(?=b)", "ac", false), ("a(?!b)", "a", true), ("a(?!b)", "ab", false),
            ("a(?!b)", "abac", true),
            ("^(?:(?!x)a|xb)$", "xb", true), ("^(?:(?!aa)a){1,2}$", "aa", false), ("^((?!-)[a-z-]){1,3}$", "a-b", false),
            (#"^(?:bb|\B){2}$"#, "bb", false), (#"^a(?:bb|\B){2}$"#, "abb", true), (#"^a(?:bb|\B){3,}$"#, "abb", true),
            (#"^a(?:bb|\B){2}$"#, "abbb", false), (#"^a(?:bb|\B){3,4}$"#, "abbbbbbbb", true),
            (#"^a(?:bb|\B){3,4}$"#, "abbbbbbbbbb", false), (#"^(?:bb|\B){2,}\b$"#, "bbb", false),
            ("(?!^)a", "a", false), ("(?!^)a", "ba", true), ("^(?=a(?!b)).*$", "ac", true), ("^(?=a(?!b)).*$", "ab", false),
        ])
    func `of boundaries and look-aheads`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try compilePattern(pattern).matches(text) == isMatch)
    }

    @Test(arguments: [
        "^(a+)+$", "^(a|a)*$", "^(a*)*b$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$",
        "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
    ])
    func `that explode elsewhere are small automata`(pattern: String) throws {
        #expect(try compilePattern(pattern).stateCount < 40)
    }

    @Test(
        arguments: [
            ("(", 1, "a group is not closed"), (")", 0, "`)` closes nothing"), ("a**", 2, "there is nothing to repeat"),
            ("*a", 0, "there is nothing to repeat"), ("[a", 2, "a class is not closed"),
            ("[b-a]", 4, "the range's end is below its start"),
            (#"\"#, 1, "the pattern ends in a backslash"), ("a{3,2}", 6, "the repetition's end is below its start"),
            (#"\A"#, 1, #"`\A` isn't an escape"#), ("(?i)a", 2, "`(?` begins no group that is known"),
            (#"\ud800"#, 6, "a lone surrogate isn't a character"),
            ("{2}", 3, "there is nothing to repeat"), ("^*", 0, "there is nothing to repeat"),
        ])
    func `that are malformed say where`(pattern: String, offset: Int, what: String) {
        #expect(throws: PatternRefusal.malformed(offset: offset, what)) { try compilePattern(pattern) }
    }

    @Test(
        arguments: [
            (#"(a)\1"#, PatternRefusal.backReference), (#"(?<x>a)\k<x>"#, .backReference), ("(?<=a)b", .lookBehind),
            ("(?<!a)b", .lookBehind), ("(?:(?!x).?)*", .repeatedLookAhead), ("(?:(?!x).){20}", .repeatedLookAhead),
            (#"\p{Script=Greek}"#, .unknownProperty("Script=Greek")),
            ("^(?:a?){0,50000}b.{9000}$", .tooLarge), (".*a.{20}", .tooLarge),
        ])
    func `that no automaton is made of say why`(pattern: String, refusal: PatternRefusal) {
        #expect(throws: refusal) { try compilePattern(pattern) }
    }
}

@Suite struct `Patterns in the runtime` {
    @Test(
        arguments: [
            "", "^$", "^[a-z]+$", #"^\p{L}[\p{L}\d_-]{0,63}$"#, #"\bcat\b"#, "^(?!admin$).+$", "^.{1,300}$", "[😀-😂]|é",
            #"^\s*\S.*$"#,
            "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
        ])
    func `do what the automata do`(source: String) throws {
        let automaton = try compilePattern(source)
        let pattern = Pattern("", digits: Array(automaton.text.utf8))
        let pieces = [
            "", "a", "cat", " ", "admin", "s", "é", "😁", "\u{2028}", "0", "-", "Z", String(repeating: "x", count: 299), "\0",
            "ß1_",
        ]
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let text = first + second + third
                    #expect(pattern.matches(text) == automaton.matches(text), "\(source) \(text)")
                }
            }
        }
        #expect(!automaton.text.contains { $0 == "\\" || $0 == "\"" })
    }

    @Test func `take a long text in one pass`() throws {
        let pattern = Pattern("", digits: Array(try compilePattern("^(a+)+$").text.utf8))
        let text = String(repeating: "a", count: 50_000)
        #expect(pattern.matches(text))
        #expect(!pattern.matches(text + "b"))
    }
}

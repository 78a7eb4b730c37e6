// What the generator writes into generated code, the runtime reads: the little languages of both, there and back.

import Testing
import WritFormats
import WritWire

@Suite struct FormatTests {
    // MARK: Lists of names

    @Test(
        arguments: [
            [], [("id", true)], [("", false), ("a b", true), ("!", false), ("\\", true), ("\\0", false), ("0", true)],
            [(" \u{301}", false), ("!\u{338}", true), ("é", false), ("🙂", true)], [("a", false), ("a", true)],
        ] as [[(String, Bool)]])
    func `a list of names comes back`(names: [(String, Bool)]) {
        let text = NameList.text(of: names.map { (name: $0.0, isRequired: $0.1) })
        let expected = names.map { NameList.Name(bytes: Array($0.0.utf8), isRequired: $0.1) }
        #expect(NameList.names(in: Array(text.utf8)) == expected, "\(text)")
    }

    // MARK: Automata

    static let automata = [
        AutomatonText(runs: [.init(start: 0, number: 0)], classCount: 1, next: [0, 1], accepts: [false, true], start: 1),
        AutomatonText(
            runs: [
                .init(start: 0, number: 0), .init(start: 97, number: 1), .init(start: 98, number: 0),
                .init(start: 0x10FFFF, number: 2),
            ],
            classCount: 3, next: [0, 0, 0, 1, 1, 1, 0, 39, 2] + Array(repeating: 1, count: 37 * 3),
            accepts: [false, true] + Array(repeating: true, count: 38), start: 2),
    ]

    @Test(arguments: automata) func `an automaton comes back`(automaton: AutomatonText) {
        #expect(AutomatonText(bytes: Array(automaton.text.utf8)) == automaton, "\(automaton.text)")
    }

    @Test(arguments: automata) func `a damaged automaton is none, or another one`(automaton: AutomatonText) {
        let bytes = Array(automaton.text.utf8)
        for count in bytes.indices { #expect(AutomatonText(bytes: Array(bytes[..<count])) == nil) }
        for index in bytes.indices {
            for byte in [UInt8(ascii: "0"), UInt8(ascii: "v"), UInt8(ascii: "*"), UInt8(ascii: " "), 0xFF]
            where byte != bytes[index] {
                var damaged = bytes
                damaged[index] = byte
                #expect(AutomatonText(bytes: damaged) != automaton)
            }
        }
    }

    // MARK: What operations have in common

    @Test func `what is said of operations comes back`() {
        let texts = [["pets", "two words"], [], ["pets"], ["pets", "two words"], ["\u{338}", ">X"], [" a"]]
        let lines = OperationLine.lines(of: texts)
        #expect(lines == "0,2-3 pets\n0,3 two words\n4 \u{338}\n4 >X\n5  a")
        #expect(OperationLine.texts(in: lines, operationCount: 6) == texts)
        #expect(OperationLine.lines(of: []) == "" && OperationLine.texts(in: "", operationCount: 2) == [[], []])
        // What would end a line, or is nothing, can't be said.
        #expect(OperationLine.lines(of: [["a\nb", "", "c", "c"]]) == "0 c")
    }

    @Test(arguments: ["", "x", "x a", "1", "-1 a", "2-1 a", "1--2 a", "- a", ", a", "9 a", "99999999999999999999 a"])
    func `a damaged line says nothing`(line: String) {
        #expect(OperationLine.texts(in: line, operationCount: 3) == [[], [], []])
    }

    @Test func `runs end with the last operation`() {
        #expect(OperationLine.texts(in: "1-9223372036854775806 a", operationCount: 3) == [[], ["a"], ["a"]])
        #expect(OperationLine.texts(in: "1-9223372036854775807 a", operationCount: 2) == [[], ["a"]])
    }

    @Test func `a field comes back`() {
        for word in [FieldWord.request("X-Key"), .answer("Location"), .answer("<")] { #expect(FieldWord(word.text) == word) }
        for text in ["", "<", ">", "X", "-X"] { #expect(FieldWord(text) == nil) }
    }

    // MARK: Routes

    @Test(arguments: [
        RouteLine(method: "GET", path: "/pets/{petId}", isWhole: false, id: "showPet"),
        RouteLine(method: "QUERY", path: "/v2/pets", isWhole: true, id: "two words"),
        RouteLine(method: "POST", path: "webhooks/newPet", isWhole: false, id: "newPet"),
        RouteLine(method: "GET", path: "/\u{338}", isWhole: false, id: "\u{301}a"),
    ]) func `a route comes back`(line: RouteLine) {
        #expect(RouteLine(line.text[...]) == line, "\(line.text)")
        #expect(RouteLine.lines(of: line.text + "\n" + line.text) == [line, line])
    }

    @Test func `what is received has no path of its own`() {
        #expect(RouteLine("POST webhooks/newPet newPet")?.isReceived == true)
        #expect(RouteLine("POST ^webhooks/newPet newPet")?.isReceived == false)
        #expect(RouteLine("GET / a")?.isReceived == false)
        #expect(RouteLine("GET") == nil)
    }

    // MARK: Rules and formats

    /// A line with every word is read, since a reader stops the program at one that it doesn't know.
    @Test func `the runtime knows every word of rules`() {
        let values: [RuleWord: String] = [
            .nullable: "true", .type: "[\"string\"]", .enum: "[1]", .const: "[1]", .allOf: "[0]", .anyOf: "[0]", .oneOf: "[0]",
            .uniqueItems: "true", .pattern: "[]", .format: "\"email\"", .prefixItems: "[0]", .properties: "{\"a\":0}",
            .patternProperties: "[]", .required: "[\"a\"]", .dependentRequired: "{\"a\":[\"b\"]}", .dependentSchemas: "{\"a\":0}",
        ]
        let members = RuleWord.allCases.map { "\"\($0.rawValue)\":\(values[$0] ?? "0")" }
        var text = "true\n{\(members.joined(separator: ","))}"
        // `withUTF8` lends a buffer that is valid for the closure.
        let rules = text.withUTF8 { unsafe SchemaRules(UnsafeRawBufferPointer($0), []) }
        _ = rules
    }

    @Test func `the runtime has each format of texts, and no other`() {
        #expect(StringFormat.allCases.map(\.rawValue) == StringFormatName.allCases.map(\.rawValue))
    }
}

// The rules of schemas: both the rules and the text that they are asked of are made of the input. The work is bounded by the
// text's length and the number of rules, and verdicts are those of an evaluation that does one thing after the other.

import WritWire

func fuzzRules(_ input: [UInt8]) {
    // More bytes make larger rules and texts of the same kinds, and fewer of them a second.
    var source = ChoiceSource(Array(input.prefix(1_024)))
    let rules = FuzzedRules(&source)
    let text = Array(FuzzedText.json(&source).utf8)
    let value = unsafe withExactly(text) { bytes in
        var reader = unsafe JSONReader(bytes)
        return reader.readValue()
    }
    guard let value else { fail("a text is no JSON: \(String(decoding: text, as: UTF8.self))") }
    let schema = rules.schema
    var naive = NaiveRules(rules)
    let expected = naive.keeps(value, 0)
    let found = unsafe withExactly(text) { bytes in
        unsafe schema.violations(of: bytes, by: 0, limits: JSONLimits(findingsMax: 1_000_000)).isEmpty
    }
    if let expected {
        expect(found == expected, "\(rules.lines)\nof \(String(decoding: text, as: UTF8.self)): \(found)")
    }
    checkWork(text, rules, schema)
}

/// Reads as generated code does that looks and checks at each level.
private func checkWork(_ text: [UInt8], _ rules: FuzzedRules, _ schema: SchemaRules) {
    unsafe withExactly(text) { bytes in
        var json = unsafe JSONReader(bytes)
        readChecked(&json, schema, rules.lines.count)
        _ = json.finish()
        let (work, count, size) = (json.work, text.count, rules.lines.count)
        // What is free of keeping, once more for where a walk ends; then each rule once for each byte, and those in place of it.
        let bound = 9 * count + 4_096 + 64 * size * size * (count + 64)
        expect(work.walkedBytes <= bound, "walked over \(work.walkedBytes) bytes of \(count) for \(rules.lines)")
        expect(work.ruleSteps <= bound, "held \(work.ruleSteps) rules against \(count) bytes: \(rules.lines)")
    }
}

private func readChecked(_ json: inout JSONReader, _ schema: SchemaRules, _ count: Int) {
    _ = json.selectCase([.any(0), .any(1)], schema, [0, count - 1])
    switch json.peekKind() {
    case .array:
        guard var array = json.beginArray() else { return }
        while json.nextItem(&array) { readChecked(&json, schema, count) }
        json.checkUnique(array)
        json.check(schema, 0)
    case .object:
        guard var members = json.beginMembers() else { return }
        while json.nextMember(&members) != nil { readChecked(&json, schema, count) }
        json.check(schema, 0)
    default: json.skipValue()
    }
}

/// Decisions, a byte each; none of them once the input is at its end.
struct ChoiceSource {
    private let input: [UInt8]
    private var position = 0

    init(_ input: [UInt8]) { self.input = input }

    var isAtEnd: Bool { position >= input.count }

    mutating func next(below count: Int) -> Int {
        guard position < input.count else { return 0 }
        position += 1
        return Int(input[position - 1]) % count
    }
}

/// JSON texts of a few names and values, which are often equal.
enum FuzzedText {
    static let names = ["a", "b", "c", "d"]
    static let scalars = ["0", "1", "2.50", "-3e2", "25e-1", "true", "null", #""""#, #""a""#, #""\u0061b""#, "1e9999"]

    static func json(_ source: inout ChoiceSource, depth: Int = 100) -> String {
        if source.isAtEnd || depth == 0 { return "1" }
        switch source.next(below: 5) {
        case 0, 1: return scalars[source.next(below: scalars.count)]
        case 2:
            let count = source.next(below: 4)
            return "[" + (0..<count).map { _ in json(&source, depth: depth - 1) }.joined(separator: ",") + "]"
        default:
            let chosen = source.next(below: 16)
            let members = names.indices.filter { chosen & 1 << $0 != 0 }
            return "{" + members.map { #""\#(names[$0])":\#(json(&source, depth: depth - 1))"# }.joined(separator: ",") + "}"
        }
    }
}

/// Rules in the generator's form. What a rule applies in place comes behind it; for parts, any may be asked.
struct FuzzedRules {
    private(set) var lines: [String] = []
    private(set) var values: [JSONValue] = []
    let schema: SchemaRules

    init(_ source: inout ChoiceSource) {
        let count = 1 + source.next(below: 8)
        for number in 0..<count { lines.append(Self.line(number, count, &source)) }
        var text = lines.joined(separator: "\n")
        // `withUTF8` lends a buffer that is valid for the closure.
        (schema, values) = text.withUTF8 { bytes in
            let values = unsafe bytes.split(separator: UInt8(ascii: "\n")).map { line in
                var reader = unsafe JSONReader(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: line)))
                return reader.readValue() ?? .null
            }
            return (unsafe SchemaRules(UnsafeRawBufferPointer(bytes), []), values)
        }
    }

    private static func line(_ number: Int, _ count: Int, _ source: inout ChoiceSource) -> String {
        if source.next(below: 12) == 11 { return source.next(below: 2) == 0 ? "false" : "true" }
        var members: [String] = []
        for _ in 0..<(1 + source.next(below: 4)) {
            let member = keyword(number, count, &source)
            let name = member.split(separator: ":")[0]
            if !member.isEmpty, !members.contains(where: { $0.hasPrefix(name) }) { members.append(member) }
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func keyword(_ number: Int, _ count: Int, _ source: inout ChoiceSource) -> String {
        func part() -> Int { source.next(below: count) }
        func name() -> String { FuzzedText.names[source.next(below: FuzzedText.names.count)] }
        func later() -> Int? { number + 1 < count ? number + 1 + source.next(below: count - number - 1) : nil }
        switch source.next(below: 22) {
        case 0: return #""type":["\#(["object", "array", "integer", "number", "string", "null"][source.next(below: 6)])"]"#
        case 1: return #""enum":[\#(FuzzedText.scalars[source.next(below: 11)]),{"a":1},[0,1]]"#
        case 2: return #""minimum":\#(source.next(below: 4))"#
        case 3: return #""exclusiveMaximum":\#(source.next(below: 4))"#
        case 4: return #""multipleOf":\#(["1", "0.5", "3", "12"][source.next(below: 4)])"#
        case 5: return #""maxLength":\#(source.next(below: 3))"#
        case 6: return #""prefixItems":[\#(part()),\#(part())]"#
        case 7: return #""items":\#(part())"#
        case 8: return #""contains":\#(part())"#
        case 9: return #""uniqueItems":true"#
        case 10: return #""unevaluatedItems":\#(part())"#
        case 11: return #""properties":{"\#(name())":\#(part()),"e":\#(part())}"#
        case 12: return #""additionalProperties":\#(part())"#
        case 13: return #""propertyNames":\#(part())"#
        case 14: return #""required":["\#(name())"]"#
        case 15: return #""unevaluatedProperties":\#(part())"#
        case 16: return later().map { #""dependentSchemas":{"\#(name())":\#($0)}"# } ?? #""maxProperties":1"#
        case 17: return later().map { #""not":\#($0)"# } ?? #""minItems":1"#
        case 18: return inPlace("allOf", later(), later())
        case 19: return inPlace("anyOf", later(), later())
        case 20: return inPlace("oneOf", later(), later())
        default:
            guard let condition = later(), let then = later(), let otherwise = later() else { return #""maxItems":1"# }
            return #""if":\#(condition),"then":\#(then),"else":\#(otherwise)"#
        }
    }

    private static func inPlace(_ keyword: String, _ first: Int?, _ second: Int?) -> String {
        guard let first, let second else { return #""minProperties":1"# }
        return #""\#(keyword)":[\#(first),\#(second)]"#
    }
}

// What hostile texts cost, counted: bytes that are walked over again, rules that are held against values, memory for them.

import Testing

@testable import WritWire

/// A text that grows, and rules that are asked of it as generated readers ask.
private struct HostileText: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// A line of JSON for each.
    let rules: [String]
    /// The rule that is checked at each array and object.
    var checked: Int? = 0
    /// The rules of the cases of a union that is selected at each array and object.
    var selected: [Int] = []
    /// Items of each array have to differ.
    var areUnique = false
    let text: @Sendable (Int) -> String
}

/// `inner` behind the same opening, so many times.
private func nested(_ open: String, _ inner: String, _ close: String, _ depth: Int) -> String {
    String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
}

private func list(_ count: Int, _ item: (Int) -> String = { "\($0)" }) -> String {
    "[" + (0..<count).map(item).joined(separator: ",") + "]"
}

private let next = #"{"next":"#

/// Objects inside each other, with a long list in the innermost one.
private func chain(_ depth: Int) -> @Sendable (Int) -> String {
    { nested(next, #"{"list":\#(list($0))}"#, "}", depth) }
}

private let hostile = [
    HostileText(
        testDescription: "a check at each level", rules: [#"{"not":1,"properties":{"next":0}}"#, #"{"required":["x"]}"#],
        text: chain(120)),
    HostileText(
        testDescription: "a check at each level that looks at names only", rules: [#"{"not":1}"#, #"{"required":["x"]}"#],
        text: chain(120)),
    HostileText(
        testDescription: "then at each level, and a wrong leaf",
        rules: [
            #"{"if":1,"then":2,"properties":{"next":0}}"#, #"{"required":["next"]}"#, #"{"properties":{"next":0,"list":3}}"#,
            #"{"maxItems":1}"#, #"{"type":["string"]}"#,
        ],
        text: { nested(next, #"{"next":{"list":\#(list($0))}}"#, "}", 100) }),
    HostileText(
        testDescription: "dependentSchemas at each level, and a wrong leaf",
        rules: [
            #"{"dependentSchemas":{"next":1},"properties":{"next":0,"v":2}}"#, #"{"properties":{"next":0}}"#, #"{"minimum":1}"#,
        ],
        text: { nested(next, #"{"v":0,"list":\#(list($0))}"#, "}", 100) }),
    HostileText(
        testDescription: "oneOf at each level, and a wrong leaf",
        rules: [
            #"{"oneOf":[1,2]}"#, #"{"type":["object"],"properties":{"next":0,"v":3}}"#, #"{"type":["string"]}"#,
            #"{"minimum":1}"#,
        ],
        selected: [1, 2], text: { nested(next, #"{"v":0,"list":\#(list($0))}"#, "}", 100) }),
    HostileText(
        testDescription: "unions inside unions",
        rules: [
            #"{"oneOf":[1,2]}"#, #"{"properties":{"next":0,"v":3}}"#,
            #"{"properties":{"next":0,"v":4}}"#, #"{"minimum":1}"#, #"{"maximum":0}"#,
        ],
        selected: [1, 2], text: { nested(next, #"{"v":0,"list":\#(list($0))}"#, "}", 110) }),
    HostileText(
        testDescription: "items that differ at each level", rules: [#"{"uniqueItems":true,"items":0}"#], areUnique: true,
        text: { nested("[0,", list($0), "]", 120) }),
    HostileText(
        testDescription: "an enumeration at each level", rules: [#"{"enum":[[1],{"a":1}],"items":0,"properties":{"next":0}}"#],
        checked: nil, selected: [0], text: { nested("[", list($0), "]", 120) }),
    HostileText(
        testDescription: "what others leave at each level",
        rules: [#"{"unevaluatedProperties":1,"allOf":[2]}"#, "false", #"{"properties":{"next":0}}"#],
        selected: [0], text: { nested(next, #"{"next":\#(list($0))}"#, "}", 100) }),
    HostileText(
        testDescription: "refused items at each level",
        rules: [#"{"unevaluatedItems":1,"prefixItems":[0]}"#, #"{"type":["string"]}"#],
        text: { nested("[", list($0) { $0 == 50 ? "0" : #""a""# }, #","a"]"#, 100) }),
    HostileText(
        testDescription: "conditions on items that contain alternatives",
        rules: [#"{"contains":1,"minContains":0}"#, #"{"oneOf":[2,3]}"#, #"{"minimum":5}"#, #"{"maximum":1}"#],
        text: { list($0) }),
    HostileText(
        testDescription: "names that are equal, and match patterns",
        rules: [#"{"propertyNames":1,"additionalProperties":2,"required":["x"]}"#, #"{"maxLength":9}"#, #"{"not":3}"#, "false"],
        text: { "{" + (0..<$0).map { #""k\#($0 % 7)":\#($0)"# }.joined(separator: ",") + "}" }),
    HostileText(
        testDescription: "lists of small objects", rules: [#"{"required":["a","b"],"dependentRequired":{"a":["b"]}}"#],
        selected: [0], text: { list($0) { #"{"a":\#($0),"b":{}}"# } }),
]

@Suite struct `Work of a JSON text` {
    /// Reads the next value as generated code does: with a look at each union, and checks behind what was read.
    private func read(_ json: inout JSONReader, _ hostile: HostileText, _ rules: SchemaRules) {
        if !hostile.selected.isEmpty {
            let cases = hostile.selected.indices.map { JSONCase.any($0) }
            _ = json.selectCase(cases, rules, hostile.selected)
        }
        switch json.peekKind() {
        case .array:
            guard var array = json.beginArray() else { return }
            while json.nextItem(&array) { read(&json, hostile, rules) }
            if hostile.areUnique { json.checkUnique(array) }
            if let rule = hostile.checked { json.check(rules, rule) }
        case .object:
            guard var members = json.beginMembers() else { return }
            while json.nextMember(&members) != nil { read(&json, hostile, rules) }
            if let rule = hostile.checked { json.check(rules, rule) }
        default: json.skipValue()
        }
    }

    private func work(_ hostile: HostileText, _ size: Int) -> (work: JSONWork, bytes: Int) {
        // Both are lent for the call.
        let rules = Array(hostile.rules.joined(separator: "\n").utf8)
        let text = Array(hostile.text(size).utf8)
        let schema = unsafe rules.withUnsafeBytes { unsafe SchemaRules($0, []) }
        return unsafe text.withUnsafeBytes { bytes in
            var json = unsafe JSONReader(bytes)
            read(&json, hostile, schema)
            if case .malformed(let offset, let message)? = json.finish() { Issue.record("\(offset): \(message)") }
            return (json.work, bytes.count)
        }
    }

    @Test(arguments: hostile) fileprivate func `grows as its length does`(_ hostile: HostileText) {
        var last: Int?
        for size in [2_000, 4_000, 8_000] {
            let (work, bytes) = work(hostile, size)
            let sum = work.walkedBytes + work.ruleSteps
            // A byte is walked over again for each of a few rules, and not for each level around it.
            #expect(work.walkedBytes <= 12 * bytes + 8_192, "\(work), \(bytes) bytes")
            #expect(work.ruleSteps <= 4 * hostile.rules.count * bytes, "\(work), \(bytes) bytes")
            if let last { #expect(Double(sum) <= 2.2 * Double(last), "\(last), then \(sum)") }
            last = sum
        }
    }

    @Test(arguments: hostile) fileprivate func `needs no more memory for more items`(_ hostile: HostileText) {
        let (few, many) = (work(hostile, 100).work, work(hostile, 3_200).work)
        #expect(many.madePlans <= few.madePlans + 2 && many.madePlans < 40, "\(few.madePlans), \(many.madePlans)")
        #expect(many.madeFrames <= few.madeFrames + 8, "\(few.madeFrames), \(many.madeFrames)")
    }

    /// Each level that explains itself used to be walked over twice by the one around it.
    @Test(arguments: [
        [#"{"if":1,"then":2,"properties":{"next":0}}"#, #"{"required":["next"]}"#, #"{"properties":{"next":0}}"#],
        [#"{"if":1,"else":2,"properties":{"next":0}}"#, #"{"required":["x"]}"#, #"{"properties":{"next":0}}"#],
        [
            #"{"dependentSchemas":{"next":1,"v":2},"properties":{"next":0}}"#, #"{"properties":{"next":0}}"#,
            #"{"required":["x"]}"#,
        ],
        [
            #"{"oneOf":[1,2],"properties":{"next":0}}"#, #"{"type":["object"],"properties":{"next":0,"v":2}}"#,
            #"{"type":["string"]}"#,
        ],
    ]) func `does not double with each level of an explanation`(_ rules: [String]) {
        let lines = rules.map { $0.replacing(#""properties":{"next":0}"#, with: #""properties":{"next":0,"v":3}"#) }
        let text = HostileText(testDescription: "", rules: lines + [#"{"type":["string"]}"#]) {
            nested(next, #"{"v":1}"#, "}", $0)
        }
        for depth in [10, 20, 40, 80, 120] {
            let (work, bytes) = work(text, depth)
            #expect(work.walkedBytes <= 16 * bytes + 8_192 && work.ruleSteps <= 60 * bytes, "\(depth): \(work)")
        }
    }

    @Test func `makes pointers of what is told alone, and short ones`() {
        func work(_ items: Int) -> Int {
            let text = Array(
                #"{"\#(String(repeating: "k", count: 100_000))":\#(list(items)),"\u00e9\n\#(String(repeating: "é", count: 999))":["x"]}"#
                    .utf8)
            // The text is lent for the call.
            return unsafe text.withUnsafeBytes { bytes in
                var json = unsafe JSONReader(bytes)
                guard var members = json.beginMembers() else { return 0 }
                while json.nextMember(&members) != nil {
                    guard var array = json.beginArray() else { return 0 }
                    while json.nextItem(&array) { _ = json.readInt() }
                }
                guard case .invalid(let violations)? = json.finish() else { return 0 }
                // As it was sent: six bytes and two of escapes, and two for each other letter.
                #expect(violations.map(\.pointer) == ["/é\n" + String(repeating: "é", count: 60) + "… (2006 bytes)/0"])
                return json.work.pointerBytes
            }
        }
        #expect(work(10) == work(10_000) && work(10) < 200)
    }
}

@Suite struct `What is told of a JSON text` {
    private func violations(_ text: String) -> [Violation] {
        let bytes = Array(text.utf8)
        // The bytes are lent for the call.
        return unsafe bytes.withUnsafeBytes { bytes in
            var json = unsafe JSONReader(bytes)
            func read(_ json: inout JSONReader) {
                guard json.peekKind() == .object, var members = json.beginMembers() else { return _ = json.readInt() }
                while json.nextMember(&members) != nil { read(&json) }
            }
            read(&json)
            guard case .invalid(let violations)? = json.finish() else { return [] }
            return violations
        }
    }

    @Test(arguments: [127, 128, 129, 1_000_000]) func `has the beginning of long names`(_ length: Int) {
        let pointer = violations(#"{"\#(String(repeating: "a", count: length))":""}"#).map(\.pointer)
        let max = ViolationLimits.nameBytesMax
        let cut = "/" + String(repeating: "a", count: max) + "… (\(length) bytes)"
        #expect(pointer == [length <= max ? "/" + String(repeating: "a", count: length) : cut])
    }

    @Test(arguments: ["~", "/", "\\u0001", "\\ud83d\\ude00", "é", "😀"]) func `cuts no character of a name`(_ letter: String) {
        let found = violations(#"{"\#(String(repeating: letter, count: 100_000))":""}"#)
        #expect(found.count == 1 && found[0].pointer.utf8.count < 300 && !found[0].pointer.contains("\u{FFFD}"))
    }

    @Test func `has pointers of a limited length`() {
        let name = String(repeating: "b", count: 100)
        let found = violations(nested("{\"\(name)\":", #""""#, "}", 120))
        #expect(found.count == 1 && found[0].pointer.hasSuffix("/…"))
        #expect(found[0].pointer.utf8.count <= ViolationLimits.pointerBytesMax + 4)
    }

    @Test(arguments: [1, 31, 32, 33, 1_000]) func `has a limited number of violations, and bytes`(_ count: Int) {
        #expect(violations("{" + (0..<count).map { #""\#($0)":"""# }.joined(separator: ",") + "}").count == min(count, 32))
        let long = nested(#"{"\#(String(repeating: "\\u0001", count: 20))":"#, #""""#, "}", 7)
        let found = violations("{" + (0..<count).map { #""\#($0)":\#(long)"# }.joined(separator: ",") + "}")
        var output = OutputBuffer()
        for violation in found {
            output.write(violation.pointer)
            output.write(violation.message)
        }
        #expect(output.count <= ViolationLimits.bytesMax && found.count <= 32 && (count > 1 ? found.count > 1 : found.count == 1))
    }

    @Test func `is one violation at least`() {
        var room = ViolationRoom()
        let long = String(repeating: "\u{1}", count: ViolationLimits.bytesMax)
        let areTaken = [room.takes(long), room.takes("")]
        #expect(areTaken == [true, false])
    }

    @Test(arguments: [(ViolationLimits.bytesMax - 128, true), (ViolationLimits.bytesMax - 127, false)])
    func `fills its room to the last byte`(_ bytes: Int, _ isTaken: Bool) {
        var room = ViolationRoom()
        let areTaken = [room.takes(""), room.takes(String(repeating: "a", count: bytes))]
        #expect(areTaken == [true, isTaken])
    }
}

@Suite struct `Remainders` {
    @Test(arguments: [1, 2, 3, 6, 7, 12, 97, 1_000_003, UInt64.max]) func `of large powers of ten are those of many small ones`(
        _ divisor: UInt64
    ) {
        for number: UInt64 in [0, 1, 3, 12, 999, .max] {
            var slow = number % divisor
            for exponent in 0..<100 {
                #expect(remainder(of: number, timesTenTo: exponent, modulo: divisor) == slow)
                let wide = remainder(of: UInt128(number), timesTenTo: exponent, modulo: UInt128(divisor))
                #expect(wide == UInt128(slow))
                slow = divisor.dividingFullWidth(slow.multipliedFullWidth(by: 10 % divisor)).remainder
            }
        }
    }

    /// As many steps as the exponent's value would not end.
    @Test func `take the steps of an exponent's digits, whatever its value`() {
        #expect(remainder(of: UInt64(3), timesTenTo: .max, modulo: 7) != 0)
        #expect(remainder(of: UInt64(3), timesTenTo: .max, modulo: 12) == 0)
        #expect(remainder(of: UInt128(3), timesTenTo: .max, modulo: UInt128(1) << 120 - 1) != 0)
    }

    @Test(arguments: [
        ("3e9999", "12", true), ("3e9999", "7", false), ("3e-9999", "12", false), ("12e-9999", "3e-9999", true),
        ("1e9999", "3e-9999", false), ("0", "7", true), ("-36e100", "12", true),
    ])
    func `tell multiples of decimals`(_ number: String, _ unit: String, _ isMultiple: Bool) throws {
        let (value, divisor) = (try #require(DecimalNumber(number)), try #require(DecimalNumber(unit)))
        #expect(value.isMultiple(of: divisor) == isMultiple)
    }
}

/// To find out whether two strings look alike, Swift sorts the marks of each character: the square of their number.
@Suite struct `Combining marks` {
    private func marks(_ count: Int) -> String {
        "a" + (0..<count).map { $0 % 2 == 0 ? "\u{301}" : "\u{316}" }.joined()
    }

    @Test(arguments: [1, 63, 64, 65, 200_000]) func `of a key are taken up to a number`(_ count: Int) {
        let found = outcome(#"{"\#(marks(count))":1,"\#(marks(2))b":2}"#) { json -> [String: Int]? in
            guard var members = json.beginMembers() else { return nil }
            var map = JSONMembers<Int>(in: &json)
            while let name = json.nextMember(&members) {
                if let value = json.readInt() { json.add(value, name, to: &map) }
            }
            return json.dictionary(map)
        }
        switch found {
        case .success(let map): #expect(map.count == 2 && count <= 64)
        case .failure(.invalid(let violations)):
            #expect(count > 64 && violations.map(\.keyword) == ["propertyNames"])
        case .failure(let error): Issue.record(error)
        }
    }

    /// It would take hours to put half a million marks in order.
    @Test func `are compared as they were sent everywhere else`() {
        let name = marks(500_000)
        let cases: [JSONCase] = [.object(0, "kind! a", tags: "kind \"x\""), .object(1, "kind! b", tags: "kind \"y\"")]
        let selected = outcome(#"{"kind\#(name)":"x","\u006bind\#(name)":1,"kind":"y","b":1}"#) { json -> Int? in
            let index = json.selectCase(cases)
            _ = json.peekChoice("kind", JSONKeys("x y"))
            json.skipValue()
            return index
        }
        #expect(selected == .success(1))
        let form = Array("f[\(name)]=1&f[\(name)]=2&\(name)=3".utf8)
        // The text is lent for the call.
        unsafe form.withUnsafeBytes { form in
            let pairs = FormPairs()
            unsafe pairs.addPairs(form)
            #expect(pairs.fault == nil && pairs.nodes.count == 4)
        }
    }

    @Test func `make two items of a parameter differ`() {
        let text = Array("".utf8)
        // The text is lent for the call.
        unsafe text.withUnsafeBytes { bytes in
            var reader = unsafe ParameterReader(text: bytes)
            reader.checkUnique([marks(300_000), marks(300_001), "\u{e9}", "e\u{301}"], of: "a", .query)
            #expect(reader.violations.isEmpty)
            reader.checkUnique(["a", "b", "a"], of: "a", .query)
            #expect(reader.violations.map(\.keyword) == ["uniqueItems"])
        }
    }
}

// What bodies cost that are made for the rules of a contract to be asked again and again, in work that is counted.

@testable import RulesExample
import Testing
import WritServer
import WritTesting

@testable import WritWire

/// A body that grows, and the generated type that reads it.
private struct HostileBody: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let read: @Sendable (inout JSONReader) -> Void
    let text: @Sendable (Int) -> String
}

/// `inner` inside so many objects or lists.
private func nested(_ open: String, _ inner: String, _ close: String, _ depth: Int) -> String {
    String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
}

private func readChain(_ json: inout JSONReader) { _ = Chain.read(from: &json) }
private func readPile(_ json: inout JSONReader) { _ = Pile.read(from: &json) }
private func readNode(_ json: inout JSONReader) { _ = Node.read(from: &json) }

private func numbers(_ count: Int) -> String { (0..<count).map { "\($0)" }.joined(separator: ",") }

private let hostile = [
    HostileBody(testDescription: "then and dependentSchemas that lead back, all kept", read: readChain) {
        nested(#"{"next":"#, #"{"value":1,"more":[\#(numbers($0))]}"#, "}", 120)
    },
    HostileBody(testDescription: "then and dependentSchemas that lead back, and a wrong leaf", read: readChain) {
        nested(#"{"next":"#, #"{"value":-1,"more":[\#(numbers($0))]}"#, "}", 120)
    },
    HostileBody(testDescription: "a wrong type in the middle", read: readChain) {
        nested(#"{"next":"#, #"{"value":"","next":{"more":[\#(numbers($0))]}}"#, "}", 100)
    },
    HostileBody(testDescription: "two ways down that are taken in turn", read: readChain) {
        nested(#"{"value":1,"next":{"other":"#, #"{"password":1,"more":[\#(numbers($0))]}"#, "}}", 60)
    },
    HostileBody(testDescription: "lists inside each other whose items differ", read: readPile) {
        nested(#"{"parts":[1,2,"#, #"{"parts":[\#(numbers($0))]}"#, "]}", 60)
    },
    HostileBody(testDescription: "lists inside each other that have equal items", read: readPile) {
        nested(#"{"parts":[1,2,"#, #"{"parts":[\#(numbers($0)),1]}"#, "]}", 60)
    },
    HostileBody(testDescription: "enumerations of objects, at each level", read: readPile) {
        nested(#"{"mark":{"a":1},"parts":["#, #"{"mark":[\#(numbers($0))]}"#, "]}", 60)
    },
    HostileBody(testDescription: "alternatives that all nest", read: readNode) {
        nested(#"{"value":1,"next":"#, #"{"value":-1,"more":[\#(numbers($0))]}"#, "}", 120)
    },
]

@Suite struct `Work of rules` {
    static let client = {
        var configuration = ServerConfiguration()
        configuration.bodyBytesMax = 64 << 20
        return TestClient(RulesAPI(default: RuleHandlers()), configuration: configuration)
    }()

    private func work(_ body: HostileBody, _ size: Int) -> (work: JSONWork, bytes: Int) {
        let text = Array(body.text(size).utf8)
        // The text is lent for the call.
        return unsafe text.withUnsafeBytes { bytes in
            var json = unsafe JSONReader(bytes)
            body.read(&json)
            if case .malformed(let offset, let message)? = json.finish() { Issue.record("\(offset): \(message)") }
            return (json.work, bytes.count)
        }
    }

    @Test(arguments: hostile) fileprivate func `grows as the body does`(_ body: HostileBody) {
        var last: Int?
        for size in [2_000, 4_000, 8_000] {
            let (work, bytes) = work(body, size)
            let sum = work.walkedBytes + work.ruleSteps
            #expect(work.walkedBytes <= 16 * bytes + 8_192 && work.ruleSteps <= 16 * bytes, "\(work), \(bytes) bytes")
            if let last { #expect(Double(sum) <= 2.2 * Double(last), "\(last), then \(sum)") }
            last = sum
        }
    }

    @Test(arguments: [1, 10, 18, 40, 80, 120]) func `does not double with each level above a wrong leaf`(_ depth: Int) async {
        for leaf in [#"{"value":-1}"#, #"{"value":""}"#, #"{"password":1}"#] {
            let body = HostileBody(testDescription: "", read: readChain) { nested(#"{"next":"#, leaf, "}", $0) }
            let (work, bytes) = work(body, depth)
            #expect(work.walkedBytes <= 16 * bytes + 8_192 && work.ruleSteps <= 100 * bytes, "\(depth): \(work)")
            let answer = await Self.client.post("/chains", json: body.text(depth))
            #expect(answer.status == 422 && answer.text.utf8.count < 2 * ViolationLimits.bytesMax)
        }
    }

    @Test func `does not grow with the length of names where a finding is told`() async {
        let name = String(repeating: "k", count: 1_000_000)
        let body = #"{"\#(name)":[\#(numbers(10_000))],"value":""}"#
        let answer = await Self.client.post("/chains", json: body)
        #expect(answer.status == 422 && answer.text.contains(#""pointer":"/value""#))
        #expect(answer.text.utf8.count < 1_000)
    }

    @Test(arguments: ["~", "\\u0000", "\\ud83d\\ude00", "k"]) func `is answered briefly, whatever a name is`(_ letter: String)
        async
    {
        let name = String(repeating: letter, count: 1_900_000 / letter.utf8.count)
        for body in [
            #"{"others":{"\#(name)":""}}"#,
            #"{"others":{\#((0..<40).map { #""\#(name.prefix(40_000 + $0))":"""# }.joined(separator: ","))}}"#,
        ] {
            let answer = await Self.client.post("/words", json: body)
            #expect((400...422).contains(answer.status) && answer.text.utf8.count < 2 * ViolationLimits.bytesMax)
        }
    }
}

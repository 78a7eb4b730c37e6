// The JSON of one rule.

internal import WritSpec

struct RuleText {
    private var members: [String] = []

    var isEmpty: Bool { members.isEmpty }
    var line: String { "{\(members.joined(separator: ","))}" }

    mutating func add(_ keyword: String, _ json: String) {
        members.append("\"\(keyword)\":\(json)")
    }

    mutating func add(_ keyword: String, _ number: Int) { add(keyword, "\(number)") }

    mutating func add(_ keyword: String, _ numbers: [Int]) {
        if !numbers.isEmpty { add(keyword, "[\(numbers.map { "\($0)" }.joined(separator: ","))]") }
    }

    mutating func add(_ keyword: String, texts: [String]) {
        if !texts.isEmpty { add(keyword, Self.list(texts)) }
    }

    /// A mapping of names to JSON.
    mutating func add(_ keyword: String, members: [(name: String, json: String)]) {
        guard !members.isEmpty else { return }
        add(keyword, "{\(members.map { "\(Self.quoted($0.name)):\($0.json)" }.joined(separator: ","))}")
    }

    mutating func add(_ keyword: String, written place: Place) {
        add(keyword, Self.json(place.node))
    }

    static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ","))]" }
    static func json(_ node: Node) -> String { String(decoding: node.exactJSON(), as: UTF8.self) }
    static func quoted(_ text: String) -> String { String(decoding: Node.exactJSON(of: text), as: UTF8.self) }
}

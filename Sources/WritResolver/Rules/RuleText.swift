// The JSON of one rule, with holes for the numbers of others.

internal import WritFormats
internal import WritSpec

struct RuleText {
    private var members: [String] = []

    var isEmpty: Bool { members.isEmpty }

    /// - Parameter numbers: what the holes are filled with.
    func line(_ numbers: [Int]) -> String {
        let text = "{\(members.joined(separator: ","))}"
        guard text.utf8.contains(0) else { return text }
        // JSON has no character U+0000 of its own.
        let pieces = text.split(separator: "\0", omittingEmptySubsequences: false)
        return pieces.enumerated().map { index, piece in
            index % 2 == 0 ? String(piece) : Int(piece).map { "\(numbers[$0])" } ?? ""
        }.joined()
    }

    mutating func add(_ keyword: RuleWord, _ json: String) {
        members.append("\"\(keyword.rawValue)\":\(json)")
    }

    mutating func add(_ keyword: RuleWord, _ number: Int) { add(keyword, "\(number)") }
    mutating func add(_ keyword: RuleWord, _ hole: RuleHole) { add(keyword, hole.text) }

    mutating func add(_ keyword: RuleWord, _ holes: [RuleHole]) {
        if !holes.isEmpty { add(keyword, "[\(holes.map(\.text).joined(separator: ","))]") }
    }

    mutating func add(_ keyword: RuleWord, _ numbers: [Int]) {
        if !numbers.isEmpty { add(keyword, "[\(numbers.map { "\($0)" }.joined(separator: ","))]") }
    }

    mutating func add(_ keyword: RuleWord, texts: [String]) {
        if !texts.isEmpty { add(keyword, Self.list(texts)) }
    }

    /// A mapping of names to JSON.
    mutating func add(_ keyword: RuleWord, members: [(name: String, json: String)]) {
        guard !members.isEmpty else { return }
        add(keyword, "{\(members.map { "\(Self.quoted($0.name)):\($0.json)" }.joined(separator: ","))}")
    }

    mutating func add(_ keyword: RuleWord, written place: Place) {
        add(keyword, Self.json(place.node))
    }

    static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ","))]" }
    static func json(_ node: Node) -> String { String(decoding: node.exactJSON(), as: UTF8.self) }
    static func quoted(_ text: String) -> String { String(decoding: Node.exactJSON(of: text), as: UTF8.self) }
}

/// Where the number of something that was asked for will stand.
struct RuleHole {
    fileprivate let index: Int

    fileprivate init(_ index: Int) { self.index = index }

    var text: String { "\0\(index)\0" }
}

/// What a rule asks for while it is lowered, in that order.
enum RuleRequest {
    /// The rule of a schema of parts of the value.
    case part(Place, OpenLists)
    /// The rule of a schema that holds for the same value.
    case inPlace(Place, OpenLists)
    case pattern(Place)
}

final class RuleRequests {
    private let resolution: Resolution
    private(set) var list: [RuleRequest] = []

    init(_ resolution: Resolution) {
        self.resolution = resolution
    }

    func ask(_ request: RuleRequest) -> RuleHole {
        list.append(request)
        return RuleHole(list.count - 1)
    }

    /// Nil, after a diagnostic, where the pattern can't be checked.
    func ask(pattern place: Place) -> RuleHole? { resolution.isChecked(pattern: place) ? ask(.pattern(place)) : nil }
}

// JSONPath (RFC 9535), as overlays name parts of a document by it.

/// A query: which parts of a document it selects.
struct JSONPath {
    enum Step: Equatable {
        case key(String)
        case index(Int)
    }

    indirect enum Selector {
        case name(String)
        case index(Int)
        case wildcard
        case slice(start: Int?, end: Int?, step: Int)
        case filter(Condition)
    }

    struct Segment {
        let isDescendant: Bool
        let selectors: [Selector]
    }

    indirect enum Condition {
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case exists(Query)
        case comparison(Operand, Comparison, Operand)
        /// A text is matched by the pattern: as a whole, or somewhere in it.
        case matching(Operand, Regex<AnyRegexOutput>, isWhole: Bool)
    }

    enum Comparison: String {
        case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    }

    /// A query in a filter, from the root (`$`) or from the value that is looked at (`@`).
    struct Query {
        let isFromRoot: Bool
        let path: JSONPath
    }

    enum Operand {
        case literal(Node.Value)
        case query(Query)
        case length(Query)
        case count(Query)
    }

    var segments: [Segment] = []

    /// The paths of all parts of `root` that are selected, in the document's order, each once.
    func paths(in root: Node) -> [[Step]] {
        var seen: Set<String> = []
        return select(from: root, root: root).map(\.path).filter { path in
            seen.insert("\(path)").inserted
        }
    }

    private struct Found {
        let path: [Step]
        let node: Node
    }

    private func select(from node: Node, root: Node) -> [Found] {
        var found = [Found(path: [], node: node)]
        for segment in segments {
            let bases = segment.isDescendant ? found.flatMap(Self.descendants) : found
            found = bases.flatMap { base in
                segment.selectors.flatMap { Self.select($0, from: base, root: root) }
            }
        }
        return found
    }

    private static func children(of found: Found) -> [Found] {
        switch found.node.value {
        case .mapping(let mapping): mapping.entries.map { Found(path: found.path + [.key($0.key)], node: $0.value) }
        case .sequence(let items):
            items.enumerated().map { Found(path: found.path + [.index($0.offset)], node: $0.element) }
        default: []
        }
    }

    /// The value itself and all within it.
    private static func descendants(of found: Found) -> [Found] {
        [found] + children(of: found).flatMap(descendants)
    }

    private static func select(_ selector: Selector, from base: Found, root: Node) -> [Found] {
        switch selector {
        case .name(let name):
            return base.node[name].map { [Found(path: base.path + [.key(name)], node: $0)] } ?? []
        case .wildcard: return children(of: base)
        case .filter(let condition): return children(of: base).filter { holds(condition, for: $0.node, root: root) }
        case .index(let index):
            let items = children(of: base)
            guard base.node.sequence != nil else { return [] }
            let position = index < 0 ? items.count + index : index
            return items.indices.contains(position) ? [items[position]] : []
        case .slice(let start, let end, let step):
            guard base.node.sequence != nil, step != 0 else { return [] }
            return slice(children(of: base), start: start, end: end, step: step)
        }
    }

    /// RFC 9535, section 2.3.4.2.
    private static func slice(_ items: [Found], start: Int?, end: Int?, step: Int) -> [Found] {
        func position(_ index: Int) -> Int { index < 0 ? items.count + index : index }
        let (first, last) = step > 0 ? (0, items.count) : (items.count - 1, -1)
        let from = min(max(start.map(position) ?? first, step > 0 ? 0 : -1), step > 0 ? items.count : items.count - 1)
        let to = min(max(end.map(position) ?? last, step > 0 ? 0 : -1), step > 0 ? items.count : items.count - 1)
        return stride(from: from, to: to, by: step).map { items[$0] }
    }

    // MARK: Filters

    private static func holds(_ condition: Condition, for node: Node, root: Node) -> Bool {
        switch condition {
        case .all(let conditions): conditions.allSatisfy { holds($0, for: node, root: root) }
        case .any(let conditions): conditions.contains { holds($0, for: node, root: root) }
        case .not(let condition): !holds(condition, for: node, root: root)
        case .exists(let query): !nodes(query, node, root).isEmpty
        case .comparison(let left, let comparison, let right):
            compare(value(of: left, node, root), comparison, value(of: right, node, root))
        case .matching(let operand, let pattern, let isWhole):
            if case .string(let kept) = value(of: operand, node, root), case let text = ExactText.written(kept) {
                isWhole ? text.wholeMatch(of: pattern) != nil : text.firstMatch(of: pattern) != nil
            } else {
                false
            }
        }
    }

    private static func nodes(_ query: Query, _ node: Node, _ root: Node) -> [Node] {
        query.path.select(from: query.isFromRoot ? root : node, root: root).map(\.node)
    }

    /// Nil: there is nothing.
    private static func value(of operand: Operand, _ node: Node, _ root: Node) -> Node.Value? {
        switch operand {
        case .literal(let value): return value
        case .query(let query):
            let found = nodes(query, node, root)
            return found.count == 1 ? found[0].value : nil
        case .count(let query): return .integer(IntegerLiteral(nodes(query, node, root).count))
        case .length(let query):
            switch nodes(query, node, root).first?.value {
            case .string(let text): return .integer(IntegerLiteral(text.unicodeScalars.count))
            case .sequence(let items): return .integer(IntegerLiteral(items.count))
            case .mapping(let mapping): return .integer(IntegerLiteral(mapping.count))
            default: return nil
            }
        }
    }

    private static func compare(_ left: Node.Value?, _ comparison: Comparison, _ right: Node.Value?) -> Bool {
        switch comparison {
        case .equal: equal(left, right)
        case .unequal: !equal(left, right)
        case .less: precedes(left, right)
        case .lessOrEqual: precedes(left, right) || equal(left, right)
        case .greater: precedes(right, left)
        case .greaterOrEqual: precedes(right, left) || equal(left, right)
        }
    }

    private static func equal(_ left: Node.Value?, _ right: Node.Value?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        if let left = number(left), let right = number(right) { return left == right }
        switch (left, right) {
        case (.null, .null): return true
        case (.boolean(let left), .boolean(let right)): return left == right
        case (.string(let left), .string(let right)): return left == right
        case (.sequence(let left), .sequence(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { equal($0.value, $1.value) }
        case (.mapping(let left), .mapping(let right)):
            return left.count == right.count
                && left.entries.allSatisfy { entry in
                    right[entry.key].map { equal(entry.value.value, $0.value) } ?? false
                }
        default: return false
        }
    }

    private static func precedes(_ left: Node.Value?, _ right: Node.Value?) -> Bool {
        guard let left, let right else { return false }
        if let left = number(left), let right = number(right) { return left < right }
        if case .string(let left) = left, case .string(let right) = right { return left < right }
        return false
    }

    private static func number(_ value: Node.Value) -> Double? {
        switch value {
        case .integer(let literal): literal.double
        case .number(let literal): literal.double
        default: nil
        }
    }
}

// Looks for what a JSONPath selects, and counts the work.

internal import WritPattern

/// The work that an overlay may take: its queries look at values, and its changes copy them.
package struct OverlayBudget {
    struct Spent: Error {}

    /// Values looked at or copied, by all actions of an overlay together.
    package static let stepsMax = 40_000_000

    let stepsMax: Int
    private var stepsLeft: Int

    init(stepsMax: Int) {
        self.stepsMax = stepsMax
        stepsLeft = stepsMax
    }

    mutating func spend(_ steps: Int) throws(Spent) {
        stepsLeft -= steps
        if stepsLeft < 0 { throw Spent() }
    }
}

/// One query over one document. What it looks at has a number each, so that nothing is selected twice.
struct JSONPathEvaluation {
    private(set) var tree: SelectionTree
    private(set) var budget: OverlayBudget
    /// What queries from the root select, by their numbers: the same wherever they are asked.
    private var known: [Int: [Int]] = [:]

    init(root: Node, budget: OverlayBudget) {
        tree = SelectionTree(root: root)
        self.budget = budget
    }

    /// The numbers of all parts that are selected, each once, in the order of their selection: what is around comes before what is
    /// within.
    mutating func select(_ path: JSONPath) throws(OverlayBudget.Spent) -> [Int] {
        try select(path, from: SelectionTree.root)
    }

    private mutating func select(_ path: JSONPath, from start: Int) throws(OverlayBudget.Spent) -> [Int] {
        var found = [start]
        for segment in path.segments {
            let bases = segment.isDescendant ? try descendants(of: found) : found
            var next: [Int] = []
            var seen: Set<Int> = []
            for base in bases {
                for selector in segment.selectors {
                    for part in try select(selector, from: base) where seen.insert(part).inserted { next.append(part) }
                }
            }
            if next.isEmpty { return [] }
            found = next
        }
        return found
    }

    /// The values themselves and all within them, each once.
    private mutating func descendants(of starts: [Int]) throws(OverlayBudget.Spent) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = []
        var waiting = Array(starts.reversed())
        while let part = waiting.popLast() {
            // What is within a part that was met was met with it.
            guard seen.insert(part).inserted else { continue }
            found.append(part)
            waiting += try children(of: part).reversed()
        }
        return found
    }

    private mutating func children(of part: Int) throws(OverlayBudget.Spent) -> Range<Int> {
        let children = tree.children(of: part)
        try budget.spend(1 + children.count)
        return children
    }

    private mutating func select(_ selector: JSONPath.Selector, from base: Int) throws(OverlayBudget.Spent) -> [Int] {
        try budget.spend(1)
        switch selector {
        case .name(let name):
            guard let mapping = tree.node(base).mapping, let position = mapping.position(of: name) else { return [] }
            return [try children(of: base).lowerBound + position]
        case .wildcard: return Array(try children(of: base))
        case .filter(let condition):
            var found: [Int] = []
            for child in try children(of: base) where try holds(condition, for: child) { found.append(child) }
            return found
        case .index(let index):
            guard let items = tree.node(base).sequence else { return [] }
            let position = index < 0 ? items.count + index : index
            return items.indices.contains(position) ? [try children(of: base).lowerBound + position] : []
        case .slice(let start, let end, let step):
            guard tree.node(base).sequence != nil, step != 0 else { return [] }
            return slice(Array(try children(of: base)), start: start, end: end, step: step)
        }
    }

    /// RFC 9535, section 2.3.4.2.
    private func slice(_ items: [Int], start: Int?, end: Int?, step: Int) -> [Int] {
        func position(_ index: Int) -> Int { index < 0 ? items.count + index : index }
        let (first, last) = step > 0 ? (0, items.count) : (items.count - 1, -1)
        let from = min(max(start.map(position) ?? first, step > 0 ? 0 : -1), step > 0 ? items.count : items.count - 1)
        let to = min(max(end.map(position) ?? last, step > 0 ? 0 : -1), step > 0 ? items.count : items.count - 1)
        return stride(from: from, to: to, by: step).map { items[$0] }
    }

    // MARK: Filters

    private mutating func holds(_ condition: JSONPath.Condition, for part: Int) throws(OverlayBudget.Spent) -> Bool {
        try budget.spend(1)
        switch condition {
        case .all(let conditions):
            for condition in conditions where try !holds(condition, for: part) { return false }
            return true
        case .any(let conditions):
            for condition in conditions where try holds(condition, for: part) { return true }
            return false
        case .not(let condition): return try !holds(condition, for: part)
        case .exists(let query): return try !parts(query, part).isEmpty
        case .comparison(let left, let comparison, let right):
            return try compare(value(of: left, part), comparison, value(of: right, part))
        case .matching(let operand, let pattern):
            guard case .string(let text) = try value(of: operand, part) else { return false }
            try budget.spend(text.utf8.count)
            return pattern.matches(ExactText.written(text))
        }
    }

    private mutating func parts(_ query: JSONPath.Query, _ part: Int) throws(OverlayBudget.Spent) -> [Int] {
        guard query.isFromRoot else { return try select(query.path, from: part) }
        if let found = known[query.number] { return found }
        let found = try select(query.path, from: SelectionTree.root)
        known[query.number] = found
        return found
    }

    /// Nil: there is nothing.
    private mutating func value(of operand: JSONPath.Operand, _ part: Int) throws(OverlayBudget.Spent) -> Node.Value? {
        switch operand {
        case .literal(let value): return value
        case .query(let query):
            let found = try parts(query, part)
            return found.count == 1 ? tree.node(found[0]).value : nil
        case .count(let query): return .integer(IntegerLiteral(try parts(query, part).count))
        case .length(let query):
            switch try parts(query, part).first.map({ tree.node($0).value }) {
            case .string(let text):
                try budget.spend(text.utf8.count)
                return .integer(IntegerLiteral(ExactText.written(text).unicodeScalars.count))
            case .sequence(let items): return .integer(IntegerLiteral(items.count))
            case .mapping(let mapping): return .integer(IntegerLiteral(mapping.count))
            default: return nil
            }
        }
    }

    private mutating func compare(
        _ left: Node.Value?, _ comparison: JSONPath.Comparison, _ right: Node.Value?
    ) throws(OverlayBudget.Spent) -> Bool {
        switch comparison {
        case .equal: try equal(left, right)
        case .unequal: try !equal(left, right)
        case .less: precedes(left, right)
        case .lessOrEqual: precedes(left, right) ? true : try equal(left, right)
        case .greater: precedes(right, left)
        case .greaterOrEqual: precedes(right, left) ? true : try equal(left, right)
        }
    }

    private mutating func equal(_ left: Node.Value?, _ right: Node.Value?) throws(OverlayBudget.Spent) -> Bool {
        try budget.spend(1)
        guard let left, let right else { return left == nil && right == nil }
        if let left = number(left), let right = number(right) { return left == right }
        switch (left, right) {
        case (.null, .null): return true
        case (.boolean(let left), .boolean(let right)): return left == right
        case (.string(let left), .string(let right)):
            try budget.spend(min(left.utf8.count, right.utf8.count) / 16)
            return left == right
        case (.sequence(let left), .sequence(let right)):
            guard left.count == right.count else { return false }
            for (one, other) in zip(left, right) where try !equal(one.value, other.value) { return false }
            return true
        case (.mapping(let left), .mapping(let right)):
            guard left.count == right.count else { return false }
            for entry in left.entries where try !equal(entry.value.value, right[entry.key]?.value) { return false }
            return true
        default: return false
        }
    }

    private func precedes(_ left: Node.Value?, _ right: Node.Value?) -> Bool {
        guard let left, let right else { return false }
        if let left = number(left), let right = number(right) { return left < right }
        if case .string(let left) = left, case .string(let right) = right {
            return ExactText.written(left).utf8.lexicographicallyPrecedes(ExactText.written(right).utf8)
        }
        return false
    }

    private func number(_ value: Node.Value) -> Double? {
        switch value {
        case .integer(let literal): literal.double
        case .number(let literal): literal.double
        default: nil
        }
    }
}

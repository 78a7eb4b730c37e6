// The parts of a document that a query has looked at, each with a number; and the document with some of them changed.

struct SelectionTree {
    static let root = 0

    private struct Part {
        let node: Node
        let parent: Int
        /// Where in the parent it stands.
        let position: Int
        /// Where its children begin; -1 where nobody has asked for them.
        var children = -1
    }

    private var parts: [Part]

    init(root: Node) {
        parts = [Part(node: root, parent: -1, position: 0)]
    }

    func node(_ part: Int) -> Node { parts[part].node }

    /// The numbers of the entries or items, in their order.
    mutating func children(of part: Int) -> Range<Int> {
        let node = parts[part].node
        let count = node.mapping?.count ?? node.sequence?.count ?? 0
        if parts[part].children < 0 {
            parts[part].children = parts.count
            if let mapping = node.mapping {
                for (position, entry) in mapping.entries.enumerated() {
                    parts.append(Part(node: entry.value, parent: part, position: position))
                }
            } else {
                for (position, item) in (node.sequence ?? []).enumerated() {
                    parts.append(Part(node: item, parent: part, position: position))
                }
            }
        }
        return parts[part].children..<parts[part].children + count
    }

    /// How many collections are around it.
    func depth(of part: Int) -> Int {
        var (depth, current) = (0, part)
        while parts[current].parent >= 0 {
            depth += 1
            current = parts[current].parent
        }
        return depth
    }

    // MARK: Changes

    /// What is done to the parts that are selected.
    enum Change {
        /// Each becomes what the function makes of it; then those within it are changed.
        case update((Node) -> Node)
        case remove
    }

    /// The document with the parts changed, in one walk down to them.
    func changed(_ selected: [Int], _ change: Change, _ budget: inout OverlayBudget) throws(OverlayBudget.Spent) -> Node {
        let isSelected = Set(selected)
        var below: [Int: [Int]] = [:]
        var reached: Set<Int> = [Self.root]
        for part in selected {
            var current = part
            while reached.insert(current).inserted {
                below[parts[current].parent, default: []].append(current)
                current = parts[current].parent
            }
        }
        return try changed(Self.root, node(Self.root), isSelected, below, change, &budget)
    }

    private func changed(
        _ part: Int, _ written: Node, _ selected: Set<Int>, _ below: [Int: [Int]], _ change: Change, _ budget: inout OverlayBudget
    ) throws(OverlayBudget.Spent) -> Node {
        var node = written
        if case .update(let update) = change, selected.contains(part) { node = update(node) }
        guard let inner = below[part] else { return node }
        var removed: Set<Int> = []
        if case .remove = change { removed = Set(inner.filter(selected.contains)) }
        switch (parts[part].node.value, node.value) {
        case (.mapping(let before), .mapping(let mapping)):
            try budget.spend(1 + mapping.count / 8)
            var entries: [Mapping.Entry?] = mapping.entries
            for child in inner {
                guard let position = mapping.position(of: before.entries[parts[child].position].key) else { continue }
                let entry = mapping.entries[position]
                entries[position] =
                    removed.contains(child)
                    ? nil
                    : Mapping.Entry(
                        key: entry.key, keyKind: entry.keyKind, keyLocation: entry.keyLocation,
                        value: try changed(child, entry.value, selected, below, change, &budget))
            }
            return Node(.mapping(Mapping(entries.compactMap(\.self))), at: node.location)
        case (.sequence, .sequence(let before)):
            try budget.spend(1 + before.count / 8)
            var items: [Node?] = before
            for child in inner where items.indices.contains(parts[child].position) {
                let position = parts[child].position
                items[position] =
                    removed.contains(child) ? nil : try changed(child, before[position], selected, below, change, &budget)
            }
            return Node(.sequence(items.compactMap(\.self)), at: node.location)
        default: return node
        }
    }
}

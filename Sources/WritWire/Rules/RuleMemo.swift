// Verdicts that a walk over a value found on its way, for readers inside that value that ask again.

/// Which rules the arrays and objects inside a value keep, so that unions inside unions are walked over once, and not once for
/// each that stands around them.
struct RuleMemo {
    private struct Key: Hashable {
        let offset: Int
        let rule: Int
    }

    /// Rules that were asked for by themselves; only their verdicts are kept.
    private(set) var asked: Set<Int> = []
    private var verdicts: [Key: Bool] = [:]
    /// Where the value that is walked over begins, and where those end that verdicts are known of.
    private var top = 0
    private var end = 0

    func verdict(_ rule: Int, at offset: Int) -> Bool? {
        verdicts.isEmpty ? nil : verdicts[Key(offset: offset, rule: rule)]
    }

    mutating func begin(_ rule: Int, at offset: Int) {
        if offset >= end { verdicts.removeAll(keepingCapacity: true) }
        top = offset
        asked.insert(rule)
    }

    mutating func finish(at offset: Int) { end = max(end, offset) }

    mutating func keep(_ frame: RuleFrame) {
        guard frame.start > top else { return }
        for entry in frame.entries where asked.contains(entry.rule) {
            verdicts[Key(offset: frame.start, rule: entry.rule)] = entry.isValid
        }
    }
}

// What the rules that hold for one value have found of it so far.

struct RuleFrame {
    struct State {
        var isValid = true
        var progress = Progress.waiting
        var containedCount = 0
        /// Which of the first 64 names are there that the rule watches.
        fileprivate var seen: UInt64 = 0
    }

    enum Progress {
        case waiting, running, done
    }

    /// What few rules ask for.
    struct Sets {
        /// Which of the other names are there that the rule watches.
        fileprivate var seen = PartSet()
        /// Parts that the rule has looked at, where it is tracked.
        var evaluated = PartSet()
        /// Parts that `unevaluated…` would refuse.
        var refused = PartSet()
    }

    private(set) var plan: RulePlan
    /// One for each entry of the plan.
    var states: [State] = []
    /// The same, where the plan needs them.
    var sets: [Sets] = []
    private(set) var start = 0
    /// Items, or properties.
    var partCount = 0
    /// Entries of dependent schemas whose property is there, with the entry that has them.
    var applied: [(owner: Int, entry: Int)] = []

    init(_ plan: RulePlan, start: Int) {
        self.plan = plan
        begin(plan, start: start)
    }

    /// Another value, in the memory of the last one.
    mutating func begin(_ plan: RulePlan, start: Int) {
        self.plan = plan
        self.start = start
        partCount = 0
        states.removeAll(keepingCapacity: true)
        for _ in 0..<plan.entries.count { states.append(State()) }
        if !sets.isEmpty { sets.removeAll(keepingCapacity: true) }
        if plan.needsSets { sets = Array(repeating: Sets(), count: plan.entries.count) }
        if !applied.isEmpty { applied.removeAll(keepingCapacity: true) }
    }

    func rule(_ slot: Int) -> Int { plan.entries[slot].rule }
    func isAsserted(_ slot: Int) -> Bool { plan.entries[slot].isAsserted }

    /// Whether the name is there that has this place among those that the entry's rule watches.
    func hasSeen(_ name: Int, _ slot: Int) -> Bool {
        name < 64 ? states[slot].seen & 1 << UInt64(name) != 0 : sets[slot].seen.contains(name)
    }

    mutating func see(_ name: Int, _ slot: Int) {
        if name < 64 { states[slot].seen |= 1 << UInt64(name) } else { sets[slot].seen.insert(name) }
    }
}

/// A set of items by index, or of properties by the order they came in.
struct PartSet {
    private var first: UInt64 = 0
    /// From the 65th part on.
    private var words: [UInt64] = []

    private subscript(word: Int) -> UInt64 { word == 0 ? first : word <= words.count ? words[word - 1] : 0 }

    private mutating func add(_ bits: UInt64, _ word: Int) {
        if word == 0 {
            first |= bits
        } else {
            while words.count < word { words.append(0) }
            words[word - 1] |= bits
        }
    }

    func contains(_ part: Int) -> Bool { self[part >> 6] & (1 << UInt64(part & 63)) != 0 }

    mutating func insert(_ part: Int) { add(1 << UInt64(part & 63), part >> 6) }

    mutating func insert(all count: Int) {
        for word in 0..<((count + 63) >> 6) { add(.max, word) }
    }

    mutating func formUnion(_ other: PartSet) {
        for word in 0...other.words.count { add(other[word], word) }
    }

    /// Whether all of the set are in the other one.
    func isSubset(of other: PartSet) -> Bool {
        (0...words.count).allSatisfy { self[$0] & ~other[$0] == 0 }
    }
}

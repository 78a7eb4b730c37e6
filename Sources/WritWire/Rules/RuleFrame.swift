// The rules that hold for one value: those that are asked for, and those that these apply in place.

/// A rule that is to hold for the next value.
struct RuleRequest {
    let rule: Int
    /// Whether the whole is invalid where the value breaks it: then what is wrong is noted at once.
    var isAsserted: Bool
    /// The keyword to be named where the rule is `false`.
    var keyword: StaticString = "not"
}

/// Numbers in the order they came, each once, with their places.
struct RuleSlots {
    private(set) var numbers: [Int] = []
    private var places: [Int: Int] = [:]
    private static let listMax = 16

    subscript(number: Int) -> Int? {
        if numbers.count <= Self.listMax { return numbers.firstIndex(of: number) }
        return places[number]
    }

    mutating func append(_ number: Int) {
        numbers.append(number)
        if numbers.count == Self.listMax + 1 {
            for (place, number) in numbers.enumerated() { places[number] = place }
        } else if numbers.count > Self.listMax {
            places[number] = numbers.count - 1
        }
    }
}

/// One value, with every rule that holds for it: each once, however many ways lead to it. That bounds the work of a value by
/// the number of rules, and no nesting of alternatives multiplies it.
struct RuleFrame {
    struct Entry {
        let rule: Int
        var firstLink = 0
        var isAsserted: Bool
        var keyword: StaticString = "not"
        var isValid = true
        var progress = Progress.waiting
        /// The parts that the rule has looked at are kept, for one that asks for the rest.
        var isTracked = false
        var evaluated = PartSet()
        /// Parts that `unevaluated…` would refuse.
        var refused = PartSet()
        var containedCount = 0
    }

    enum Progress {
        case waiting, running, done
    }

    var entries: [Entry] = []
    /// The entries of the rules that each applies in place, in the order of `SchemaRule.inPlace`.
    private(set) var links: [Int] = []
    let start: Int
    /// Items, or properties.
    var partCount = 0
    /// Entries of dependent schemas whose property is there, with the entry that has them.
    var applied: [(owner: Int, entry: Int)] = []

    init(_ requests: [RuleRequest], _ rules: SchemaRules, start: Int) {
        self.start = start
        var slots = RuleSlots()
        for request in requests {
            slots.append(request.rule)
            entries.append(Entry(rule: request.rule, isAsserted: request.isAsserted, keyword: request.keyword))
        }
        var next = 0
        while next < entries.count {
            entries[next].firstLink = links.count
            for inner in rules.rules[entries[next].rule].inPlace {
                if let known = slots[inner] {
                    links.append(known)
                } else {
                    links.append(entries.count)
                    slots.append(inner)
                    entries.append(Entry(rule: inner, isAsserted: false))
                }
            }
            next += 1
        }
        spreadAssertion(rules)
        if rules.asksForRest { spreadTracking(rules) }
    }

    /// What `allOf` lists is asserted where it is.
    private mutating func spreadAssertion(_ rules: SchemaRules) {
        var waiting = entries.indices.filter { entries[$0].isAsserted }
        while let slot = waiting.popLast() {
            for link in allOf(slot, rules) where !entries[link].isAsserted {
                entries[link].isAsserted = true
                waiting.append(link)
            }
        }
    }

    private mutating func spreadTracking(_ rules: SchemaRules) {
        var waiting = entries.indices.filter { slot in
            let rule = rules.rules[entries[slot].rule]
            return rule.unevaluatedProperties != nil || rule.unevaluatedItems != nil
        }
        for slot in waiting { entries[slot].isTracked = true }
        while let slot = waiting.popLast() {
            let first = entries[slot].firstLink
            for link in links[first..<(first + rules.rules[entries[slot].rule].inPlace.count)] where !entries[link].isTracked {
                entries[link].isTracked = true
                waiting.append(link)
            }
        }
    }

    private func allOf(_ slot: Int, _ rules: SchemaRules) -> ArraySlice<Int> {
        let first = entries[slot].firstLink
        return links[first..<(first + rules.rules[entries[slot].rule].allOf.count)]
    }
}

/// A set of items by index, or of properties by the order they came in.
struct PartSet {
    private var words: [UInt64] = []

    func contains(_ part: Int) -> Bool {
        part >> 6 < words.count && words[part >> 6] & (1 << UInt64(part & 63)) != 0
    }

    mutating func insert(_ part: Int) {
        while words.count <= part >> 6 { words.append(0) }
        words[part >> 6] |= 1 << UInt64(part & 63)
    }

    mutating func insert(all count: Int) {
        words = Array(repeating: .max, count: (count + 63) >> 6)
    }

    mutating func formUnion(_ other: PartSet) {
        while words.count < other.words.count { words.append(0) }
        for (index, word) in other.words.enumerated() { words[index] |= word }
    }

    /// The first of the set that the other one lacks.
    func first(notIn other: PartSet) -> Int? {
        for (index, word) in words.enumerated() {
            let left = word & ~(index < other.words.count ? other.words[index] : 0)
            if left != 0 { return index << 6 + left.trailingZeroBitCount }
        }
        return nil
    }
}

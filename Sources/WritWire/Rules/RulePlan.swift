// What is asked of values of one place in a contract: made once for a text, whatever number of values stand there.

/// The keywords by which a rule asks for another one.
enum RuleKeyword: UInt8 {
    case not, items, contains, unevaluatedItems
    case properties, patternProperties, additionalProperties, unevaluatedProperties, propertyNames
    case dependentSchemas, then, otherwise, anyOf, oneOf

    var name: StaticString {
        switch self {
        case .not: "not"
        case .items: "items"
        case .contains: "contains"
        case .unevaluatedItems: "unevaluatedItems"
        case .properties: "properties"
        case .patternProperties: "patternProperties"
        case .additionalProperties: "additionalProperties"
        case .unevaluatedProperties: "unevaluatedProperties"
        case .propertyNames: "propertyNames"
        case .dependentSchemas: "dependentSchemas"
        case .then: "then"
        case .otherwise: "else"
        case .anyOf: "anyOf"
        case .oneOf: "oneOf"
        }
    }
}

/// A rule that is to hold for a value.
struct RuleRequest: Hashable {
    let rule: Int
    /// Whether the whole is invalid where the value breaks it: then what is wrong is noted at once.
    var isAsserted: Bool
    /// The keyword to be named where the rule is `false`.
    var keyword = RuleKeyword.not

    func hash(into hasher: inout Hasher) { hasher.combine(rule << 6 | (isAsserted ? 32 : 0) | Int(keyword.rawValue)) }
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

/// The rules that hold for one value: those that are asked for, and those that these apply in place. Each is there once,
/// however many ways lead to it. That bounds the work of a value by the number of rules, and no nesting of alternatives
/// multiplies it.
final class RulePlan {
    struct Entry {
        let rule: Int
        var firstLink = 0
        var isAsserted: Bool
        var keyword = RuleKeyword.not
        /// The parts that the rule has looked at are kept, for one that asks for the rest.
        var isTracked = false
    }

    /// The first ones are those that are asked for.
    let entries: [Entry]
    let requestCount: Int
    /// The entries of the rules that each applies in place, in the order of `SchemaRule.inPlace`.
    let links: [Int]
    /// The entries whose rules look at items, at properties, at text, or at numbers.
    let itemSlots: [Int]
    let memberSlots: [Int]
    let textSlots: [Int]
    let numberSlots: [Int]
    let hasPatterns: Bool
    /// Some entry is tracked, or watches very many names.
    let needsSets: Bool
    /// What is asked of parts, as it was met; the last item stands for all behind it.
    var itemParts: [RulePart?]
    var memberParts: [MemberName: RulePart] = [:]
    var patternParts: [[Int]: RulePart] = [:]
    var otherPart: RulePart?
    var namePart: RulePart?

    init(_ requests: [RuleRequest], _ rules: SchemaRules) {
        var entries: [Entry] = []
        var links: [Int] = []
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
        Self.spreadAssertion(&entries, links, rules)
        if rules.asksForRest { Self.spreadTracking(&entries, links, rules) }
        (self.entries, self.links, requestCount) = (entries, links, requests.count)
        // Rules are large, and looked at in their place.
        let all = rules.rules
        itemSlots = entries.indices.filter { all[entries[$0].rule].looksAtItems }
        memberSlots = entries.indices.filter { all[entries[$0].rule].looksAtMembers }
        textSlots = entries.indices.filter { all[entries[$0].rule].looksAtText }
        numberSlots = entries.indices.filter { !all[entries[$0].rule].numberBounds.isEmpty }
        hasPatterns = memberSlots.contains { !all[entries[$0].rule].patternProperties.isEmpty }
        needsSets = entries.contains { $0.isTracked || all[$0.rule].watchedNames.count > 64 }
        itemParts = Array(repeating: nil, count: 1 + (itemSlots.map { all[entries[$0].rule].prefixItems.count }.max() ?? 0))
    }

    /// What `allOf` lists is asserted where it is.
    private static func spreadAssertion(_ entries: inout [Entry], _ links: [Int], _ rules: SchemaRules) {
        var waiting = entries.indices.filter { entries[$0].isAsserted }
        while let slot = waiting.popLast() {
            let first = entries[slot].firstLink
            for link in links[first..<(first + rules.rules[entries[slot].rule].allOf.count)] where !entries[link].isAsserted {
                entries[link].isAsserted = true
                waiting.append(link)
            }
        }
    }

    private static func spreadTracking(_ entries: inout [Entry], _ links: [Int], _ rules: SchemaRules) {
        var waiting = entries.indices.filter { rules.rules[entries[$0].rule].asksForRest }
        for slot in waiting { entries[slot].isTracked = true }
        while let slot = waiting.popLast() {
            let first = entries[slot].firstLink
            for link in links[first..<(first + rules.rules[entries[slot].rule].inPlace.count)] where !entries[link].isTracked {
                entries[link].isTracked = true
                waiting.append(link)
            }
        }
    }
}

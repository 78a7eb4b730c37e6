// From schemas to rules: each schema once for each direction, references to numbers, dialects to one.

internal import WritContract
internal import WritSpec

final class RuleCompiler {
    private let resolution: Resolution
    private var lines: [String?] = []
    private var numbers: [Key: Int] = [:]
    private var shared: [String: Int] = [:]
    private var patterns: [Int] = []

    /// A schema as it is met: which part of it counts, and what names mean that are looked up where a value is checked.
    private struct Key: Hashable {
        let pointer: String
        let direction: Direction
        let keywords: Set<String>?
        let scope: [String: String]
        let skippedNames: Set<String>
        let openLists: OpenLists
    }

    init(_ resolution: Resolution) {
        self.resolution = resolution
    }

    /// The rules so far.
    func list(typeName: String, numbers: [Int: Int]) -> RuleList {
        RuleList(typeName: typeName, lines: lines.map { $0 ?? "true" }, patterns: patterns, numbers: numbers)
    }

    // MARK: Numbers

    /// The rule of a schema; nil where it takes every value.
    ///
    /// - Parameter keywords: those that count; nil: all.
    func rule(of schema: Place, _ direction: Direction, _ openLists: OpenLists, keywords: Set<String>? = nil) -> Int? {
        let number = number(of: schema, direction, RuleScope(), keywords: keywords, openLists: openLists)
        return isTrivial(number) ? nil : number
    }

    /// A rule that holds where all of `rules` do.
    func rule(all rules: [Int]) -> Int? {
        guard rules.count > 1 else { return rules.first }
        var text = RuleText()
        text.add("allOf", rules)
        return number(ofLine: text.line)
    }

    /// A rule that holds where one of `rules` does; nil is one that always does.
    func rule(any rules: [Int?]) -> Int? {
        let known = rules.compactMap { $0 }
        guard known.count == rules.count else { return nil }
        guard known.count > 1 else { return known.first }
        var text = RuleText()
        text.add("anyOf", known)
        return number(ofLine: text.line)
    }

    private func isTrivial(_ number: Int) -> Bool { lines[number] == "true" }

    private func number(ofLine line: String) -> Int {
        if let known = shared[line] { return known }
        lines.append(line)
        shared[line] = lines.count - 1
        return lines.count - 1
    }

    private func number(
        of schema: Place, _ direction: Direction, _ scope: RuleScope, keywords: Set<String>? = nil, skipped: Set<String> = [],
        openLists: OpenLists = .all
    ) -> Int {
        if let boolean = schema.node.boolean { return number(ofLine: boolean ? "true" : "false") }
        let scope = scope.entering(schema, resolution)
        // Where no list is open, a rule is the same wherever it stands.
        let openLists = resolution.hasOpenLists ? openLists : .all
        var names = skipped
        var seen: Set<String> = []
        addSkipped(schema, direction, &names, &seen)
        let key = Key(
            pointer: schema.pointer, direction: direction, keywords: keywords, scope: scope.pointers, skippedNames: names,
            openLists: openLists)
        if let known = numbers[key] { return known }
        // Many references say nothing but where they lead.
        if keywords == nil, let target = pureTarget(of: schema), target.pointer != schema.pointer {
            let number = number(of: target, direction, scope, skipped: skipped, openLists: openLists)
            numbers[key] = number
            return number
        }
        let number = lines.count
        lines.append(nil)
        numbers[key] = number
        let text = RuleLowering(
            schema: schema, direction: direction, keywords: keywords, resolution: resolution,
            ruleOfPart: { self.number(of: $0, direction, scope, openLists: $1) },
            ruleInPlace: { self.number(of: $0, direction, scope, skipped: names, openLists: $1) }, openLists: openLists,
            pattern: { self.place(ofPattern: $0) }, scope: scope, skippedNames: names
        ).text()
        lines[number] = text.isEmpty ? "true" : text.line
        return number
    }

    /// Adds the properties that the direction does not carry, as far as `allOf` and references lead.
    private func addSkipped(_ schema: Place, _ direction: Direction, _ names: inout Set<String>, _ seen: inout Set<String>) {
        guard resolution.hasDirections, seen.count < 100, seen.insert(schema.pointer).inserted else { return }
        for (name, place) in schema["properties"]?.entries ?? [] {
            if let only = resolution.propertyDirection([place]), only != direction { names.insert(name) }
        }
        if let target = schema["$ref"].flatMap({ resolution.target(of: $0) }) { addSkipped(target, direction, &names, &seen) }
        for member in schema["allOf"]?.items ?? [] { addSkipped(member, direction, &names, &seen) }
    }

    /// Where a reference without anything beside it leads; nil where that is nowhere, or back to itself.
    private func pureTarget(of schema: Place) -> Place? {
        var current = schema
        var first: Place?
        var seen: Set<String> = []
        while let reference = current["$ref"], resolution.dialect == .openAPI30 || isAlone(current) {
            guard seen.insert(current.pointer).inserted, let target = resolution.target(of: reference) else { return nil }
            first = first ?? target
            current = target
        }
        return first
    }

    private func isAlone(_ schema: Place) -> Bool {
        schema.entries.allSatisfy { key, _ in
            key == "$ref" || SchemaResolver.annotations.contains(key) && key != "$id" || key.hasPrefix("x-")
        }
    }

    private func place(ofPattern place: Place) -> Int? {
        guard let number = resolution.number(ofPattern: place) else { return nil }
        if let known = patterns.firstIndex(of: number) { return known }
        patterns.append(number)
        return patterns.count - 1
    }
}

extension Resolution {
    /// Whether references and parts of the schema lead to a `$dynamicRef`.
    func reachesDynamicReference(_ schema: Place) -> Bool {
        if let known = dynamicReach[schema.pointer] { return known }
        let reaches = reaches(from: schema) { $0["$dynamicRef"] != nil }
        dynamicReach[schema.pointer] = reaches
        return reaches
    }

    /// Whether they lead to a pattern that there is no automaton of: what fits the rest may not fit the schema.
    func reachesUncheckedPattern(_ schema: Place) -> Bool {
        patterns.hasRefused
            && reaches(from: schema) { place in
                if let pattern = place["pattern"], pattern.node.string?.isEmpty == false, number(ofPattern: pattern) == nil {
                    return true
                }
                return (place["patternProperties"]?.entries ?? []).contains { patterns.isRefused($0.key) }
            }
    }

    private func reaches(from schema: Place, _ isReached: (Place) -> Bool) -> Bool {
        var waiting = [schema]
        var seen: Set<String> = []
        var reaches = false
        while !reaches, let place = waiting.popLast() {
            guard seen.insert(place.pointer).inserted else { continue }
            reaches = isReached(place)
            if let reference = place["$ref"], reference.node.string != nil, let target = self.target(of: reference) {
                waiting.append(target)
            }
            for (key, value) in place.entries where !Self.opaque.contains(key) { waiting += value.parts }
        }
        return reaches
    }

    private static let opaque: Set<String> = ["enum", "const", "default", "example", "examples", "$defs"]
}

extension Place {
    /// The place itself, and its items or members where it is a list or a mapping of schemas.
    fileprivate var parts: [Place] { [self] + items + entries.map(\.place) }
}

/// What `$dynamicRef` goes by: of each dynamic anchor the outermost one on the way to a schema.
struct RuleScope {
    private var anchors: [String: Place] = [:]

    var pointers: [String: String] { anchors.mapValues(\.pointer) }

    subscript(name: String) -> Place? { anchors[name] }

    func entering(_ schema: Place, _ resolution: Resolution) -> RuleScope {
        let file = resolution.files.file(of: schema)
        guard !file.identifiers.dynamicAnchors.isEmpty else { return self }
        var scope = self
        let resource = resolution.base(of: schema).root.pointer
        for (name, place) in file.identifiers.dynamicAnchors[resource] ?? [:] where anchors[name] == nil {
            scope.anchors[name] = place
        }
        return scope
    }
}

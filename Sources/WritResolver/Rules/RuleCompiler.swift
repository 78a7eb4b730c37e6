// From schemas to rules: each schema once for each direction, references to numbers, dialects to one.

internal import WritContract
internal import WritFormats
internal import WritSpec

final class RuleCompiler {
    private let resolution: Resolution
    private var lines: [String?] = []
    private var numbers: [Key: Int] = [:]
    private var shared: [String: Int] = [:]
    /// References with nothing beside them that lead to something else in the end.
    private var ending: Set<Pointer> = []
    private var patterns: [String] = []
    private var patternPlaces: [String: Int] = [:]

    /// A schema as it is met: which part of it counts, and what names mean that are looked up where a value is checked.
    private struct Key: Hashable {
        let pointer: Pointer
        let direction: Direction
        let keywords: Set<Keyword>?
        let scope: [String: Pointer]
        let skippedNames: Set<String>
        let openLists: OpenLists
    }

    init(_ resolution: Resolution) {
        self.resolution = resolution
    }

    /// The rules so far.
    func list(typeName: String, numbers: [String: Int]) -> RuleList {
        RuleList(typeName: typeName, lines: lines.map { $0 ?? "true" }, patterns: patterns, numbers: numbers)
    }

    // MARK: Numbers

    /// The rule of a schema; nil where it takes every value.
    ///
    /// - Parameter keywords: those that count; nil: all.
    func rule(of schema: Place, _ direction: Direction, _ openLists: OpenLists, keywords: Set<Keyword>? = nil) -> Int? {
        let number = number(of: schema, direction, RuleScope(), keywords: keywords, openLists: openLists)
        return isTrivial(number) ? nil : number
    }

    /// A rule that holds where all of `rules` do.
    func rule(all rules: [Int]) -> Int? {
        guard rules.count > 1 else { return rules.first }
        var text = RuleText()
        text.add(.allOf, rules)
        return number(ofLine: text.line([]))
    }

    /// A rule that holds where one of `rules` does; nil is one that always does.
    func rule(any rules: [Int?]) -> Int? {
        let known = rules.compactMap { $0 }
        guard known.count == rules.count else { return nil }
        guard known.count > 1 else { return known.first }
        var text = RuleText()
        text.add(.anyOf, known)
        return number(ofLine: text.line([]))
    }

    private func isTrivial(_ number: Int) -> Bool { lines[number] == "true" }

    private func number(ofLine line: String) -> Int {
        if let known = shared[line] { return known }
        lines.append(line)
        shared[line] = lines.count - 1
        return lines.count - 1
    }

    private func number(
        of schema: Place, _ direction: Direction, _ scope: RuleScope, keywords: Set<Keyword>?, openLists: OpenLists
    ) -> Int {
        let asked = Way(schema: schema, direction: direction, scope: scope, skipped: [], openLists: openLists)
        let (number, first) = enter(asked, keywords: keywords)
        // Rules of parts and of references are made in the order in which they are asked for, each when it is met first. A list and
        // no recursion: references may lead through as many schemas as a document has.
        var open: [OpenRule] = first.map { [$0] } ?? []
        while let index = open.indices.last {
            let position = open[index].numbers.count
            guard position < open[index].requests.count else {
                lines[open[index].number] = open[index].line
                open.removeLast()
                continue
            }
            let (direction, scope) = (open[index].way.direction, open[index].way.scope)
            switch open[index].requests[position] {
            case .pattern(let place): open[index].numbers.append(self.place(ofPattern: place) ?? 0)
            case .part(let place, let openLists):
                let way = Way(schema: place, direction: direction, scope: scope, skipped: [], openLists: openLists)
                enter(way, into: &open)
            case .inPlace(let place, let openLists):
                let skipped = open[index].way.skipped
                enter(
                    Way(schema: place, direction: direction, scope: scope, skipped: skipped, openLists: openLists), into: &open)
            }
        }
        return number
    }

    private func enter(_ way: Way, into open: inout [OpenRule]) {
        let (number, next) = enter(way, keywords: nil)
        open[open.count - 1].numbers.append(number)
        if let next { open.append(next) }
    }

    /// How a schema is met.
    private struct Way {
        var schema: Place
        let direction: Direction
        var scope: RuleScope
        /// Properties that the direction does not carry.
        var skipped: Set<String>
        let openLists: OpenLists
    }

    /// A rule that asks for others.
    private struct OpenRule {
        let number: Int
        let way: Way
        let text: RuleText
        let requests: [RuleRequest]
        /// The numbers of what was asked for, as far as they are known.
        var numbers: [Int] = []

        var line: String { text.isEmpty ? "true" : text.line(numbers) }
    }

    /// The number of the schema's rule, and the rule where it is a new one.
    private func enter(_ asked: Way, keywords: Set<Keyword>?) -> (number: Int, new: OpenRule?) {
        var way = asked
        var passed: [Key] = []
        while true {
            if let boolean = way.schema.node.boolean {
                let number = number(ofLine: boolean ? "true" : "false")
                for key in passed { numbers[key] = number }
                return (number, nil)
            }
            // What names mean is carried along: each schema may be met with as many meanings as there are ways to it.
            guard resolution.spend(WorkBudget.Cost.place + way.scope.count * 16, at: way.schema) else {
                return (number(ofLine: "true"), nil)
            }
            way.scope = way.scope.entering(way.schema, resolution)
            var names = way.skipped
            var seen: Set<Pointer> = []
            addSkipped(way.schema, way.direction, &names, &seen)
            // Where no list is open, a rule is the same wherever it stands.
            let key = Key(
                pointer: way.schema.pointer, direction: way.direction, keywords: keywords, scope: way.scope.pointers,
                skippedNames: names, openLists: resolution.hasOpenLists ? way.openLists : .all)
            if let known = numbers[key] {
                for key in passed { numbers[key] = known }
                return (known, nil)
            }
            // Many references say nothing but where they lead.
            if keywords == nil, let target = pureTarget(of: way.schema), target.pointer != way.schema.pointer {
                passed.append(key)
                way.schema = target
                continue
            }
            let number = lines.count
            lines.append(nil)
            for key in passed + [key] { numbers[key] = number }
            way.skipped = names
            return (number, lowered(number, way, keywords))
        }
    }

    private func lowered(_ number: Int, _ way: Way, _ keywords: Set<Keyword>?) -> OpenRule {
        let requests = RuleRequests(resolution)
        let text = RuleLowering(
            schema: way.schema, direction: way.direction, keywords: keywords, resolution: resolution, requests: requests,
            openLists: resolution.hasOpenLists ? way.openLists : .all, scope: way.scope, skippedNames: way.skipped
        ).text()
        return OpenRule(number: number, way: way, text: text, requests: requests.list)
    }

    /// Adds the properties that the direction does not carry, as far as `allOf` and references lead.
    private func addSkipped(_ schema: Place, _ direction: Direction, _ names: inout Set<String>, _ seen: inout Set<Pointer>) {
        guard resolution.objects.hasDirections, seen.count < 100, seen.insert(schema.pointer).inserted,
            resolution.spend(WorkBudget.Cost.place, at: schema)
        else { return }
        for (name, place) in schema.schema.properties {
            if let only = resolution.propertyDirection([place]), only != direction { names.insert(name) }
        }
        if let target = schema[.ref].flatMap({ resolution.target(of: $0) }) { addSkipped(target, direction, &names, &seen) }
        for member in schema.schema.allOf { addSkipped(member, direction, &names, &seen) }
    }

    /// Where a reference without anything beside it leads; nil where that is nowhere, or back to itself.
    private func pureTarget(of schema: Place) -> Place? {
        var current = schema
        var first: Place?
        var seen: Set<Pointer> = []
        while !ending.contains(current.pointer), let reference = current[.ref],
            resolution.isPlainReference(current)
        {
            guard resolution.spend(WorkBudget.Cost.place, at: current), seen.insert(current.pointer).inserted,
                let target = resolution.target(of: reference)
            else { return nil }
            first = first ?? target
            current = target
        }
        // Where a row of them ends is looked for once.
        ending.formUnion(seen)
        guard first == nil, let reference = schema[.ref], ending.contains(schema.pointer) else { return first }
        return resolution.target(of: reference)
    }

    private func place(ofPattern place: Place) -> Int? {
        guard let name = resolution.name(ofPattern: place) else { return nil }
        if let known = patternPlaces[name] { return known }
        patterns.append(name)
        patternPlaces[name] = patterns.count - 1
        return patterns.count - 1
    }
}

extension Resolution {
    /// Whether a schema with `$ref` says nothing else of values.
    func isPlainReference(_ schema: Place) -> Bool {
        dialect == .openAPI30
            || schema.entries.allSatisfy { key, _ in
                guard let keyword = SchemaKeyword.of(key: key) else { return true }
                return keyword.name == .ref || keyword.role == .annotation && keyword.name != .id
            }
    }

    /// Where a reference leads that says nothing else, and at both ends of which names mean the same; nil for other schemas.
    func plainTarget(of schema: Place) -> Place? {
        guard let reference = schema[.ref], isPlainReference(schema), let target = target(of: reference),
            base(of: schema).root.pointer == base(of: target).root.pointer
        else { return nil }
        return target
    }

    /// Whether references and parts of the schema lead to a `$dynamicRef`.
    func reachesDynamicReference(_ schema: Place) -> Bool {
        ruleNotes.dynamicReach.reaches(from: schema, waysOn) { $0[.dynamicRef] != nil }
    }

    /// Whether they lead to a pattern that there is no automaton of: what fits the rest may not fit the schema.
    func reachesUncheckedPattern(_ schema: Place) -> Bool {
        ruleNotes.uncheckedReach.reaches(from: schema, waysOn) { place in
            if let pattern = place.schema.pattern, !pattern.isEmpty, patterns.isRefused(pattern) { return true }
            return place.schema.patternProperties.contains { patterns.isRefused($0.key) }
        }
    }

    /// What a schema refers to, and all that lies in it.
    private func waysOn(from place: Place) -> [Place] {
        var ways: [Place] = []
        if let reference = place[.ref], reference.node.string != nil, let target = self.target(of: reference) {
            ways.append(target)
        }
        return ways + place.schema.parts { $0.isValidating }
    }
}

/// What `$dynamicRef` goes by: of each dynamic anchor the outermost one on the way to a schema.
struct RuleScope {
    private var anchors: [String: Place] = [:]

    var pointers: [String: Pointer] { anchors.mapValues(\.pointer) }
    var count: Int { anchors.count }

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

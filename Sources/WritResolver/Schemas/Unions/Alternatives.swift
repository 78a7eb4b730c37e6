// The alternatives of `oneOf` and `anyOf`, each together with what stands beside them.

internal import WritContract
internal import WritSpec

/// One alternative: all that applies where it does.
struct UnionMember {
    var view: SchemaView
    /// What the alternative refers to, where that says everything: its type is the alternative's.
    var target: Place?
    /// Where the alternative is written.
    var place: Place
    /// What its values look like, as far as that was asked for: what tells alternatives apart asks again and again.
    var shapes: [UnionShapeKind]?
    /// It stands for several with different bounds, none of which can be checked.
    var isUnbounded = false
    /// It stands for several objects that nothing tells apart: what each of them says.
    var merged: [SchemaView] = []
    /// The schemas that lead to it, from the outermost alternative on; several lists where it stands for several.
    var ways: [[Place]] = []

    func leading(to place: Place) -> [[Place]] { ways.isEmpty ? [[place]] : ways.map { $0 + [place] } }
}

struct Alternatives {
    var members: [UnionMember] = []
    var takesNull = false
}

extension SchemaResolver {
    private static let alternativesMax = 256
    /// Alternatives of alternatives, all of a schema together.
    private static let nestedAlternativesMax = 4_096

    /// The alternatives of all the view's unions; inline ones that have alternatives themselves are replaced by these.
    /// Nil after a diagnostic.
    ///
    /// Those of a schema with a name are kept: whoever refers to it asks for them, and so do those who refer to these.
    func alternatives(of view: SchemaView) -> Alternatives? {
        guard view.isOfOne, view.place.componentName(in: .schemas) != nil else { return alternatives(of: view, depth: 0) }
        let key = view.identity
        if let known = namedAlternatives[key] {
            return resolution.spend(WorkBudget.Cost.place + known.members.count, at: view.place) ? known : nil
        }
        let found = alternatives(of: view, depth: 0)
        namedAlternatives[key] = found
        return found
    }

    private func alternatives(of view: SchemaView, depth: Int) -> Alternatives? {
        guard depth < 20 else {
            resolution.error("too-deep", "alternatives lie more than 20 deep in each other", at: view.place)
            return nil
        }
        var base = view
        base.unions = []
        base.settle()
        var found = Alternatives()
        found.takesNull = isNullable(base)
        var members = [UnionMember(view: base, target: nil, place: view.place)]
        for union in view.unions {
            var next: [UnionMember] = []
            for before in members {
                for place in union.members {
                    guard add(place, of: union, to: before, &next, &found.takesNull) else { return nil }
                }
            }
            if next.count > Self.alternativesMax {
                noteUntold(union)
            } else {
                members = next
            }
        }
        found.members = []
        for member in members {
            guard member.target == nil, !member.view.unions.isEmpty else {
                found.members.append(member)
                continue
            }
            guard let inner = alternatives(of: member.view, depth: depth + 1) else { return nil }
            for var one in inner.members {
                let ways = one.ways.isEmpty ? [[]] : one.ways
                one.ways = member.ways.flatMap { way in ways.map { way + $0 } }
                found.members.append(one)
            }
            found.takesNull = found.takesNull || inner.takesNull
            if found.members.count > Self.nestedAlternativesMax {
                resolution.error(
                    "too-many-alternatives",
                    "alternatives of alternatives are more than \(Self.nestedAlternativesMax) together", at: view.place,
                    hint: "let alternatives refer to schemas that have alternatives, with nothing beside the reference")
                return nil
            }
        }
        if goesByTheLetter {
            if refusesNull(base) { found.takesNull = false }
            // Whether the alternatives take it, and how many, a rule says.
            if found.takesNull { view.unions.forEach(noteUntold) }
        }
        let count = found.members.count
        found.members = distinct(found.members, areAlone: view.unions.count == 1)
        // No value is of exactly one of two that are the same.
        if found.members.count < count { view.unions.filter(\.isExclusive).forEach(noteUntold) }
        return found
    }

    /// Adds what `place` makes of the alternative `before`; false after a diagnostic.
    private func add(
        _ place: Place, of union: UnionSource, to before: UnionMember, _ members: inout [UnionMember], _ takesNull: inout Bool
    ) -> Bool {
        guard resolution.spend(WorkBudget.Cost.member, at: place) else { return false }
        if place.node.boolean == false { return true }
        if isNull(place) {
            takesNull = true
            return true
        }
        var view = before.view
        view.place = place
        guard extend(&view, by: place) else { return false }
        // A type that the schema around it excludes is no alternative, and neither is a list without a value left.
        guard isPossible(view) else { return true }
        // One that nothing satisfies by itself was told of.
        if view.unions.isEmpty, kind(of: view) == .impossible { return true }
        var member = UnionMember(view: view, target: nil, place: place, ways: before.leading(to: place))
        if let (reference, isNullable) = soleReference([place]), let target = resolution.follow(reference, as: .schema),
            target.node.boolean == nil, isSaid(before.view, by: target)
        {
            if before.view.contains(target), resolution.leads(from: target, to: union.schema) {
                _ = reportEndless(target)
                return false
            }
            member.target = target
            takesNull = takesNull || isNullable
        }
        takesNull = takesNull || ownNull(place)
        members.append(member)
        return true
    }

    /// Whether an alternative by itself takes null: that makes the union nullable.
    private func ownNull(_ place: Place) -> Bool {
        guard place.node.boolean == nil, let view = flatten([place]) else { return false }
        return isNullable(view) || view.unions.contains { $0.members.contains(where: isNull) }
    }

    /// `type: 'null'` and the other ways to say that null is an alternative.
    func isNull(_ place: Place) -> Bool {
        let place = place[.ref] == nil ? place : resolution.follow(place, as: .schema) ?? place
        let keys = place.schema.speaking
        if keys == [.type] { return place.schema.type == "null" }
        if keys == [.nullable] { return place.schema.isNullable }
        guard !keys.isEmpty, keys.isSubset(of: [.enum, .const, .nullable, .type]) else { return false }
        let values = place.schema.values + [place[.const]].compactMap { $0 }
        return !values.isEmpty && values.allSatisfy(\.node.isNull)
    }

    private func isPossible(_ view: SchemaView) -> Bool {
        var left: [String]?
        for part in view.parts {
            guard part[.type] != nil else { continue }
            let names = part.schema.types.filter { $0 != "null" }
            left = left.map { intersection($0, names) } ?? names
        }
        let lists = SchemaKeyword.listing.reduce(0) { $0 + view.all($1).count }
        return left != [] && (lists < 2 || !enumerationValues(of: view).isEmpty)
    }

    /// True where what stands around the alternatives adds nothing to the schema `target`: its type can be used as it is.
    private func isSaid(_ base: SchemaView, by target: Place) -> Bool {
        let speaking = base.parts.filter { part in
            part.schema.speaking.contains { keyword in
                !Self.surroundings.contains(keyword)
                    && !(keyword == .additionalProperties && part[keyword]?.node.boolean == true)
            }
        }
        if speaking.isEmpty { return true }
        guard let view = flatten([target]) else { return false }
        let names = Set(view.properties().map(\.name))
        let required = Set(view.requiredNames().map(\.name))
        return speaking.allSatisfy { part in
            if view.contains(part) { return true }
            let keys = part.schema.speaking
            guard keys.subtracting(Self.surroundings).isSubset(of: [.properties, .required]) else { return false }
            return part.schema.properties.allSatisfy { names.contains($0.key) }
                && part.schema.required.allSatisfy(required.contains)
        }
    }

    /// Keywords beside alternatives that say nothing of what each of them is.
    private static let surroundings: Set<Keyword> = [.type, .nullable, .discriminator, .oneOf, .anyOf, .allOf, .ref]

    /// Without those that say the same as another one.
    ///
    /// - Parameter areAlone: Nothing but themselves tells them apart.
    private func distinct(_ members: [UnionMember], areAlone: Bool) -> [UnionMember] {
        var seen: Set<Pointer> = []
        var texts: Set<String> = []
        return members.filter { member in
            if let target = member.target { return seen.insert(target.pointer).inserted }
            guard areAlone, members.count > 1, member.ways.allSatisfy({ $0.count < 2 }) else { return true }
            let text = jsonText(member.place.node)
            return !resolution.spend(WorkBudget.cost(ofText: text), at: member.place) || texts.insert(text).inserted
        }
    }

    /// True where the alternatives only say which properties must come together, or the like: rules, and no types.
    func isAssertion(_ union: UnionSource) -> Bool {
        union.members.allSatisfy { isAssertion($0) }
    }

    /// What a rule checks, and no type carries.
    private static let untyped: Set<Keyword> = SchemaKeyword.ruled.filter { $0.name != .patternProperties }
        .reduce(into: Set(SchemaKeyword.unevaluated)) { $0.formUnion($1.ruled ?? []) }

    private func isAssertion(_ place: Place) -> Bool {
        if place.node.boolean != nil { return true }
        return place.entries.allSatisfy { key, value in
            guard let keyword = SchemaKeyword.of(key: key) else { return true }
            switch keyword.name {
            case .required: return true
            case .allOf, .oneOf, .anyOf: return value.items.allSatisfy(isAssertion)
            case .additionalProperties: return value.node.boolean == true
            default: return keyword.role == .annotation || keyword.role == .bound || Self.untyped.contains(keyword.name)
            }
        }
    }
}

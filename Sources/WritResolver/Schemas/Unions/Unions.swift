// Unions: enumerations with a case for each alternative.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    private static let mergingDepthMax = 6

    func resolveUnion(_ view: SchemaView, _ direction: Direction, home: TypeHome, name: TypeName?) -> ValueSchema? {
        var view = view
        view.unions.removeAll { isAssertion($0) }
        if view.unions.isEmpty { return resolveContent(view, direction, home: home, name: name) }
        guard let found = alternatives(of: view) else { return nil }
        return resolve(found, view, direction, home: home, name: name)
    }

    /// A list of types: an alternative for each.
    func resolveTypes(
        _ types: [String], _ view: SchemaView, _ direction: Direction, home: TypeHome, name: TypeName?
    ) -> ValueSchema? {
        let members = types.map { type in
            var member = UnionMember(view: view, target: nil, place: view.place)
            member.view.onlyType = type
            member.view.settle()
            return member
        }
        return resolve(
            Alternatives(members: members, takesNull: isNullable(view)), view, direction, home: home, name: name)
    }

    func resolve(
        _ found: Alternatives, _ view: SchemaView, _ direction: Direction, home: TypeHome, name: TypeName?
    ) -> ValueSchema? {
        let all = shaped(found.members)
        let distinct = withoutRepetition(withoutListed(all))
        // Alternatives of alternatives may have others again, without an end.
        let members = home.parent.components.count < Self.mergingDepthMax ? shaped(merged(distinct, view)) : distinct
        warnWithoutEffect(beside: found, view)
        let isTold = areTold(all, all.map { shapes(of: $0).map(PreparedShape.init) }, view)
        if !isTold { view.unions.forEach(noteUntold) }
        guard let first = members.first else {
            if found.takesNull { return resolveNull(view, home: home, name: name) }
            warnOfNoAlternative(view)
            return impossible(view.place, direction)
        }
        if members.contains(where: { isAnything($0) }) { return ValueSchema(.json) }
        if members.count == 1 {
            guard var value = resolve(first, direction, home: home, name: name) else { return nil }
            if found.takesNull, isImpossible(value) { return resolveNull(view, home: home, name: name) }
            value.isNullable = value.type != .json && (value.isNullable || found.takesNull)
            if first.isUnbounded { value.constraints = Constraints() }
            return value
        }
        if let known = enclosing(view, direction, home) { return ValueSchema(.named(known), isNullable: found.takesNull) }
        let name = name ?? claim(home)
        if let values = openValues(members) {
            declare(.openEnumeration(values), name, view.place)
            return ValueSchema(.named(name), isNullable: found.takesNull)
        }
        announce(name, view, direction)
        if members.allSatisfy({ isScalar($0) }) {
            declareUnion(members, view, direction, name: name, isTold: isTold)
        } else {
            leave(.union(members, view, direction, name, isTold: isTold))
        }
        return ValueSchema(.named(name), isNullable: found.takesNull)
    }

    func resolve(_ member: UnionMember, _ direction: Direction, home: TypeHome, name: TypeName?) -> ValueSchema? {
        if let target = member.target { return resolveNamed(target, direction) }
        if !member.merged.isEmpty {
            let key = "\(direction) " + member.merged.map(\.identity).joined(separator: "\n\n")
            if let known = mergedNames[key], name == nil { return ValueSchema(.named(known)) }
            let name = name ?? claim(home)
            mergedNames[key] = name
            leave(.merged(member.merged, member.place, direction, name))
            return ValueSchema(.named(name))
        }
        var view = member.view
        view.unions = []
        return resolve(view, direction, home: home, name: name)
    }

    private func warnOfNoAlternative(_ view: SchemaView) {
        let union = view.unions.first.flatMap { $0.schema[$0.keyword] }
        let others = view.all(.type).first ?? view.all(.enum).first
        resolution.warn(
            "contradiction",
            "none of the alternatives agrees with what the schema says beside them: no value is ever valid", at: view.place,
            hint: "let the types agree",
            related: [union, others].compactMap { $0 }.map { .init(location: $0.node.location, message: "this is said here") })
    }

    /// Null is all that is taken.
    func resolveNull(_ view: SchemaView, home: TypeHome, name: TypeName?) -> ValueSchema? {
        let name = name ?? claim(home)
        declare(.valueEnumeration([EnumerationCase(swiftName: "null", value: "null")]), name, view.place)
        return ValueSchema(.named(name))
    }

    /// Keywords beside alternatives hold for those of the type that they are about.
    private func warnWithoutEffect(beside found: Alternatives, _ view: SchemaView) {
        guard !view.unions.isEmpty else { return }
        let kinds = found.members.map { kind(of: $0) }
        // What an alternative of alternatives takes is not looked at.
        guard kinds.allSatisfy({ $0 != nil && $0 != .any && $0 != .enumeration(.value) }) else { return }
        for part in view.parts { warnWithoutEffect(part, beside: kinds.compactMap { $0 }) }
    }

    // MARK: Fewer alternatives

    /// The kind of an alternative without alternatives of its own.
    func kind(of member: UnionMember) -> SchemaKind? {
        if !member.merged.isEmpty { return .object }
        return member.view.unions.isEmpty ? kind(of: member.view) : nil
    }

    private func isAnything(_ member: UnionMember) -> Bool { kind(of: member) == .any }

    private func isScalar(_ member: UnionMember) -> Bool {
        switch kind(of: member) {
        case .boolean, .integer, .number, .string, .enumeration: true
        default: false
        }
    }

    private func scalar(_ member: UnionMember) -> ValueType? {
        switch kind(of: member) {
        case .boolean: .boolean
        case .integer: wholeNumberType(of: member.view)
        case .number: numberType(of: member.view)
        case .string: stringType(of: member.view)
        default: nil
        }
    }

    /// Alternatives of one Swift type are one; of bounds that differ none is checked.
    private func withoutRepetition(_ members: [UnionMember]) -> [UnionMember] {
        var known: [ValueType: Int] = [:]
        var counts: [ValueType: Int] = [:]
        let scalars = members.map { scalar($0) }
        for case let type? in scalars { counts[type, default: 0] += 1 }
        var result: [UnionMember] = []
        for (member, type) in zip(members, scalars) {
            guard let type, counts[type, default: 0] > 1 else {
                result.append(member)
                continue
            }
            let plain = unbounded(member)
            if let first = known[type] {
                result[first].ways += member.ways
                continue
            }
            known[type] = result.count
            result.append(plain)
        }
        return result
    }

    /// What a plain type takes anyway needs no alternative of its own. Several texts beside any text are an open list.
    private func withoutListed(_ members: [UnionMember]) -> [UnionMember] {
        let kinds = members.map { kind(of: $0) }
        let plain: [String] = zip(members, kinds).compactMap { member, kind in
            switch kind {
            case .boolean: "boolean"
            case .integer: "integer"
            case .number: "number"
            case .string where stringType(of: member.view) == .string: "string"
            default: nil
            }
        }
        let texts = zip(members, kinds).filter { $0.1 == .enumeration(.string) }.flatMap { enumerationValues(of: $0.0.view) }
        let listed = members.indices.filter { index in
            // A listed text can be told, and has a type of its own where it has a name.
            let isAlone = texts.count == 1 && members[index].target == nil
            guard case .enumeration(let type) = kinds[index], type != .string || isAlone else { return false }
            return enumerationValues(of: members[index].view).allSatisfy { value in
                value.node.isNull || isValue(value, ofAny: plain) || members.contains { takesEmpty(value, $0) }
            }
        }
        guard !listed.isEmpty else { return members }
        return members.indices.filter { !listed.contains($0) }.map { index in
            // By its bounds a listed value may not fit: a rule says which do.
            guard scalar(members[index]) != nil else { return members[index] }
            return unbounded(members[index])
        }
    }

    /// Whether a value is the empty list or object, and the alternative has nothing against that.
    private func takesEmpty(_ value: Place, _ member: UnionMember) -> Bool {
        switch kind(of: member) {
        case .array where value.node.sequence?.isEmpty == true: member.view[.minItems] == nil && member.view[.contains] == nil
        case .object where value.node.mapping?.isEmpty == true:
            member.view.requiredNames().isEmpty && member.view[.minProperties] == nil
        default: false
        }
    }

    /// The alternative without its bounds, which a rule checks.
    private func unbounded(_ member: UnionMember) -> UnionMember {
        for part in member.view.parts {
            for keyword in SchemaKeyword.bounds where part[keyword] != nil { resolution.ruleNotes.leave(keyword, of: part) }
        }
        var plain = member
        plain.isUnbounded = true
        plain.target = nil
        plain.shapes = nil
        return plain
    }

    /// The known values of an open list: alternatives that are any string, or one of a list of strings.
    private func openValues(_ members: [UnionMember]) -> [EnumerationCase]? {
        var names = NameScope(reserved: ReservedNames.cases + ["unknown"])
        var cases: [EnumerationCase] = []
        // By their bytes: an accented letter and a letter with an accent behind it are two values.
        var seen: Set<[UInt8]> = []
        var isOpen = false
        for member in members {
            switch kind(of: member) {
            case .string where stringType(of: member.view) == .string: isOpen = true
            case .enumeration(.string):
                for value in enumerationValues(of: member.view).compactMap(\.node.string)
                where seen.insert(Array(value.utf8)).inserted {
                    cases.append(EnumerationCase(swiftName: names.claim(SwiftNames.caseName(value)), value: value))
                }
            default: return nil
            }
        }
        return isOpen && !cases.isEmpty ? cases : nil
    }

    // MARK: Declaration

    func declareUnion(
        _ members: [UnionMember], _ view: SchemaView, _ direction: Direction, name: TypeName, isTold: Bool
    ) {
        let (members, table) = told(members, view)
        let words = words(for: members, view)
        let shapes = members.map { objectShape($0) }
        let nameCounts = shapes.reduce(into: [String: Int]()) { counts, shape in
            for name in shape.map({ Set($0.required + $0.optional) }) ?? [] { counts[name, default: 0] += 1 }
        }
        var names = NameScope(reserved: ReservedNames.cases)
        var cases: [UnionCase] = []
        var kept: [UnionMember] = []
        var known: Set<ValueSchema> = []
        var isComplete = true
        for (index, member) in members.enumerated() {
            guard resolution.spend(WorkBudget.Cost.member, at: member.place) else { return }
            if let constant = constant(member, &names) {
                cases.append(constant)
                known.insert(constant.schema)
                kept.append(member)
                continue
            }
            let word = words[index] ?? word(for: index, members, shapes, nameCounts)
            let home = TypeHome(parent: name, name: SwiftNames.typeName(word))
            guard var value = resolve(member, direction, home: home, name: nil) else {
                isComplete = false
                continue
            }
            value.isNullable = false
            if isImpossible(value) { continue }
            if member.isUnbounded { value.constraints = Constraints() }
            guard known.insert(value).inserted else { continue }
            kept.append(member)
            let target = member.target ?? member.place
            cases.append(
                UnionCase(
                    swiftName: names.claim(SwiftNames.memberName(word)), schema: value,
                    documentation: isNamed(value) ? nil : documentation(of: target)))
        }
        guard isComplete else { return }
        if cases.isEmpty {
            noteImpossible(name, view.place)
            return declare(.wrapper(impossible(view.place, direction)), name, view.place)
        }
        if !isTold { warnAmbiguous(kept, view) }
        // What repeats another alternative was left out.
        let told = kept.count == members.count ? table : self.told(kept, view).table
        var union = UnionType(cases: cases, decision: decision(for: kept, view, told))
        if !union.decision.shapes.isEmpty, !isTold || !areTold(kept, union.decision.shapes, at: view.place) {
            union.alternatives = kept.map { member in
                plan.name(any: member.ways.isEmpty ? [[member.target ?? member.place]] : member.ways, direction)
            }
        }
        declare(.union(union), name, view.place)
    }

    /// A case for an alternative that is written in place and is one value, and nothing more: it carries nothing.
    private func constant(_ member: UnionMember, _ names: inout NameScope) -> UnionCase? {
        guard member.target == nil, member.merged.isEmpty, case .enumeration = kind(of: member),
            member.view.parts.allSatisfy({ member.view.isSettled($0) || isConstant($0) })
        else { return nil }
        let values = enumerationValues(of: member.view).filter { !$0.node.isNull }
        guard values.count == 1, let type = scalarType(of: values[0]) else { return nil }
        let json = jsonText(values[0].node)
        let name =
            switch json {
            case "[]": "emptyList"
            case "{}": "emptyObject"
            default: values[0].node.string.map(SwiftNames.caseName) ?? valueName(json)
            }
        var unionCase = UnionCase(
            swiftName: names.claim(name), schema: ValueSchema(type), documentation: documentation(of: member.place))
        unionCase.constant = json
        return unionCase
    }

    private func isConstant(_ part: Place) -> Bool {
        !part.entries.contains { SchemaKeyword.extensions.contains(key: $0.key) }
            && part.schema.speaking.isSubset(of: [.type, .enum, .const, .nullable])
    }

    private func scalarType(of value: Place) -> ValueType? {
        switch value.node.value {
        case .string: .string
        case .integer: .integer(.int)
        case .number: .double
        case .boolean: .boolean
        case .sequence(let items) where items.isEmpty: .array(ValueSchema(.json))
        case .mapping(let members) where members.isEmpty: .map(ValueSchema(.json))
        case .null, .sequence, .mapping: nil
        }
    }

    /// The alternatives that a discriminator leads to, and what it says of them. Where it leads to none it says nothing.
    private func told(
        _ members: [UnionMember], _ view: SchemaView
    ) -> (members: [UnionMember], table: DiscriminatorTable?) {
        guard let discriminator = view[.discriminator],
            let table = discriminatorTable(discriminator, members, members.map { shapes(of: $0) })
        else { return (members, nil) }
        let fallback = resolution.mappedSchema(discriminator[.defaultMapping])?.pointer
        let reached = members.indices.filter { table.isReachable($0) || members[$0].target?.pointer == fallback }
        if reached.count == members.count { return (members, table) }
        for index in members.indices where !reached.contains(index) {
            resolution.warn(
                "unreachable-alternative",
                "no value that \(noun(index, members)) takes for `\(discriminator.discriminatingName ?? "")` leads to it: \(reached.isEmpty ? "the discriminator is left out of account" : "it is left out")",
                at: members[index].place, hint: "map one of the values that the alternative lists to it")
        }
        return reached.isEmpty ? (members, nil) : told(reached.map { members[$0] }, view)
    }

    /// An alternative by the name of its schema, or by its number, counted from 1.
    func noun(_ index: Int, _ members: [UnionMember]) -> String {
        let member = members[index]
        let named = member.target ?? member.place[.ref].flatMap { resolution.target(of: $0) }
        return named.map { "`\(resolution.discriminatedName(of: $0))`" } ?? "alternative \(index + 1) (written in place)"
    }

    private func isNamed(_ value: ValueSchema) -> Bool {
        if case .named = value.type { true } else { false }
    }

    /// What an alternative that is written in place is called: like the value that tells it, or like its type. Titles are asked only
    /// where several would be called the same.
    ///
    /// - Parameter nameCounts: how many of the objects have each property.
    private func word(
        for index: Int, _ members: [UnionMember], _ shapes: [UnionObject?], _ nameCounts: [String: Int]
    ) -> String {
        let member = members[index]
        let word = word(for: member.view)
        guard let shape = shapes[index] else { return word }
        if let tag = shape.tags.first(where: { $0.values.count == 1 }), let value = tag.values.first {
            return value.filter { $0 != "\"" }
        }
        guard members.indices.contains(where: { $0 != index && members[$0].target == nil && shapes[$0] != nil }) else {
            return word
        }
        if let title = member.place.schema.title { return title }
        return shape.required.first { nameCounts[$0] == 1 } ?? word
    }

    private func word(for view: SchemaView) -> String {
        guard let kind = kind(of: view) else { return "value" }
        switch kind {
        case .boolean: return "boolean"
        case .integer, .enumeration(.integer): return "integer"
        case .number: return "number"
        case .string: return stringType(of: view) == .string ? "string" : view.format ?? "string"
        case .enumeration(.string): return "choice"
        case .object: return "object"
        case .any, .several, .enumeration(.value), .impossible: return "value"
        case .array:
            guard let items = view[.items], items.node.sequence == nil else { return "array" }
            if let (reference, _) = soleReference([items]), let target = resolution.follow(reference, as: .schema) {
                return resolution.discriminatedName(of: target) + "-array"
            }
            guard items.node.mapping != nil, let inner = flatten([items]), inner.unions.isEmpty else { return "array" }
            return word(for: inner) + "-array"
        }
    }
}

// Schemas that others extend by `allOf`, with a discriminator that tells which one a value is of.

internal import WritContract
internal import WritSpec

/// Which named schemas extend which others, and what was found of each that was asked for.
final class SchemaHierarchies {
    /// By the base's pointer, in the order of the document.
    private var direct: [Pointer: [Place]] = [:]
    /// The lists of definitions that were looked through.
    private var indexed: Set<Pointer> = []
    private var isIndexed: Set<Pointer> = []
    fileprivate var subtypes: [Pointer: [Place]] = [:]
    /// What discriminators the bases of schemas have.
    fileprivate var discriminators: [Pointer: Place?] = [:]
    /// What the main document calls schemas of other files: by a component that is a reference, and nothing more.
    private(set) lazy var aliases = findAliases()
    private unowned let resolution: Resolution

    init(_ resolution: Resolution) { self.resolution = resolution }

    /// The schemas that extend `base`: of the main document, of those that it refers to by name, and of the definitions among
    /// which the base stands in another file.
    func extending(_ base: Place) -> [Place] {
        if let schemas = resolution.root[.components]?[.schemas], indexed.insert(schemas.pointer).inserted {
            for (_, schema) in schemas.entries { index(target(ofAlias: schema) ?? schema) }
        }
        if !base.pointer.file.isEmpty, let list = definitions(around: base), indexed.insert(list.pointer).inserted {
            for (_, schema) in list.entries { index(schema) }
        }
        return direct[base.pointer] ?? []
    }

    private func index(_ schema: Place) {
        guard schema[.allOf] != nil, isIndexed.insert(schema.pointer).inserted else { return }
        for base in Self.bases(of: schema, resolution) where base.pointer != schema.pointer {
            direct[base.pointer, default: []].append(schema)
        }
    }

    /// The mapping that names the schema in its file, beside others.
    private func definitions(around schema: Place) -> Place? {
        let tokens = schema.pointer.tokens.dropLast()
        let lists: Set<String> = ["schemas", "definitions", "$defs"]
        guard schema.pointer.depth == 1 || tokens.last.map({ lists.contains(String($0)) }) == true else { return nil }
        let (list, left) = resolution.files.file(of: schema).rootPlace.walked(tokens)
        return left.isEmpty && list.node.mapping != nil ? list : nil
    }

    private func findAliases() -> [Pointer: Place] {
        var aliases: [Pointer: Place] = [:]
        for (_, schema) in resolution.root[.components]?[.schemas]?.entries ?? [] {
            guard let target = target(ofAlias: schema), !target.pointer.file.isEmpty, aliases[target.pointer] == nil else {
                continue
            }
            aliases[target.pointer] = schema
        }
        return aliases
    }

    /// What a schema leads to that is a reference and says nothing more; nil for others.
    func target(ofAlias schema: Place) -> Place? {
        schema[.ref] != nil && schema.node.mapping?.count == 1 ? resolution.follow(schema, as: .schema) : nil
    }

    /// What references in `allOf` lead to, also those in parts that are written in place.
    private static func bases(of schema: Place, _ resolution: Resolution) -> [Place] {
        var bases: [Place] = []
        var seen: Set<Pointer> = []
        var waiting = [schema]
        while let place = waiting.popLast() {
            for part in place.schema.allOf.reversed() where seen.insert(part.pointer).inserted {
                if part[.ref] == nil {
                    waiting.append(part)
                } else if let base = resolution.follow(part, as: .schema), seen.insert(base.pointer).inserted {
                    bases.append(base)
                }
            }
        }
        return bases.reversed()
    }
}

extension Resolution {
    /// The schemas that a value of `base` may be of besides itself: those that extend it, and those that its discriminator's
    /// mapping names. None, where no discriminator tells them apart, or where `oneOf` or `anyOf` lists alternatives.
    func subtypes(of base: Place) -> [Place] {
        if let known = hierarchies.subtypes[base.pointer] { return known }
        let found = findSubtypes(of: base)
        hierarchies.subtypes[base.pointer] = found
        return found
    }

    private func findSubtypes(of base: Place) -> [Place] {
        guard base[.oneOf] == nil, base[.anyOf] == nil, let discriminator = inheritedDiscriminator(of: base) else { return [] }
        var found = hierarchies.extending(base)
        var known = Set(found.map(\.pointer) + [base.pointer])
        // Mapped schemas that extend another one below are told by way of that one.
        for mapped in discriminator.pointer.isInside(base.pointer) ? mappedSchemas(discriminator) : [] {
            // Those of other files are in no index.
            guard known.insert(mapped.pointer).inserted, !mapped.isComponent || !extends(mapped, base) else { continue }
            found.append(mapped)
        }
        return found
    }

    /// The discriminator of the schema, or that of a base of its.
    func inheritedDiscriminator(of schema: Place) -> Place? {
        if schema[.allOf] == nil { return ownDiscriminator(of: schema) }
        // Base by base, each once: what was found of a base is that of all that build on it, as far as nothing comes before.
        var open: [(place: Place, bases: ArraySlice<Place>)] = []
        var found: Place?
        func enter(_ place: Place) {
            if let known = hierarchies.discriminators[place.pointer] {
                found = known
                return
            }
            budget.note(WorkBudget.Cost.place)
            found = ownDiscriminator(of: place)
            hierarchies.discriminators[place.pointer] = .some(found)
            if found == nil, place[.allOf] != nil { open.append((place, place.schema.allOf[...])) }
        }
        enter(schema)
        while let (place, bases) = open.last {
            if found == nil, let base = bases.first {
                open[open.count - 1].bases = bases.dropFirst()
                if let target = base[.ref] == nil ? base : follow(base, as: .schema) { enter(target) }
            } else {
                hierarchies.discriminators[place.pointer] = .some(found)
                open.removeLast()
            }
        }
        return found
    }

    private func ownDiscriminator(of schema: Place) -> Place? {
        schema[.discriminator].flatMap { $0.discriminatingName == nil ? nil : $0 }
    }

    private func mappedSchemas(_ discriminator: Place) -> [Place] {
        (discriminator[.mapping]?.entries ?? []).compactMap { mappedSchema($0.place) }
    }

    /// A mapping names a schema, or refers to one.
    func mappedSchema(_ place: Place?) -> Place? {
        guard let place, let text = place.node.string else { return nil }
        if let schema = namedSchema(text, at: place) { return follow(schema, as: .schema) ?? schema }
        return target(of: place).map { follow($0, as: .schema) ?? $0 }
    }

    /// The schema that a plain name means: one of the file in which it stands, or else of the main document.
    func namedSchema(_ name: String, at place: Place) -> Place? {
        let file = files.file(of: place)
        for root in file === files.main ? [root] : [file.rootPlace, root] {
            if let schema = root[.components]?[.schemas]?[named: name] { return schema }
            if swagger != nil, let schema = root[.definitions]?[named: name] { return schema }
        }
        return nil
    }

    /// What a discriminator calls the schema that no mapping names: its name among the definitions of its file, the one that
    /// the main document gives it, or that of its own file.
    func discriminatedName(of schema: Place) -> String {
        if schema.pointer.file.isEmpty { return schema.name }
        return hierarchies.aliases[schema.pointer]?.name ?? schema.suggestedName
    }

    /// True where `schema` has `base` among its `allOf`, at any depth.
    func extends(_ schema: Place, _ base: Place) -> Bool {
        var waiting = [schema]
        var seen: Set<Pointer> = []
        while let place = waiting.popLast() {
            for member in place.schema.allOf {
                guard spend(WorkBudget.Cost.place, at: place) else { return false }
                let target = member[.ref] == nil ? member : follow(member, as: .schema) ?? member
                if target.pointer == base.pointer { return true }
                if seen.insert(target.pointer).inserted { waiting.append(target) }
            }
        }
        return false
    }
}

extension SchemaResolver {
    /// A union of the schemas that extend the view's, and of what it describes itself.
    func resolveHierarchy(
        _ subtypes: [Place], _ view: SchemaView, _ direction: Direction, name: TypeName
    ) -> ValueSchema? {
        announce(name, view, direction)
        leave(.hierarchy(subtypes, view, direction, name))
        return ValueSchema(.named(name), isNullable: isNullable(view))
    }

    func declareHierarchy(_ subtypes: [Place], _ view: SchemaView, _ direction: Direction, name: TypeName) {
        guard let property = view[.discriminator]?.discriminatingName else { return }
        var names = NameScope(reserved: ReservedNames.cases)
        var cases: [UnionCase] = []
        var values: [UnionValue] = []
        var seen: Set<String> = []
        var isComplete = true
        let base = HierarchyTexts(
            listed: listedValues(of: property, in: view), mapped: mappedTexts(view),
            listing: listing(of: property, below: view.place))
        let own = texts(of: view.place, property, in: base, isBase: true)
        let isOwn = Set(own)
        let words = CaseNames.words(
            subtypes.map {
                NamedAlternative(name: resolution.discriminatedName(of: $0), mapped: base.mapped[$0.pointer] ?? [])
            }, union: resolution.discriminatedName(of: view.place))
        for (subtype, word) in zip(subtypes, words) {
            guard resolution.spend(WorkBudget.Cost.member, at: subtype) else { return }
            let texts = texts(ofAllBelow: subtype, property, base).filter { !isOwn.contains($0) && seen.insert($0).inserted }
            guard !texts.isEmpty else { continue }
            guard let value = value(ofSubtype: subtype, view, direction, name: name) else {
                isComplete = false
                continue
            }
            values += texts.map { UnionValue(value: $0, unionCase: cases.count) }
            cases.append(
                UnionCase(
                    swiftName: names.claim(SwiftNames.memberName(word ?? resolution.discriminatedName(of: subtype))),
                    schema: ValueSchema(value.type, constraints: value.constraints)))
        }
        guard isComplete else { return }
        var fallback: Int?
        if !isAbstract(view, property, values) {
            let base = registry.claimNested("Base", in: name)
            resolveObject(view, direction, name: base)
            fallback = cases.count
            cases.append(
                UnionCase(
                    swiftName: names.claim(SwiftNames.memberName(resolution.discriminatedName(of: view.place))),
                    schema: ValueSchema(.named(base)),
                    documentation: "A value of none of the schemas that extend this one."))
            values += own.map { UnionValue(value: $0, unionCase: cases.count - 1) }
        }
        declare(
            .union(UnionType(cases: cases, decision: .property(property, values: values, fallback: fallback))), name, view.place)
    }

    /// What a subtype's values are; where only the mapping ties it to the base, both hold.
    private func value(ofSubtype subtype: Place, _ view: SchemaView, _ direction: Direction, name: TypeName) -> ValueSchema? {
        if resolution.extends(subtype, view.place) { return resolveNamed(subtype, direction) }
        var both = view
        guard extend(&both, by: subtype) else { return nil }
        both.place = subtype
        let typeName = SwiftNames.typeName(resolution.discriminatedName(of: subtype))
        return resolve(both, direction, home: TypeHome(parent: name, name: typeName), name: nil)
    }

    /// The base lists the values of its property, and each is a subtype's: no value is of the base alone.
    private func isAbstract(_ view: SchemaView, _ property: String, _ values: [UnionValue]) -> Bool {
        let listed = listedValues(of: property, in: view)
        let told = Set(values.map(\.value))
        return !listed.isEmpty && listed.allSatisfy(told.contains)
    }

    // MARK: Texts

    /// The texts that tell a subtype, and all that extend it in turn.
    private func texts(ofAllBelow subtype: Place, _ property: String, _ base: HierarchyTexts) -> [String] {
        var texts: [String] = []
        var seen: Set<Pointer> = []
        var waiting = [subtype]
        while let place = waiting.popLast() {
            guard seen.insert(place.pointer).inserted else { continue }
            guard resolution.spend(WorkBudget.Cost.member, at: place) else { return [] }
            texts += self.texts(of: place, property, in: base, isBase: false)
            waiting += resolution.hierarchies.extending(place).reversed()
        }
        return texts
    }

    /// What the mapping says; else the values that the schema itself lists for the property; else its name, or the listed
    /// value of the base that is the name but for its case.
    private func texts(of schema: Place, _ property: String, in base: HierarchyTexts, isBase: Bool) -> [String] {
        let mapped = base.mapped[schema.pointer] ?? []
        let name = resolution.discriminatedName(of: schema)
        let listed = base.listed
        if !isBase, let view = flatten([schema]) {
            let own = listedValues(of: property, in: view)
            if !own.isEmpty, own != listed {
                // What the mapping has for another one is that one's, and what others list too is the one's of that name.
                let free = own.filter { !base.names.contains($0) }
                let folded = HierarchyTexts.folded(name)
                return mapped + free.filter { HierarchyTexts.folded($0) == folded || !isShared($0, with: schema, in: base) }
            }
        }
        let isMapped = base.names.contains(name)
        if !mapped.isEmpty { return mapped + (isMapped ? [] : [name]) }
        let isListed = base.isListed.contains(name)
        if isListed || isMapped { return isListed ? [name] : [] }
        let close = base.byFolded[HierarchyTexts.folded(name)] ?? []
        return close.count == 1 ? close : [name]
    }

    /// Whether another schema that extends the base lists the text, too.
    private func isShared(_ text: String, with schema: Place, in base: HierarchyTexts) -> Bool {
        (base.listing[text] ?? []).contains { other in
            resolution.spend(WorkBudget.Cost.place, at: schema) && other.pointer != schema.pointer
                && !resolution.extends(schema, other) && !resolution.extends(other, schema)
        }
    }

    /// The schemas that extend the base by the texts that they list for the property.
    private func listing(of property: String, below base: Place) -> [String: [Place]] {
        var listing: [String: [Place]] = [:]
        for schema in resolution.subtypes(of: base) {
            for text in listedTexts(of: property, in: schema) { listing[text, default: []].append(schema) }
        }
        return listing
    }

    /// What a subtype lists for the property, found once.
    private func listedTexts(of property: String, in schema: Place) -> Set<String> {
        let key = "\(schema.pointer) \(property)"
        if let known = subtypeTexts[key] { return known }
        let texts = Set(flatten([schema]).map { listedValues(of: property, in: $0) } ?? [])
        subtypeTexts[key] = texts
        return texts
    }

    /// What the mapping of the view's discriminator says, in its order.
    func mappedTexts(_ view: SchemaView) -> [(text: String, pointer: Pointer?)] {
        (view[.discriminator]?[.mapping]?.entries ?? []).map { ($0.key, resolution.mappedSchema($0.place)?.pointer) }
    }

    /// The texts of the values that are listed for the property, nearest last.
    private func listedValues(of property: String, in view: SchemaView) -> [String] {
        guard let places = view.properties().first(where: { $0.name == property })?.places, let inner = flatten(places),
            inner.unions.isEmpty, inner.hasAny(of: SchemaKeyword.listing)
        else { return [] }
        return enumerationValues(of: inner).compactMap { TagValue(jsonText($0.node))?.text }
    }
}

/// The texts that a base has for the schemas that extend it.
private struct HierarchyTexts {
    /// Values that the base lists for its property.
    let listed: [String]
    let isListed: Set<String>
    /// The listed values by what they are but for their case.
    let byFolded: [String: [String]]
    /// By the pointers of the schemas that they are mapped to.
    var mapped: [Pointer: [String]] = [:]
    /// All texts that are mapped.
    let names: Set<String>
    /// The schemas that list each text themselves.
    let listing: [String: [Place]]

    init(listed: [String], mapped: [(text: String, pointer: Pointer?)], listing: [String: [Place]]) {
        self.listed = listed
        self.listing = listing
        isListed = Set(listed)
        byFolded = Dictionary(grouping: listed, by: Self.folded)
        names = Set(mapped.map(\.text))
        for case (let text, let pointer?) in mapped { self.mapped[pointer, default: []].append(text) }
    }

    static func folded(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}

extension Place {
    /// The property that a discriminator names. As a text alone it is written as Swagger 2.0 had it.
    var discriminatingName: String? { self[.propertyName]?.node.string ?? node.string }
}

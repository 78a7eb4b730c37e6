// Which way each named schema goes, found before any type is made, and whether the way matters to it.

internal import WritContract
internal import WritSpec

/// Walks every schema that operations reach and notes the directions in which it is reached.
///
/// It keeps a list of what is left to walk: references may lead through as many schemas as a document has.
final class SchemaUse {
    private let resolution: Resolution
    private var directions: [Pointer: Set<Direction>] = [:]
    /// What was walked from an operation: many may have one answer by reference.
    private var walked: [Pointer: Set<Direction>] = [:]
    /// What references lead to, in the order of discovery.
    private(set) var targets: [Place] = []
    private lazy var directional = findDirectional()

    init(_ resolution: Resolution) {
        self.resolution = resolution
    }

    func directions(of pointer: Pointer) -> Set<Direction> { directions[pointer] ?? [] }

    /// Notes that values of `schema`, and of all that it refers to, go that way.
    func note(_ schema: Place, _ direction: Direction) {
        guard walked[schema.pointer, default: []].insert(direction).inserted else { return }
        var waiting = [schema]
        while let schema = waiting.popLast() {
            for target in references(within: schema).targets {
                let known = directions[target.pointer]
                if known == nil { targets.append(target) }
                if directions[target.pointer, default: []].insert(direction).inserted { waiting.append(target) }
            }
        }
    }

    /// True where the schema, or one that it refers to, has properties for one direction only, and it goes both ways.
    /// Call it when all is noted.
    func differsByDirection(_ schema: Place) -> Bool {
        directions(of: schema.pointer).count == 2 && directional.contains(schema.pointer)
    }

    /// Pointers of the schemas that have such a property, and of all from which references lead to one.
    private func findDirectional() -> Set<Pointer> {
        var referrers: [Pointer: [Pointer]] = [:]
        var found: Set<Pointer> = []
        var waiting: [Pointer] = []
        for schema in targets where directions(of: schema.pointer).count == 2 {
            let (targets, isDirectional) = references(within: schema)
            for target in targets { referrers[target.pointer, default: []].append(schema.pointer) }
            if isDirectional, found.insert(schema.pointer).inserted { waiting.append(schema.pointer) }
        }
        while let pointer = waiting.popLast() {
            for referrer in referrers[pointer] ?? [] where found.insert(referrer).inserted { waiting.append(referrer) }
        }
        return found
    }

    /// What the references in a schema lead to, references there not followed, and whether a property in it goes one
    /// way only.
    private func references(within schema: Place) -> (targets: [Place], isDirectional: Bool) {
        var targets: [Place] = []
        var isDirectional = false
        var waiting = [schema]
        while let place = waiting.popLast() {
            if place[.ref] != nil {
                if let target = resolution.follow(place, as: .schema) { targets.append(target) }
                if resolution.dialect == .openAPI30 { continue }
            }
            targets += resolution.subtypes(of: place)
            let properties = place.schema.properties.map(\.place)
            isDirectional = isDirectional || properties.contains { resolution.propertyDirection([$0]) != nil }
            // The last one is walked first: the order of discovery is the document's.
            waiting += (properties + inner(of: place)).reversed()
        }
        return (targets, isDirectional)
    }

    /// The schemas in a schema that values or parts of them are of, besides its properties.
    private func inner(of place: Place) -> [Place] {
        var inner: [Place] = []
        for keyword in SchemaKeyword.combining + [.prefixItems] { inner += place[keyword]?.items ?? [] }
        if let items = place[.items] { inner += items.node.sequence == nil ? [items] : items.items }
        inner += [place[.additionalProperties], place[.additionalItems]].compactMap { $0 }
        return inner + place.schema.patternProperties.map(\.place)
    }
}

extension Resolution {
    /// The only direction in which a property goes: `readOnly` in answers, `writeOnly` in requests; nil: both.
    ///
    /// - Parameter places: All that describe the property. What `allOf` adds to them counts, a few steps deep.
    func propertyDirection(_ places: [Place]) -> Direction? {
        if places.contains(where: { flag(.readOnly, of: $0, depth: 3) }) { return .answer }
        return places.contains { flag(.writeOnly, of: $0, depth: 3) } ? .request : nil
    }

    private func flag(_ keyword: Keyword, of place: Place, depth: Int) -> Bool {
        guard spend(WorkBudget.Cost.place, at: place) else { return false }
        if annotation(keyword, of: place)?.node.boolean == true { return true }
        if place[.ref] != nil, depth > 0, let target = follow(place, as: .schema), target.pointer != place.pointer {
            return flag(keyword, of: target, depth: depth - 1)
        }
        return depth > 0 && place.schema.allOf.contains { flag(keyword, of: $0, depth: depth - 1) }
    }

    /// What `keyword` says of a schema in the place where it stands: beside a `$ref` nothing in OpenAPI 3.0.
    func annotation(_ keyword: Keyword, of schema: Place) -> Place? {
        if dialect == .openAPI30, schema[.ref] != nil { return nil }
        return schema[keyword]
    }
}

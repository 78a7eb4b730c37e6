// From places to views: `allOf` and references are followed until only keywords of the value itself are left.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// Everything that applies where all of `places` do; nil after a diagnostic.
    func flatten(_ places: [Place]) -> SchemaView? {
        guard let last = places.last else { return nil }
        var view = SchemaView(place: last)
        for place in places {
            guard extend(&view, by: place) else { return nil }
        }
        return view
    }

    /// Adds what `place` says, and all that it refers to.
    func extend(_ view: inout SchemaView, by place: Place) -> Bool {
        var open: Set<Pointer> = []
        view.sources.append(place)
        return collect(place, into: &view, &open)
    }

    private func collect(_ place: Place, into view: inout SchemaView, _ open: inout Set<Pointer>) -> Bool {
        if let boolean = place.node.boolean {
            if !boolean { _ = view.add(place) }
            return true
        }
        guard resolution.spend(WorkBudget.Cost.part, at: place), resolution.checkKeywords(place, as: .schema) else {
            return false
        }
        guard open.insert(place.pointer).inserted else {
            _ = reportEndless(place)
            return false
        }
        guard open.count <= Self.flatteningDepthMax else {
            resolution.error("too-deep", "schemas lie more than \(Self.flatteningDepthMax) deep in each other", at: place)
            return false
        }
        defer { open.remove(place.pointer) }
        if view.contains(place) { return true }
        if place[.ref] != nil {
            guard let target = resolution.follow(place, as: .schema), collect(target, into: &view, &open) else { return false }
            if resolution.dialect == .openAPI30 { return true }
        }
        for member in place.schema.allOf {
            guard collect(member, into: &view, &open) else { return false }
        }
        guard view.add(place) else { return true }
        for keyword in SchemaKeyword.alternatives where place[keyword]?.items.isEmpty == false {
            let union = UnionSource(schema: place, keyword: keyword)
            if let listing = ValueListing(union) {
                view.add(listing)
                continue
            }
            if !leadsBack(union, view) { view.unions.append(union) }
        }
        return true
    }

    private static let flatteningDepthMax = 100

    /// A base that lists its own subtypes: each of them takes the base's properties, and is no further alternative.
    private func leadsBack(_ union: UnionSource, _ view: SchemaView) -> Bool {
        guard view.place.pointer != union.schema.pointer else { return false }
        return union.members.contains { member in
            guard member[.ref] != nil, let target = resolution.follow(member, as: .schema) else { return false }
            return target.pointer == view.place.pointer || view.contains(target) || resolution.extends(target, union.schema)
        }
    }

    // MARK: Schemas that only point to another one

    /// The one reference that says everything, where nothing but annotations and null stand around it.
    func soleReference(_ places: [Place]) -> (reference: Place, isNullable: Bool)? {
        var found: (reference: Place, target: Pointer)?
        var isNullable = false
        for place in places {
            switch pointing(place) {
            case .nothing(let null): isNullable = isNullable || null
            case .reference(let reference, let target, let null):
                isNullable = isNullable || null
                if let found, found.target != target { return nil }
                found = found ?? (reference, target)
            case .content: return nil
            }
        }
        return found.map { ($0.reference, isNullable) }
    }

    private enum Pointing {
        case nothing(isNullable: Bool)
        case reference(Place, target: Pointer, isNullable: Bool)
        case content
    }

    private func pointing(_ place: Place) -> Pointing {
        if place.node.boolean == true { return .nothing(isNullable: false) }
        var isNullable = false
        var reference: Place?
        for (key, value) in place.entries where !isSilent(key, value) {
            switch Keyword(key: key) {
            case .ref: reference = place
            case .nullable: isNullable = value.node.boolean == true
            case .allOf where place[.ref] == nil, .type where place[.allOf] != nil: continue
            case _ where place[.ref] != nil && resolution.dialect == .openAPI30: continue
            default: return .content
            }
        }
        if let reference {
            guard let target = resolution.follow(reference, as: .schema) else { return .content }
            return .reference(reference, target: target.pointer, isNullable: isNullable && resolution.dialect != .openAPI30)
        }
        guard let members = place[.allOf]?.items else { return .nothing(isNullable: isNullable) }
        guard let sole = soleReference(members), let target = resolution.follow(sole.reference, as: .schema) else {
            return .content
        }
        if place[.type] != nil {
            let names = place.schema.types
            guard names.filter({ $0 != "null" }) == ["object"], target.schema.type ?? "object" == "object" else {
                return .content
            }
            isNullable = isNullable || names.contains("null")
        }
        return .reference(sole.reference, target: target.pointer, isNullable: isNullable || sole.isNullable)
    }

    /// Annotations, extensions and empty lists: they make no type.
    private func isSilent(_ key: String, _ value: Place) -> Bool {
        if SchemaKeyword.extensions.contains(key: key) { return false }
        guard let keyword = SchemaKeyword.of(key: key) else { return true }
        if keyword.role == .annotation { return true }
        switch keyword.name {
        case .allOf, .oneOf, .anyOf, .required, .properties: return value.items.isEmpty && value.entries.isEmpty
        case .nullable, .uniqueItems: return value.node.boolean == false
        default: return false
        }
    }
}

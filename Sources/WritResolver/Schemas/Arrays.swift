// Arrays: of items of one kind, or with a schema for each of the first ones.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    func resolveArray(_ view: SchemaView, _ direction: Direction, home: TypeHome, name: TypeName?) -> ValueSchema? {
        let tuple = tuplePlaces(of: view)
        if !tuple.isEmpty {
            if let known = enclosing(view, direction, home) { return ValueSchema(.named(known)) }
            let name = name ?? claim(home)
            announce(name, view, direction)
            leave(.tuple(tuple, view, direction, name))
            return ValueSchema(.named(name))
        }
        let items = view.all(.items).filter { $0.node.sequence == nil && $0.node.boolean != true }
        if items.isEmpty {
            if resolution.dialect == .openAPI30, view[.items] == nil {
                resolution.warn(
                    "missing-field",
                    "an array has no `items`, which \(resolution.versionTitle) requires: its items may be anything",
                    at: view.place, hint: "add `items:` with the items' schema, or `items: {}`")
            }
            return ValueSchema(.array(ValueSchema(.json)))
        }
        return resolve(all: items, direction, home: home.inside("Item")).map { ValueSchema(.array($0)) }
    }

    /// Schemas by position: `prefixItems`, or a list in `items` as it was before OpenAPI 3.1.
    private func tuplePlaces(of view: SchemaView) -> [Place] {
        view[.prefixItems]?.items ?? view.all(.items).last { $0.node.sequence != nil }?.items ?? []
    }

    func resolveTuple(_ places: [Place], _ view: SchemaView, _ direction: Direction, name: TypeName) {
        var names = NameScope(reserved: ReservedNames.members)
        var bounded = ValueSchema(.array(ValueSchema(.json)))
        constrain(&bounded, by: view)
        let requiredCount = bounded.constraints.minItems ?? 0
        var elements: [Property] = []
        for (index, place) in places.enumerated() {
            let swiftName = names.claim("item\(index)")
            let home = TypeHome(parent: name, name: "Item\(index)")
            guard let value = resolve(place, direction, home: home) else { return }
            elements.append(
                Property(
                    wireName: "\(index)", swiftName: swiftName, schema: value,
                    presence: index < requiredCount ? .required : .optional, documentation: documentation(of: place)))
        }
        var rest: ValueSchema? = ValueSchema(.json)
        let items = view.all(.prefixItems).isEmpty ? view[.additionalItems] : view[.items]
        if let items {
            if items.node.boolean == false {
                rest = nil
            } else {
                rest = resolve(items, direction, home: TypeHome(parent: name, name: "Rest"))
                if rest == nil { return }
            }
        }
        if let most = bounded.constraints.maxItems, most <= places.count { rest = nil }
        declare(
            .tuple(TupleType(elements: elements, rest: rest, restName: names.claim("rest"), constraints: bounded.constraints)),
            name, view.place)
    }
}

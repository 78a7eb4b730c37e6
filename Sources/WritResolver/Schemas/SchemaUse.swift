// Which way each named schema goes, found before any type is made, and whether the way matters to it.

internal import WritContract
internal import WritSpec

/// Walks every schema that operations reach and notes the directions in which it is reached.
final class SchemaUse {
    private let resolution: Resolution
    private var directions: [String: Set<Direction>] = [:]
    private var directional: [String: Bool] = [:]

    init(_ resolution: Resolution) {
        self.resolution = resolution
    }

    func directions(of pointer: String) -> Set<Direction> { directions[pointer] ?? [] }

    /// Notes that values of `schema`, and of all that it refers to, go that way.
    func note(_ schema: Place, _ direction: Direction) {
        if let target = referenceTarget(schema) {
            guard directions[target.pointer, default: []].insert(direction).inserted else { return }
            return note(target, direction)
        }
        forEachSubschema(of: schema) { note($0, direction) }
    }

    /// True where the schema at `pointer`, or one within it, has properties for one direction only, and it goes both ways.
    func differsByDirection(_ schema: Place) -> Bool {
        directions(of: schema.pointer).count == 2 && isDirectional(schema)
    }

    private func isDirectional(_ schema: Place) -> Bool {
        if let known = directional[schema.pointer] { return known }
        var seen: Set<String> = []
        let result = search(schema, seen: &seen)
        directional[schema.pointer] = result
        return result
    }

    private func search(_ schema: Place, seen: inout Set<String>) -> Bool {
        if let target = referenceTarget(schema) {
            if !seen.insert(target.pointer).inserted { return false }
            return search(target, seen: &seen)
        }
        for (_, property) in schema["properties"]?.entries ?? [] where resolution.propertyDirection(property) != nil {
            return true
        }
        var found = false
        forEachSubschema(of: schema) { found = found || search($0, seen: &seen) }
        return found
    }

    private func referenceTarget(_ schema: Place) -> Place? {
        schema["$ref"] == nil ? nil : resolution.follow(schema)
    }

    private func forEachSubschema(of schema: Place, _ visit: (Place) -> Void) {
        for (_, property) in schema["properties"]?.entries ?? [] { visit(property) }
        if let items = schema["items"] { visit(items) }
        if let additional = schema["additionalProperties"] { visit(additional) }
    }
}

extension Resolution {
    /// The only direction in which a property goes: `readOnly` in answers, `writeOnly` in requests; nil: both.
    func propertyDirection(_ property: Place) -> Direction? {
        let target = property["$ref"] == nil ? property : follow(property)
        func flag(_ keyword: String) -> Bool {
            property[keyword]?.node.boolean == true || target?[keyword]?.node.boolean == true
        }
        if flag("readOnly") { return .answer }
        return flag("writeOnly") ? .request : nil
    }
}

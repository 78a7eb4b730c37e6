// Schemas of OpenAPI as those of AsyncAPI, which are JSON Schema of draft 7 and a few words more.

internal import WritSpec

final class AsyncSchemas {
    private let root: Node
    /// The names under `components` of what references lead to, in the order in which they were met.
    private var names: [(name: String, pointer: String)] = []

    init(_ root: Node) { self.root = root }

    /// All that was referred to, and what that refers to.
    func used() -> MappingSketch {
        var result = MappingSketch(at: root.location)
        var next = 0
        while next < names.count {
            let (name, pointer) = names[next]
            next += 1
            result.set(name, target(of: pointer).map(converted) ?? Node(.boolean(true), at: root.location))
        }
        return result
    }

    func followed(_ node: Node?) -> Node? {
        var node = node
        for _ in 0..<64 {
            guard let reference = node?[.ref]?.string else { return node }
            node = target(of: reference)
        }
        return nil
    }

    private func target(of reference: String) -> Node? {
        guard reference.hasPrefix("#/") else { return reference == "#" ? root : nil }
        return reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false).reduce(root as Node?) {
            node, token in
            let name = JSONPointer.unescaped(token)
            return node?[name]
                ?? node?.sequence.flatMap { items in Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil } }
        }
    }

    /// The schema's name under `components`: its own where it stands there, else one made of where it stands.
    private func name(of pointer: String) -> String {
        if let known = names.first(where: { $0.pointer == pointer }) { return known.name }
        let tokens = pointer.split(separator: "/")
        let isComponent = tokens.count == 4 && pointer.hasPrefix("#/components/schemas/")
        let word = isComponent ? JSONPointer.unescaped(tokens[3]) : tokens.dropFirst().joined(separator: "_")
        let base = String(
            word.unicodeScalars.map {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0)) ? Character($0) : "_"
            })
        var name = base
        var number = 1
        while names.contains(where: { $0.name == name }) {
            number += 1
            name = "\(base)_\(number)"
        }
        names.append((name, pointer))
        return name
    }

    func converted(_ schema: Node) -> Node {
        guard let mapping = schema.mapping else { return schema }
        if let reference = schema[.ref]?.string {
            var result = MappingSketch(at: schema.location)
            // Names that aren't places stay open: nothing is said of what they stand for.
            guard reference.hasPrefix("#/") else { return Node(.boolean(true), at: schema.location) }
            result.set(.ref, "#/components/schemas/" + name(of: reference))
            return result.node
        }
        var result = MappingSketch(at: schema.location)
        for entry in mapping.entries { convert(entry, of: schema, in: &result) }
        return result.node
    }

    private func convert(_ entry: Mapping.Entry, of schema: Node, in result: inout MappingSketch) {
        guard let keyword = Keyword(key: entry.key) else { return entry.key.hasPrefix("x-") ? result.take(entry) : () }
        let value = entry.value
        switch keyword {
        case .properties, .patternProperties: result.take(entry, value.mapValues { converted($0.value) })
        case .defs: result.set("definitions", value.mapValues { converted($0.value) })
        case .allOf, .anyOf, .oneOf: result.take(entry, value.mapItems(converted))
        case .items where schema[.prefixItems] != nil: result.set(.additionalItems, converted(value))
        case .prefixItems: result.set(.items, value.mapItems(converted))
        case .items, .additionalProperties, .not, .if, .then, .else, .contains, .propertyNames, .additionalItems:
            result.take(entry, value.sequence == nil ? converted(value) : value.mapItems(converted))
        case .dependentRequired, .dependentSchemas:
            var all = MappingSketch(at: value.location)
            for entry in result.node["dependencies"]?.mapping?.entries ?? [] { all.take(entry) }
            for entry in value.mapping?.entries ?? [] { all.take(entry, converted(entry.value)) }
            result.set("dependencies", all.node)
        case .discriminator: result.set(.discriminator, value[.propertyName] ?? value)
        case .nullable, .extensionNullable, .xml, .unevaluatedItems, .unevaluatedProperties, .minContains, .maxContains: break
        case .metaSchema, .id, .anchor, .dynamicAnchor, .dynamicRef, .vocabulary, .contentSchema: break
        case .type where schema[.nullable]?.boolean == true && value.string != nil:
            result.take(entry, Node(.sequence([value, Node(.string("null"), at: value.location)]), at: value.location))
        case .exclusiveMinimum where value.boolean != nil, .exclusiveMaximum where value.boolean != nil:
            // Of OpenAPI 3.0: a flag of the bound beside it.
            let bound = schema[keyword == .exclusiveMinimum ? .minimum : .maximum]
            if value.boolean == true, let bound { result.take(entry, bound) }
        case .minimum where schema[.exclusiveMinimum]?.boolean == true, .maximum where schema[.exclusiveMaximum]?.boolean == true:
            break
        case .example: result.set(.examples, Node(.sequence([value]), at: value.location))
        default: result.take(entry)
        }
    }
}

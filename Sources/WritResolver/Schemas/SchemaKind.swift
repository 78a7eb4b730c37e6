// What sort of value a schema describes: from `type`, or from the keywords that tell it.

internal import WritContract
internal import WritSpec

enum SchemaKind: Equatable {
    case any, boolean, integer, number, string, array, object
    /// No value is valid, besides null where that is taken.
    case impossible
    /// A closed list of strings, of integers, or of other values.
    case enumeration(EnumerationType)
    /// Several types: alternatives.
    case several([String])
}

extension SchemaKind {
    /// With its article, for messages.
    var name: String {
        switch self {
        case .any, .several, .enumeration(.value), .impossible: "any value"
        case .boolean: "a boolean"
        case .integer, .enumeration(.integer): "an integer"
        case .number: "a number"
        case .string, .enumeration(.string): "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

enum EnumerationType: Equatable {
    case string, integer, value
}

extension SchemaResolver {
    /// Nil after a diagnostic.
    func kind(of view: SchemaView) -> SchemaKind? {
        guard let types = typeNames(of: view) else {
            return isContradictory(view) ? .impossible : nil
        }
        if view.hasAny(of: SchemaKeyword.listing) { return enumerationKind(of: view, declared: types) }
        if types.count > 1 { return .several(types) }
        if let type = types.first { return Self.kinds[type] }
        if isNullable(view), view.hasAny(of: [.type]) { return .enumeration(.value) }
        return impliedKind(of: view)
    }

    private static let kinds: [String: SchemaKind] = [
        "boolean": .boolean, "integer": .integer, "number": .number, "string": .string, "array": .array,
        "object": .object,
    ]

    /// Without a `type` the keywords that apply to one alone tell it.
    private func impliedKind(of view: SchemaView) -> SchemaKind {
        if resolution.options.typesAreStated { return .any }
        for (type, keywords) in SchemaKeyword.implying where view.hasAny(of: keywords) {
            return Self.kinds[type.rawValue] ?? .any
        }
        if let type = SchemaFormat.named(view.format)?.implied { return Self.kinds[type.rawValue] ?? .any }
        return .any
    }

    /// Null is among the values: `nullable: true`, `type: [.., 'null']`, or null in the values of an untyped enumeration.
    func isNullable(_ view: SchemaView) -> Bool {
        if view.takesNullBeside { return true }
        let lists = view.hasAny(of: SchemaKeyword.listing)
        let listsNull = lists && enumerationValues(of: view).contains { $0.node.isNull }
        let stating = view.parts.filter { $0[.type] != nil }
        let taking = view.parts.filter { takesNull($0) }
        if goesByTheLetter { return stating.allSatisfy(takesNull) && (lists ? listsNull : !stating.isEmpty) }
        // Where several parts name a type, the nearest one that speaks of null decides over bases that don't.
        let isTaken = !taking.isEmpty && (stating.allSatisfy(takesNull) || takesNull(view.parts.last ?? view.place))
        if !isTaken { return stating.isEmpty && listsNull }
        return true
    }

    /// Null is taken where all that is said takes it: what JSON Schema means, if not every author. OpenAPI 3.0 has no letter to
    /// go by.
    var goesByTheLetter: Bool { resolution.options.typesAreStated && resolution.dialect == .openAPI31 }

    /// Whether the parts refuse null, whatever their alternatives say.
    func refusesNull(_ base: SchemaView) -> Bool {
        base.parts.contains { $0[.type] != nil && !takesNull($0) }
    }

    private func takesNull(_ part: Place) -> Bool {
        part.schema.isNullable || part.schema.types.contains("null")
    }

    /// Keywords that mean nothing for values of the schema's type: harmless, and hardly meant.
    func warnWithoutEffect(_ schema: Place, _ kind: SchemaKind) {
        if case .several = kind { return }
        if kind == .impossible { return }
        warnWithoutEffect(schema, on: kind.name, taking: applicableKeywords(of: kind))
        if kind == .any, let format = schema[.format] {
            resolution.warn(
                "no-effect", "`format` has no effect without a `type`", at: format, hint: "add `type: string`, or what is meant")
        }
        guard case .enumeration = kind else { return }
        warnAboutNull(schema)
    }

    /// The same for what stands beside alternatives, each of which it may hold for.
    func warnWithoutEffect(_ schema: Place, beside kinds: [SchemaKind]) {
        guard !kinds.isEmpty else { return }
        let applicable = kinds.reduce(into: Set<Keyword>()) { $0.formUnion(applicableKeywords(of: $1)) }
        warnWithoutEffect(schema, on: kinds.count == 1 ? kinds[0].name : "any of the alternatives", taking: applicable)
    }

    private func warnWithoutEffect(_ schema: Place, on noun: String, taking applicable: Set<Keyword>) {
        for (key, place) in schema.entries {
            guard let keyword = SchemaKeyword.of(key: key), keyword.type != nil, !applicable.contains(keyword.name) else {
                continue
            }
            // `required: true` in a property is no list that has no effect.
            if keyword.name == .required, place.node.sequence == nil { continue }
            resolution.warn(
                "no-effect", "`\(key)` has no effect on \(noun)", at: place, location: schema.keyLocation(key),
                hint: "remove it, or correct the `type`")
        }
    }

    private func applicableKeywords(of kind: SchemaKind) -> Set<Keyword> {
        switch kind {
        case .several(let types):
            types.compactMap { Self.kinds[$0] }.reduce(into: []) { $0.formUnion(applicableKeywords(of: $1)) }
        case .boolean: []
        case .integer, .number, .enumeration(.integer): SchemaKeyword.applying(to: .number)
        case .string, .enumeration(.string): SchemaKeyword.applying(to: .string)
        case .array: SchemaKeyword.applying(to: .array)
        case .object: SchemaKeyword.applying(to: .object)
        case .any, .impossible, .enumeration(.value): SchemaKeyword.typed
        }
    }

    private func warnAboutNull(_ schema: Place) {
        let values = schema.schema.values
        let null = values.first { $0.node.isNull }
        if let null, schema[.type] != nil, !takesNull(schema), values.contains(where: { !$0.node.isNull }) {
            resolution.warn(
                "enumeration-null", "null is listed, though the `type` does not take it: it has no effect", at: null,
                hint: resolution.dialect == .openAPI30
                    ? "add `nullable: true`, or remove null" : "add 'null' to the `type`, or remove it here")
        }
        if null == nil, !values.isEmpty, takesNull(schema), !goesByTheLetter {
            resolution.warn(
                "enumeration-null", "null is taken, though `enum` does not list it", at: schema[.enum] ?? schema,
                hint: "list null too, or don't allow it")
        }
    }

    func isObjectWithProperties(_ view: SchemaView) -> Bool {
        view.parts.contains { part in
            part[.properties]?.node.mapping?.isEmpty == false
                || !part.schema.required.isEmpty
        }
    }

    /// The types besides null that all parts name, each once; nil where one is none, as was said when its shape was
    /// checked, or where no type is left.
    func typeNames(of view: SchemaView) -> [String]? {
        if let only = view.onlyType { return [only] }
        var left: [String]?
        var onlyNull: Place?
        var others: [String] = []
        for part in view.parts {
            guard let type = part[.type] else { continue }
            let names = part.schema.types
            if names == ["null"] { onlyNull = type }
            guard !names.isEmpty, names.allSatisfy({ SchemaType.names.contains($0) }) else { return nil }
            var types: [String] = []
            for name in names where name != "null" && !types.contains(name) { types.append(name) }
            if others.isEmpty { others = types }
            // An integer is a number.
            if types.contains("number") { types.removeAll { $0 == "integer" } }
            guard let before = left else {
                left = types
                continue
            }
            let both = intersection(before, types)
            if both.isEmpty, !before.isEmpty, !types.isEmpty {
                reportContradiction(before, types, at: type, view)
                return nil
            }
            left = both
        }
        if let onlyNull, !others.isEmpty, !view.parts.filter({ $0[.type] != nil }).allSatisfy(takesNull) {
            reportContradiction(others, ["null"], at: onlyNull, view)
            return nil
        }
        return left ?? []
    }

    /// What both lists of types take: an integer is a number.
    func intersection(_ first: [String], _ second: [String]) -> [String] {
        first.compactMap { name in
            if second.contains(name) { return name }
            if name == "integer", second.contains("number") { return name }
            return name == "number" && second.contains("integer") ? "integer" : nil
        }
    }

    private func reportContradiction(_ first: [String], _ second: [String], at type: Place, _ view: SchemaView) {
        contradictory.insert(view.identity)
        let other = view.parts.first { part in
            part[.type].map { $0.pointer != type.pointer } == true && !Set(part.schema.types).isDisjoint(with: first)
        }?[.type]
        resolution.warn(
            "contradiction",
            "no value is of type \(second.joined(separator: " or ")) here and of type \(first.joined(separator: " or ")), as another part of the schema says: none is ever valid",
            at: type, hint: "let all parts of `allOf` name the same type",
            related: other.map { [.init(location: $0.node.location, message: "the other type is written here")] } ?? [])
    }

    private func isContradictory(_ view: SchemaView) -> Bool { contradictory.contains(view.identity) }
}

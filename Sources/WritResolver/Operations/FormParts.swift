// The parts of a multipart form, from the properties of its schema and what `encoding` says of them.

internal import WritContract
internal import WritSpec

/// The properties of an object that may be put together from several.
struct FormProperties {
    var entries: [(name: String, place: Place)] = []
    fileprivate var positions: [String: Int] = [:]
    var required: Set<String> = []
    var isClosed = false
}

extension OperationResolver {
    /// The properties that the schema of a form has; empty where it is no object with any.
    func formProperties(_ schema: Place?) -> FormProperties {
        var found = FormProperties()
        var seen: Set<Pointer> = []
        if let schema { collect(schema, into: &found, &seen, isAlternative: false, depth: 0) }
        return found
    }

    private static let formDepthMax = 100

    private func collect(
        _ schema: Place, into found: inout FormProperties, _ seen: inout Set<Pointer>, isAlternative: Bool, depth: Int
    ) {
        guard depth <= Self.formDepthMax else {
            resolution.error("too-deep", "schemas lie more than \(Self.formDepthMax) deep in each other", at: schema)
            return
        }
        guard let target = resolution.follow(schema, as: .schema), seen.insert(target.pointer).inserted,
            resolution.spend((target[.properties]?.node.mapping?.count ?? 0) * WorkBudget.Cost.place, at: target)
        else { return }
        // More may stand beside a reference.
        if target[.ref] != nil { collect(target, into: &found, &seen, isAlternative: isAlternative, depth: depth + 1) }
        warnOfRules(target)
        for (name, place) in target.schema.properties where resolution.propertyDirection([place]) != .answer {
            if let index = found.positions[name] {
                found.entries[index].place = place
            } else {
                found.positions[name] = found.entries.count
                found.entries.append((name, place))
            }
        }
        if !isAlternative {
            found.required.formUnion(target.schema.required)
            if target.schema.isClosed { found.isClosed = true }
        }
        for place in target.schema.allOf {
            collect(place, into: &found, &seen, isAlternative: isAlternative, depth: depth + 1)
        }
        for keyword in SchemaKeyword.alternatives {
            for place in target[keyword]?.items ?? [] {
                collect(place, into: &found, &seen, isAlternative: true, depth: depth + 1)
            }
        }
    }

    /// Parts come one after the other, and are no value that a rule could be checked against as a whole.
    private func warnOfRules(_ schema: Place) {
        let others = [Keyword.oneOf, .anyOf, .minProperties, .maxProperties, .unevaluatedProperties]
        for keyword in SchemaKeyword.ruled.map(\.name) + others where schema[keyword] != nil {
            resolution.warn(
                "form-rule", "`\(keyword)` is not checked of a multipart form as a whole", at: schema[keyword] ?? schema,
                location: schema.keyLocation(keyword), hint: "check it in the handler")
        }
        guard let additional = schema[.additionalProperties], additional.node.mapping?.isEmpty == false else { return }
        resolution.warn(
            "form-rule", "parts of other names than those of `properties` are skipped", at: additional,
            location: schema.keyLocation(.additionalProperties), hint: "describe them in `properties`")
    }

    private func warnOfRule(_ keyword: Keyword, _ place: Place) {
        resolution.warn(
            "form-rule", "`\(keyword)` has no effect on this part of a multipart form", at: place,
            hint: keyword == .default ? "apply it in the handler" : "check it in the handler")
    }

    private func warnOfHeaders(_ headers: Place) {
        for (name, written) in headers.entries where name.lowercased() != "content-type" {
            guard let header = resolution.follow(written, as: .header), header[.required]?.node.boolean == true else { continue }
            resolution.warn(
                "form-rule", "that a part has the header `\(name)` is not checked", at: written,
                location: headers.keyLocation(name), hint: "a file's handler finds it in `head`")
        }
    }

    /// What bytes are not checked for: they are handed over as they come.
    func warnOfBytes(_ schema: Place, keywords: [Keyword]) {
        for keyword in keywords where schema[keyword] != nil {
            resolution.warn(
                "byte-rule", "`\(keyword)` is not checked of bytes that come as a stream", at: schema[keyword] ?? schema,
                location: schema.keyLocation(keyword), hint: "check it in the handler")
        }
    }

    /// The form of a multipart body; nil after a diagnostic.
    func multipartForm(_ media: Place, parent: TypeName) -> MultipartForm? {
        let properties = formProperties(media[.schema])
        let typeName = registry.claimNested("Form", in: parent)
        var names = NameScope(reserved: ReservedNames.members + ReservedNames.cases)
        let parts = properties.entries.compactMap { name, place in
            formPart(
                name, place, encoding: media[.encoding]?[named: name], isRequired: properties.required.contains(name),
                swiftName: names.claim(SwiftNames.memberName(name)),
                home: TypeHome(parent: parent, name: typeName.last + SwiftNames.typeName(name)))
        }
        guard parts.count == properties.entries.count else { return nil }
        let target = media[.schema].flatMap { resolution.follow($0, as: .schema) }
        return MultipartForm(
            typeName: typeName, parts: parts, isClosed: properties.isClosed,
            documentation: target.flatMap(schemas.documentation))
    }

    private func formPart(
        _ name: String, _ place: Place, encoding: Place?, isRequired: Bool, swiftName: String, home: TypeHome
    ) -> FormPart? {
        let types = (encoding?[.contentType]?.node.string ?? "").split(separator: ",").map {
            MediaKind.essence(String($0.drop { $0 == " " }))
        }
        let single = presentBranch(of: place)
        let isJSON = types.contains { if case .json = MediaKind($0) { true } else { false } }
        let list = isJSON ? nil : list(single)
        let items = list?.all(.items)
        let value = items?.last.map(presentBranch) ?? single
        var part = FormPart(
            wireName: name, swiftName: swiftName, kind: .file, schema: ValueSchema(.string), isRepeated: items != nil,
            minItems: list?.all(.minItems).compactMap(\.node.int).max(),
            maxItems: list?.all(.maxItems).compactMap(\.node.int).min(), presence: isRequired ? .required : .optional,
            mediaTypes: types, documentation: schemas.documentation(of: place))
        if let unique = list?[.uniqueItems], unique.node.boolean == true { warnOfRule(.uniqueItems, unique) }
        if let headers = encoding?[.headers] { warnOfHeaders(headers) }
        if isFile(value, types) {
            warnOfBytes(value, keywords: [.minLength, .maxLength, .pattern])
            return part
        }
        guard var schema = schemas.resolve(all: items ?? [place], .request, home: items == nil ? home : home.inside("Item"))
        else { return nil }
        if isRequired, items == nil || part.minItems ?? 0 > 0 { schemas.need(schema, at: place, "the part `\(name)`") }
        let isText = !isJSON && isPrimitive(schema.type)
        if isText { schema.isNullable = false }
        part.kind = isText ? .text : .json
        part.schema = schema
        part.mediaTypes = []
        guard !isRequired, let written = schemas.defaultPlace(of: place) else { return part }
        guard items == nil, isText else {
            warnOfRule(.default, written)
            return part
        }
        switch schemas.defaultValue(written, for: schema, by: [place]) {
        case .value(.null), .none, .later: return part
        case .value(let value):
            part.presence = .defaulted(value)
            return part
        }
    }

    /// A list with a part for each item; nil for what is none, and for one whose items differ by their places.
    private func list(_ schema: Place) -> SchemaView? {
        guard schema.node.mapping != nil, let view = schemas.flatten([schema]), view.unions.isEmpty,
            schemas.kind(of: view) == .array, view.all(.prefixItems).isEmpty, !view.all(.items).isEmpty,
            view.all(.items).allSatisfy({ $0.node.sequence == nil })
        else { return nil }
        return view
    }

    /// The schema itself, or the one of several alternatives that is not null.
    private func presentBranch(of place: Place) -> Place {
        let target = resolution.follow(place, as: .schema) ?? place
        for keyword in [Keyword.anyOf, .oneOf, .allOf] {
            let branches = (target[keyword]?.items ?? []).filter { $0.schema.type != "null" }
            if branches.count == 1 { return presentBranch(of: branches[0]) }
        }
        return target
    }

    private func isFile(_ schema: Place, _ types: [String]) -> Bool {
        if isBinary(schema) { return true }
        if (schema[.anyOf]?.items ?? schema.schema.oneOf).contains(where: { isBinary($0) }) { return true }
        let says = [Keyword.type, .enum, .const, .properties, .items, .allOf, .oneOf, .anyOf].contains { schema[$0] != nil }
        if !says, resolution.dialect != .openAPI30 { return true }
        guard !types.isEmpty, schema.schema.type == "string" || !says else { return false }
        return types.allSatisfy { type in
            switch MediaKind(type) {
            case .json, .text, .form: false
            default: true
            }
        }
    }
}

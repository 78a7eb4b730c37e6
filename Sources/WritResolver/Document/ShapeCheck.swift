// Whether every object of a document has the keywords and the shapes that the tables say, used or not.

internal import WritSpec

extension Resolution {
    /// Checks `place`, and all that lies in it, as an object of that kind; once for each place and kind.
    ///
    /// - Returns: false where `place` is no mapping, after a diagnostic.
    @discardableResult
    func checkShape(_ place: Place, as kind: ObjectKind) -> Bool {
        if kind == .mediaType, place.node.isNull {
            tolerate("wrong-shape", "nothing is said of this media type: it counts as `{}`", at: place, hint: "add a `schema`")
            return true
        }
        if kind == .discriminator, let name = place.node.string {
            tolerate(
                "wrong-shape",
                "a discriminator is a mapping since OpenAPI 3: it counts as `propertyName: \(VisibleText.visible(name))`",
                at: place, hint: "write `propertyName: \(VisibleText.visible(name))` under it")
            return true
        }
        guard place.node.mapping != nil else {
            error(
                "wrong-shape", "\(kind.title) must be a mapping, not \(place.node.kindName)", at: place,
                hint: shapeHint(for: place, kind))
            return false
        }
        guard objects.add(place, as: kind) else { return true }
        let keywords = kind.keywords
        if place[.ref] != nil, keywords[Keyword.ref.rawValue] != nil, kind != .pathItem, kind != .schema || dialect == .openAPI30
        {
            checkReference(place, kind)
            return true
        }
        // Extensions that mean something here have rows as well; those of schemas are looked at where they are read.
        for (key, value) in place.entries where !key.hasPrefix("x-") || kind != .schema && keywords[key] != nil {
            guard let keyword = keywords[key] else {
                reportUnknown(key, in: place, as: kind)
                continue
            }
            if let only = keyword.dialect, only != dialect {
                warnDialect(key, only.name, in: place)
            } else if keyword.isOf32, minorVersion < 2 {
                warnDialect(key, "3.2", in: place)
            }
            if kind == .schema, key == Keyword.examples, value.node.mapping != nil {
                tolerate(
                    "wrong-shape", "`examples` of a schema must be a list, not a mapping", at: value,
                    hint: "list the values alone")
                continue
            }
            check(value, keyword.shape, named: key, hint: keyword.shapeHint)
            if key == Keyword.ref { checkTarget(of: value) }
        }
        checkExtensions(of: place, kind)
        if kind == .components { checkNames(in: place) }
        if kind == .schema { checkAlternatives(of: place) }
        for (key, hint) in ObjectKind.requiredKeywords[kind] ?? [] where place[key] == nil {
            // Since 3.1 an operation may leave its answers out.
            if kind == .operation, key == .responses, dialect == .openAPI31 { continue }
            reportMissing(key, hint, in: place, as: kind, isWarning: Self.dispensable.contains(key) && !options.isStrict)
        }
        return true
    }

    /// Keywords whose schema is a boolean more often than not.
    private static let openKeywords: Set<Keyword> = [
        .additionalProperties, .unevaluatedProperties, .unevaluatedItems, .additionalItems, .items,
    ]

    private func shapeHint(for place: Place, _ kind: ObjectKind) -> String? {
        if kind == .schema, let text = place.node.string {
            if Self.openKeywords.contains(key: place.name),
                let meant = closestName(to: text.lowercased(), among: ["true", "false"])
            {
                return "did you mean `\(meant)`?"
            }
            return text.hasPrefix("#/") ? "write `$ref: '\(text)'`" : "write `type: \(text)` under it"
        }
        if kind == .pathItem, place.node.isNull { return "indent the methods deeper than the path" }
        if kind == .schema, place.node.isNull { return "write `{}` for any value at all" }
        return nil
    }

    /// Names of definitions have few characters (OpenAPI 3.1, 4.8.7.1); others are common, and harm nobody here.
    private func checkNames(in components: Place) {
        for (_, definitions) in components.entries {
            for (name, place) in definitions.entries where !definitions.name.hasPrefix("x-") {
                let isGood =
                    !name.isEmpty
                    && name.utf8.allSatisfy { byte in
                        byte < 0x7F
                            && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
                                || ".-_".utf8.contains(byte))
                    }
                if isGood { continue }
                warn(
                    "wrong-name", "\(VisibleText.quoted(name)) has characters that names in `components` may not have",
                    at: place, location: definitions.keyLocation(name), hint: "use letters, digits, `.`, `-` and `_`")
            }
        }
    }

    // MARK: Values

    private func check(_ value: Place, _ shape: Shape, named name: String, hint: String?) {
        switch shape {
        case .object(let kind): checkShape(value, as: kind)
        case .schema where value.node.boolean != nil && dialect == .openAPI31: return
        case .schema where value.node.sequence != nil:
            reportShape(value, shape, named: name, hint: hint)
        case .schema: checkShape(value, as: .schema)
        case .list where value.node.isNull, .map where value.node.isNull, .extensibleMap where value.node.isNull:
            warn("wrong-shape", "`\(name)` has no value: it counts as left out", at: value, hint: "remove it, or fill it in")
        case .list(let item):
            guard value.node.sequence != nil else { return reportShape(value, shape, named: name, hint: hint) }
            for place in value.items { check(place, item, named: name, hint: hint) }
        case .map(let item), .extensibleMap(let item):
            guard value.node.mapping != nil else { return reportShape(value, shape, named: name, hint: hint) }
            if let reference = value[.ref], reference.node.string != nil, item.isObject { return checkTarget(of: reference) }
            let isExtensible = if case .extensibleMap = shape { true } else { false }
            for (key, place) in value.entries where !isExtensible || !key.hasPrefix("x-") {
                // A callback may be a reference.
                if isExtensible, key == Keyword.ref, place.node.string != nil {
                    checkTarget(of: place)
                    continue
                }
                check(place, item, named: key, hint: nil)
            }
        case .either(let first, let second):
            check(value, isLike(value, first) ? first : second, named: name, hint: hint)
        case .types: checkTypes(value, hint: hint)
        case .numberedText where value.node.double != nil:
            warn(
                "wrong-shape", "`\(name)` must be a string, not \(value.node.kindName)", at: value,
                hint: value.node.quotingHint(for: value.node.integer?.decimal ?? numberText(value) ?? ""))
        case .text where value[.ref]?.node.string != nil: checkTransclusion(value, named: name)
        case .text where value.node.isNull && value.name != Keyword.ref:
            warn("wrong-shape", "`\(name)` has no value: it counts as left out", at: value, hint: "remove it, or write a text")
        default:
            if !isLike(value, shape) { reportShape(value, shape, named: name, hint: hint) }
        }
    }

    private func isLike(_ value: Place, _ shape: Shape) -> Bool {
        switch shape {
        case .text, .numberedText: value.node.string != nil
        case .boolean: value.node.boolean != nil
        case .number: value.node.double?.isFinite == true
        case .list: value.node.sequence != nil
        case .count: value.node.int.map { $0 >= 0 } ?? false
        default: true
        }
    }

    private func reportShape(_ value: Place, _ shape: Shape, named name: String, hint: String?) {
        let written =
            switch shape {
            case .count where value.node.integer != nil: "\(value.node.integer?.decimal ?? "")"
            case .number where value.node.double != nil: numberText(value) ?? ""
            default: value.node.kindName
            }
        let isQuoted = value.node.string.map { ["true", "false"].contains($0) || Double($0) != nil } ?? false
        error(
            "wrong-shape", "`\(name)` must be \(shape.title), not \(written)", at: value,
            hint: hint ?? (isQuoted ? "remove the quotes" : flagHint(value, shape) ?? textHint(value, shape)))
    }

    /// What YAML 1.1 took for true and false is text today.
    private static let oldFlags = ["yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"]

    private func flagHint(_ value: Place, _ shape: Shape) -> String? {
        guard case .boolean = shape, let text = value.node.string?.lowercased() else { return nil }
        if let flag = Self.oldFlags[text] { return "write `\(flag)`" }
        return closestName(to: text, among: ["true", "false"]).map { "did you mean `\($0)`?" }
    }

    private func textHint(_ value: Place, _ shape: Shape) -> String? {
        guard case .text = shape, value.node.double != nil || value.node.boolean != nil else { return nil }
        let flag = value.node.boolean.map { "\($0)" }
        return value.node.quotingHint(for: flag ?? value.node.integer?.decimal ?? numberText(value) ?? "")
    }

    private func numberText(_ value: Place) -> String? {
        switch value.node.value {
        case .integer(let number): number.text
        case .number(let number): number.text
        default: nil
        }
    }

    // MARK: Keywords

    private func reportUnknown(_ key: String, in place: Place, as kind: ObjectKind) {
        if key == Keyword.ref {
            return error(
                "wrong-reference", "`$ref` can't stand in place of \(kind.title)", at: place[named: key] ?? place,
                location: place.keyLocation(key), hint: "write the object out")
        }
        warn(
            "unknown-keyword", "`\(key)` isn't a keyword of \(kind.title): it has no effect", at: place[named: key] ?? place,
            location: place.keyLocation(key), hint: hint(forUnknown: key, in: kind))
    }

    private func hint(forUnknown key: String, in kind: ObjectKind) -> String {
        // What OpenAPI 2 has here has moved.
        switch kind {
        case .parameter, .header, .mediaType:
            if SchemaKeyword.of(key: key) != nil { return "put it under `schema:`" }
        case .response where key == Keyword.schema:
            return "put it under `content:` with a media type, such as `application/json:`"
        case .pathItem where ObjectKind.operation.keywords[key] != nil: return "put it under a method, such as `get:`"
        default: break
        }
        if let close = suggestion(for: key, among: kind.keywords.keys.sorted()) { return "did you mean `\(close)`?" }
        return "remove it, or name it `x-\(key)` if a tool of yours reads it"
    }

    /// Fields that the specification asks for, and without which all is clear.
    private static let dispensable: Set<Keyword> = [.info, .title, .version, .responses]

    private func reportMissing(_ key: Keyword, _ hint: String, in place: Place, as kind: ObjectKind, isWarning: Bool) {
        let others = place.entries.map(\.key).filter { kind.keywords[$0] == nil }
        let close = suggestion(for: key.rawValue, among: others)
        report(
            isWarning && close == nil ? .warning : .error, "missing-field", "\(kind.title) has no `\(key)`, which it must have",
            at: place,
            hint: close.map { "did you mean `\(key)` where it says `\($0)`?" } ?? hint)
    }

    private func warnDialect(_ key: String, _ version: String, in place: Place) {
        warn(
            "dialect", "`\(key)` is of OpenAPI \(version) and not of \(versionText): it is taken as it is meant there",
            at: place[named: key] ?? place, location: place.keyLocation(key),
            hint: key == Keyword.nullable ? "write `type: [string, 'null']`" : "or is `openapi: \(version).0` what you meant?")
    }

    // MARK: References

    /// An object that is a `$ref`: what stands beside it is lost.
    private func checkReference(_ place: Place, _ kind: ObjectKind) {
        guard let reference = place[.ref] else { return }
        check(reference, .text, named: Keyword.ref.rawValue, hint: nil)
        if kind == .operation || kind == .mediaType && minorVersion < 2 { warnReference(reference, kind) }
        checkTarget(of: reference)
        for (key, _) in place.entries where key != Keyword.ref && !key.hasPrefix("x-") {
            // What is only documented is shown wherever it stands.
            if Self.words.contains(key: key) { continue }
            if case .documented? = kind.keywords[key]?.fate { continue }
            warn(
                "reference-sibling", "`\(key)` has no effect beside `$ref`", at: place[named: key] ?? place,
                location: place.keyLocation(key), hint: "move it to what the reference leads to")
        }
    }

    /// Shown wherever they stand.
    private static let words: Set<Keyword> = [.description, .summary, .title]

    /// References are looked up wherever they stand, so that each that dangles is told.
    private func checkTarget(of reference: Place) {
        if reference.node.string != nil { _ = target(of: reference) }
    }

    /// One of each kind is enough to know.
    private func warnReference(_ reference: Place, _ kind: ObjectKind) {
        guard objects.noteReference(inPlaceOf: kind) else { return }
        warn(
            "reference-place", "the specification has no `$ref` in place of \(kind.title): it is followed here and elsewhere",
            at: reference)
    }

    /// A text that is kept in another file.
    private func checkTransclusion(_ value: Place, named name: String) {
        guard let reference = value[.ref], let target = target(of: reference) else { return }
        warn(
            "reference-place", "the specification has no `$ref` in place of the text of `\(name)`", at: value,
            hint: "write the text out")
        if target.node.string == nil { reportShape(target, .text, named: name, hint: nil) }
    }

    // MARK: Types

    private func checkTypes(_ value: Place, hint: String?) {
        let places = value.node.sequence == nil ? [value] : value.items
        if places.isEmpty {
            error("wrong-shape", "`type` lists no type", at: value, hint: "leave it out where any value may stand")
        }
        for place in places where !(place.node.isNull && dialect == .openAPI31) {
            guard let name = place.node.string else {
                error(
                    "wrong-shape", "`type` must be \(Shape.types.title), not \(place.node.kindName)", at: place, hint: hint)
                continue
            }
            if SchemaType.names.contains(name) { continue }
            let close = SchemaType.synonyms[name] ?? suggestion(for: name, among: SchemaType.names)
            refuse(
                .unknownType, "\(VisibleText.quoted(name)) isn't a type of JSON Schema", at: place,
                hint: close.map { "did you mean `\($0)`?" } ?? "the types are \(SchemaType.names.joined(separator: ", "))")
        }
        if value.node.sequence != nil, dialect == .openAPI30 {
            warn(
                "dialect", "a list of types is of OpenAPI 3.1 and not of \(versionText): it is taken as it is meant there",
                at: value,
                hint: "write one type, and `nullable: true` where null is another")
        }
    }
}

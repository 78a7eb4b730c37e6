// Closed lists of strings, integers or other values, and open lists of strings.

internal import WritContract
internal import WritSpec

extension SchemaResolver {
    /// The values that the lists of all parts have in common, and that the declared types take: others are never valid.
    /// Where that is none, all of them, for a diagnostic.
    func enumerationValues(of view: SchemaView) -> [Place] {
        let listed = listedValues(of: view)
        let types = typeNames(of: view) ?? []
        let takesAll = types.isEmpty && !isNullAlone(view, types)
        let fitting = listed.filter { $0.node.isNull || takesAll || isValue($0, ofAny: types) }
        return fitting.isEmpty || !types.isEmpty && fitting.allSatisfy(\.node.isNull) ? listed : fitting
    }

    /// Whether null is the only type that is stated.
    private func isNullAlone(_ view: SchemaView, _ types: [String]) -> Bool {
        types.isEmpty && view.onlyType == nil && view.hasAny(of: ["type"])
    }

    private func listedValues(of view: SchemaView) -> [Place] {
        var values: [Place]?
        for part in view.parts {
            for list in [part["enum"]?.items, part["const"].map { [$0] }, part["x-extensible-enum"]?.items] {
                guard let list, resolution.spend(list.count, at: part) else { continue }
                guard let before = values else {
                    values = list
                    continue
                }
                let texts = Set(list.map { $0.node.json() })
                values = before.filter { texts.contains($0.node.json()) }
            }
        }
        return values ?? []
    }

    func jsonText(_ node: Node) -> String { String(decoding: node.json(), as: UTF8.self) }

    /// What sort of list it is: by its values, as far as the declared types take them.
    func enumerationKind(of view: SchemaView, declared: [String]) -> SchemaKind? {
        let all = enumerationValues(of: view)
        let values = all.filter { !$0.node.isNull }
        let keyword = view["enum"] == nil ? "const" : "enum"
        let place = view[keyword] ?? view.place
        if let list = view["enum"], list.node.sequence == nil { return nil }
        if all.isEmpty {
            resolution.error(
                "empty-enumeration",
                view.all("enum").count + view.all("const").count > 1
                    ? "the values that are listed here are none of those that another part of the schema lists"
                    : "`\(keyword)` lists no value", at: place,
                hint: "list the values, or leave `\(keyword)` out")
            return nil
        }
        if values.isEmpty {
            if !declared.isEmpty, !isNullable(view) {
                resolution.tolerate(
                    "empty-enumeration",
                    "`\(keyword)` lists no value but null, and the `type` does not take it: null is what is taken", at: place,
                    hint: resolution.dialect == .openAPI30 ? "add `nullable: true`" : "write `type: 'null'`")
            }
            return .enumeration(.value)
        }
        let stated = isNullAlone(view, declared) ? ["null"] : declared
        guard checkTypes(of: listedValues(of: view).filter { !$0.node.isNull }, stated) else { return nil }
        if values.allSatisfy({ $0.node.string != nil }), declared.isEmpty || declared.contains("string") {
            return .enumeration(.string)
        }
        if values.allSatisfy({ $0.node.integer?.int64 != nil }), declared.isEmpty || declared.contains("integer") {
            return .enumeration(.integer)
        }
        if declared == ["boolean"], Set(values.map { $0.node.boolean }) == [true, false] { return .boolean }
        return .enumeration(.value)
    }

    /// False where no value fits the types: then nothing is ever valid.
    private func checkTypes(of values: [Place], _ declared: [String]) -> Bool {
        guard !declared.isEmpty else { return true }
        let odd = values.filter { !isValue($0, ofAny: declared) }
        let isHopeless = odd.count == values.count
        for value in odd {
            resolution.report(
                isHopeless || resolution.options.isStrict ? .error : .warning, "enumeration-type",
                "\(value.node.kindName) is listed among values of type `\(declared.joined(separator: "` or `"))`\(isHopeless ? "" : ": it is never valid")",
                at: value,
                hint: declared == ["string"]
                    ? "put it in quotes: `'\(written(value).filter { $0 != "`" })'`"
                    : declared == ["integer"] ? "list integers only" : "list values of that type only")
            if isHopeless { return false }
        }
        return true
    }

    private func isValue(_ value: Place, ofAny types: [String]) -> Bool { types.contains { isValue(value, of: $0) } }

    private func isValue(_ value: Place, of type: String) -> Bool {
        switch type {
        case "string": value.node.string != nil
        case "integer": value.node.integer != nil
        case "number": value.node.double != nil
        case "boolean": value.node.boolean != nil
        case "array": value.node.sequence != nil
        case "null": value.node.isNull
        default: value.node.mapping != nil
        }
    }

    // MARK: Declarations

    func resolveEnumeration(_ view: SchemaView, _ type: EnumerationType, name: TypeName) -> ValueSchema? {
        let kind: TypeDeclaration.Kind?
        switch type {
        case .string:
            checkBounds(of: view, type)
            let cases = cases(of: view, value: \.node.string) { SwiftNames.caseName($0) }
            kind = isOpen(view) ? .openEnumeration(cases) : .stringEnumeration(cases)
        case .integer:
            checkBounds(of: view, type)
            kind = integerEnumeration(view)
        case .value:
            kind = .valueEnumeration(cases(of: view, value: { self.jsonText($0.node) }) { self.valueName($0) })
        }
        guard let kind else { return nil }
        registry.declare(
            TypeDeclaration(
                name: name, kind: kind, documentation: documentation(of: view.place),
                isDeprecated: view.place["deprecated"]?.node.boolean == true))
        return ValueSchema(.named(name))
    }

    private func cases(
        of view: SchemaView, value: (Place) -> String?, name: (String) -> String
    ) -> [EnumerationCase] {
        var names = NameScope(reserved: ReservedNames.cases + (isOpen(view) ? ["unknown"] : []))
        let given = view.parts.reduce(into: [String: String]()) { names, part in
            names.merge(resolution.givenCaseNames(of: part)) { _, new in new }
        }
        // By their bytes: an accented letter and a letter with an accent behind it are two values.
        var seen: Set<[UInt8]> = []
        var cases: [EnumerationCase] = []
        let values = enumerationValues(of: view)
        // Where null is all that is listed, it is a value of its own.
        let isNullOnly = values.allSatisfy(\.node.isNull)
        for place in values where isNullOnly || !place.node.isNull {
            guard let value = value(place) else { continue }
            guard seen.insert(Array(value.utf8)).inserted else {
                resolution.warn("duplicate-value", "the value `\(value)` is listed twice", at: place, hint: "remove one")
                continue
            }
            cases.append(EnumerationCase(swiftName: names.claim(given[value] ?? name(value)), value: value))
        }
        if cases.isEmpty { cases.append(EnumerationCase(swiftName: "null", value: "null")) }
        return cases
    }

    private func integerEnumeration(_ view: SchemaView) -> TypeDeclaration.Kind? {
        let integer = integerType(of: view)
        for place in enumerationValues(of: view) {
            guard let value = place.node.integer, integer.literal(value) == nil else { continue }
            resolution.error(
                "enumeration-type", "\(value.decimal) is no \(integer.rawValue)", at: place,
                hint: "correct the value or the `format`")
            return nil
        }
        let cases = cases(of: view, value: { $0.node.integer?.decimal }) { digits in
            digits.hasPrefix("-") ? "minus" + digits.dropFirst() : "value" + digits
        }
        return .integerEnumeration(integer, cases)
    }

    private func valueName(_ text: String) -> String {
        let name = SwiftNames.caseName(text)
        return text.first.map { $0.isNumber || $0 == "-" } == true && !name.hasPrefix("value")
            ? "value" + SwiftNames.typeName(name) : name
    }

    /// Asked for by an extension, or for all lists of several values: values beyond those that are listed are taken too.
    private func isOpen(_ view: SchemaView) -> Bool {
        if let own = view["x-writ-open"]?.node.boolean { return own }
        let isAsked = resolution.options.hasOpenEnumerations && view["const"] == nil && enumerationValues(of: view).count > 1
        return isAsked || view["x-writ-open"]?.node.boolean == true || view["x-extensible-enum"] != nil
    }

    /// Bounds beside a closed list say nothing more, unless a listed value breaks one.
    private func checkBounds(of view: SchemaView, _ type: EnumerationType) {
        var bounded = ValueSchema(type == .string ? .string : .integer(integerType(of: view)))
        constrain(&bounded, by: view)
        for place in enumerationValues(of: view) where !place.node.isNull && value(of: place, for: bounded) == nil {
            // That a number does not fit its format is told elsewhere.
            if let number = place.node.integer, integerType(of: view).literal(number) == nil { continue }
            let value = place.node.string ?? place.node.integer?.decimal ?? ""
            resolution.error(
                "impossible-value", "the listed value \(VisibleText.quoted(value)) is not valid by the schema's own bounds",
                at: place, hint: "remove the value, or widen the bounds")
        }
    }
}

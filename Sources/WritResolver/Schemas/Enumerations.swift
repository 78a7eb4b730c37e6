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
        let typed = listed.filter { $0.node.isNull || takesAll || isValue($0, ofAny: types) }
        let fitting = typed.filter { isInBounds($0, of: view) }
        return fitting.isEmpty || !types.isEmpty && fitting.allSatisfy(\.node.isNull) ? listed : fitting
    }

    /// Whether null is the only type that is stated.
    private func isNullAlone(_ view: SchemaView, _ types: [String]) -> Bool {
        types.isEmpty && view.onlyType == nil && view.hasAny(of: [.type])
    }

    private func listedValues(of view: SchemaView) -> [Place] {
        var values: [Place]?
        for part in view.parts {
            for list in [
                view.listings[part.pointer] ?? part[.enum]?.items, part[.const].map { [$0] }, part[.extensibleEnum]?.items,
            ] {
                guard let list, resolution.spend(list.count, at: part) else { continue }
                guard let before = values else {
                    values = list
                    continue
                }
                let texts = Set(list.map { $0.node.exactJSON() })
                values = before.filter { texts.contains($0.node.exactJSON()) }
            }
        }
        return values ?? []
    }

    /// Whether a listed text or integer keeps the bounds beside the list. Lists of fractions have a rule for theirs.
    private func isInBounds(_ place: Place, of view: SchemaView) -> Bool {
        if let number = place.node.integer {
            let type = integerType(of: view)
            if type != .int, type.literal(number) == nil { return false }
            guard type.literal(number) != nil else { return true }
        } else if place.node.string == nil {
            return true
        }
        let check = ValueCheck(resolution)
        return !view.parts.contains { check.isOutOfBounds(place, of: $0) }
    }

    func jsonText(_ node: Node) -> String { String(decoding: node.exactJSON(), as: UTF8.self) }

    /// What sort of list it is: by its values, as far as the declared types take them.
    func enumerationKind(of view: SchemaView, declared: [String]) -> SchemaKind? {
        let all = enumerationValues(of: view)
        let values = all.filter { !$0.node.isNull }
        let keyword = view[.enum] == nil ? Keyword.const : .enum
        let place = view[keyword] ?? view.place
        if let list = view[.enum], list.node.sequence == nil { return nil }
        if all.isEmpty {
            let lists = view.all(.enum) + view.all(.const)
            resolution.warn(
                "empty-enumeration",
                lists.count > 1
                    ? "the values that are listed here are none of those that another part of the schema lists: none is ever valid"
                    : "`\(keyword)` lists no value: none is ever valid", at: place,
                hint: "list the values, or leave `\(keyword)` out",
                related: lists.first { $0.pointer != place.pointer }
                    .map { [.init(location: $0.node.location, message: "the other list is written here")] } ?? [])
            return .impossible
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
        let listed = listedValues(of: view).filter { !$0.node.isNull }
        guard checkTypes(of: listed, stated, view),
            checkBounds(of: listed.filter { isValue($0, ofAny: stated) || stated.isEmpty }, view)
        else { return .impossible }
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
    private func checkTypes(of values: [Place], _ declared: [String], _ view: SchemaView) -> Bool {
        guard !declared.isEmpty else { return true }
        let odd = values.filter { !isValue($0, ofAny: declared) }
        let isHopeless = odd.count == values.count
        let type = view[.type]
        for value in odd {
            resolution.warn(
                "enumeration-type",
                "\(value.node.kindName) is listed among values of type `\(declared.joined(separator: "` or `"))`: \(isHopeless ? "no value that is listed is ever valid" : "it is never valid")",
                at: value,
                hint: declared == ["string"]
                    ? value.node.quotingHint(for: written(value).filter { $0 != "`" })
                    : declared == ["integer"] ? "list integers only" : "list values of that type only",
                related: type.map { [.init(location: $0.node.location, message: "the type is written here")] } ?? [])
            if isHopeless { break }
        }
        if isHopeless { odd.forEach { resolution.log.countAsSaid("enumeration-type", of: $0) } }
        return !isHopeless
    }

    /// The same for bounds beside the list: they say nothing more, unless a listed value breaks one.
    private func checkBounds(of values: [Place], _ view: SchemaView) -> Bool {
        let odd = values.filter { !isInBounds($0, of: view) }
        let type = integerType(of: view)
        let outcome = odd.count == values.count ? "no value that is listed is ever valid" : "it is never valid"
        for place in odd {
            if let number = place.node.integer, type.literal(number) == nil {
                let format = view[.format]
                resolution.warn(
                    "enumeration-type", "\(number.decimal) is no \(type.rawValue): \(outcome)", at: place,
                    hint: "correct the value or the `format`",
                    related: format.map { [.init(location: $0.node.location, message: "the format is written here")] } ?? [])
                continue
            }
            let keywords = place.node.string == nil ? SchemaKeyword.numberBounds : SchemaKeyword.textBounds
            let bound = keywords.compactMap { view[$0] }.first
            resolution.warn(
                "impossible-value",
                "the listed value \(VisibleText.quoted(place.node.string ?? written(place))) is not valid by the schema's own bounds: \(outcome)",
                at: place, hint: "remove the value, or widen the bounds",
                related: bound.map { [.init(location: $0.node.location, message: "a bound is written here")] } ?? [])
        }
        return odd.isEmpty || odd.count < values.count
    }

    func isValue(_ value: Place, ofAny types: [String]) -> Bool { types.contains { isValue(value, of: $0) } }

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
            let cases = cases(of: view, value: \.node.string) { SwiftNames.caseName($0) }
            kind = isOpen(view) ? .openEnumeration(cases) : .stringEnumeration(cases)
        case .integer:
            kind = integerEnumeration(view)
        case .value:
            kind = .valueEnumeration(cases(of: view, value: { self.jsonText($0.node) }) { self.valueName($0) })
        }
        guard let kind else { return nil }
        registry.declare(
            TypeDeclaration(
                name: name, kind: kind, documentation: documentation(of: view.place),
                isDeprecated: view.place.schema.isDeprecated))
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
            let member = view.annotations[jsonText(place.node)]
            let title = place.node.string == nil ? member?[.title]?.node.string.map(SwiftNames.caseName) : nil
            cases.append(
                EnumerationCase(
                    swiftName: names.claim(given[value] ?? title ?? name(value)), value: value,
                    documentation: member.flatMap { caseDocumentation($0) }))
        }
        if cases.isEmpty { cases.append(EnumerationCase(swiftName: "null", value: "null")) }
        return cases
    }

    /// The description, or a title that says more than the value does.
    private func caseDocumentation(_ member: Place) -> String? {
        if let description = member.schema.description { return description }
        guard let title = member.schema.title,
            let value = member[.const]?.node.string ?? member[.enum]?.items.first?.node.string
        else { return nil }
        return SwiftNames.caseName(title).lowercased() == SwiftNames.caseName(value).lowercased() ? nil : title
    }

    private func integerEnumeration(_ view: SchemaView) -> TypeDeclaration.Kind? {
        let integer = integerType(of: view)
        let cases = cases(of: view, value: { $0.node.integer?.decimal }) { self.valueName($0) }
        return .integerEnumeration(integer, cases)
    }

    /// `value1`, `minus1`, `minus1Dot25`: a number by its digits, whatever sort of number it is; other values as texts.
    func valueName(_ text: String) -> String {
        guard let first = text.first, first.isNumber || first == "-" else { return SwiftNames.caseName(text) }
        return SwiftNames.memberName(
            text.map { $0 == "-" ? "_minus_" : $0 == "." ? "_dot_" : $0 == "+" ? "_plus_" : String($0) }.joined())
    }

    /// Asked for by an extension, or for all lists of several values: values beyond those that are listed are taken too.
    private func isOpen(_ view: SchemaView) -> Bool {
        if let own = view[.writOpen]?.node.boolean { return own }
        let isAsked = resolution.options.hasOpenEnumerations && view[.const] == nil && enumerationValues(of: view).count > 1
        return isAsked || view[.writOpen]?.node.boolean == true || view[.extensibleEnum] != nil
    }
}

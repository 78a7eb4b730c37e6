// Rules of JSON Schema about its own keywords, which no value has to be looked at for.

internal import WritSpec

extension Resolution {
    func lintKeywords(_ place: Place) {
        lintTypes(place)
        lintItems(place)
        lintConditions(place)
        lintIdentifiers(place)
    }

    private func lintTypes(_ place: Place) {
        var seen: Set<String> = []
        for type in place[.type]?.items ?? [] {
            guard let name = type.node.string, !seen.insert(name).inserted else { continue }
            error("duplicate-value", "`type` lists `\(VisibleText.visible(name))` twice", at: type, hint: "remove one")
        }
        if dialect == .openAPI30, let type = place[.type], type.node.string == "null" {
            warn(
                "dialect", "the type `null` is of OpenAPI 3.1 and not of \(versionText): it is taken as it is meant there",
                at: type,
                hint: "write `nullable: true` beside another type")
        }
    }

    private func lintItems(_ place: Place) {
        if let items = place[.items], items.node.sequence != nil {
            let is30 = dialect == .openAPI30
            warn(
                "dialect", "`items` is one schema in OpenAPI \(is30 ? "3.0" : "3.1"): a list is taken as older drafts mean it",
                at: items, hint: is30 ? "write one schema for all items" : "write `prefixItems`")
        }
        if let least = place[.minContains]?.node.int, let most = place[.maxContains], let count = most.node.int, count < least {
            error(
                "impossible-bound", "`maxContains` (\(count)) is less than `minContains` (\(least)): no value fits", at: most,
                hint: "let the upper bound be the greater one")
        }
        for keyword in [Keyword.minContains, .maxContains] where place[keyword] != nil && place[.contains] == nil {
            warnOfNoEffect(keyword, without: .contains, place)
        }
    }

    private func lintConditions(_ place: Place) {
        for keyword in [Keyword.then, .else] where place[keyword] != nil && place[.if] == nil {
            warnOfNoEffect(keyword, without: .if, place)
        }
    }

    private func warnOfNoEffect(_ keyword: Keyword, without other: Keyword, _ place: Place) {
        warn(
            "no-effect", "`\(keyword)` has no effect without `\(other)`", at: place[keyword] ?? place,
            location: place.keyLocation(keyword), hint: "add `\(other)`, or remove it")
    }

    /// JSON Schema 2020-12, sections 8.2.1 and 8.2.2.
    private func lintIdentifiers(_ place: Place) {
        if let id = place[.id], id.node.string?.contains(where: { $0 == "#" }) == true, id.node.string?.last != "#" {
            error("wrong-name", "an `$id` can't have a fragment", at: id, hint: "write `$anchor` for a name within the document")
        }
        for keyword in [Keyword.anchor, .dynamicAnchor] {
            guard let anchor = place[keyword], let name = anchor.node.string else { continue }
            if !isAnchor(name) {
                error(
                    "wrong-name", "\(VisibleText.quoted(name)) can't be the name of an anchor", at: anchor,
                    hint: "begin with a letter or `_`; letters, digits, `-`, `_` and `.` may follow")
            }
            let identifiers = files.file(of: place).identifiers
            let first = identifiers.anchors[base(of: place).root.pointer]?[name]
            if let first, first.pointer != place.pointer {
                error(
                    "duplicate-name",
                    "the anchor \(VisibleText.quoted(name)) is declared twice: references lead to the first one",
                    at: anchor, hint: "give each a name of its own")
            }
        }
    }

    private func isAnchor(_ name: String) -> Bool {
        func isLetter(_ scalar: Unicode.Scalar) -> Bool { "a"..."z" ~= scalar || "A"..."Z" ~= scalar || scalar == "_" }
        guard let first = name.unicodeScalars.first, isLetter(first) else { return false }
        return name.unicodeScalars.allSatisfy { isLetter($0) || "0"..."9" ~= $0 || $0 == "-" || $0 == "." }
    }
}

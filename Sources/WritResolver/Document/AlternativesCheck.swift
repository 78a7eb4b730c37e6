// Lists of schemas that can't be what is meant: empty ones, and ones that name the same schema twice.

internal import WritSpec

extension Resolution {
    func checkAlternatives(of schema: Place) {
        for keyword in SchemaKeyword.combining {
            guard let list = schema[keyword], let items = list.node.sequence else { continue }
            if items.isEmpty {
                tolerate(
                    "empty-list", "`\(keyword)` lists no schema, and must list one at least: it has no effect", at: list,
                    location: schema.keyLocation(keyword), hint: "remove it, or list what is meant")
            }
            if keyword == .oneOf { checkRepetition(in: list) }
        }
    }

    /// What is valid by one of them is valid by the other, and `oneOf` takes exactly one.
    private func checkRepetition(in list: Place) {
        var known: Set<String> = []
        for member in list.items {
            guard let reference = member[.ref]?.node.string, member.entries.count == 1 else { continue }
            if known.insert(reference).inserted { continue }
            tolerate(
                "duplicate-value", "`oneOf` lists \(VisibleText.quoted(reference)) twice: it counts once", at: member,
                hint: "remove one of the two: by its letter, no value fits exactly one of them")
        }
    }
}

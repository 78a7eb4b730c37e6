// Rules of tags: their hierarchy (OpenAPI 3.2) is one of tags that there are, and leads nowhere in a circle.

internal import WritSpec

extension Resolution {
    func lintTags() {
        let tags = root[.tags]?.items ?? []
        var parents: [String: String] = [:]
        for tag in tags {
            if let name = tag[.name]?.node.string, let parent = tag[.parent]?.node.string { parents[name] = parent }
        }
        let names = tags.compactMap { $0[.name]?.node.string }
        lintUsedTags(among: names)
        let known = Set(names)
        let circling = Self.circling(parents)
        for tag in tags {
            guard let name = tag[.name]?.node.string, let place = tag[.parent], let parent = place.node.string else { continue }
            guard known.contains(parent) else {
                let close = suggestion(for: parent, among: names)
                error(
                    "missing-tag", "there is no tag \(VisibleText.quoted(parent))", at: place,
                    hint: close.map { "did you mean `\($0)`?" } ?? "add it to `tags`")
                continue
            }
            if circling.contains(name) {
                error("tag-cycle", "the tag `\(name)` is its own ancestor", at: place, hint: "remove one `parent` of the circle")
            }
        }
    }

    /// A document that lists tags lists all of them.
    private func lintUsedTags(among names: [String]) {
        guard !names.isEmpty else { return }
        let listed = Set(names)
        for operation in objects.places(of: .operation) {
            for tag in operation[.tags]?.items ?? [] {
                guard let name = tag.node.string, !listed.contains(name) else { continue }
                let close = suggestion(for: name, among: names)
                warn(
                    "unlisted-tag", "`tags` of the document doesn't list \(VisibleText.quoted(name))", at: tag,
                    hint: close.map { "did you mean `\($0)`?" } ?? "add it there")
            }
        }
    }

    /// The names that are their own ancestors.
    private static func circling(_ parents: [String: String]) -> Set<String> {
        var found: Set<String> = []
        var visited: Set<String> = []
        for start in parents.keys {
            var way: [String] = []
            var next: String? = start
            while let name = next, visited.insert(name).inserted {
                way.append(name)
                next = parents[name]
            }
            if let name = next, let first = way.firstIndex(of: name) { found.formUnion(way[first...]) }
        }
        return found
    }
}

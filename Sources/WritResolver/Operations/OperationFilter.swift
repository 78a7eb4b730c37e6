// Which operations are generated: by tag, path and id.

internal import WritContract
internal import WritSpec

/// What is left of a document's operations. Without anything in it, all are.
package struct OperationFilter: Sendable, Equatable {
    /// An operation must have one of these tags, if there are some.
    package var includedTags: [String] = []
    package var excludedTags: [String] = []
    /// Globs over paths as the document has them: `*` is a part of a segment, `**` any number of segments.
    package var includedPaths: [String] = []
    package var excludedPaths: [String] = []
    /// Operation ids. An operation that is named here is there, whatever the other lists say.
    package var operations: [String] = []

    package init() {}

    var isEmpty: Bool { self == OperationFilter() }
}

extension Resolution {
    /// The operations that the filter lets through. Paths are of operations that are offered; callbacks go with these.
    func filtered(_ sources: [OperationSource]) -> [OperationSource] {
        let filter = options.filter
        return filter.isEmpty ? sources : sources.filter { $0.receiver?.kind == .callbacks || isIncluded($0, filter) }
    }

    private func isIncluded(_ source: OperationSource, _ filter: OperationFilter) -> Bool {
        if let id = source.place[.operationId]?.node.string, filter.operations.contains(id) { return true }
        let hasOthers = !(filter.includedTags + filter.excludedTags + filter.includedPaths + filter.excludedPaths).isEmpty
        if !filter.operations.isEmpty, !hasOthers { return false }
        let tags = tags(of: source)
        if !filter.includedTags.isEmpty, !tags.contains(where: filter.includedTags.contains) { return false }
        if tags.contains(where: filter.excludedTags.contains) { return false }
        if source.receiver != nil { return true }
        let path = source.path.text
        if !filter.includedPaths.isEmpty, !filter.includedPaths.contains(where: { globMatches($0, path) }) { return false }
        return !filter.excludedPaths.contains { globMatches($0, path) }
    }

    /// What the filter names and the document has not is an error.
    func checkFilter() {
        if options.filter.isEmpty { return }
        let operations = objects.places(of: .operation)
        let paths = (root[.paths]?.entries ?? []).map(\.key)
        let filter = options.filter
        let ids = operations.compactMap { $0[.operationId]?.node.string }
        for id in filter.operations where !ids.contains(id) { reportFilter("operation", id, among: ids) }
        let tags = Set(operations.flatMap { $0[.tags]?.items ?? [] }.compactMap(\.node.string)).sorted()
        for tag in filter.includedTags + filter.excludedTags where !tags.contains(tag) { reportFilter("tag", tag, among: tags) }
        for glob in filter.includedPaths where !paths.contains(where: { globMatches(glob, $0) }) {
            reportFilter("path", glob, among: paths)
        }
    }

    private func tags(of source: OperationSource) -> [String] {
        (source.place[.tags]?.items ?? []).compactMap(\.node.string)
    }

    private func reportFilter(_ noun: String, _ name: String, among names: [String]) {
        let close = suggestion(for: name, among: names)
        error(
            "filter", "the filter names the \(noun) \(VisibleText.quoted(name)), which no operation has", at: root,
            hint: close.map { "did you mean `\($0)`?" } ?? "correct it, or leave it out")
    }
}

/// Whether a path is one that the glob stands for.
func globMatches(_ glob: String, _ path: String) -> Bool {
    func matches(_ globs: ArraySlice<Substring>, _ segments: ArraySlice<Substring>) -> Bool {
        guard let glob = globs.first else { return segments.isEmpty }
        if glob == "**" {
            return matches(globs.dropFirst(), segments) || !segments.isEmpty && matches(globs, segments.dropFirst())
        }
        guard let segment = segments.first, segmentMatches(Array(glob), Array(segment)) else { return false }
        return matches(globs.dropFirst(), segments.dropFirst())
    }
    let split = { (text: String) in text.split(separator: "/", omittingEmptySubsequences: false)[...] }
    return matches(split(glob), split(path))
}

/// `*` is any text, in time that grows with the product of both lengths.
private func segmentMatches(_ glob: [Character], _ text: [Character]) -> Bool {
    var reachable = Set([0])
    for character in text {
        var next: Set<Int> = []
        for place in closure(reachable, glob) where place < glob.count {
            if glob[place] == "*" { next.insert(place) } else if glob[place] == character { next.insert(place + 1) }
        }
        reachable = next
    }
    return closure(reachable, glob).contains(glob.count)
}

/// The places that stars let be reached without a character.
private func closure(_ places: Set<Int>, _ glob: [Character]) -> Set<Int> {
    var result = places
    for place in places.sorted() {
        var place = place
        while place < glob.count, glob[place] == "*" {
            place += 1
            result.insert(place)
        }
    }
    return result
}

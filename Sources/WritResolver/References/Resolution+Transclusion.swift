// References in place of a mapping that is no object of the specification, such as all of `properties`.

internal import WritSpec

extension Resolution {
    /// Puts what such references lead to in their place: nobody who reads a document later meets them.
    func transclude(in file: DescriptionFile) {
        if let root = transcluded(file.rootPlace, .ofFile(file.root)) { file.replaceRoot(by: root) }
    }

    /// Nil where nothing has to change.
    private func transcluded(_ place: Place, _ part: DocumentPart) -> Node? {
        switch place.node.value {
        case .sequence(let items):
            var changed: [Node]?
            for (index, item) in items.enumerated() where item.mapping != nil || item.sequence != nil {
                let item = Place(node: item, pointer: place.pointer.appending(index: index))
                if let node = transcluded(item, part.item) { changed = changed ?? items; changed?[index] = node }
            }
            return changed.map { Node(.sequence($0), at: place.node.location) }
        case .mapping(let mapping):
            var changed: [Mapping.Entry]?
            for (index, entry) in mapping.entries.enumerated() where entry.value.mapping != nil || entry.value.sequence != nil {
                let inner = part.part(under: entry.key, of: mapping)
                if case .data = inner { continue }
                let child = Place(node: entry.value, pointer: place.pointer.appending(named: entry.key))
                guard let node = replacement(of: child, key: entry.key, inner) else { continue }
                changed = changed ?? mapping.entries
                changed?[index] = Mapping.Entry(
                    key: entry.key, keyKind: entry.keyKind, keyLocation: entry.keyLocation, value: node)
            }
            return changed.map { Node(.mapping(Mapping($0)), at: place.node.location) }
        default: return nil
        }
    }

    private func replacement(of place: Place, key: String, _ part: DocumentPart) -> Node? {
        guard part.holdsSchemas, place.node.mapping?.count == 1, let reference = place[.ref], reference.node.string != nil else {
            return transcluded(place, part)
        }
        guard let target = target(of: reference) else { return nil }
        warn(
            "reference-place", "the specification allows no `$ref` in place of `\(key)`: what it leads to is put there",
            at: place, hint: "write the entries out, or refer to whole objects")
        return target.node.mapping == nil || !hasRoom(for: target.node, at: place) ? nil : target.node
    }

    /// What is put together from parts can be as large and as deep as a document that is written out.
    private func hasRoom(for node: Node, at place: Place) -> Bool {
        let size = node.size(upTo: files.transcludedLeft)
        files.transcludedLeft = max(0, files.transcludedLeft - size.nodes)
        let depth = place.pointer.depth
        let isDeep = depth + size.height > ReadingLimits().depthMax
        guard isDeep || files.transcludedLeft == 0 else { return true }
        error(
            isDeep ? "too-deep" : "too-large",
            isDeep
                ? "with what this leads to, the document nests deeper than \(ReadingLimits().depthMax) levels"
                : "references in place of whole mappings make the document too large", at: place,
            hint: "refer to whole objects")
        return false
    }
}

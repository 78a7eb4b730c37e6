// References in place of a mapping that is no object of the specification, such as all of `properties`.

internal import WritSpec

extension Resolution {
    /// Puts what such references lead to in their place: nobody who reads a document later meets them.
    func transclude(in file: DescriptionFile) {
        if let root = transcluded(file.rootPlace, isNames: false) { file.replaceRoot(by: root) }
    }

    /// The keys whose values map names to objects.
    private static let nameMaps: Set<String> = ["properties", "patternProperties", "$defs", "definitions", "schemas"]
    private static let opaqueKeys: Set<String> = ["example", "examples", "default", "enum", "const", "value"]

    /// Nil where nothing has to change.
    ///
    /// - Parameter isNames: the keys of this mapping are names that the author chose.
    private func transcluded(_ place: Place, isNames: Bool) -> Node? {
        switch place.node.value {
        case .sequence(let items):
            var changed: [Node]?
            for (index, item) in items.enumerated() where item.mapping != nil || item.sequence != nil {
                let item = Place(node: item, pointer: place.pointer + "/\(index)")
                if let node = transcluded(item, isNames: false) { changed = changed ?? items; changed?[index] = node }
            }
            return changed.map { Node(.sequence($0), at: place.node.location) }
        case .mapping(let mapping):
            var changed: [Mapping.Entry]?
            for (index, entry) in mapping.entries.enumerated() where entry.value.mapping != nil || entry.value.sequence != nil {
                if !isNames, Self.opaqueKeys.contains(entry.key) || entry.key.hasPrefix("x-") { continue }
                let child = Place(node: entry.value, pointer: place.pointer + "/" + JSONPointer.escaped(entry.key))
                guard let node = replacement(of: child, key: entry.key, isNames: isNames) else { continue }
                changed = changed ?? mapping.entries
                changed?[index] = Mapping.Entry(
                    key: entry.key, keyKind: entry.keyKind, keyLocation: entry.keyLocation, value: node)
            }
            return changed.map { Node(.mapping(Mapping($0)), at: place.node.location) }
        default: return nil
        }
    }

    private func replacement(of place: Place, key: String, isNames: Bool) -> Node? {
        let holdsNames = !isNames && Self.nameMaps.contains(key)
        guard holdsNames, place.node.mapping?.count == 1, let reference = place["$ref"], reference.node.string != nil else {
            return transcluded(place, isNames: holdsNames)
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
        let depth = place.localPointer.utf8.count { $0 == UInt8(ascii: "/") }
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

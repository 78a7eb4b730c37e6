// What `$id`, `$anchor`, `$dynamicAnchor` and `$self` name in one file.

internal import WritSpec

/// Names of schemas besides their pointers (JSON Schema 2020-12, section 8.2).
struct Identifiers {
    /// Schemas with an `$id`, by the identifier resolved against those around it, without a fragment.
    private(set) var resources: [String: Place] = [:]
    /// By the pointer of the resource they stand in, and the name.
    private(set) var anchors: [Pointer: [String: Place]] = [:]
    /// Those of `$dynamicAnchor` alone.
    private(set) var dynamicAnchors: [Pointer: [String: Place]] = [:]
    /// The identifier of each resource by its pointer.
    private(set) var identifierByPointer: [Pointer: String] = [:]

    init() {}

    init(of file: DescriptionFile) {
        let root = file.rootPlace
        if let text = root[.selfReference]?.node.string {
            identifierByPointer[root.pointer] = text
            resources[withoutFragment(text)] = root
        }
        visit(root, as: .ofFile(file.root), in: root.pointer, base: identifierByPointer[root.pointer] ?? file.key)
    }

    /// Recursion is bounded by the reader's limit of depth.
    private mutating func visit(_ place: Place, as part: DocumentPart, in resource: Pointer, base: String) {
        var (resource, base) = (resource, base)
        if part.mayBeSchema, place.node.mapping != nil {
            if let text = place[.id]?.node.string, !text.hasPrefix("#") {
                let identifier = withoutFragment(FilePath.resolved(text, against: base))
                (resource, base) = (place.pointer, identifier)
                identifierByPointer[resource] = identifier
                if resources[identifier] == nil { resources[identifier] = place }
            }
            for keyword in [Keyword.anchor, .dynamicAnchor] {
                guard let name = place[keyword]?.node.string, anchors[resource]?[name] == nil else { continue }
                anchors[resource, default: [:]][name] = place
                if keyword == .dynamicAnchor { dynamicAnchors[resource, default: [:]][name] = place }
            }
        }
        for (place, part) in part.parts(of: place) { visit(place, as: part, in: resource, base: base) }
    }

    private func withoutFragment(_ text: String) -> String { String(text.prefix { $0 != "#" }) }
}

// What the values of a document are, found by the tables of keywords on the way from its root: objects, schemas, names and data.

internal import WritSpec

/// What a value of the document is meant to be. Two walks go by it before anything is checked: the one for names of schemas, and
/// the one for references in place of whole mappings.
enum DocumentPart {
    case object(ObjectKind)
    /// A list of such parts.
    indirect case list(DocumentPart)
    /// It maps names that the author chose to such parts.
    indirect case named(DocumentPart)
    /// Any value: nothing in it is a schema, whatever it looks like.
    case data
    /// A part of a file that no table tells: its keywords may be those of any object.
    case unknown

    /// What a file is as a whole. One that is no whole document holds an object, or names of several.
    static func ofFile(_ root: Node) -> DocumentPart {
        root[.openapi] != nil || root[.swagger] != nil ? .object(.document) : .unknown
    }

    var mayBeSchema: Bool {
        switch self {
        case .object(.schema), .unknown: true
        default: false
        }
    }

    /// Whether it maps names to schemas: a reference alone in its place means all of them.
    var holdsSchemas: Bool { if case .named(.object(.schema)) = self { true } else { false } }

    /// What stands under a key of it.
    func part(under key: String, of mapping: Mapping) -> DocumentPart {
        switch self {
        case .named(let part): return part
        case .data, .list: return .data
        case .object(let kind):
            if let row = kind.keywords[key] { return Self.part(row.shape, mapping[key]) }
            if kind == .callback { return key.hasPrefix("x-") ? .data : .object(.pathItem) }
            return Self.known[key].map { Self.part($0, mapping[key]) } ?? Self.extended(key)
        case .unknown:
            if Self.isSchema(mapping) { return DocumentPart.object(.schema).part(under: key, of: mapping) }
            if Self.holdsNames(mapping) { return .unknown }
            if let shape = Self.known[key] { return Self.part(shape, mapping[key]) }
            return Self.extended(key)
        }
    }

    /// The parts that lie directly in it, in the document's order.
    func parts(of place: Place) -> [(place: Place, part: DocumentPart)] {
        switch place.node.value {
        case .sequence:
            let item = item
            if case .data = item { return [] }
            return place.items.map { ($0, item) }
        case .mapping(let mapping):
            return place.entries.compactMap { key, child in
                guard child.node.mapping != nil || child.node.sequence != nil else { return nil }
                let part = part(under: key, of: mapping)
                if case .data = part { return nil }
                return (child, part)
            }
        default: return []
        }
    }

    /// What the items of it are.
    var item: DocumentPart {
        switch self {
        case .list(let item): item
        case .unknown: .unknown
        default: .data
        }
    }

    private static func part(_ shape: Shape, _ value: Node?) -> DocumentPart {
        switch shape {
        case .object(let kind): .object(kind)
        case .schema: .object(.schema)
        case .list(let item): .list(part(item, nil))
        case .map(let item), .extensibleMap(let item): .named(part(item, nil))
        case .either(let first, let second):
            if case .list = first {
                value?.sequence == nil ? part(second, value) : part(first, value)
            } else {
                part(second, value)
            }
        case .anything, .text, .numberedText, .boolean, .number, .count, .types: .data
        }
    }

    /// What is no keyword there is looked at all the same: it may be one of another version. Extensions of others are theirs.
    private static func extended(_ key: String) -> DocumentPart {
        switch Keyword(key: key) {
        case .writItemSchema: .object(.schema)
        case .extensionWebhooks: .named(.object(.pathItem))
        default: key.hasPrefix("x-") ? .data : .unknown
        }
    }

    /// The keywords that mean one thing wherever they stand, and those of older versions that hold schemas.
    private static let known: [String: Shape] = {
        var shapes: [String: Shape] = [Keyword.definitions.rawValue: .map(.schema)]
        var ambiguous: Set<String> = []
        for kind in ObjectKind.allCases {
            for (key, row) in kind.keywords {
                if let shape = shapes[key], !shape.isLike(row.shape) { ambiguous.insert(key) }
                shapes[key] = row.shape
            }
        }
        return shapes.filter { !ambiguous.contains($0.key) }
    }()

    /// Whether the keys of a mapping that nothing tells are names: each value is then an object by itself.
    private static func holdsNames(_ mapping: Mapping) -> Bool {
        let entries = mapping.entries.filter { !$0.key.hasPrefix("x-") }
        return !entries.isEmpty
            && entries.allSatisfy { entry in entry.value[.ref]?.string != nil || entry.value.mapping.map(isSchema) ?? false }
    }

    /// Whether it bears a keyword that tells a schema.
    private static func isSchema(_ mapping: Mapping) -> Bool {
        [Keyword.type, .id, .anchor, .dynamicAnchor].contains { mapping[$0]?.string != nil }
            || mapping[.properties]?.mapping != nil || SchemaKeyword.combining.contains { mapping[$0]?.sequence != nil }
    }
}

extension Shape {
    /// Whether values of both hold the same parts.
    fileprivate func isLike(_ other: Shape) -> Bool { title == other.title && holding == other.holding }
}

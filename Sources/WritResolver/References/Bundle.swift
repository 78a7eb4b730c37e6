// A description over several files as one document, for those who are served it.

internal import WritSpec

/// Puts what references lead to in other files under `components`, and lets the references point there.
final class Bundle {
    private let resolution: Resolution
    /// The reference that stands for a place of another file.
    private var references: [Pointer: String] = [:]
    /// Components that say no more than which schema of another file they are: that is written in their place.
    private var aliased: [Pointer: Pointer] = [:]
    private var taken: Set<String> = []
    private var waiting: [(section: String, name: String, place: Place, kind: ObjectKind)] = []
    /// What is being written in place of references, so that circles end.
    private var open: [Pointer] = []
    /// What is written in place of references may be repeated: objects within each other, and bytes and values in all.
    private static let openMax = 64
    private var textBytesLeft = 64 << 20
    private var nodesLeft = 2_000_000

    init(_ resolution: Resolution) {
        self.resolution = resolution
        for (section, definitions) in resolution.root[.components]?.entries ?? [] {
            for (name, _) in definitions.entries { taken.insert("\(section)/\(name.lowercased())") }
        }
        for (target, alias) in resolution.hierarchies.aliases {
            references[target] = "#" + Self.fragment(alias.pointer.path)
            aliased[alias.pointer] = target
        }
    }

    func document() -> Node {
        let root = object(resolution.root, .document)
        var sections: [(String, MappingSketch)] = []
        var next = 0
        while next < waiting.count {
            let (section, name, place, kind) = waiting[next]
            next += 1
            if !sections.contains(where: { $0.0 == section }) { sections.append((section, MappingSketch(at: root.location))) }
            let node = value(place, .object(kind))
            for index in sections.indices where sections[index].0 == section { sections[index].1.set(name, node) }
        }
        guard !sections.isEmpty else { return root }
        var result = MappingSketch(at: root.location)
        for entry in root.mapping?.entries ?? [] { result.take(entry) }
        var components = MappingSketch(at: root.location)
        for entry in root[.components]?.mapping?.entries ?? [] { components.take(entry) }
        for (section, added) in sections {
            var all = MappingSketch(at: root.location)
            for entry in components.node[section]?.mapping?.entries ?? [] { all.take(entry) }
            for entry in added.entries { all.take(entry) }
            components.set(section, all.node)
        }
        result.set(.components, components.node)
        return result.node
    }

    // MARK: Walking by the tables of keywords

    private func value(_ place: Place, _ shape: Shape) -> Node {
        switch shape {
        case .object(let kind): return object(place, kind)
        case .schema: return object(place, .schema)
        case .either(let first, let second):
            return value(place, isTaken(place, by: first) ? first : second)
        case .list(let item):
            guard place.node.sequence != nil else { return place.node }
            return Node(.sequence(place.items.map { value($0, item) }), at: place.node.location)
        case .map(let item), .extensibleMap(let item):
            if case .text = item { return place.node }
            return mapping(place) { key, child in key.hasPrefix("x-") ? child.node : value(child, item) }
        case .text, .numberedText:
            guard let reference = place[.ref], let target = resolution.target(of: reference) else { return place.node }
            return target.node
        default: return place.node
        }
    }

    /// Which of two shapes a value has.
    private func isTaken(_ place: Place, by shape: Shape) -> Bool {
        switch shape {
        case .boolean: place.node.boolean != nil
        case .list: place.node.sequence != nil
        case .object, .map, .extensibleMap: place.node.mapping != nil
        case .text: place.node.string != nil
        default: true
        }
    }

    private func mapping(_ place: Place, _ change: (String, Place) -> Node) -> Node {
        guard place.node.mapping != nil else { return place.node }
        if let target = mappingEnd(of: place) { return inlined(target) { mapping(target, change) } ?? place.node }
        var result = MappingSketch(at: place.node.location)
        for (key, child) in place.entries { result.set(key, change(key, child), keyLocation: place.keyLocation(key)) }
        return result.node
    }

    /// Where a mapping that is a reference alone leads to in the end; nil for others, and in a circle.
    private func mappingEnd(of place: Place) -> Place? {
        var seen: Set<Pointer> = []
        var current = place
        while let reference = current[.ref], reference.node.string != nil, current.node.mapping?.count == 1 {
            guard seen.insert(current.pointer).inserted, let target = resolution.target(of: reference) else { return nil }
            current = target
        }
        return seen.isEmpty ? nil : current
    }

    /// The object to write in place of a reference, past those that only lead on; nil where a reference is written.
    private func end(of reference: Place, _ kind: ObjectKind) -> Place? {
        guard var target = resolution.target(of: reference), text(for: target, kind) == nil else { return nil }
        var seen: Set<Pointer> = []
        while let next = target[.ref], next.node.string != nil, seen.insert(target.pointer).inserted,
            let further = resolution.target(of: next), text(for: further, kind) == nil
        {
            target = further
        }
        return target
    }

    private func object(_ place: Place, _ kind: ObjectKind) -> Node {
        guard place.node.mapping != nil else { return place.node }
        let keywords = kind.keywords
        let reference = place[.ref].flatMap { $0.node.string == nil ? nil : $0 }
        if kind == .schema, aliased[place.pointer] != nil, let target = resolution.follow(place, as: .schema) {
            return inlined(target) { members(of: target, kind, target[.ref]) } ?? place.node
        }
        if let reference, keywords[Keyword.ref.rawValue] != nil, let target = end(of: reference, kind) {
            let written = inlined(target) { object(target, kind) } ?? place.node
            return kind == .pathItem ? merged(place, over: written) : written
        }
        return members(of: place, kind, reference)
    }

    /// What stands beside a Path Item's `$ref` is added to what that leads to.
    private func merged(_ place: Place, over target: Node) -> Node {
        var result = MappingSketch(at: place.node.location)
        for entry in target.mapping?.entries ?? [] { result.take(entry) }
        for entry in members(of: place, .pathItem, nil).mapping?.entries ?? [] where entry.key != Keyword.ref {
            let shared = entry.key == Keyword.parameters ? target[.parameters]?.sequence ?? [] : []
            let own = entry.value.sequence ?? []
            result.take(entry, shared.isEmpty ? nil : Node(.sequence(shared + own), at: entry.value.location))
        }
        return result.node
    }

    private func members(of place: Place, _ kind: ObjectKind, _ reference: Place?) -> Node {
        let keywords = kind.keywords
        var result = MappingSketch(at: place.node.location)
        // Nothing may refer to those who extend a schema, and its discriminator means them all the same.
        if kind == .schema, place[.discriminator] != nil {
            for subtype in resolution.subtypes(of: place) where !subtype.isOfMain { _ = text(for: subtype, kind) }
        }
        for (key, child) in place.entries {
            let node: Node
            if key == Keyword.ref, let reference, let target = resolution.target(of: reference),
                let text = text(for: target, kind)
            {
                node = child.node.with(text: text)
            } else if kind == .discriminator, key == Keyword.mapping {
                node = child.node.mapValues { mapped($0.value, in: child) }
            } else if let shape = keywords[key]?.shape, key != Keyword.ref {
                node = value(child, shape)
            } else {
                node = child.node
            }
            result.set(key, node, keyLocation: place.keyLocation(key))
        }
        return result.node
    }

    private func inlined(_ target: Place, _ write: () -> Node) -> Node? {
        guard !open.contains(target.pointer) else { return nil }
        let size = target.node.size(upTo: nodesLeft)
        (nodesLeft, textBytesLeft) = (nodesLeft - size.nodes, textBytesLeft - size.textBytes)
        guard open.count < Self.openMax, nodesLeft >= 0, textBytesLeft >= 0 else {
            (nodesLeft, textBytesLeft) = (max(0, nodesLeft), max(0, textBytesLeft))
            resolution.error(
                "too-large",
                "this is referred to so often, or through so many files, that the one document that is served has no room for it",
                at: target, hint: "define it under `components`, or write OpenAPI 3.1, where path items have a place there")
            return nil
        }
        open.append(target.pointer)
        defer { open.removeLast() }
        return write()
    }

    /// A value of a discriminator's mapping: the name of a schema, or a reference.
    private func mapped(_ node: Node, in mapping: Place) -> Node {
        guard let text = node.string else { return node }
        let place = Place(node: node, pointer: mapping.pointer)
        if let named = resolution.namedSchema(text, at: place) {
            return named.isOfMain ? node : node.with(text: self.text(for: named, .schema) ?? text)
        }
        guard text.contains("/") || text.contains("#") || text.contains("."),
            mapping.isOfMain == false || !text.hasPrefix("#"), let target = resolution.target(of: text, at: place),
            let reference = self.text(for: target, .schema)
        else { return node }
        return node.with(text: reference)
    }

    // MARK: References

    /// What to write for a reference to `target`; nil where the object itself has to be written.
    private func text(for target: Place, _ kind: ObjectKind) -> String? {
        if target.isOfMain { return "#" + Self.fragment(target.pointer.path) }
        if let known = references[target.pointer] { return known }
        guard let section = kind.componentsSection?.rawValue else { return nil }
        // Path items may be components since 3.1, media types since 3.2.
        if kind == .pathItem && resolution.minorVersion < 1 || kind == .mediaType && resolution.minorVersion < 2 { return nil }
        let name = claim(target.suggestedName, in: section)
        let text = "#/components/\(section)/\(name)"
        references[target.pointer] = text
        waiting.append((section, name, target, kind))
        return text
    }

    private func claim(_ suggested: String, in section: String) -> String {
        let letters = suggested.unicodeScalars.map { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar))
                ? Character(scalar) : "_"
        }
        let base = letters.isEmpty ? "part" : String(letters)
        var name = base
        var number = 2
        while !taken.insert("\(section)/\(name.lowercased())").inserted {
            name = base + String(number)
            number += 1
        }
        return name
    }

    /// A pointer as a fragment of a URI (RFC 6901, section 6).
    private static func fragment(_ pointer: String) -> String {
        var text = ""
        for byte in pointer.utf8 {
            let isPlain =
                byte < 0x7F && byte > 0x20 && !"\"%<>[]\\^`{|}#".utf8.contains(byte)
            if isPlain {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}

extension Place {
    /// True for a place of the main document.
    fileprivate var isOfMain: Bool { pointer.file.isEmpty }
}

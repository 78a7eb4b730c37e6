// A mapping while it is put together from parts of a document.

internal import WritSpec

/// Entries that keep the places they were written at; what has none bears the place of what it was made from.
struct MappingSketch {
    private(set) var entries: [Mapping.Entry] = []
    private var positions: [String: Int] = [:]
    let location: SourceLocation

    init(at location: SourceLocation) { self.location = location }

    var isEmpty: Bool { entries.isEmpty }
    var node: Node { Node(.mapping(Mapping(entries)), at: location) }

    func has(_ key: String) -> Bool { positions[key] != nil }

    /// Replaces what was there under the key.
    mutating func set(_ key: String, _ value: Node, keyLocation: SourceLocation? = nil) {
        let entry = Mapping.Entry(key: key, keyLocation: keyLocation ?? value.location, value: value)
        if let position = positions[key] { return entries[position] = entry }
        positions[key] = entries.count
        entries.append(entry)
    }

    func has(_ keyword: Keyword) -> Bool { has(keyword.rawValue) }

    mutating func set(_ keyword: Keyword, _ value: Node, keyLocation: SourceLocation? = nil) {
        set(keyword.rawValue, value, keyLocation: keyLocation)
    }
    mutating func set(_ keyword: Keyword, _ text: String) { set(keyword, Node(.string(text), at: location)) }
    mutating func set(_ keyword: Keyword, _ flag: Bool) { set(keyword, Node(.boolean(flag), at: location)) }

    /// Takes an entry over, under another keyword or with another value where these are given.
    mutating func take(_ entry: Mapping.Entry, as keyword: Keyword? = nil, _ value: Node? = nil) {
        set(keyword?.rawValue ?? entry.key, value ?? entry.value, keyLocation: entry.keyLocation)
    }
}

extension Node {
    /// The same place with another text.
    func with(text: String) -> Node { Node(.string(text), at: location) }

    /// The mapping with each value changed; itself where it is none.
    func mapValues(_ change: (Mapping.Entry) -> Node) -> Node {
        guard let mapping else { return self }
        return Node(
            .mapping(
                Mapping(
                    mapping.entries.map {
                        Mapping.Entry(key: $0.key, keyKind: $0.keyKind, keyLocation: $0.keyLocation, value: change($0))
                    })), at: location)
    }

    func mapItems(_ change: (Node) -> Node) -> Node {
        guard let sequence else { return self }
        return Node(.sequence(sequence.map(change)), at: location)
    }
}

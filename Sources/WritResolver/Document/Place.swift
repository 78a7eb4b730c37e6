// A node of the document together with its JSON pointer: what the resolver walks on.

internal import WritSpec

/// One place of the document. The pointer is its identity: two places with one pointer are one.
struct Place: Sendable {
    let node: Node
    let pointer: Pointer

    /// The value of a keyword, where this is a mapping that has it.
    subscript(keyword: Keyword) -> Place? {
        guard let value = node.mapping?[keyword.rawValue] else { return nil }
        return Place(node: value, pointer: pointer.appending(keyword))
    }

    /// The value under a name that the author chose.
    subscript(named name: String) -> Place? {
        guard let value = node.mapping?[name] else { return nil }
        return Place(node: value, pointer: pointer.appending(named: name))
    }

    /// The entries of a mapping, in the document's order; empty for anything else.
    var entries: [(key: String, place: Place)] {
        (node.mapping?.entries ?? []).map { entry in
            (entry.key, Place(node: entry.value, pointer: pointer.appending(named: entry.key)))
        }
    }

    /// The items of a sequence; empty for anything else.
    var items: [Place] {
        (node.sequence ?? []).enumerated().map { index, item in
            Place(node: item, pointer: pointer.appending(index: index))
        }
    }

    /// The name or the index that leads here.
    var name: String { pointer.name }

    /// The value of a key, or the item at an index.
    func child(_ token: String) -> Place? {
        guard let sequence = node.sequence else { return self[named: token] }
        guard let index = JSONPointer.index(token), index < sequence.count else { return nil }
        return Place(node: sequence[index], pointer: pointer.appending(index: index))
    }

    /// How far the tokens of a pointer lead from here, and which of them are left where there is no further step.
    ///
    /// - Parameter tokens: still escaped.
    func walked(_ tokens: some Collection<Substring>) -> (place: Place, left: [Substring]) {
        var current = self
        var left = Array(tokens)[...]
        while let token = left.first, let next = current.child(JSONPointer.unescaped(token)) {
            current = next
            left.removeFirst()
        }
        return (current, Array(left))
    }

    /// Where the key that leads here is written, or the value where there is no key.
    func keyLocation(_ key: String) -> SourceLocation {
        node.mapping?.entry(key)?.keyLocation ?? node.location
    }

    func keyLocation(_ keyword: Keyword) -> SourceLocation { keyLocation(keyword.rawValue) }
}

// Nodes have no pointers: what is converted from Swagger 2.0 is put together of them.
extension Node {
    subscript(keyword: Keyword) -> Node? { mapping?[keyword] }
}

extension Mapping {
    subscript(keyword: Keyword) -> Node? { self[keyword.rawValue] }

    func entry(_ keyword: Keyword) -> Entry? { entry(keyword.rawValue) }
}

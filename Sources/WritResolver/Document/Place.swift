// A node of the document together with its JSON pointer: what the resolver walks on.

internal import WritSpec

/// One place of the document. The pointer is its identity: two places with one pointer are one.
struct Place: Sendable {
    let node: Node
    /// RFC 6901, from the document's root: empty for the root itself.
    let pointer: String

    /// The value under `key`, where this is a mapping that has it.
    subscript(key: String) -> Place? {
        guard let value = node.mapping?[key] else { return nil }
        return Place(node: value, pointer: pointer + "/" + JSONPointer.escaped(key))
    }

    /// The entries of a mapping, in the document's order; empty for anything else.
    var entries: [(key: String, place: Place)] {
        (node.mapping?.entries ?? []).map { entry in
            (entry.key, Place(node: entry.value, pointer: pointer + "/" + JSONPointer.escaped(entry.key)))
        }
    }

    /// The items of a sequence; empty for anything else.
    var items: [Place] {
        (node.sequence ?? []).enumerated().map { index, item in
            Place(node: item, pointer: pointer + "/\(index)")
        }
    }

    /// The last token of the pointer, unescaped.
    var name: String {
        let token = pointer.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return JSONPointer.unescaped(token)
    }

    /// Where the key that leads here is written, or the value where there is no key.
    func keyLocation(_ key: String) -> SourceLocation {
        node.mapping?.entry(key)?.keyLocation ?? node.location
    }
}

// How large a value is.

package struct NodeSize {
    /// The value and all values in it.
    package var nodes = 0
    /// Bytes of all keys and texts in it.
    package var textBytes = 0
    /// Values within each other.
    package var height = 0
}

extension Node {
    /// Counts no further than to `limit` values: what is put together from shared parts may have more than can be walked over.
    package func size(upTo limit: Int) -> NodeSize {
        var size = NodeSize()
        add(to: &size, depth: 1, upTo: limit)
        return size
    }

    private func add(to size: inout NodeSize, depth: Int, upTo limit: Int) {
        guard size.nodes <= limit else { return }
        size.nodes += 1
        size.height = max(size.height, depth)
        switch value {
        case .sequence(let items):
            for item in items { item.add(to: &size, depth: depth + 1, upTo: limit) }
        case .mapping(let mapping):
            for entry in mapping.entries {
                size.textBytes += entry.key.utf8.count
                entry.value.add(to: &size, depth: depth + 1, upTo: limit)
            }
        case .string(let text): size.textBytes += text.utf8.count
        default: break
        }
    }
}

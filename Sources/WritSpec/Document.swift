// A document as written: its root, its file, and the way back from a place to a JSON pointer.

/// One YAML or JSON document.
package struct Document: Sendable {
    package let root: Node
    package let file: SourceFile
    /// True where the text was read as JSON, and so is JSON.
    package let isJSON: Bool
    /// True where an overlay has changed what the file says.
    package let isChanged: Bool

    package init(root: Node, file: SourceFile, isJSON: Bool = false, isChanged: Bool = false) {
        self.root = root
        self.file = file
        self.isJSON = isJSON
        self.isChanged = isChanged
    }

    /// The node that a JSON pointer (RFC 6901) names, or nil where there is none.
    package func node(at pointer: String) -> Node? {
        var node = root
        for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let key = JSONPointer.unescaped(token)
            if let mapping = node.mapping {
                guard let value = mapping[key] else { return nil }
                node = value
            } else if let sequence = node.sequence, let index = JSONPointer.index(key), index < sequence.count {
                node = sequence[index]
            } else {
                return nil
            }
        }
        return pointer.isEmpty || pointer.hasPrefix("/") ? node : nil
    }

    /// The JSON pointer of a node of this document; of the first use where aliases repeat it.
    ///
    /// - Complexity: O(n) in the nodes of the document. Only diagnostics ask.
    package func pointer(of node: Node) -> String? { pointer(at: node.location) }

    /// The JSON pointer of the value that starts at a location, or whose key does; nil where nothing does.
    package func pointer(at location: SourceLocation) -> String? {
        var path: [String] = []
        return findPath(to: location, in: root, path: &path) ? JSONPointer.text(of: path) : nil
    }

    private func findPath(to location: SourceLocation, in node: Node, path: inout [String]) -> Bool {
        if node.location == location { return true }
        switch node.value {
        case .sequence(let items):
            for (index, item) in items.enumerated() {
                path.append(String(index))
                if findPath(to: location, in: item, path: &path) { return true }
                path.removeLast()
            }
        case .mapping(let mapping):
            for entry in mapping.entries {
                path.append(entry.key)
                if entry.keyLocation == location || findPath(to: location, in: entry.value, path: &path) { return true }
                path.removeLast()
            }
        default: break
        }
        return false
    }
}

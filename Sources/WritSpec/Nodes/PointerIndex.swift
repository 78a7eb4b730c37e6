// The way back from a location to a JSON pointer, for all of a document at once.

/// Which value starts at each location of a document. Made in one walk; a look-up costs the depth of what it finds.
package struct PointerIndex {
    private struct Step {
        let parent: Int
        let token: String
    }

    /// How each value is reached from the one around it; the root is first.
    private var steps = [Step(parent: -1, token: "")]
    private var stepByLocation: [SourceLocation: Int] = [:]
    /// How many values were walked over.
    package var nodeCount: Int { steps.count }

    package init(_ document: Document) { add(document.root, 0) }

    /// The JSON pointer of the value that starts at a location, or whose key does; of the first use where aliases repeat
    /// it, and nil where nothing starts there.
    package func pointer(at location: SourceLocation) -> String? {
        guard var step = stepByLocation[location] else { return nil }
        var path: [String] = []
        while step > 0 {
            path.append(steps[step].token)
            step = steps[step].parent
        }
        return JSONPointer.text(of: path.reversed())
    }

    /// Recursion is bounded by the reader's limit of depth.
    private mutating func add(_ node: Node, _ step: Int) {
        if stepByLocation[node.location] == nil { stepByLocation[node.location] = step }
        switch node.value {
        case .sequence(let items):
            for (index, item) in items.enumerated() { add(item, next(String(index), of: step)) }
        case .mapping(let mapping):
            for entry in mapping.entries {
                let child = next(entry.key, of: step)
                if stepByLocation[entry.keyLocation] == nil { stepByLocation[entry.keyLocation] = child }
                add(entry.value, child)
            }
        default: break
        }
    }

    private mutating func next(_ token: String, of parent: Int) -> Int {
        steps.append(Step(parent: parent, token: token))
        return steps.count - 1
    }
}

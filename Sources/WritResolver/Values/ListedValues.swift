// The lists of values that values of the document were looked for in.

internal import WritSpec

/// Texts are looked up: lists of them are long.
final class ListedValues {
    private var lists: [Pointer: (texts: Set<String>, others: [Node])] = [:]

    func values(of list: Place) -> (texts: Set<String>, others: [Node]) {
        if let known = lists[list.pointer] { return known }
        let values = list.node.sequence ?? []
        let found = (Set(values.compactMap(\.string)), values.filter { $0.string == nil })
        lists[list.pointer] = found
        return found
    }
}

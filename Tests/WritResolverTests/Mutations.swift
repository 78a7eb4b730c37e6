// Malformed documents made from good ones, the same ones at every run.

import WritSpec

/// A small generator of numbers with a seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

enum Mutations {
    /// The text cut at places that are spread over it.
    static func cut(_ text: String, count: Int) -> [String] {
        let bytes = Array(text.utf8)
        return (1...count).map { String(decoding: bytes[..<(bytes.count * $0 / (count + 1))], as: UTF8.self) }
    }

    /// One or two lines deleted, repeated, swapped, moved to the right or to the left, or with letters changed.
    static func lines(_ text: String, count: Int, seed: UInt64) -> [String] {
        var random = SeededGenerator(state: seed)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count > 1 else { return [] }
        return (0..<count).map { index in
            var lines = lines
            let one = Int.random(in: 0..<lines.count, using: &random)
            let two = Int.random(in: 0..<lines.count, using: &random)
            switch index % 7 {
            case 0: lines.remove(at: one)
            case 1: lines.swapAt(one, two)
            case 2: lines.insert(lines[one], at: two)
            case 3: lines[one] = String(repeating: " ", count: 1 + two % 5) + lines[one]
            case 4: lines[one] = String(lines[one].drop { $0 == " " })
            case 5: lines[one] = "\t" + lines[one]
            default: lines[one] = misspelt(lines[one], using: &random)
            }
            return lines.joined(separator: "\n")
        }
    }

    private static func misspelt(_ line: String, using random: inout SeededGenerator) -> String {
        var characters = Array(line)
        guard let index = characters.indices.filter({ characters[$0].isLetter }).randomElement(using: &random) else {
            return line + "'"
        }
        characters[index] = ["q", "é", "\"", "{", "\u{0}", "*", "&"].randomElement(using: &random) ?? "q"
        return String(characters)
    }

    static let replacements: [Node.Value] = [.null, .sequence([]), .string("x"), .boolean(true)]

    /// Every value of the document in turn replaced by each of the odd ones, by a reference that dangles and by one that
    /// leads to itself; and every key in turn misspelt.
    static func replaced(_ document: Document) -> [Document] {
        var places: [[Int]] = []
        collect(document.root, [], &places)
        let location = document.root.location
        func reference(_ text: String) -> Node.Value {
            .mapping(Mapping([.init(key: "$ref", keyLocation: location, value: Node(.string(text), at: location))]))
        }
        return places.flatMap { path -> [Document] in
            let pointer = pointer(path, in: document.root)
            var values = replacements
            values += [
                .integer(IntegerLiteral(5)), .mapping(Mapping([])), reference("#/components/schemas/Nobody"),
                reference("#" + pointer), reference("#"),
            ]
            var documents = values.map { value in
                Document(root: edit(document.root, path[...]) { Node(value, at: $0.location) }, file: document.file)
            }
            documents.append(Document(root: misspell(document.root, path[...]), file: document.file))
            return documents
        }
    }

    private static func collect(_ node: Node, _ path: [Int], _ places: inout [[Int]]) {
        if !path.isEmpty { places.append(path) }
        for (index, child) in children(node).enumerated() { collect(child, path + [index], &places) }
    }

    private static func children(_ node: Node) -> [Node] {
        node.sequence ?? node.mapping?.entries.map(\.value) ?? []
    }

    private static func pointer(_ path: [Int], in root: Node) -> String {
        var (node, pointer) = (root, "")
        for index in path {
            pointer += "/" + (node.mapping.map { JSONPointer.escaped($0.entries[index].key) } ?? String(index))
            node = children(node)[index]
        }
        return pointer
    }

    private static func edit(_ node: Node, _ path: ArraySlice<Int>, _ change: (Node) -> Node) -> Node {
        guard let index = path.first else { return change(node) }
        if var items = node.sequence {
            items[index] = edit(items[index], path.dropFirst(), change)
            return Node(.sequence(items), at: node.location)
        }
        var entries = node.mapping?.entries ?? []
        let entry = entries[index]
        entries[index] = .init(
            key: entry.key, keyKind: entry.keyKind, keyLocation: entry.keyLocation,
            value: edit(entry.value, path.dropFirst(), change))
        return Node(.mapping(Mapping(entries)), at: node.location)
    }

    /// The key of the last step with a letter more; an item of a list loses its list.
    private static func misspell(_ root: Node, _ path: ArraySlice<Int>) -> Node {
        guard let last = path.last else { return root }
        return edit(root, path.dropLast()) { node in
            guard var entries = node.mapping?.entries else { return Node(.null, at: node.location) }
            let entry = entries[last]
            entries[last] = .init(key: entry.key + "q", keyLocation: entry.keyLocation, value: entry.value)
            return Node(.mapping(Mapping(entries)), at: node.location)
        }
    }
}

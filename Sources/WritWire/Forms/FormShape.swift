// What a form's texts become: which of them are numbers, lists and objects, as the contract says.

/// The shape of a form, which tells what each text in it stands for.
///
/// All that a form carries is text; with its shape it becomes the JSON that a client could have sent instead, so that one
/// reader of a type serves both. Written as a list of definitions, a line each; the first is the form itself:
///
///     {name:s,age:nz,tags:[s],address:@1}
///     {street:s,*:s}
///
/// - Letters are what a text may be: `s` a string, `n` a number, `b` true or false, `z` null (where it is empty), `j` JSON.
///   `*` is anything.
/// - `[…]` is a list of that, `{…}` an object of these, whose member `*` stands for all other names. `(…)` in front of a list
///   says what its first items are, by their places.
/// - `@1` refers to the second definition.
/// - `c` (comma), `w` (space), `p` (pipe), `d` (dot) and `m` (semicolon) say what one text is cut at to be a list or an
///   object; with `e`, an object's pieces are `name=value` rather than name and value in turn; with `k`, a list's pieces have
///   a name in front, which is dropped.
/// - A backslash takes the next character literally.
public struct FormShape: Sendable {
    struct Node: Sendable {
        var kinds = FormKinds()
        /// The shape of a list's items; nil: no list.
        var item: Int?
        /// The shapes of its first items, where these have their own.
        var firstItems: [Int] = []
        /// The shapes of an object's properties; nil: no object.
        var properties: [ExactName: Int]?
        /// The shape of properties without one of their own; nil: there are none.
        var others: Int?
        /// What a single text is cut at.
        var separator: ItemSeparator?

        /// The shape of the item at that place of a list.
        func item(at index: Int) -> Int? { index < firstItems.count ? firstItems[index] : item }

        static let anything: Node = {
            var node = Node()
            node.kinds = .anything
            return node
        }()
    }

    /// The last one is that of what no shape describes: anything.
    let nodes: [Node]
    let root: Int

    public init(_ text: StaticString) {
        var parser = FormShapeParser(Array("\(text)".utf8))
        (nodes, root) = parser.parse()
    }

    var anything: Int { nodes.count - 1 }
}

/// What a single text may stand for.
struct FormKinds: OptionSet, Sendable {
    let rawValue: UInt16

    static let string = FormKinds(rawValue: 1)
    static let number = FormKinds(rawValue: 2)
    static let boolean = FormKinds(rawValue: 4)
    static let null = FormKinds(rawValue: 8)
    static let json = FormKinds(rawValue: 16)
    /// Text stays text, and brackets make lists and objects.
    static let anything = FormKinds(rawValue: 32)
    /// Pieces of an object are `name=value`.
    static let equals = FormKinds(rawValue: 64)
    /// Pieces of a list have a name in front.
    static let named = FormKinds(rawValue: 128)

    /// Whether one text may be a value by itself.
    var isScalar: Bool { !isDisjoint(with: [.string, .number, .boolean, .json, .anything]) }
}

/// Reads the text of a shape. Only generated code writes these: what is wrong in one is our own bug.
private struct FormShapeParser {
    private let text: [UInt8]
    private var position = 0
    private var nodes: [FormShape.Node] = []
    /// Where each definition is among the nodes, and which nodes stand for a definition until all are known.
    private var definitions: [Int] = []
    private var references: [(node: Int, definition: Int)] = []

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func parse() -> (nodes: [FormShape.Node], root: Int) {
        repeat { definitions.append(parseNode()) } while take("\n")
        precondition(position == text.count, "a shape ends where its text does")
        for (node, definition) in references { nodes[node] = nodes[definitions[definition]] }
        nodes.append(.anything)
        return (nodes, definitions[0])
    }

    private mutating func parseNode() -> Int {
        let index = nodes.count
        nodes.append(FormShape.Node())
        if take("@") {
            references.append((index, parseNumber()))
            return index
        }
        var node = FormShape.Node()
        parseLetters(of: &node)
        if take("(") {
            while !take(")") {
                node.firstItems.append(parseNode())
                _ = take(",")
            }
        }
        if take("[") {
            node.item = parseNode()
            expect("]")
        }
        if take("{") {
            node.properties = [:]
            while !take("}") {
                if take("*") {
                    expect(":")
                    node.others = parseNode()
                } else {
                    let name = parseName()
                    node.properties?[ExactName(name)] = parseNode()
                }
                _ = take(",")
            }
        }
        nodes[index] = node
        return index
    }

    private mutating func parseLetters(of node: inout FormShape.Node) {
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "s"): node.kinds.insert(.string)
            case UInt8(ascii: "n"): node.kinds.insert(.number)
            case UInt8(ascii: "b"): node.kinds.insert(.boolean)
            case UInt8(ascii: "z"): node.kinds.insert(.null)
            case UInt8(ascii: "j"): node.kinds.insert(.json)
            case UInt8(ascii: "*"): node.kinds.insert(.anything)
            case UInt8(ascii: "e"): node.kinds.insert(.equals)
            case UInt8(ascii: "k"): node.kinds.insert(.named)
            case UInt8(ascii: "c"): node.separator = .comma
            case UInt8(ascii: "w"): node.separator = .space
            case UInt8(ascii: "p"): node.separator = .pipe
            case UInt8(ascii: "d"): node.separator = .dot
            case UInt8(ascii: "m"): node.separator = .semicolon
            default: return
            }
            position += 1
        }
    }

    private mutating func parseName() -> String {
        var name: [UInt8] = []
        while position < text.count, text[position] != UInt8(ascii: ":") {
            if text[position] == UInt8(ascii: "\\") { position += 1 }
            precondition(position < text.count, "a backslash has something behind it")
            name.append(text[position])
            position += 1
        }
        expect(":")
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func parseNumber() -> Int {
        var number = 0
        while position < text.count, text[position] >= UInt8(ascii: "0"), text[position] <= UInt8(ascii: "9") {
            number = number * 10 + Int(text[position] - UInt8(ascii: "0"))
            position += 1
        }
        return number
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) {
        precondition(take(character), "a shape is well-formed")
    }
}

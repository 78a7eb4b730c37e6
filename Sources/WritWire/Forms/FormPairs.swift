// The pairs of a form as a tree: `a[b][c]=1` is a 1 below c, below b, below a.

/// How texts are encoded where they stand.
enum TextEncoding: Sendable {
    /// Percent-encoded, and `+` is a space.
    case form
    /// Percent-encoded, as in paths and cookies.
    case percent
    case verbatim

    /// Whether anything in a text is encoded.
    func isUsed(in text: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .verbatim: false
        case .percent: unsafe text.contains(UInt8(ascii: "%"))
        case .form: unsafe text.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }
        }
    }

    /// What a text stands for; nil where it is malformed. A path is never, and a cookie's value may be anything: one that can't
    /// be encoded text is what it looks like.
    func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        switch self {
        case .verbatim: unsafe Array(text)
        case .percent: unsafe percentDecoded(text) ?? Array(text)
        case .form: unsafe percentDecoded(text, plusIsSpace: true)
        }
    }
}

/// How much a form may hold.
package struct PairLimits: Sendable {
    /// Values and the names they stand under, all together.
    package var partsMax: Int
    /// Names inside each other.
    package var depthMax: Int

    package init(partsMax: Int = 20_000, depthMax: Int = 32) {
        self.partsMax = partsMax
        self.depthMax = depthMax
    }
}

/// Why pairs could not be taken as a form.
enum FormFault {
    case tooManyParts, tooDeep
    /// A percent sign without two digits behind it, in the name or value of this place.
    case percent(String)
    case text(String)
    case json(String)

    var message: String {
        switch self {
        case .tooManyParts: "has more parts than are taken"
        case .tooDeep: "is nested too deep"
        case .percent: "has a percent sign without two hexadecimal digits behind it"
        case .text: "must be text in UTF-8"
        case .json: "must be JSON"
        }
    }

    /// The name that it is about, with brackets; the beginning of a long one.
    var name: String? {
        switch self {
        case .tooManyParts, .tooDeep: nil
        case .percent(let name), .text(let name), .json(let name): name.toldName
        }
    }
}

/// Pairs that are collected by their names.
///
/// Values stay where they are: they must stay in place until the form is written. Names that are numbers (`a[7]=x`) order
/// items and take no room beyond their own, whatever the number.
@safe
final class FormPairs {
    @safe
    struct Text {
        let bytes: UnsafeRawBufferPointer
        let encoding: TextEncoding
        var next = -1
    }

    struct Node {
        let name: String
        /// False where no table listed the name.
        var isListed = true
        /// Some of its values came with `[]` behind the name: it is a list, be there one value only.
        var isList = false
        var firstChild = -1
        var lastChild = -1
        var next = -1
        var firstText = -1
        var lastText = -1
        /// The last child that came as `[]`.
        var unnamed = -1
    }

    private struct Key: Hashable {
        let parent: Int
        let name: ExactName
    }

    /// The first one is the form itself.
    private(set) var nodes = [Node(name: "")]
    private(set) var texts: [Text] = []
    private var children: [Key: Int] = [:]
    private let limits: PairLimits
    private(set) var fault: FormFault?
    /// Of several values of one name the first counts where no list is expected, as among cookies.
    let firstCounts: Bool

    init(limits: PairLimits = PairLimits(), firstCounts: Bool = false) {
        self.limits = limits
        self.firstCounts = firstCounts
    }

    func fail(_ fault: FormFault) {
        if self.fault == nil { self.fault = fault }
    }

    func child(of node: Int, named name: String) -> Int? { children[Key(parent: node, name: ExactName(name))] }

    /// Adds a value below `node` without a name of its own.
    func addText(_ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding, to node: Int) {
        guard hasRoom() else { return }
        let index = texts.count
        unsafe texts.append(Text(bytes: bytes, encoding: encoding))
        if nodes[node].lastText < 0 { nodes[node].firstText = index } else { texts[nodes[node].lastText].next = index }
        nodes[node].lastText = index
    }

    /// Adds all pairs of a text such as a query.
    func addPairs(_ text: UnsafeRawBufferPointer, encoding: TextEncoding = .form) {
        var rest = unsafe text
        while fault == nil, let pair = unsafe takePiece(of: &rest, separator: UInt8(ascii: "&")) {
            if unsafe pair.isEmpty { continue }
            let (name, value) = unsafe split(pair)
            unsafe withDecoded(name, encoding) { name in
                unsafe addPair(FormName(Array(name)), value, encoding, isListed: true)
            }
        }
    }

    /// Lends a name, decoded; notes the fault where it is none.
    func withDecoded(
        _ name: UnsafeRawBufferPointer, _ encoding: TextEncoding, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        guard unsafe encoding.isUsed(in: name) else { return unsafe body(name) }
        guard let decoded = unsafe encoding.decoded(name) else {
            return unsafe fail(.percent(String(decoding: name.prefix(80), as: UTF8.self)))
        }
        // The array lends its bytes for the closure.
        unsafe decoded.withUnsafeBytes { unsafe body($0) }
    }

    /// Adds one pair; `name` is decoded, `value` is as it came.
    func addPair(_ name: FormName, _ value: UnsafeRawBufferPointer, _ encoding: TextEncoding, isListed: Bool) {
        guard fault == nil, name.keys.count <= limits.depthMax else { return fail(.tooDeep) }
        guard let first = string(name.root, in: nil), let node = makeChild(of: 0, named: first) else { return }
        if !isListed { nodes[node].isListed = false }
        var keys: [String] = []
        for key in name.keys {
            guard let text = string(key, in: first) else { return }
            keys.append(text)
        }
        unsafe add(value, encoding, below: node, keys[...])
    }

    private func add(
        _ value: UnsafeRawBufferPointer, _ encoding: TextEncoding, below start: Int, _ keys: ArraySlice<String>
    ) {
        var node = start
        var rest = keys
        while let key = rest.popFirst() {
            if !key.isEmpty {
                guard let child = makeChild(of: node, named: key) else { return }
                node = child
            } else if rest.isEmpty {
                nodes[node].isList = true
            } else {
                guard let item = unnamedItem(of: node, for: rest) else { return }
                node = item
            }
        }
        unsafe addText(value, encoding, to: node)
    }

    /// `a[][b]=1&a[][c]=2&a[][b]=3` are two items: a new one begins where the last has such a value already.
    private func unnamedItem(of node: Int, for keys: ArraySlice<String>) -> Int? {
        let last = nodes[node].unnamed
        if last >= 0, !hasValue(below: last, keys) { return last }
        guard hasRoom() else { return nil }
        let item = append(Node(name: ""), to: node)
        nodes[node].unnamed = item
        return item
    }

    private func hasValue(below start: Int, _ keys: ArraySlice<String>) -> Bool {
        var node = start
        for key in keys {
            // A list inside takes one more.
            guard !key.isEmpty, let next = child(of: node, named: key) else { return false }
            node = next
        }
        return nodes[node].firstText >= 0
    }

    private func makeChild(of parent: Int, named name: String) -> Int? {
        let key = Key(parent: parent, name: ExactName(name))
        if let known = children[key] { return known }
        guard hasRoom() else { return nil }
        let index = append(Node(name: name), to: parent)
        children[key] = index
        return index
    }

    private func append(_ node: Node, to parent: Int) -> Int {
        let index = nodes.count
        nodes.append(node)
        if nodes[parent].lastChild < 0 { nodes[parent].firstChild = index } else { nodes[nodes[parent].lastChild].next = index }
        nodes[parent].lastChild = index
        return index
    }

    private func hasRoom() -> Bool {
        if nodes.count + texts.count < limits.partsMax { return true }
        fail(.tooManyParts)
        return false
    }

    private func string(_ bytes: ArraySlice<UInt8>, in name: String?) -> String? {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        fail(.text(name ?? String(decoding: bytes.prefix(80), as: UTF8.self)))
        return nil
    }
}

/// A decoded name such as `a[b][]`, cut at its brackets.
struct FormName {
    let root: ArraySlice<UInt8>
    private(set) var keys: [ArraySlice<UInt8>] = []

    /// Where the brackets don't match, or something stands between or behind them, they are part of a plain name.
    init(_ name: [UInt8]) {
        guard name.last == UInt8(ascii: "]"), let open = name.firstIndex(of: UInt8(ascii: "[")), open > 0 else {
            root = name[...]
            return
        }
        var keys: [ArraySlice<UInt8>] = []
        var start = open
        while start < name.count {
            guard name[start] == UInt8(ascii: "["), let end = name[start...].firstIndex(of: UInt8(ascii: "]")),
                !name[(start + 1)..<end].contains(UInt8(ascii: "["))
            else {
                root = name[...]
                return
            }
            keys.append(name[(start + 1)..<end])
            start = end + 1
        }
        root = name[..<open]
        self.keys = keys
    }
}

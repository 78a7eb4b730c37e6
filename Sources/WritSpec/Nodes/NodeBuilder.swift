// The events of a YAML or JSON reader to nodes: keys, anchors, aliases, limits.

/// Takes events in the order of the document and puts the tree together; both readers feed it.
///
/// It never fails: what is wrong becomes a diagnostic, and `isStopped` tells the reader that more events are not wanted.
struct NodeBuilder {
    /// What came before a scalar or collection: `&anchor` and `!tag`.
    struct Properties {
        var anchor: String?
        var tag: String?
    }

    /// A collection whose end is yet to come.
    struct Frame {
        let isMapping: Bool
        let location: SourceLocation
        /// Where its children start in `items` or `entries`.
        let start: Int
        let anchor: String?
        /// Nodes counted before it.
        let nodesBefore: Int
        /// Bytes of texts counted before it.
        let textBefore: Int
        /// Levels of collections within it so far.
        var height = 0
        /// In a mapping, the key whose value comes next.
        var key: Key?
        /// Where its merge keys stand.
        var mergeKeys: [SourceLocation] = []
    }

    struct Key {
        let text: String
        let kind: Mapping.KeyKind
        let location: SourceLocation
        var isMerge = false
        /// A collection can't be a key here: reported, and dropped with its value.
        var isRefused = false
    }

    struct Anchor {
        let node: Node
        let nodeCount: Int
        let textCount: Int
        let height: Int
    }

    let file: SourceFile
    let options: ReadingOptions
    var diagnostics: [Diagnostic] = []
    var isStopped = false
    private(set) var root: Node?
    var frames: [Frame] = []
    // Children of all open collections, the innermost last: one exact allocation for a collection when it ends.
    var items: [Node] = []
    var entries: [Mapping.Entry] = []
    var nodeCount = 0
    private var textCount = 0
    var aliasCount = 0
    var anchors: [String: Anchor] = [:]

    init(file: SourceFile, options: ReadingOptions) {
        self.file = file
        self.options = options
    }

    /// True between the events of a mapping where a key is expected.
    var expectsKey: Bool { frames.last.map { $0.isMapping && $0.key == nil } ?? false }

    // MARK: Events

    mutating func scalar(_ text: String, isPlain: Bool, _ properties: Properties, at location: SourceLocation) {
        let text = options.keepsExactTexts ? ExactText.kept(text) : text
        let value = scalarValue(text, isPlain: isPlain, tag: properties.tag, at: location)
        let node = Node(value, at: location)
        if let anchor = properties.anchor {
            anchors[ExactText.kept(anchor)] = Anchor(node: node, nodeCount: 1, textCount: text.utf8.count, height: 0)
        }
        count(text: text.utf8.count, at: location)
        if expectsKey {
            let isMerge = isPlain && text == "<<" && properties.tag == nil
            setKey(Key(text: text, kind: value.keyKind, location: location, isMerge: isMerge))
        } else {
            count(1, at: location)
            add(node, height: 0)
        }
    }

    mutating func beginCollection(isMapping: Bool, _ properties: Properties, at location: SourceLocation) {
        count(1, at: location)
        if frames.count >= options.limits.depthMax {
            return stop("too-deep", "the document nests deeper than \(options.limits.depthMax) levels", at: location)
        }
        checkCollectionTag(properties.tag, isMapping: isMapping, at: location)
        frames.append(
            Frame(
                isMapping: isMapping, location: location, start: isMapping ? entries.count : items.count,
                anchor: properties.anchor, nodesBefore: nodeCount - 1, textBefore: textCount))
    }

    mutating func endCollection() {
        guard let frame = frames.last else { return }
        let value: Node.Value
        if frame.isMapping {
            value = .mapping(takeMapping(frame))
        } else {
            value = .sequence(Array(items[frame.start...]))
            items.removeLast(items.count - frame.start)
        }
        frames.removeLast()
        let node = Node(value, at: frame.location)
        if let anchor = frame.anchor {
            anchors[ExactText.kept(anchor)] = Anchor(
                node: node, nodeCount: nodeCount - frame.nodesBefore, textCount: textCount - frame.textBefore,
                height: frame.height + 1)
        }
        if expectsKey {
            refuseKey(node)
        } else {
            add(node, height: frame.height + 1)
        }
    }

    mutating func alias(_ name: String, at location: SourceLocation) {
        aliasCount += 1
        if aliasCount > options.limits.aliasesMax {
            return stop(
                "too-many-aliases", "the document has more than \(options.limits.aliasesMax) aliases", at: location)
        }
        let anchor = anchors[ExactText.kept(name)] ?? undefinedAlias(name, at: location)
        count(text: anchor.textCount, at: location)
        if expectsKey {
            guard let key = anchor.node.value.keyText else { return refuseKey(anchor.node, at: location) }
            return setKey(Key(text: key, kind: anchor.node.value.keyKind, location: location))
        }
        count(anchor.nodeCount, at: location)
        if frames.count + anchor.height > options.limits.depthMax {
            return stop("too-deep", "the document nests deeper than \(options.limits.depthMax) levels", at: location)
        }
        add(anchor.node, height: anchor.height)
    }

    // MARK: The tree

    private mutating func add(_ node: Node, height: Int) {
        guard !isStopped else { return }
        guard let index = frames.indices.last else {
            root = node
            return
        }
        frames[index].height = max(frames[index].height, height)
        guard frames[index].isMapping else { return items.append(node) }
        guard let key = frames[index].key else { return }
        frames[index].key = nil
        if key.isRefused { return }
        if key.isMerge { frames[index].mergeKeys.append(key.location) }
        entries.append(Mapping.Entry(key: key.text, keyKind: key.kind, keyLocation: key.location, value: node))
    }

    private mutating func setKey(_ key: Key) {
        guard let index = frames.indices.last else { return }
        frames[index].key = key
    }

    private mutating func refuseKey(_ node: Node, at location: SourceLocation? = nil) {
        let location = location ?? node.location
        report(
            .error, "complex-key", "\(node.kindName) can't be a key: keys are texts", at: location,
            hint: "write the key as a single word or in quotes; `{` or `[` at the start of a text needs quotes")
        setKey(Key(text: "", kind: .string, location: location, isRefused: true))
    }

    private mutating func undefinedAlias(_ name: String, at location: SourceLocation) -> Anchor {
        let isOpen = frames.contains { $0.anchor == name }
        if isOpen {
            report(
                .error, "alias-cycle", "the alias \(VisibleText.quoted("*" + name)) stands inside the value it names",
                at: location, hint: "refer to a component by `$ref` where a schema contains itself")
        } else {
            report(
                .error, "undefined-alias", "there is no anchor \(VisibleText.quoted("&" + name)) before this alias",
                at: location, hint: "a text that starts with `*` needs quotes; an anchor must stand before its aliases")
        }
        return Anchor(node: Node(.null, at: location), nodeCount: 1, textCount: 0, height: 0)
    }

    private mutating func count(_ nodes: Int, at location: SourceLocation) {
        nodeCount += nodes
        guard nodeCount > options.limits.nodesMax else { return }
        stop("too-many-nodes", "the document has more than \(options.limits.nodesMax) values", at: location)
    }

    private mutating func count(text byteCount: Int, at location: SourceLocation) {
        textCount += byteCount
        guard textCount > options.limits.textBytesMax, !isStopped else { return }
        stop("too-much-text", "the document has more than \(options.limits.textBytesMax) bytes of texts", at: location)
    }
}

extension Node.Value {
    /// What the scalar is as a key.
    fileprivate var keyKind: Mapping.KeyKind {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .integer: .integer
        case .number: .number
        default: .string
        }
    }

    /// The text of an aliased scalar as a key; nil for collections.
    fileprivate var keyText: String? {
        switch self {
        case .null: ""
        case .boolean(let value): value ? "true" : "false"
        case .integer(let literal): literal.text
        case .number(let literal): literal.text
        case .string(let text): text
        case .sequence, .mapping: nil
        }
    }
}

// Overlay documents (OpenAPI Overlay 1.0): changes of a document that are kept apart from it.

/// Applies the actions of `overlay` to a document, in their order.
///
/// - Returns: The changed document, whose new parts bear the places of the overlay, and what was found wrong.
/// - Parameter stepsMax: values that all actions together may look at and copy.
package func apply(
    _ overlay: Document, to document: Document, stepsMax: Int = OverlayBudget.stepsMax
) -> (Document, [Diagnostic]) {
    var application = OverlayApplication(overlay: overlay, root: document.root, budget: OverlayBudget(stepsMax: stepsMax))
    application.run()
    let changed = Document(
        root: application.root, file: document.file, isJSON: document.isJSON, isChanged: true)
    return (application.diagnostics.hasErrors ? document : changed, application.diagnostics)
}

private struct OverlayApplication {
    let overlay: Document
    var root: Node
    var diagnostics: [Diagnostic] = []
    private var budget: OverlayBudget
    /// Values that updates have added: each may add as many as it has, to each part that it selects.
    private var addedCount = 0
    private let limits = ReadingLimits()

    init(overlay: Document, root: Node, budget: OverlayBudget) {
        self.overlay = overlay
        self.root = root
        self.budget = budget
    }

    mutating func run() {
        guard overlay.root.mapping != nil, let version = overlay.root["overlay"] else {
            return report(
                .error, "not-an-overlay", "this isn't an Overlay document: it has no `overlay` field", at: overlay.root,
                hint: "start it with `overlay: 1.0.0`")
        }
        let text = version.string ?? version.double.map { "\($0)" } ?? ""
        guard text.hasPrefix("1.") else {
            return report(
                .error, "unsupported-version", "the version \(VisibleText.quoted(text)) of Overlay is not handled", at: version,
                hint: "write `overlay: 1.0.0`")
        }
        guard let actions = overlay.root["actions"]?.sequence, !actions.isEmpty else {
            return report(
                .error, "missing-field", "the overlay has no `actions`", at: overlay.root["actions"] ?? overlay.root,
                hint: "list what shall be changed: `target:` with `update:` or `remove: true`")
        }
        for action in actions {
            do {
                try run(action)
            } catch {
                return report(
                    .error, "too-much-work",
                    "the overlay looks at more values than it may: \(budget.stepsMax), all of its queries and changes together",
                    at: action["target"] ?? action, hint: "name parts by their way from the root, rather than search for them")
            }
            // One is enough: others would be made of a document that nobody meant.
            if diagnostics.count >= limits.diagnosticsMax { return }
        }
    }

    private mutating func run(_ action: Node) throws(OverlayBudget.Spent) {
        guard let target = action["target"], let text = target.string else {
            return report(
                .error, "missing-field", "the action has no `target`", at: action["target"] ?? action,
                hint: "name what is changed by a JSONPath, such as `$.info`")
        }
        let path: JSONPath
        do {
            path = try JSONPathParser.parse(text)
        } catch {
            let rest = String(decoding: text.utf8.dropFirst(error.offset), as: UTF8.self)
            let place = rest.isEmpty ? "ends too early" : "can't be read at \(VisibleText.quoted(rest))"
            return report(.error, "wrong-target", "the JSONPath \(place): \(error.message)", at: target)
        }
        try budget.spend(text.utf8.count)
        var evaluation = JSONPathEvaluation(root: root, budget: budget)
        var selected = try evaluation.select(path)
        budget = evaluation.budget
        if selected.isEmpty {
            report(.warning, "no-target", "nothing in the document is selected by \(VisibleText.quoted(text))", at: target)
        }
        if action["remove"]?.boolean == true {
            if selected.contains(SelectionTree.root) {
                report(.error, "wrong-target", "the whole document can't be removed", at: target)
                selected.removeAll { $0 == SelectionTree.root }
            }
            root = try evaluation.tree.changed(selected, .remove, &budget)
        } else if let update = action["update"] {
            guard mayAdd(update, to: selected, evaluation.tree, at: target) else { return }
            root = try evaluation.tree.changed(selected, .update { Self.merged($0, update) }, &budget)
        } else {
            report(
                .warning, "no-effect", "the action neither updates nor removes anything", at: action,
                hint: "add `update:` or `remove: true`")
        }
    }

    /// Whether the document stays within what one may have that is read.
    private mutating func mayAdd(_ update: Node, to selected: [Int], _ tree: SelectionTree, at target: Node) -> Bool {
        let (count, height) = update.extent
        addedCount += count * selected.count
        if addedCount > limits.nodesMax {
            report(.error, "too-many-nodes", "the overlay adds more than \(limits.nodesMax) values", at: target)
            return false
        }
        if let deepest = selected.map({ tree.depth(of: $0) }).max(), deepest + height > limits.depthMax {
            report(
                .error, "too-deep", "the document would nest deeper than \(limits.depthMax) levels", at: target)
            return false
        }
        return true
    }

    /// Overlay 1.0, section 4.4.3.1: mappings are merged, lists get what is new behind what they have, all else is replaced.
    static func merged(_ old: Node, _ new: Node, isTarget: Bool = true) -> Node {
        switch (old.value, new.value) {
        case (.mapping(let before), .mapping(let after)):
            var entries = before.entries.map { entry in
                guard let value = after[entry.key] else { return entry }
                return Mapping.Entry(
                    key: entry.key, keyKind: entry.keyKind, keyLocation: entry.keyLocation,
                    value: merged(entry.value, value, isTarget: false))
            }
            entries += after.entries.filter { before[$0.key] == nil }
            return Node(.mapping(Mapping(entries)), at: old.location)
        case (.sequence(let before), .sequence(let after)): return Node(.sequence(before + after), at: old.location)
        // A list that is selected itself gets one item more.
        case (.sequence(let before), _) where isTarget: return Node(.sequence(before + [new]), at: old.location)
        default: return new
        }
    }

    private mutating func report(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, at node: Node, hint: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(severity, code, message, at: node.location, pointer: overlay.pointer(of: node), hint: hint))
    }
}

extension Node {
    /// How many values it has, itself counted, and how many levels of collections.
    fileprivate var extent: (count: Int, height: Int) {
        let inner: [Node] = mapping?.entries.map(\.value) ?? sequence ?? []
        var (count, height) = (1, 0)
        for node in inner {
            let extent = node.extent
            count += extent.count
            height = max(height, extent.height)
        }
        return (count, mapping == nil && sequence == nil ? 0 : height + 1)
    }
}

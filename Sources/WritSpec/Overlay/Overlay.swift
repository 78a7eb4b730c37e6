// Overlay documents (OpenAPI Overlay 1.0): changes of a document that are kept apart from it.

/// Applies the actions of `overlay` to a document, in their order.
///
/// - Returns: The changed document, whose new parts bear the places of the overlay, and what was found wrong.
package func apply(_ overlay: Document, to document: Document) -> (Document, [Diagnostic]) {
    var application = OverlayApplication(overlay: overlay, root: document.root)
    application.run()
    let changed = Document(
        root: application.root, file: document.file, isJSON: document.isJSON, isChanged: true)
    return (application.diagnostics.hasErrors ? document : changed, application.diagnostics)
}

private struct OverlayApplication {
    let overlay: Document
    var root: Node
    var diagnostics: [Diagnostic] = []

    mutating func run() {
        guard overlay.root.mapping != nil, let version = overlay.root["overlay"] else {
            return report(
                .error, "not-an-overlay", "this is no Overlay document: it has no `overlay` field", at: overlay.root,
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
        for action in actions { run(action) }
    }

    private mutating func run(_ action: Node) {
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
        let paths = path.paths(in: root)
        if paths.isEmpty {
            report(.warning, "no-target", "nothing in the document is selected by \(VisibleText.quoted(text))", at: target)
        }
        if action["remove"]?.boolean == true {
            // From the end, so that indices stay what they are.
            for path in paths.reversed() { remove(path, target) }
        } else if let update = action["update"] {
            for path in paths { root = root.changed(at: path[...]) { Self.merged($0, update) } }
        } else {
            report(
                .warning, "no-effect", "the action neither updates nor removes anything", at: action,
                hint: "add `update:` or `remove: true`")
        }
    }

    private mutating func remove(_ path: [JSONPath.Step], _ target: Node) {
        guard let last = path.last else {
            return report(.error, "wrong-target", "the whole document can't be removed", at: target)
        }
        root = root.changed(at: path.dropLast()[...]) { $0.without(last) }
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
    /// The same with the part at `path` changed; itself where there is no such part.
    fileprivate func changed(at path: ArraySlice<JSONPath.Step>, _ change: (Node) -> Node) -> Node {
        guard let step = path.first else { return change(self) }
        switch (step, value) {
        case (.key(let key), .mapping(let mapping)):
            return Node(
                .mapping(
                    Mapping(
                        mapping.entries.map { entry in
                            guard entry.key == key else { return entry }
                            return Mapping.Entry(
                                key: entry.key, keyKind: entry.keyKind, keyLocation: entry.keyLocation,
                                value: entry.value.changed(at: path.dropFirst(), change))
                        })), at: location)
        case (.index(let index), .sequence(var items)) where items.indices.contains(index):
            items[index] = items[index].changed(at: path.dropFirst(), change)
            return Node(.sequence(items), at: location)
        default: return self
        }
    }

    fileprivate func without(_ step: JSONPath.Step) -> Node {
        switch (step, value) {
        case (.key(let key), .mapping(let mapping)):
            return Node(.mapping(Mapping(mapping.entries.filter { $0.key != key })), at: location)
        case (.index(let index), .sequence(var items)) where items.indices.contains(index):
            items.remove(at: index)
            return Node(.sequence(items), at: location)
        default: return self
        }
    }
}

// The WebSockets and event streams of a contract as a document of AsyncAPI 3.0: channels, operations and messages, seen from the server.

internal import WritContract
internal import WritSpec

extension Resolution {
    /// The document as JSON; nil where no operation sends or takes messages.
    func asyncDocument(of operations: [Operation], _ info: Info, basePath: String) -> [UInt8]? {
        let streaming = operations.filter {
            $0.receiver == nil && ($0.webSocket != nil || $0.result.answers.contains(where: \.hasEvents))
        }
        guard !streaming.isEmpty else { return nil }
        let root = files.all.count > 1 ? Bundle(self).document() : self.root.node
        return AsyncDocument(root, info, basePath: basePath).node(of: streaming).json()
    }
}

extension Answer {
    fileprivate var hasEvents: Bool { if case .sequence(_, .events, _) = body { true } else { false } }
}

/// Writes the document, in the order in which the contract has the operations.
final class AsyncDocument {
    let root: Node
    private let info: Info
    private let basePath: String
    let schemas: AsyncSchemas
    private var channels: MappingSketch
    private var operations: MappingSketch
    private var securityNames: [String] = []

    init(_ root: Node, _ info: Info, basePath: String) {
        self.root = root
        self.info = info
        self.basePath = basePath
        schemas = AsyncSchemas(root)
        channels = MappingSketch(at: root.location)
        operations = MappingSketch(at: root.location)
    }

    func node(of streaming: [Operation]) -> Node {
        for operation in streaming { add(operation) }
        var document = sketch
        document.set("asyncapi", text("3.0.0"))
        var head = sketch
        head.set(.title, info.title)
        head.set(.version, info.version)
        if let description = info.description { head.set(.description, description) }
        document.set(.info, head.node)
        document.set("defaultContentType", text("application/json"))
        document.set("channels", channels.node)
        document.set("operations", operations.node)
        var components = sketch
        let used = schemas.used()
        if !used.isEmpty { components.set(.schemas, used.node) }
        let security = AsyncSecurity(root).schemes(securityNames)
        if !security.isEmpty { components.set(.securitySchemes, security.node) }
        if !components.isEmpty { document.set(.components, components.node) }
        return document.node
    }

    var sketch: MappingSketch { MappingSketch(at: root.location) }
    func text(_ text: String) -> Node { Node(.string(text), at: root.location) }
    func list(_ items: [Node]) -> Node { Node(.sequence(items), at: root.location) }

    func reference(_ path: String...) -> Node {
        var node = sketch
        node.set(.ref, "#/" + path.map { JSONPointer.escaped($0) }.joined(separator: "/"))
        return node.node
    }

    // MARK: Operations

    private func add(_ operation: Operation) {
        guard let item = followed(root[.paths]?[operation.path.text]),
            let written = followed(
                item[operation.method.name.lowercased()] ?? item[.additionalOperations]?[operation.method.name])
        else { return }
        let name = freeName(operation.id)
        let parameters = ((written[.parameters]?.sequence ?? []) + (item[.parameters]?.sequence ?? [])).compactMap {
            followed($0)
        }
        var channel = sketch
        channel.set("address", text((operation.basePath ?? basePath) + operation.path.text))
        for keyword in [Keyword.summary, .description] {
            if let said = written[keyword]?.string ?? item[keyword]?.string { channel.set(keyword, said) }
        }
        let tags = operation.tags.map { tag in
            var node = sketch
            node.set(.name, tag)
            return node.node
        }
        let addressed = AsyncParameters(parameters, self)
        if !addressed.path.isEmpty { channel.set(.parameters, addressed.path.node) }
        if !tags.isEmpty { channel.set(.tags, list(tags)) }
        let messages = AsyncMessages(written, self)
        channel.set("messages", messages.all.node)
        if let socket = written[.writWebSocket] {
            channel.set("bindings", addressed.binding("ws", version: "0.1.0"))
            var kept = sketch
            for entry in socket.mapping?.entries ?? [] where entry.key != Keyword.fromClient && entry.key != Keyword.fromServer {
                kept.take(entry)
            }
            if !kept.isEmpty { channel.set(.writWebSocket, kept.node) }
        }
        channels.set(name, channel.node)
        let security = security(of: written)
        for (action, names) in [("receive", messages.received), ("send", messages.sent)] where !names.isEmpty {
            var node = sketch
            node.set("action", text(action))
            node.set("channel", reference("channels", name))
            if let summary = written[.summary]?.string { node.set(.summary, summary) }
            if !security.isEmpty { node.set(.security, list(security)) }
            if written[.writWebSocket] == nil { node.set("bindings", addressed.binding("http", version: "0.3.0")) }
            node.set("messages", list(names.map { reference("channels", name, "messages", $0) }))
            operations.set(name + (action == "send" ? "Send" : "Receive"), node.node)
        }
    }

    /// Each scheme once: AsyncAPI has no alternatives that need several.
    private func security(of operation: Node) -> [Node] {
        let needs = (operation[.security] ?? root[.security])?.sequence ?? []
        var names: [String] = []
        for name in needs.flatMap({ $0.mapping?.entries.map(\.key) ?? [] }) where !names.contains(name) { names.append(name) }
        for name in names where !securityNames.contains(name) { securityNames.append(name) }
        return names.map { reference("components", "securitySchemes", $0) }
    }

    /// Letters, digits, `_` and `-`, and like no other channel's.
    private func freeName(_ id: String) -> String {
        let name = String(
            id.unicodeScalars.map {
                $0.isASCII && $0.properties.isAlphabetic || ("0"..."9") ~= $0 || $0 == "_" ? Character($0) : "-"
            })
        var number = 1
        while channels.has(number == 1 ? name : "\(name)-\(number)") { number += 1 }
        return number == 1 ? name : "\(name)-\(number)"
    }

    /// What references lead to, within the document.
    func followed(_ node: Node?) -> Node? { schemas.followed(node) }
}

// The messages of one channel.

internal import WritSpec

/// Messages by their names, and which way they go.
struct AsyncMessages {
    private(set) var all: MappingSketch
    /// From clients to the server.
    private(set) var received: [String] = []
    private(set) var sent: [String] = []
    private let document: AsyncDocument

    init(_ operation: Node, _ document: AsyncDocument) {
        self.document = document
        all = document.sketch
        if let socket = operation[.writWebSocket] {
            received = add(socket[.fromClient], "fromClient")
            sent = add(socket[.fromServer], "fromServer")
        } else {
            sent = addEvents(operation)
        }
    }

    private mutating func add(_ messages: Node?, _ name: String) -> [String] {
        let content = document.followed(messages)?[.content]?.mapping?.entries ?? []
        return content.map { entry in
            let name = content.count == 1 ? name : name + SwiftNames.typeName(MediaKind.name(entry.key))
            let media = document.followed(entry.value) ?? entry.value
            var message = named(name, messages?[.description]?.string)
            message.set(.contentType, MediaKind.isRange(entry.key) ? "application/octet-stream" : entry.key)
            message.set("payload", media[.schema].map { document.schemas.converted($0) } ?? bytes(entry.key))
            all.set(name, message.node)
            return name
        }
    }

    /// What is without a schema: any value of JSON, or bytes.
    private func bytes(_ type: String) -> Node {
        var schema = document.sketch
        switch MediaKind(type) {
        case .json: break
        case .text: schema.set(.type, "string")
        default:
            schema.set(.type, "string")
            schema.set(.format, "binary")
        }
        return schema.node
    }

    /// An event's data are the payload, and what else it has are headers.
    private mutating func addEvents(_ operation: Node) -> [String] {
        var names: [String] = []
        for answer in operation[.responses]?.mapping?.entries ?? [] {
            let answerNode = document.followed(answer.value)
            for entry in answerNode?[.content]?.mapping?.entries ?? [] where MediaKind.essence(entry.key) == "text/event-stream" {
                let media = document.followed(entry.value) ?? entry.value
                let name = names.isEmpty ? "event" : "event\(answer.key)"
                let item = media[.itemSchema] ?? media[.writItemSchema] ?? media[.schema]
                var message = named(name, answerNode?[.description]?.string)
                describe(item, in: &message)
                all.set(name, message.node)
                names.append(name)
            }
        }
        return names
    }

    private func describe(_ item: Node?, in message: inout MappingSketch) {
        guard let item, let event = document.followed(item) else { return message.set(.contentType, "text/plain") }
        let properties = event[.properties]?.mapping?.entries ?? []
        let fields: Set<String> = ["data", "event", "id", "retry", "comment"]
        guard let data = properties.first(where: { $0.key == "data" })?.value, properties.allSatisfy({ fields.contains($0.key) }),
            properties.count > 1 || data[.contentSchema] != nil || data[.contentMediaType] != nil
        else {
            message.set(.contentType, event[.type]?.string == "string" ? "text/plain" : "application/json")
            return message.set("payload", document.schemas.converted(item))
        }
        let target = document.followed(data) ?? data
        let isText = target[.contentSchema] == nil && target[.type]?.string == "string"
        message.set(.contentType, isText ? "text/plain" : "application/json")
        message.set("payload", document.schemas.converted(target[.contentSchema] ?? data))
        var beside = document.sketch
        for entry in properties where entry.key != "data" { beside.take(entry, document.schemas.converted(entry.value)) }
        guard !beside.isEmpty else { return }
        var headers = document.sketch
        headers.set(.type, "object")
        headers.set(.properties, beside.node)
        let required = (event[.required]?.sequence ?? []).filter { $0.string != "data" }
        if !required.isEmpty { headers.set(.required, document.list(required)) }
        message.set(.headers, headers.node)
    }

    private func named(_ name: String, _ description: String?) -> MappingSketch {
        var message = document.sketch
        message.set(.name, name)
        if let description { message.set(.description, description) }
        return message
    }
}

// Request bodies and the media types of answers.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveBody(_ source: OperationSource, parent: TypeName, _ names: inout NameScope) -> RequestBody? {
        guard let written = source.place["requestBody"], let place = resolution.follow(written, as: .requestBody),
            resolution.checkKeywords(place, as: .requestBody), let content = place["content"],
            content.node.mapping != nil
        else { return nil }
        if [.get, .head, .trace].contains(source.method) {
            resolution.warn(
                "body-without-meaning",
                "HTTP gives a body of \(source.method.rawValue.uppercased()) no meaning: clients and proxies may drop it",
                at: written, location: source.place.keyLocation("requestBody"), hint: "use another method, such as `post`")
        }
        guard content.node.mapping?.isEmpty == false else {
            resolution.error(
                "missing-field", "the `content` of the request body declares no media type", at: content,
                hint: "add `application/json:` with a `schema`")
            return nil
        }
        guard let all = handledMedia(content, isHandled: MediaKind.isJSON), let first = all.first else { return nil }
        // One Swift type serves all media types.
        let media = all.filter { schemaIdentity($0.place) == schemaIdentity(first.place) }
        for (type, _) in all where !media.contains(where: { $0.type == type }) {
            guard resolution.refuse(.mediaType, keyword: type, at: content) else { return nil }
        }
        let home = TypeHome(parent: parent, name: "Body")
        guard let schema = schema(of: first.place, .request, home: home) else { return nil }
        return RequestBody(
            isRequired: place["required"]?.node.boolean == true, mediaTypes: media.map(\.type), schema: schema,
            swiftName: names.claim("body"),
            documentation: written["description"]?.node.string ?? place["description"]?.node.string)
    }

    /// The media types that `isHandled` takes; the others are refused, which may leave them out. Nil after a diagnostic.
    func handledMedia(_ content: Place, isHandled: (String) -> Bool) -> [(type: String, place: Place)]? {
        var handled: [(type: String, place: Place)] = []
        var isComplete = true
        for (type, place) in content.entries {
            guard resolution.checkKeywords(place, as: .mediaType), isMediaType(type, content) else {
                isComplete = false
                continue
            }
            if isHandled(type) {
                handled.append((type, place))
            } else if !resolution.refuse(.mediaType, keyword: type, at: content) {
                isComplete = false
            }
        }
        guard isComplete else { return nil }
        if handled.isEmpty {
            resolution.error(
                "media-type", "no media type is left that is handled", at: content,
                hint: "add `application/json` beside the others")
            return nil
        }
        return handled
    }

    private func isMediaType(_ type: String, _ content: Place) -> Bool {
        let essence = type.utf8.prefix { $0 != UInt8(ascii: ";") }
        let parts = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isVisible = type.utf8.allSatisfy { $0 > 0x1F && $0 < 0x7F }
        if isVisible, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) { return true }
        resolution.error(
            "wrong-media-type", "\(VisibleText.quoted(type)) is no media type", at: content[type] ?? content,
            location: content.keyLocation(type),
            hint: type == "json" ? "write `application/json`" : "write it as `type/subtype`, such as `application/json`")
        return false
    }

    func schema(of media: Place, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        guard let schema = media["schema"] else { return ValueSchema(.json) }
        return schemas.resolve(schema, direction, home: home)
    }

    private func schemaIdentity(_ media: Place) -> String {
        guard let schema = media["schema"] else { return "" }
        return String(decoding: schema.node.json(), as: UTF8.self)
    }
}

/// Which codec a media type calls for.
enum MediaKind {
    static func isJSON(_ type: String) -> Bool {
        let essence = essence(type)
        return essence == "application/json" || essence.hasSuffix("+json") && isConcrete(essence)
    }

    static func isText(_ type: String) -> Bool {
        let essence = essence(type)
        // An event stream is text that never ends: a string can't hold it.
        return essence.hasPrefix("text/") && isConcrete(essence) && essence != "text/event-stream"
    }

    /// Type and subtype without parameters, in small letters.
    private static func essence(_ type: String) -> String {
        String(type.prefix { $0 != ";" && $0 != " " }).lowercased()
    }

    private static func isConcrete(_ essence: String) -> Bool { !essence.contains("*") }
}

// Request bodies and the media types of answers.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveBody(_ source: OperationSource, parent: TypeName, _ names: inout NameScope) -> RequestBody? {
        guard let written = source.place["requestBody"], let place = resolution.follow(written),
            resolution.checkKeywords(place, as: .requestBody)
        else { return nil }
        guard let content = place["content"], content.node.mapping?.isEmpty == false else {
            resolution.error(
                "missing-field", "the request body has no `content`", at: place,
                hint: "add `content:` with `application/json:` and a `schema`")
            return nil
        }
        let media = handledMedia(content, isHandled: MediaKind.isJSON)
        guard let first = media.first else { return nil }
        if media.count > 1, Set(media.map { schemaIdentity($0.place) }).count > 1 {
            resolution.refuse(.mediaType, keyword: media[1].type, at: content)
            return nil
        }
        let home = TypeHome(parent: parent, name: "Body")
        guard let schema = schema(of: first.place, .request, home: home) else { return nil }
        return RequestBody(
            isRequired: place["required"]?.node.boolean == true, mediaTypes: media.map(\.type), schema: schema,
            swiftName: names.claim("body"), documentation: place["description"]?.node.string)
    }

    /// The media types that `isHandled` takes; the others are refused, which may leave them out.
    func handledMedia(_ content: Place, isHandled: (String) -> Bool) -> [(type: String, place: Place)] {
        var handled: [(type: String, place: Place)] = []
        for (type, place) in content.entries where !type.hasPrefix("x-") || type.contains("/") {
            if isHandled(type) {
                guard resolution.checkKeywords(place, as: .mediaType) else { continue }
                handled.append((type, place))
            } else {
                resolution.refuse(.mediaType, keyword: type, at: content)
            }
        }
        if handled.isEmpty, resolution.options.allowed.contains(Refusal.mediaType.code) {
            resolution.error(
                "media-type", "no media type is left that is handled", at: content,
                hint: "add `application/json` beside the others")
        }
        return handled
    }

    func schema(of media: Place, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        guard let schema = media["schema"] else { return ValueSchema(.json) }
        return schemas.resolve(schema, direction, home: home)
    }

    private func schemaIdentity(_ media: Place) -> String {
        guard let schema = media["schema"] else { return "" }
        return (schema["$ref"] == nil ? schema : resolution.follow(schema) ?? schema).pointer
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
        return essence.hasPrefix("text/") && isConcrete(essence)
    }

    /// Type and subtype without parameters, in small letters.
    private static func essence(_ type: String) -> String {
        String(type.prefix { $0 != ";" && $0 != " " }).lowercased()
    }

    private static func isConcrete(_ essence: String) -> Bool { !essence.contains("*") }
}

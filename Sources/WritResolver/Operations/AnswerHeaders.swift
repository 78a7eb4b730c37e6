// Header fields of answers: primitives and lists of them, other values in the style `simple`, JSON where `content` says so.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    /// The fields that a response declares; nil after a diagnostic.
    func resolveHeaders(_ response: Place, home: TypeHome) -> [AnswerHeader]? {
        if let known = sharedHeaders.lists[response.pointer] { return known }
        var names = NameScope(reserved: ["self", "statusCode"])
        var headers: [AnswerHeader] = []
        var isComplete = true
        var seen: Set<String> = []
        for (name, written) in response[.headers]?.entries ?? [] {
            guard let place = resolution.follow(written, as: .header), resolution.checkKeywords(place, as: .header),
                isFieldName(name, written, in: response)
            else {
                isComplete = false
                continue
            }
            guard !isIgnored(name, written, in: response), seen.insert(name.lowercased()).inserted else { continue }
            let home = home.inside(SwiftNames.typeName(name))
            guard let (schema, form) = headerSchema(place, home: home) else {
                isComplete = false
                continue
            }
            headers.append(
                AnswerHeader(
                    wireName: name, swiftName: names.claim(SwiftNames.memberName(name)), schema: schema, form: form,
                    isRequired: place[.required]?.node.boolean == true,
                    documentation: written[.description]?.node.string ?? place[.description]?.node.string))
        }
        guard isComplete else { return nil }
        // Where no field has a type of its own, it is all the same which operation asks.
        if !headers.contains(where: { $0.schema.type.isDeclared }) { sharedHeaders.lists[response.pointer] = headers }
        return headers
    }

    private func headerSchema(_ place: Place, home: TypeHome) -> (ValueSchema, AnswerHeader.Form)? {
        if let (type, media) = place[.content]?.entries.first {
            guard MediaKind(type) == .json, resolution.checkKeywords(media, as: .mediaType), let written = media[.schema] else {
                return (ValueSchema(.string), .plain)
            }
            return schemas.resolve(written, .answer, home: home).map { ($0, .json) }
        }
        guard let written = place[.schema] else { return (ValueSchema(.string), .plain) }
        guard var schema = schemas.resolve(written, .answer, home: home) else { return nil }
        schema.isNullable = false
        if isPrimitive(schema.type, isRead: false) { return (schema, .plain) }
        if case .array(var item) = schema.type, isPrimitive(item.type, isRead: false) {
            item.isNullable = false
            schema.type = .array(item)
            return (schema, .plain)
        }
        // Of values that may be anything, handlers make the text themselves.
        if schema.type == .json { return (ValueSchema(.string), .plain) }
        return (schema, .simple(isExploded: place[.explode]?.node.boolean == true))
    }

    private func isFieldName(_ name: String, _ place: Place, in response: Place) -> Bool {
        let isToken = name.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
        }
        if isToken, !name.isEmpty { return true }
        resolution.error(
            "wrong-name", "\(VisibleText.quoted(name)) can't be the name of a header", at: place,
            location: response[.headers]?.keyLocation(name),
            hint: "names of headers have letters, digits, `-` and `_`")
        return false
    }

    /// The specification says of Content-Type that a definition of it shall be ignored; others are the engine's.
    private func isIgnored(_ name: String, _ place: Place, in response: Place) -> Bool {
        let ignored = ["content-type", "content-length", "transfer-encoding", "connection", "keep-alive", "trailer", "date"]
        guard ignored.contains(name.lowercased()) else { return false }
        resolution.report(
            .note, "ignored-header", "the header `\(name)` is set by the server itself", at: place,
            location: response[.headers]?.keyLocation(name))
        return true
    }
}

/// The fields that responses declare, by the pointers of the responses: many operations share them.
final class SharedHeaders {
    fileprivate var lists: [Pointer: [AnswerHeader]] = [:]
}

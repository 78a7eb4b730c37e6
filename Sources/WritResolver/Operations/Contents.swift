// The media types of one body or answer, each with what it carries.

internal import WritContract
internal import WritSpec

/// A media type of a document with the codec that was chosen for it.
struct MediaContent {
    /// As the document has it, parameters and all.
    let type: String
    let place: Place
    let kind: MediaKind
    /// What tells it from others here that differ in parameters alone; empty where there are none.
    var distinction = ""

    /// What a case for the media type is called.
    var name: String { MediaKind.name(type) + distinction }
}

extension OperationResolver {
    /// The media types of `content` that can be carried, none twice; nil after a diagnostic.
    func contents(_ content: Place) -> [MediaContent]? {
        var found: [MediaContent] = []
        var firsts: [String: Place] = [:]
        var xml: [String] = []
        var isComplete = true
        for (type, written) in content.entries {
            guard let place = resolution.follow(written, as: .mediaType), resolution.checkKeywords(place, as: .mediaType),
                isMediaType(type, content)
            else {
                isComplete = false
                continue
            }
            let identity = MediaKind.identity(type)
            if let first = firsts[identity] {
                if schemaIdentity(first) != schemaIdentity(place) { warnTwice(type, content) }
                continue
            }
            let kind = kind(of: type, place)
            if case .text = kind { warnOfCharset(type, content) }
            if case .binary = kind { resolution.contentNotes.carriedAsTheyAre.insert(place.pointer) }
            if case .xml = kind {
                xml.append(type)
            } else {
                found.append(MediaContent(type: type, place: place, kind: kind))
                firsts[identity] = place
            }
        }
        guard isComplete else { return nil }
        let essences = found.map { MediaKind.essence($0.type) }
        let counts = essences.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        for (index, essence) in essences.enumerated() where counts[essence, default: 0] > 1 {
            found[index].distinction = MediaKind.distinction(found[index].type)
        }
        return found.isEmpty && !xml.isEmpty ? refuseXML(content) : note(xml, leftOutOf: content, found)
    }

    private func warnTwice(_ type: String, _ content: Place) {
        resolution.warn(
            "duplicate-media-type",
            "`\(type)` is here already, spelled differently and with another schema: the first one counts",
            at: content[named: type] ?? content, location: content.keyLocation(type), hint: "keep one of the two")
    }

    /// Texts are UTF-8; of others nothing is decoded.
    private func warnOfCharset(_ type: String, _ content: Place) {
        let parameters = type.lowercased().split(separator: ";").dropFirst().map { $0.filter { $0 != " " && $0 != "\"" } }
        guard let charset = parameters.first(where: { $0.hasPrefix("charset=") })?.dropFirst("charset=".count),
            !["utf-8", "utf8", "us-ascii"].contains(String(charset))
        else { return }
        resolution.warn(
            "charset", "text is read and written as UTF-8 alone, not as \(VisibleText.quoted(String(charset)))",
            at: content[named: type] ?? content, location: content.keyLocation(type),
            hint: "leave the charset out, or give the schema `format: binary` to carry the text as bytes")
    }

    private func kind(of type: String, _ place: Place) -> MediaKind {
        switch MediaKind(type) {
        case .xml: return resolution.options.isXMLRaw ? .binary : .xml
        case .multipart: return formProperties(place[.schema]).entries.isEmpty ? .binary : .multipart
        case .text: return isBinary(place[.schema]) ? .binary : .text
        case .open:
            guard let schema = place[.schema], !isBinary(schema) else { return .binary }
            let target = resolution.follow(schema, as: .schema) ?? schema
            if target.schema.type == "string", target[.enum] == nil { return .text }
            return target.entries.isEmpty ? .binary : .json
        case let kind: return kind
        }
    }

    /// Whether a schema says of its values that they are bytes.
    func isBinary(_ schema: Place?) -> Bool {
        guard let schema, let target = resolution.follow(schema, as: .schema) else { return false }
        if let format = target.schema.format, format == "binary" { return true }
        let encoding = target.schema.contentEncoding
        if encoding == "binary", target.schema.type.map({ $0 == "string" }) ?? true { return true }
        return target[.contentMediaType] != nil && (encoding == nil || encoding == "binary")
            && target.schema.type.map { $0 == "string" } ?? true && target[.contentSchema] == nil
    }

    private func refuseXML(_ content: Place) -> [MediaContent]? {
        resolution.error(
            "xml", "XML is the only media type here, and is not read or written", at: content,
            hint: "pass --raw-xml to carry it as raw bytes, or add `application/json` beside it")
        return nil
    }

    private func note(_ xml: [String], leftOutOf content: Place, _ found: [MediaContent]) -> [MediaContent] {
        for type in xml {
            resolution.report(
                .note, "xml", "`\(type)` is left out: XML is not read or written", at: content[named: type] ?? content,
                location: content.keyLocation(type), hint: "pass --raw-xml to carry it as raw bytes")
        }
        return found
    }

    private func isMediaType(_ type: String, _ content: Place) -> Bool {
        let essence = type.utf8.prefix { $0 != UInt8(ascii: ";") }
        let parts = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isVisible = type.utf8.allSatisfy { $0 > 0x1F && $0 < 0x7F }
        if isVisible, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) { return true }
        resolution.error(
            "wrong-media-type", "\(VisibleText.quoted(type)) isn't a media type", at: content[named: type] ?? content,
            location: content.keyLocation(type),
            hint: type == "json" ? "write `application/json`" : "write it as `type/subtype`, such as `application/json`")
        return false
    }

    func schemaIdentity(_ media: Place) -> String {
        guard let schema = media[.schema] else { return "" }
        return String(decoding: schema.node.exactJSON(), as: UTF8.self)
    }

    func schema(of media: Place, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        guard let schema = media[.schema] else { return ValueSchema(.json) }
        guard let value = schemas.resolve(schema, direction, home: home) else { return nil }
        schemas.need(value, at: schema, direction == .request ? "the body of the request" : "the body of the answer")
        return value
    }

    /// What a text body holds: a primitive or, where the schema is none, just a string.
    func textSchema(of media: Place, _ direction: Direction, home: TypeHome) -> ValueSchema? {
        guard let written = media[.schema] else { return ValueSchema(.string) }
        guard var schema = schemas.resolve(written, direction, home: home) else { return nil }
        schemas.need(schema, at: written, direction == .request ? "the body of the request" : "the body of the answer")
        schema.isNullable = false
        if isPrimitive(schema.type) { return schema }
        if schema.type != .json {
            resolution.contentNotes.carriedAsTheyAre.insert(written.pointer)
            resolution.report(
                .note, "text-schema", "the schema says what the text means, which is carried as a string", at: written)
        }
        return ValueSchema(.string)
    }

    /// What text can carry by itself; enumerations found here are noted to be read from text.
    func isPrimitive(_ type: ValueType, isRead: Bool = true) -> Bool {
        switch type {
        case .boolean, .integer, .float, .double, .decimal, .string, .text: return true
        case .custom(let type): return type.isText
        case .named(let name):
            switch registry.declarations[name]?.kind {
            case .stringEnumeration, .integerEnumeration, .openEnumeration:
                if isRead { registry.markParameter(name) }
                return true
            default: return false
            }
        default: return false
        }
    }
}

// Request bodies: a content for each kind of media type that is taken.

internal import WritContract
internal import WritSpec

extension OperationResolver {
    func resolveBody(_ source: OperationSource, parent: TypeName, _ names: inout NameScope) -> RequestBody? {
        guard let written = source.place[.requestBody], let place = resolution.follow(written, as: .requestBody),
            resolution.checkKeywords(place, as: .requestBody), let content = place[.content],
            content.node.mapping != nil
        else { return nil }
        if [.get, .head, .trace].contains(source.method) {
            resolution.warn(
                "body-without-meaning",
                "HTTP gives a body of \(source.method.name) no meaning: clients and proxies may drop it",
                at: written, location: source.place.keyLocation(.requestBody), hint: "use another method, such as `post`")
        }
        guard content.node.mapping?.isEmpty == false else {
            resolution.error(
                "missing-field", "the `content` of the request body declares no media type", at: content,
                hint: "add `application/json:` with a `schema`")
            return nil
        }
        guard let media = contents(content) else { return nil }
        let groups = grouped(media)
        var known: [String: ValueSchema] = [:]
        var resolved = groups.compactMap {
            resolveContent($0, isOnly: groups.count == 1, source.bodyDirection, parent: parent, &known)
        }
        guard resolved.count == groups.count else { return nil }
        for (index, group) in groups.enumerated() { noteModel(of: &resolved[index], known[schemaIdentity(group[0].place)]) }
        var caseNames = NameScope(reserved: ReservedNames.cases)
        let named = resolved.map { content in
            var content = content
            content.caseName = caseNames.claim(content.caseName)
            return content
        }
        return RequestBody(
            isRequired: place[.required]?.node.boolean == true, contents: named, swiftName: names.claim("body"),
            choice: named.count > 1 ? registry.claimNested("Body", in: parent) : nil,
            bytesMax: (source.place[.writBodyBytesMax] ?? place[.writBodyBytesMax])?.node.int,
            documentation: written[.description]?.node.string ?? place[.description]?.node.string)
    }

    /// A form without files is of the type that JSON of the same schema is of.
    private func noteModel(of content: inout BodyContent, _ value: ValueSchema?) {
        guard case .multipart(var form) = content.kind, !form.hasFiles, case .named(let name)? = value?.type,
            name.components.count == 1
        else { return }
        form.model = name
        content.kind = .multipart(form)
    }

    /// Media types that carry the same are one content: plain JSON of one schema, text of one schema, and all that is bytes.
    /// A media type with a name of its own, such as `application/merge-patch+json`, says how its JSON is meant.
    private func grouped(_ media: [MediaContent]) -> [[MediaContent]] {
        var groups: [[MediaContent]] = []
        var positions: [String: Int] = [:]
        for content in media {
            let identity = carriedIdentity(content)
            if let identity, let position = positions[identity] {
                groups[position].append(content)
            } else {
                if let identity { positions[identity] = groups.count }
                groups.append([content])
            }
        }
        return groups
    }

    /// The same for media types that carry the same; nil where nothing else carries it.
    private func carriedIdentity(_ media: MediaContent) -> String? {
        if isStream(media) { return "bytes" }
        switch media.kind {
        case .json: return isPlainJSON(media) ? "json " + schemaIdentity(media.place) : nil
        case .text: return "text " + schemaIdentity(media.place)
        case .lines: return "lines " + (itemIdentity(media) ?? "")
        case .records: return "records " + (itemIdentity(media) ?? "")
        case .binary, .xml, .open, .form, .multipart, .events: return nil
        }
    }

    private func isPlainJSON(_ media: MediaContent) -> Bool {
        MediaKind.isRange(media.type) || ["application/json", "text/json"].contains(MediaKind.essence(media.type))
    }

    private func isStream(_ media: MediaContent) -> Bool {
        switch media.kind {
        case .binary, .xml, .open: true
        case .lines, .records: valueItem(of: media.place) == nil
        case .json, .text, .form, .multipart, .events: false
        }
    }

    private func itemIdentity(_ media: MediaContent) -> String? {
        valueItem(of: media.place).map { String(decoding: $0.node.exactJSON(), as: UTF8.self) }
    }

    private func resolveContent(
        _ group: [MediaContent], isOnly: Bool, _ direction: Direction, parent: TypeName, _ known: inout [String: ValueSchema]
    ) -> BodyContent? {
        let first = group[0]
        let name = first.name
        let home = TypeHome(parent: parent, name: isOnly ? "Body" : SwiftNames.typeName(name) + "Body")
        let types = group.map { MediaKind.identity($0.type) }
        switch first.kind {
        case .json:
            let identity = schemaIdentity(first.place)
            guard let schema = known[identity] ?? schema(of: first.place, direction, home: home) else { return nil }
            known[identity] = schema
            return BodyContent(mediaTypes: types, kind: .json, schema: schema, caseName: name)
        case .text:
            guard let schema = textSchema(of: first.place, direction, home: home) else { return nil }
            return BodyContent(mediaTypes: types, kind: .text, schema: schema, caseName: name)
        case .form:
            let identity = schemaIdentity(first.place)
            let content = resolveForm(first, types, caseName: name, home: home, known: known[identity])
            if let content, case .form = content.kind, known[identity] == nil { known[identity] = content.schema }
            return content
        case .multipart:
            guard let form = multipartForm(first.place, parent: parent) else { return nil }
            return BodyContent(mediaTypes: types, kind: .multipart(form), schema: ValueSchema(.string), caseName: name)
        case .events:
            return eventItem(first.place, direction, home: home.inside("Event")).map { item in
                var content = BodyContent(mediaTypes: types, kind: .sequence(.events), schema: item, caseName: name)
                content.eventRule = eventRule(first.place, direction)
                return content
            }
        case .lines where valueItem(of: first.place) != nil: return resolveSequence(first, types, .lines, direction, home: home)
        case .records where valueItem(of: first.place) != nil:
            return resolveSequence(first, types, .records, direction, home: home)
        case .binary, .lines, .records, .xml, .open:
            for media in group {
                warnOfBytes(media.place, keywords: [.itemSchema, .writItemSchema])
                guard checkParts(of: media) else { return nil }
            }
            let caseName = types.count > 1 ? "bytes" : name
            var content = BodyContent(mediaTypes: types, kind: .stream, schema: ValueSchema(.string), caseName: caseName)
            content.bytesMax = bytesMax(of: group)
            return content
        }
    }

    /// A multipart body whose schema describes no parts comes as bytes. False where it can't be meant at all.
    private func checkParts(of media: MediaContent) -> Bool {
        guard case .multipart = MediaKind(media.type), let schema = media.place[.schema], !isBinary(schema),
            let view = schemas.flatten([schema]), view.unions.isEmpty, let kind = schemas.kind(of: view)
        else { return true }
        switch kind {
        case .any, .object, .impossible: return true
        case .array, .string, .several:
            resolution.warn(
                "form-schema",
                "a form is an object with its parts as properties, and this schema is \(kind.name): the body comes as bytes",
                at: schema, hint: "give it `type: object` with `properties`")
            return true
        case .boolean, .integer, .number, .enumeration: return refuseForm(schema)
        }
    }

    /// True where that is allowed, and the body is bytes.
    func refuseForm(_ schema: Place) -> Bool {
        resolution.refuse(.form, "a form is an object with its fields as properties, which this schema is not", at: schema)
    }

    private func resolveSequence(
        _ media: MediaContent, _ types: [String], _ format: Answer.SequenceFormat, _ direction: Direction, home: TypeHome
    ) -> BodyContent? {
        guard let item = valueItem(of: media.place), let schema = schemas.resolve(item, direction, home: home.inside("Item"))
        else { return nil }
        return BodyContent(
            mediaTypes: types, kind: .sequence(format), schema: schema, caseName: media.name)
    }

    /// The most bytes that any of the media types may have; nil where one of them has no bound.
    private func bytesMax(of group: [MediaContent]) -> Int? {
        let limits = group.map { media -> Int? in
            guard let schema = media.place[.schema].flatMap({ resolution.follow($0, as: .schema) }) else { return nil }
            warnOfBytes(schema, keywords: [.minLength, .pattern])
            return schema[.maxLength]?.node.int
        }
        return limits.contains { $0 == nil } ? nil : limits.compactMap { $0 }.max()
    }
}

// Rules of parameters, headers and media types.

internal import WritSpec

extension Resolution {
    func lintParameter(_ place: Place) {
        exclude(.schema, .content, in: place)
        exclude(.example, .examples, in: place)
        let location = place[.in]?.node.string ?? ""
        let name = place[.name]?.node.string ?? ""
        if location == "header", !name.isEmpty, !isToken(name) {
            error(
                "wrong-name", "\(VisibleText.quoted(name)) can't be the name of a header", at: place[.name] ?? place,
                hint: "use letters, digits, `-` and `_`")
        }
        if location == "path" {
            if name.contains("{") || name.contains("}") {
                error("wrong-name", "the name of a path parameter can't contain braces", at: place[.name] ?? place)
            }
            if place[.required]?.node.boolean != true, !hasSaid("path-parameter", at: place) {
                warn(
                    "path-parameter", "a path parameter must be required", at: place[.required] ?? place,
                    hint: "add `required: true`")
            }
        }
        if let reserved = place[.allowReserved] { lintReserved(reserved, place, location) }
        if location == "querystring", place[.content] == nil {
            error("missing-field", "a parameter `in: querystring` must have `content`", at: place[.schema] ?? place)
        }
        if place[.content] != nil {
            for keyword in [Keyword.style, .explode, .allowReserved] where place[keyword] != nil {
                error(
                    "exclusive-keywords", "`content` and `\(keyword)` exclude each other", at: place[keyword] ?? place,
                    location: place.keyLocation(keyword), hint: "remove one of them")
            }
        } else if place[.schema] == nil {
            error("missing-field", "a parameter must have a `schema` or a `content`", at: place, hint: "add `schema:`")
        }
        lintContent(of: place)
        lintStyle(place, location)
        lintPaging(place, name)
        lintExamples(of: place, schema: place[.schema] ?? place[.content]?.entries.first?.place[.schema])
    }

    /// What the client may leave unescaped matters only where something is escaped.
    private func lintReserved(_ reserved: Place, _ place: Place, _ location: String) {
        let style = place[.style]?.node.string
        let isEscaped =
            switch location {
            case "query", "querystring", "": true
            case "path": minorVersion >= 2 || dialect == .openAPI30
            case "cookie": minorVersion >= 2 && style != "cookie"
            default: false
            }
        if isEscaped { return }
        error(
            "exclusive-keywords", "`allowReserved` has no meaning for \(location) parameters of this style", at: reserved,
            location: place.keyLocation(.allowReserved), hint: "remove it")
    }

    /// A parameter or a header has one media type.
    private func lintContent(of place: Place) {
        guard let content = place[.content], content.node.mapping != nil else { return }
        if content.entries.count != 1 {
            error(
                "wrong-content", "`content` of a parameter or a header has one media type, and \(content.entries.count) are here",
                at: content, location: place.keyLocation(.content), hint: "keep one of them")
        }
        for (type, media) in content.entries where !isMediaType(type) {
            warn(
                "wrong-media-type", "\(VisibleText.quoted(type)) isn't a media type", at: media,
                location: content.keyLocation(type), hint: "write it as `application/json`")
        }
    }

    /// RFC 9110, 8.3.1; and a range, as responses may have.
    private func isMediaType(_ text: String) -> Bool {
        let parts = MediaKind.essence(text).split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { isToken(String($0)) }
    }

    private static let pagingNames: Set<String> = [
        "limit", "pagesize", "perpage", "maxresults", "maxitems", "count", "size", "top", "take", "first", "rows",
    ]

    /// What a client may ask for at once is worth a bound.
    private func lintPaging(_ place: Place, _ name: String) {
        let word = name.lowercased().filter { $0.isLetter }
        guard place[.in]?.node.string == "query", Self.pagingNames.contains(word), let written = place[.schema],
            let schema = follow(written, as: .schema), schema.schema.type == "integer"
        else { return }
        if [Keyword.maximum, .exclusiveMaximum, .enum, .const].contains(where: { schema[$0] != nil }) { return }
        report(
            .note, "unbounded-page", "`\(VisibleText.visible(name))` has no `maximum`: a client may ask for all there is at once",
            at: written, location: place.keyLocation(.schema), hint: "add `maximum:` with the most that one answer may hold")
    }

    private func lintStyle(_ place: Place, _ location: String) {
        guard let style = place[.style], let name = style.node.string, !hasSaid("wrong-style", at: style) else { return }
        let styles: [String] =
            switch location {
            case "path": ["simple", "label", "matrix"]
            case "query": ["form", "spaceDelimited", "pipeDelimited", "deepObject"]
            case "header": ["simple"]
            case "cookie": ["form", "cookie"]
            default: [name]
            }
        if styles.contains(name) { return }
        error(
            "wrong-style", "\(location) parameters have no style \(VisibleText.quoted(name))", at: style,
            hint: "the styles are \(styles.joined(separator: ", "))")
    }

    func lintHeader(_ place: Place) {
        exclude(.schema, .content, in: place)
        exclude(.example, .examples, in: place)
        if let reserved = place[.allowReserved] {
            error(
                "exclusive-keywords", "`allowReserved` has no meaning for headers", at: reserved,
                location: place.keyLocation(.allowReserved), hint: "remove it")
        }
        if let style = place[.style], let name = style.node.string, name != "simple" {
            error(
                "wrong-style", "headers have no style \(VisibleText.quoted(name))", at: style,
                hint: "the style is simple: leave it out")
        }
        lintContent(of: place)
        lintExamples(of: place, schema: place[.schema])
    }

    func lintMediaType(_ place: Place) {
        exclude(.example, .examples, in: place)
        exclude(.encoding, .prefixEncoding, .itemEncoding, in: place)
        let type = place.name.lowercased()
        // Examples of other media types may be their texts.
        guard type.contains("json") else { return }
        lintExamples(of: place, schema: place[.schema])
    }

    /// One `querystring` parameter at most, and none of `query` beside it; methods that have a field of their own.
    func lintQueryStrings(_ place: Place, _ kind: ObjectKind) {
        let own = (place[.parameters]?.items ?? []).compactMap { follow($0, as: .parameter) }
        var all = own
        if kind == .pathItem {
            for (_, operation) in place.entries {
                let inner = (operation[.parameters]?.items ?? []).compactMap { follow($0, as: .parameter) }
                checkQueryStrings(own + inner)
            }
            for (method, operation) in place[.additionalOperations]?.entries ?? []
            where ObjectKind.pathItem.keywords[method.lowercased()] != nil {
                error(
                    "exclusive-keywords", "\(VisibleText.quoted(method)) has a field of its own", at: operation,
                    location: place[.additionalOperations]?.keyLocation(method), hint: "write `\(method.lowercased()):`")
            }
            all = own
        }
        checkQueryStrings(all)
    }

    private func checkQueryStrings(_ parameters: [Place]) {
        let whole = parameters.filter { $0[.in]?.node.string == "querystring" }
        guard let first = whole.first else { return }
        if whole.count > 1 {
            error("exclusive-keywords", "an operation has one `querystring` parameter at most", at: whole[1])
        }
        if parameters.contains(where: { $0[.in]?.node.string == "query" }) {
            error("exclusive-keywords", "`querystring` and `query` parameters exclude each other", at: first)
        }
    }
}

// Rules of parameters, headers and media types.

internal import WritSpec

extension Resolution {
    func lintParameter(_ place: Place) {
        exclude("schema", "content", in: place)
        exclude("example", "examples", in: place)
        let location = place["in"]?.node.string ?? ""
        let name = place["name"]?.node.string ?? ""
        if location == "header", !name.isEmpty, !isToken(name) {
            error(
                "wrong-name", "\(VisibleText.quoted(name)) can't be the name of a header", at: place["name"] ?? place,
                hint: "use letters, digits, `-` and `_`")
        }
        if location == "path" {
            if name.contains("{") || name.contains("}") {
                error("wrong-name", "the name of a path parameter can't contain braces", at: place["name"] ?? place)
            }
            if place["required"]?.node.boolean != true {
                warn(
                    "path-parameter", "a path parameter must be required", at: place["required"] ?? place,
                    hint: "add `required: true`")
            }
        }
        if let reserved = place["allowReserved"] { lintReserved(reserved, place, location) }
        if location == "querystring", place["content"] == nil {
            error("missing-field", "a parameter `in: querystring` must have `content`", at: place["schema"] ?? place)
        }
        if place["content"] != nil {
            for keyword in ["style", "explode", "allowReserved"] where place[keyword] != nil {
                error(
                    "exclusive-keywords", "`content` and `\(keyword)` exclude each other", at: place[keyword] ?? place,
                    location: place.keyLocation(keyword), hint: "remove one of them")
            }
        } else if place["schema"] == nil {
            error("missing-field", "a parameter must have a `schema` or a `content`", at: place, hint: "add `schema:`")
        }
        lintStyle(place, location)
        lintExamples(of: place, schema: place["schema"] ?? place["content"]?.entries.first?.place["schema"])
    }

    /// What the client may leave unescaped matters only where something is escaped.
    private func lintReserved(_ reserved: Place, _ place: Place, _ location: String) {
        let style = place["style"]?.node.string
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
            location: place.keyLocation("allowReserved"), hint: "remove it")
    }

    private func lintStyle(_ place: Place, _ location: String) {
        guard let style = place["style"], let name = style.node.string else { return }
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
        exclude("schema", "content", in: place)
        exclude("example", "examples", in: place)
        if let reserved = place["allowReserved"] {
            error(
                "exclusive-keywords", "`allowReserved` has no meaning for headers", at: reserved,
                location: place.keyLocation("allowReserved"), hint: "remove it")
        }
        lintExamples(of: place, schema: place["schema"])
    }

    func lintMediaType(_ place: Place) {
        exclude("example", "examples", in: place)
        exclude("encoding", "prefixEncoding", "itemEncoding", in: place)
        let type = place.name.lowercased()
        // Examples of other media types may be their texts.
        guard type.contains("json") else { return }
        lintExamples(of: place, schema: place["schema"])
    }

    /// One `querystring` parameter at most, and none of `query` beside it; methods that have a field of their own.
    func lintQueryStrings(_ place: Place, _ kind: ObjectKind) {
        let own = (place["parameters"]?.items ?? []).compactMap { follow($0, as: .parameter) }
        var all = own
        if kind == .pathItem {
            for (_, operation) in place.entries {
                let inner = (operation["parameters"]?.items ?? []).compactMap { follow($0, as: .parameter) }
                checkQueryStrings(own + inner)
            }
            for (method, operation) in place["additionalOperations"]?.entries ?? []
            where ObjectKind.pathItemKeywords[method.lowercased()] != nil {
                error(
                    "exclusive-keywords", "\(VisibleText.quoted(method)) has a field of its own", at: operation,
                    location: place["additionalOperations"]?.keyLocation(method), hint: "write `\(method.lowercased()):`")
            }
            all = own
        }
        checkQueryStrings(all)
    }

    private func checkQueryStrings(_ parameters: [Place]) {
        let whole = parameters.filter { $0["in"]?.node.string == "querystring" }
        guard let first = whole.first else { return }
        if whole.count > 1 {
            error("exclusive-keywords", "an operation has one `querystring` parameter at most", at: whole[1])
        }
        if parameters.contains(where: { $0["in"]?.node.string == "query" }) {
            error("exclusive-keywords", "`querystring` and `query` parameters exclude each other", at: first)
        }
    }
}

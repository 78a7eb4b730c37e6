// The head of a document: version, info, servers and tags.

internal import WritContract
internal import WritSpec

extension Resolution {
    /// Finds the version; false after a diagnostic for a document that can't be read.
    func identifyDialect() -> Bool {
        guard root.node.mapping != nil else {
            error(
                "wrong-shape", "an OpenAPI document must be a mapping, not \(root.node.kindName)", at: root,
                hint: "start it with `openapi: 3.1.0`")
            return false
        }
        guard let version = root["openapi"] else { return reportMissingVersion() }
        let text = text(version) ?? ""
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isVersion = (2...3).contains(parts.count) && parts.allSatisfy { $0.first?.isNumber == true }
        switch isVersion ? parts.prefix(2).joined(separator: ".") : "" {
        case "3.0": dialect = .openAPI30
        case "3.1": dialect = .openAPI31
        default:
            error(
                "unsupported-version",
                version.node.string == nil && text.isEmpty
                    ? "`openapi` must be a string, not \(version.node.kindName)"
                    : "the version \(VisibleText.quoted(text)) of OpenAPI is not handled",
                at: version, hint: "versions 3.0 and 3.1 are: write `openapi: 3.1.0`")
            return false
        }
        return true
    }

    /// A text, or the digits of a number in its place.
    func text(_ place: Place?) -> String? {
        guard let place else { return nil }
        switch place.node.value {
        case .string(let text): return text
        case .integer(let number): return number.text
        case .number(let number): return number.text
        default: return nil
        }
    }

    private func reportMissingVersion() -> Bool {
        if let swagger = root["swagger"] {
            error(
                "unsupported-version", "this is a Swagger 2.0 document, which is not handled yet", at: swagger,
                location: root.keyLocation("swagger"), hint: "convert it to OpenAPI 3.0 or 3.1")
        } else {
            let close = closestName(to: "openapi", among: root.entries.map(\.key))
            error(
                "missing-field", "the document has no `openapi` field", at: root,
                hint: close.map { "did you mean `openapi` where it says `\($0)`?" } ?? "start it with `openapi: 3.1.0`")
        }
        return false
    }

    func resolveInfo() -> Info {
        let title = text(root["info"]?["title"]) ?? ""
        return Info(
            title: title, version: text(root["info"]?["version"]) ?? "",
            description: root["info"]?["description"]?.node.string, apiName: apiName(for: title))
    }

    /// `PetstoreAPI` for "Petstore" and for "Petstore API".
    private func apiName(for title: String) -> String {
        let name = SwiftNames.typeName(options.name ?? title)
        return name.hasSuffix("API") ? name : name + "API"
    }

    // MARK: Servers

    /// The path of the first server's URL, with the defaults of its variables and without a slash at its end.
    func resolveBasePath() -> String {
        let servers = root["servers"]?.items ?? []
        let paths = servers.map { basePath(of: $0) }
        guard let first = paths.first, let path = first else { return "" }
        for (server, other) in zip(servers, paths).dropFirst() {
            guard let other, other != path else { continue }
            warn(
                "other-base-path",
                "this server's paths begin with `\(other)`, those of the first one with `\(path)`: that is what is served",
                at: server["url"] ?? server, hint: "list the server whose paths shall be served first")
        }
        return path
    }

    private func basePath(of server: Place) -> String? {
        guard var url = server["url"]?.node.string else { return nil }
        for (name, variable) in server["variables"]?.entries ?? [] {
            // Its absence was told when its shape was checked.
            guard let value = text(variable["default"]) else { return nil }
            url = url.replacing("{\(name)}", with: value)
            let values = (variable["enum"]?.items ?? []).compactMap(text)
            if let place = variable["default"], variable["enum"] != nil, !values.contains(value) {
                error(
                    "wrong-default", "the default \(VisibleText.quoted(value)) is not among the values of `enum`", at: place,
                    hint: "list it in `enum`, or choose one of these")
            }
        }
        return basePath(of: url, at: server["url"] ?? server)
    }

    private func basePath(of url: String, at place: Place) -> String? {
        var path = Substring(url)
        if let scheme = url.firstRange(of: "://") {
            path = url[scheme.upperBound...].drop { $0 != "/" }
        } else if path.hasPrefix("//") {
            path = path.dropFirst(2).drop { $0 != "/" }
        }
        path = path.prefix { $0 != "?" && $0 != "#" }
        while path.hasSuffix("/") { path.removeLast() }
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        if path.isEmpty || path == "." { return "" }
        if path.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F || $0 == "\\" }) {
            error("wrong-path", "a server's URL can't contain spaces, control characters or backslashes", at: place)
            return nil
        }
        if path.unicodeScalars.contains(where: { $0 == "{" || $0 == "}" }) {
            error(
                "missing-variable", "the server's URL `\(url)` has a variable that `variables` does not define", at: place,
                hint: "add it to `variables` with a `default`")
            return nil
        }
        return path.hasPrefix("/") ? String(path) : "/" + path
    }

    // MARK: Tags

    /// The descriptions of declared tags by name.
    func resolveTags() -> [String: String] {
        var tags: [String: String] = [:]
        for tag in root["tags"]?.items ?? [] {
            guard let name = text(tag["name"]) else { continue }
            if tags.updateValue(tag["description"]?.node.string ?? "", forKey: name) != nil {
                warn("duplicate-tag", "the tag `\(name)` is described twice: this one counts", at: tag, hint: "remove one")
            }
        }
        return tags
    }

    /// The document as it will be served.
    func source() -> SourceDocument {
        let bytes = document.file.bytes
        // A byte order mark, or another encoding than UTF-8, is more than JSON's text (RFC 8259, 8.1).
        let isJSON = document.isJSON && bytes.count == document.file.text.count
        return SourceDocument(bytes: bytes, json: isJSON ? bytes : document.root.json(), isJSON: isJSON)
    }
}

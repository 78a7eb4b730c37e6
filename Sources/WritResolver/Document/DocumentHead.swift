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
        let text = version.node.string ?? version.node.double.map { "\($0)" } ?? ""
        if text == "3.0" || text.hasPrefix("3.0.") {
            dialect = .openAPI30
        } else if text == "3.1" || text.hasPrefix("3.1.") {
            dialect = .openAPI31
        } else {
            error(
                "unsupported-version", "the version `\(text)` of OpenAPI is not handled", at: version,
                hint: "versions 3.0 and 3.1 are")
            return false
        }
        if version.node.string == nil {
            warn("wrong-shape", "`openapi` must be a string", at: version, hint: "write it in full: `'\(text).0'`")
        }
        return true
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
        guard let info = root["info"] else {
            error(
                "missing-field", "the document has no `info`", at: root,
                hint: "add `info:` with a `title` and a `version`")
            return Info(title: "", version: "", description: nil, apiName: "API")
        }
        guard checkKeywords(info, as: .info) else { return Info(title: "", version: "", description: nil, apiName: "API") }
        let title = requiredText("title", in: info, of: "`info`") ?? ""
        let version = requiredText("version", in: info, of: "`info`") ?? ""
        return Info(
            title: title, version: version, description: info["description"]?.node.string, apiName: apiName(for: title))
    }

    /// `PetstoreAPI` for "Petstore" and for "Petstore API".
    private func apiName(for title: String) -> String {
        let name = SwiftNames.typeName(options.name ?? title)
        return name.hasSuffix("API") ? name : name + "API"
    }

    /// A text that must be there. Numbers are taken as they are written, with a warning: `version: 1.0` is common.
    func requiredText(_ key: String, in place: Place, of owner: String) -> String? {
        guard let value = place[key] else {
            let close = closestName(to: key, among: place.entries.map(\.key))
            error(
                "missing-field", "\(owner) has no `\(key)`", at: place,
                hint: close.map { "did you mean `\(key)` where it says `\($0)`?" } ?? "add `\(key)`")
            return nil
        }
        if let text = value.node.string { return text }
        let written: String? =
            switch value.node.value {
            case .integer(let number): number.text
            case .number(let number): number.text
            default: nil
            }
        guard let written else {
            error("wrong-shape", "`\(key)` must be a string, not \(value.node.kindName)", at: value)
            return nil
        }
        warn(
            "wrong-shape", "`\(key)` must be a string, not \(value.node.kindName)", at: value,
            hint: "put it in quotes: `'\(written)'`")
        return written
    }

    // MARK: Servers

    /// The path of the first server's URL, with the defaults of its variables and without a slash at its end.
    func resolveBasePath() -> String {
        for server in root["servers"]?.items ?? [] {
            guard checkKeywords(server, as: .server) else { continue }
            _ = requiredText("url", in: server, of: "the server")
        }
        guard let server = root["servers"]?.items.first, var url = server["url"]?.node.string else { return "" }
        for (name, variable) in server["variables"]?.entries ?? [] {
            guard let value = requiredText("default", in: variable, of: "the server variable `\(name)`") else { continue }
            url = url.replacing("{\(name)}", with: value)
        }
        return basePath(of: url, at: server["url"] ?? server)
    }

    private func basePath(of url: String, at place: Place) -> String {
        var path = Substring(url)
        if let scheme = url.firstRange(of: "://") {
            path = url[scheme.upperBound...].drop { $0 != "/" }
        } else if path.hasPrefix("//") {
            path = path.dropFirst(2).drop { $0 != "/" }
        }
        path = path.prefix { $0 != "?" && $0 != "#" }
        while path.hasSuffix("/") { path.removeLast() }
        if path.isEmpty || path == "." { return "" }
        if path.contains("{") {
            error(
                "missing-variable", "the server's URL `\(url)` has a variable that `variables` does not define", at: place,
                hint: "add it to `variables` with a `default`")
            return ""
        }
        return path.hasPrefix("/") ? String(path) : "/" + path
    }

    // MARK: Tags

    /// The descriptions of declared tags by name.
    func resolveTags() -> [String: String] {
        var tags: [String: String] = [:]
        if let place = root["tags"], place.node.sequence == nil {
            error("wrong-shape", "`tags` must be a list of Tag Objects, not \(place.node.kindName)", at: place)
        }
        for tag in root["tags"]?.items ?? [] {
            guard checkKeywords(tag, as: .tag), let name = requiredText("name", in: tag, of: "the tag") else { continue }
            tags[name] = tag["description"]?.node.string ?? ""
        }
        return tags
    }

    /// The document as it will be served.
    func source() -> SourceDocument {
        let bytes = document.file.bytes
        let first = document.file.text.first { $0 > 0x20 }
        let isJSON = first == UInt8(ascii: "{") && bytes.count == document.file.text.count
        return SourceDocument(bytes: bytes, json: isJSON ? bytes : document.root.json(), isJSON: isJSON)
    }
}

// Rules of Swagger 2.0 that its conversion to OpenAPI 3.0 leaves no trace of.

internal import WritSpec

extension Resolution {
    func lintSwagger() {
        guard let written = swagger?.written, written.mapping != nil else { return }
        let root = Place(node: written, pointer: Pointer())
        lintAddress(root)
        for keyword in [Keyword.components, .servers] where root[keyword] != nil {
            error(
                "unknown-keyword", "`\(keyword)` is of OpenAPI 3 and not of Swagger 2.0", at: root,
                location: root.keyLocation(keyword), hint: "write `openapi: 3.0.3`, or what Swagger 2.0 has for it")
        }
        lintTransport(root)
        for place in objects.places(of: .schema) {
            for keyword in SchemaKeyword.ofOpenAPI3 where place[keyword] != nil {
                // What a list in `items` was made into, nobody has written.
                if place.keyLocation(keyword) == place[keyword]?.node.location { continue }
                error(
                    "dialect", "`\(keyword)` is of OpenAPI 3 and not of Swagger 2.0", at: place[keyword] ?? place,
                    location: place.keyLocation(keyword), hint: "write `openapi: 3.0.3`, or a schema without it")
            }
        }
        for (_, parameter) in root[.parameters]?.entries ?? [] { lintSwaggerParameter(parameter) }
        for (_, scheme) in root[.securityDefinitions]?.entries ?? [] { lintDefinition(scheme) }
        for (path, item) in root[.paths]?.entries ?? [] where !path.hasPrefix("x-") {
            for parameter in item[.parameters]?.items ?? [] { lintSwaggerParameter(parameter) }
            for method in [Keyword.get, .put, .post, .delete, .options, .head, .patch] {
                guard let operation = item[method] else { continue }
                lintTransport(operation)
                lintFiles(operation, item, root)
                for parameter in operation[.parameters]?.items ?? [] { lintSwaggerParameter(parameter) }
            }
        }
    }

    private func lintAddress(_ root: Place) {
        if let host = root[.host], host.node.string?.contains("/") == true {
            error(
                "wrong-host", "`host` is a name, and a port where there is one: neither a scheme nor a path", at: host,
                hint: "write these in `schemes` and `basePath`")
        }
        if let path = root[.basePath], let text = path.node.string, !text.hasPrefix("/") {
            error("wrong-path", "`basePath` must begin with a slash", at: path, hint: "write `/\(VisibleText.visible(text))`")
        }
    }

    private func lintTransport(_ place: Place) {
        for keyword in [Keyword.schemes, .consumes, .produces] {
            guard let list = place[keyword] else { continue }
            guard list.node.sequence != nil else {
                error(
                    "wrong-shape", "`\(keyword)` must be a list, not \(list.node.kindName)", at: list,
                    hint: "write it in brackets")
                continue
            }
            for item in list.items {
                guard let text = item.node.string else { continue }
                if keyword != .schemes, !text.contains("/") {
                    error("wrong-media-type", "\(VisibleText.quoted(text)) isn't a media type", at: item)
                } else if keyword == .schemes, !["http", "https", "ws", "wss"].contains(text) {
                    error(
                        "wrong-scheme", "\(VisibleText.quoted(text)) isn't a scheme of Swagger 2.0", at: item,
                        hint: "the schemes are http, https, ws, wss")
                }
            }
        }
    }

    private func lintSwaggerParameter(_ place: Place) {
        guard place[.ref] == nil, let written = place[.in], let location = written.node.string, location != "body" else {
            return
        }
        if location == "cookie" {
            error(
                "wrong-location", "Swagger 2.0 has no parameters in `cookie`", at: written,
                hint: "the places are path, query, header, formData, body")
        }
        if let schema = place[.schema] {
            error(
                "exclusive-keywords", "only a body has a `schema` in Swagger 2.0", at: schema,
                location: place.keyLocation(.schema),
                hint: "write the `type` and the rest beside `in`")
        }
        guard let type = place[.type], let text = type.node.string else { return }
        if text == "object" {
            error("unknown-type", "a parameter besides the body can't be an object in Swagger 2.0", at: type)
        } else if text == "file", location != "formData" {
            error("unknown-type", "only a parameter `in: formData` can be a file", at: type)
        }
    }

    /// A file is sent as a part of a form.
    private func lintFiles(_ operation: Place, _ item: Place, _ root: Place) {
        let list = operation[.consumes] ?? root[.consumes]
        let types = (list?.items ?? []).compactMap(\.node.string)
        if types.contains(where: { $0.lowercased().hasPrefix("multipart/") }) { return }
        for parameter in (operation[.parameters]?.items ?? []) + (item[.parameters]?.items ?? []) {
            let node = parameter[.ref].flatMap { writtenTarget(of: $0.node) } ?? parameter.node
            guard node[.in]?.string == "formData", node[.type]?.string == "file" else { continue }
            error(
                "wrong-media-type", "a file is sent as `multipart/form-data`, which `consumes` doesn't list", at: parameter,
                hint: "add `consumes: [multipart/form-data]` to the operation")
        }
    }

    private func lintDefinition(_ scheme: Place) {
        if scheme[.type]?.node.string == "apiKey", let place = scheme[.in], place.node.string == "cookie" {
            error("wrong-location", "Swagger 2.0 has no keys in cookies", at: place, hint: "write `header` or `query`")
        }
        if let type = scheme[.type], let text = type.node.string, ["http", "openIdConnect", "mutualTLS"].contains(text) {
            error(
                "wrong-scheme", "\(VisibleText.quoted(text)) isn't a type of security scheme in Swagger 2.0", at: type,
                hint: "the types are basic, apiKey, oauth2")
        }
        let flows = ["implicit", "password", "application", "accessCode"]
        if let flow = scheme[.flow], let text = flow.node.string, !flows.contains(text) {
            error(
                "wrong-scheme", "\(VisibleText.quoted(text)) isn't a flow of OAuth 2 in Swagger 2.0", at: flow,
                hint: "the flows are \(flows.joined(separator: ", "))")
        }
    }
}

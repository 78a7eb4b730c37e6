// Operations as the document writes them: which there are, under which path and with which shared parameters.

internal import WritContract
internal import WritSpec

/// An operation that was found but not yet resolved.
struct OperationSource {
    let method: HTTPMethod
    let path: PathTemplate
    let place: Place
    /// Where its path is written, for diagnostics.
    let pathItem: Place
    let pathLocation: SourceLocation
    let methodLocation: SourceLocation
    /// What its path stands behind where that is not the document's base path: by `servers` of its own or of its path.
    let basePath: String?
    /// Its own parameters and those of its path item, references followed, the own ones before.
    var parameters: [Place]
    /// The key of its path has a query or a fragment, which no request is routed by.
    var isVariant = false

    func noteSchemas(in use: SchemaUse, _ resolution: Resolution) {
        for parameter in parameters {
            if let schema = parameter["schema"] { use.note(schema, .request) }
        }
        if let body = place["requestBody"].flatMap({ resolution.follow($0, as: .requestBody) }) {
            for (_, media) in body["content"]?.entries ?? [] {
                if let schema = media["schema"] { use.note(schema, .request) }
            }
        }
        for (_, response) in place["responses"]?.entries ?? [] {
            for (_, media) in resolution.follow(response, as: .response)?["content"]?.entries ?? [] {
                if let schema = media["schema"] { use.note(schema, .answer) }
            }
        }
    }
}

extension Resolution {
    func collectOperations(basePath: String) -> [OperationSource] {
        guard let paths = root["paths"] else {
            if dialect == .openAPI30 {
                error("missing-field", "the document has no `paths`", at: root, hint: "add `paths: {}` if it has none yet")
            } else if root["components"] == nil, root["webhooks"] == nil {
                error(
                    "missing-field", "the document has none of `paths`, `components` and `webhooks`", at: root,
                    hint: "add `paths:` with the operations")
            }
            return []
        }
        let sources = paths.entries.filter { !$0.key.hasPrefix("x-") }.flatMap { path, item in
            collectOperations(path, item, location: paths.keyLocation(path), basePath: basePath)
        }
        return borrowPathParameters(withoutVariants(sources))
    }

    private func collectOperations(
        _ key: String, _ place: Place, location: SourceLocation, basePath: String
    ) -> [OperationSource] {
        let path = routedPath(key)
        guard let template = pathTemplate(path, at: place, location: location), place.node.mapping != nil,
            let item = pathItem(place), checkKeywords(item, as: .pathItem)
        else { return [] }
        let shared = parameterPlaces(item)
        var sources: [OperationSource] = []
        for (method, written, methodLocation) in operations(of: item) {
            guard let operation = follow(written, as: .operation), checkKeywords(operation, as: .operation) else { continue }
            let own = parameterPlaces(operation)
            let overridden = Set(own.map(parameterIdentity))
            sources.append(
                OperationSource(
                    method: method, path: template, place: operation, pathItem: place, pathLocation: location,
                    methodLocation: methodLocation,
                    basePath: ownBasePath(of: operation["servers"] ?? item["servers"], unless: basePath),
                    parameters: own + shared.filter { !overridden.contains(parameterIdentity($0)) },
                    isVariant: path != key))
        }
        return sources
    }

    /// The Path Item itself or what it refers to. What stands beside its `$ref` has no defined meaning.
    private func pathItem(_ place: Place) -> Place? {
        guard place["$ref"] != nil else { return place }
        for (key, value) in place.entries where key != "$ref" && !key.hasPrefix("x-") {
            if case .documented? = ObjectKind.pathItem.keywords[key]?.disposition { continue }
            error(
                "reference-sibling", "`\(key)` beside `$ref` has no meaning that the specification lays down", at: value,
                location: place.keyLocation(key), hint: "move it to what the reference leads to, or write the path out")
        }
        return follow(place, as: .pathItem)
    }

    private func parameterPlaces(_ owner: Place) -> [Place] {
        (owner["parameters"]?.items ?? []).compactMap { follow($0, as: .parameter) }
            .filter { checkKeywords($0, as: .parameter) }
    }

    private func parameterIdentity(_ parameter: Place) -> String {
        "\(parameter["in"]?.node.string ?? "") \(parameter["name"]?.node.string ?? "")"
    }

    // MARK: Paths

    private func pathTemplate(_ path: String, at place: Place, location: SourceLocation) -> PathTemplate? {
        guard path.hasPrefix("/") else {
            error(
                "wrong-path", "a path must begin with a slash", at: place, location: location,
                hint: HTTPMethod(rawValue: path) == nil
                    ? "write `/\(path)`" : "indent `\(path)` deeper than its path")
            return nil
        }
        let isForbidden = { (scalar: Unicode.Scalar) in
            "?#\\".unicodeScalars.contains(scalar) || scalar.properties.isWhitespace || scalar.value < 0x20
        }
        if let scalar = path.unicodeScalars.first(where: isForbidden) {
            error(
                "wrong-path", "a path can't contain \(VisibleText.quoted(String(scalar)))", at: place, location: location,
                hint: scalar == "?" ? "declare what follows as parameters `in: query`" : "write it percent-encoded")
            return nil
        }
        var segments: [PathTemplate.Segment] = []
        for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let parsed = pathSegment(segment, at: place, location: location) else { return nil }
            segments.append(parsed)
        }
        let template = PathTemplate(text: path, segments: segments)
        let names = template.parameterNames
        var seen: Set<String> = []
        if let name = names.first(where: { !seen.insert($0).inserted }) {
            error(
                "wrong-path", "the path names `{\(name)}` twice", at: place, location: location,
                hint: "give each parameter of the path a name of its own")
            return nil
        }
        if names.count > PathTemplate.parametersMax {
            error(
                "wrong-path", "the path has more than \(PathTemplate.parametersMax) parameters", at: place,
                location: location)
            return nil
        }
        return template
    }

    private func pathSegment(
        _ segment: Substring, at place: Place, location: SourceLocation
    ) -> PathTemplate.Segment? {
        let isBrace = { (scalar: Unicode.Scalar) in scalar == "{" || scalar == "}" }
        let scalars = segment.unicodeScalars
        guard scalars.contains(where: isBrace) else {
            return .literal(percentDecoded(String(segment)))
        }
        if scalars.first == "{", scalars.last == "}", scalars.count > 2 {
            let name = scalars.dropFirst().dropLast()
            if !name.contains(where: isBrace) { return .parameter(String(Substring(name))) }
        }
        let isBroken = scalars.count { $0 == "{" } != scalars.count { $0 == "}" } || segment.contains("{}")
        error(
            isBroken ? "wrong-path" : "path-template",
            isBroken
                ? "the path segment `\(segment)` has a brace without a partner or a name"
                : "the path segment `\(segment)` is more than one parameter, which is not handled yet",
            at: place, location: location,
            hint: isBroken ? "write `{name}`" : "let the parameter be the whole segment: `/{name}/`")
        return nil
    }
}

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
    /// Its own parameters and those of its path item, references followed, the own ones before.
    let parameters: [Place]

    func noteSchemas(in use: SchemaUse, _ resolution: Resolution) {
        for parameter in parameters {
            if let schema = parameter["schema"] { use.note(schema, .request) }
        }
        if let body = place["requestBody"].flatMap(resolution.follow) {
            for (_, media) in body["content"]?.entries ?? [] {
                if let schema = media["schema"] { use.note(schema, .request) }
            }
        }
        for (_, response) in place["responses"]?.entries ?? [] {
            for (_, media) in resolution.follow(response)?["content"]?.entries ?? [] {
                if let schema = media["schema"] { use.note(schema, .answer) }
            }
        }
    }
}

extension Resolution {
    func collectOperations() -> [OperationSource] {
        checkComponents()
        guard let paths = root["paths"] else {
            if dialect == .openAPI30 {
                error("missing-field", "the document has no `paths`", at: root, hint: "add `paths: {}` if it has none yet")
            }
            return []
        }
        guard paths.node.mapping != nil else {
            error("wrong-shape", "`paths` must be a mapping of paths to Path Items, not \(paths.node.kindName)", at: paths)
            return []
        }
        return paths.entries.filter { !$0.key.hasPrefix("x-") }.flatMap { path, item in
            collectOperations(path, item, location: paths.keyLocation(path))
        }
    }

    private func checkComponents() {
        guard let components = root["components"] else { return }
        guard checkKeywords(components, as: .components) else { return }
        for (kind, definitions) in components.entries where !kind.hasPrefix("x-") && definitions.node.mapping == nil {
            error(
                "wrong-shape", "`\(kind)` must be a mapping of names to definitions, not \(definitions.node.kindName)",
                at: definitions)
        }
    }

    private func collectOperations(_ path: String, _ place: Place, location: SourceLocation) -> [OperationSource] {
        guard let template = pathTemplate(path, at: place, location: location) else { return [] }
        guard place.node.mapping != nil else {
            error("wrong-shape", "a Path Item must be a mapping of methods, not \(place.node.kindName)", at: place)
            return []
        }
        guard let item = follow(place), checkKeywords(item, as: .pathItem) else { return [] }
        let shared = parameterPlaces(item)
        var sources: [OperationSource] = []
        for (key, operation) in item.entries {
            guard let method = HTTPMethod(rawValue: key), checkKeywords(operation, as: .operation) else { continue }
            let own = parameterPlaces(operation)
            let overridden = Set(own.map(parameterIdentity))
            sources.append(
                OperationSource(
                    method: method, path: template, place: operation, pathItem: place,
                    parameters: own + shared.filter { !overridden.contains(parameterIdentity($0)) }))
        }
        return sources
    }

    private func parameterPlaces(_ owner: Place) -> [Place] {
        guard let parameters = owner["parameters"] else { return [] }
        guard parameters.node.sequence != nil else {
            error("wrong-shape", "`parameters` must be a list, not \(parameters.node.kindName)", at: parameters)
            return []
        }
        return parameters.items.compactMap(follow).filter { checkKeywords($0, as: .parameter) }
    }

    private func parameterIdentity(_ parameter: Place) -> String {
        "\(parameter["in"]?.node.string ?? "") \(parameter["name"]?.node.string ?? "")"
    }

    // MARK: Paths

    private func pathTemplate(_ path: String, at place: Place, location: SourceLocation) -> PathTemplate? {
        guard path.hasPrefix("/") else {
            error(
                "wrong-path", "a path must begin with a slash", at: place, location: location,
                hint: "write `/\(path)`")
            return nil
        }
        if let character = path.first(where: { $0 == "?" || $0 == "#" || $0.isWhitespace || $0 == "\\" }) {
            error(
                "wrong-path", "a path can't contain `\(character)`", at: place, location: location,
                hint: character == "?" ? "declare what follows as parameters `in: query`" : "write it percent-encoded")
            return nil
        }
        var segments: [PathTemplate.Segment] = []
        for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let parsed = pathSegment(segment, at: place, location: location) else { return nil }
            segments.append(parsed)
        }
        let template = PathTemplate(text: path, segments: segments)
        let names = template.parameterNames
        if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
            error("wrong-path", "the path names `{\(name)}` twice", at: place, location: location)
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
        guard segment.contains(where: { $0 == "{" || $0 == "}" }) else {
            return .literal(percentDecoded(String(segment)))
        }
        if segment.first == "{", segment.last == "}", segment.count > 2 {
            let name = segment.dropFirst().dropLast()
            if !name.contains(where: { $0 == "{" || $0 == "}" }) { return .parameter(String(name)) }
        }
        let isBroken = segment.count { $0 == "{" } != segment.count { $0 == "}" }
        error(
            isBroken ? "wrong-path" : "path-template",
            isBroken
                ? "the braces in the path segment `\(segment)` don't match"
                : "the path segment `\(segment)` is more than one parameter, which is not handled yet",
            at: place, location: location,
            hint: isBroken ? "write `{name}`" : "let the parameter be the whole segment: `/{name}/`")
        return nil
    }
}

// Paths, cut into literals and parameters.

internal import WritContract
internal import WritSpec

extension Resolution {
    func pathTemplate(_ path: String, at place: Place, location: SourceLocation) -> PathTemplate? {
        guard path.hasPrefix("/") else {
            error(
                "wrong-path", "a path must begin with a slash", at: place, location: location,
                hint: HTTPMethod(field: path) == nil
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
        guard segment.contains(where: { $0 == "{" || $0 == "}" }) else { return .literal(percentDecoded(String(segment))) }
        guard let parts = pathParts(segment) else {
            error(
                "wrong-path", "the path segment `\(segment)` has a brace without a partner or a name", at: place,
                location: location, hint: "write `{name}`")
            return nil
        }
        if case .parameter(let name) = parts.first, parts.count == 1 { return .parameter(name) }
        if zip(parts, parts.dropFirst()).contains(where: { isParameter($0) && isParameter($1) }) {
            error(
                "path-template",
                "two parameters of the path segment `\(segment)` have nothing between them: where one ends is open",
                at: place, location: location, hint: "put a literal between them, or make one parameter of the two")
            return nil
        }
        return .mixed(parts)
    }

    private func isParameter(_ part: PathTemplate.Part) -> Bool {
        if case .parameter = part { true } else { false }
    }

    /// Literals and parameters in turn; nil where the braces don't match.
    private func pathParts(_ segment: Substring) -> [PathTemplate.Part]? {
        var parts: [PathTemplate.Part] = []
        var rest = segment.unicodeScalars
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let name = rest[open...].dropFirst().prefix { $0 != "}" && $0 != "{" }
            guard rest[open] == "{", name.endIndex < rest.endIndex, rest[name.endIndex] == "}", !name.isEmpty else { return nil }
            if open > rest.startIndex { parts.append(.literal(percentDecoded(String(Substring(rest[..<open]))))) }
            parts.append(.parameter(String(Substring(name))))
            rest = rest[rest.index(after: name.endIndex)...]
        }
        if !rest.isEmpty { parts.append(.literal(percentDecoded(String(Substring(rest))))) }
        return parts
    }

    /// Some write RFC 6570's operators into the path, `{;id*}` and `{.id}`, where the specification has `style` for that:
    /// they are left out of names that are declared without them.
    func withoutOperators(
        _ template: PathTemplate, _ parameters: [Place], at place: Place, location: SourceLocation
    ) -> PathTemplate {
        let declared = Set(parameters.compactMap { $0[.in]?.node.string == "path" ? $0[.name]?.node.string : nil })
        guard template.parameterNames.contains(where: { !declared.contains($0) }) else { return template }
        var template = template
        template.renameParameters { name in
            guard !declared.contains(name) else { return name }
            var plain = name[...]
            if let first = plain.first, ".;+".contains(first) { plain.removeFirst() }
            if plain.last == "*" { plain.removeLast() }
            guard declared.contains(String(plain)) else { return name }
            warn(
                "wrong-path", "`{\(name)}` is read as `{\(plain)}`: paths have no operators, the parameter has its `style`",
                at: place, location: location, hint: "write `{\(plain)}`")
            return String(plain)
        }
        return template
    }
}

// The specification's own rules as lint, whether or not a server can be generated.

package import WritSpec

/// What is wrong with a document by its specification. What Writ alone doesn't handle is not told: all of that is allowed.
package func check(_ library: DocumentLibrary, options: ResolverOptions = ResolverOptions()) -> [Diagnostic] {
    var options = options
    options.allowed = ResolverOptions.generatorCodes.intersection(ResolverOptions.allowableCodes)
    options.isStrict = true
    let resolution = Resolution(library, options: options)
    _ = resolution.contract()
    for (kind, place) in resolution.objects.all { resolution.lint(place, as: kind) }
    // Of a document whose version nobody knows there is no more to say.
    if !resolution.objects.all.isEmpty { resolution.lintDocument() }
    let diagnostics = resolution.sortedDiagnostics()
    let hasSchemes = resolution.root[.components]?[.securitySchemes] != nil
    var errors: [SourceLocation: Set<String>] = [:]
    for diagnostic in diagnostics where diagnostic.severity == .error {
        if let location = diagnostic.location { errors[location, default: []].insert(diagnostic.code) }
    }
    return diagnostics.compactMap { diagnostic in
        let told = diagnostic.location.flatMap { errors[$0] } ?? []
        // What is wrong by the specification has been said: what the generator makes of it adds nothing here.
        if diagnostic.severity == .warning, told.contains(diagnostic.code) { return nil }
        // A flow of OAuth 2 is a value in Swagger 2.0, and told of as one; converted, it is a keyword.
        if diagnostic.code == "unknown-keyword", told.contains("wrong-scheme") { return nil }
        let isPart = !hasSchemes && diagnostic.code == "missing-scheme"
        return judged(isPart ? diagnostic.withSeverity(.warning) : diagnostic)
    }
}

/// What is about Writ, and not about the document.
let generatorCodes: Set<String> = ResolverOptions.generatorCodes.subtracting([Refusal.pattern.code]).union([
    "path-template", "unchecked", "client-certificate", "other-host", "other-base-path", "unused-schema", "missing-success",
    "xml", "form-rule", "byte-rule", "event-rule", "charset", "dynamic-schema", "text-schema",
])

/// Of these, what the document says and nothing enforces.
let unenforcedCodes: Set<String> = [
    "xml", "path-template", "form-rule", "byte-rule", "event-rule", "charset", "client-certificate", "unchecked", "pattern",
]

extension Diagnostic {
    fileprivate func withSeverity(_ severity: Severity) -> Diagnostic {
        Diagnostic(severity, code, message, at: location, pointer: pointer, hint: hint, related: related)
    }
}

/// A diagnostic as it counts for the specification: nil where it is about the generator.
private func judged(_ diagnostic: Diagnostic) -> Diagnostic? {
    if generatorCodes.contains(diagnostic.code) { return nil }
    // The network is not asked: whether there is something, nobody knows.
    if diagnostic.code == "external-reference", diagnostic.message.contains("network") { return diagnostic.withSeverity(.note) }
    let errors: Set<String> = ["duplicate-operation-id", "duplicate-tag"]
    // Schemas may have keywords of other vocabularies.
    let isUnknown = diagnostic.code == "unknown-keyword" && !diagnostic.message.contains("a Schema Object")
    guard diagnostic.severity == .warning, isUnknown || errors.contains(diagnostic.code) else { return diagnostic }
    return diagnostic.withSeverity(.error)
}

extension Resolution {
    /// The rules of one object.
    func lint(_ place: Place, as kind: ObjectKind) {
        if place[.ref] != nil, kind != .schema, kind != .pathItem { return }
        lintAddresses(place, as: kind)
        switch kind {
        case .parameter: lintParameter(place)
        case .header: lintHeader(place)
        case .mediaType: lintMediaType(place)
        case .encoding: exclude(.encoding, .prefixEncoding, .itemEncoding, in: place)
        case .example: lintExample(place)
        case .response: lintHeaders(place)
        case .operation, .pathItem:
            lintQueryStrings(place, kind)
            lintResponses(place[.responses])
        case .schema: lintSchema(place)
        case .serverVariable: lintVariable(place)
        case .securityScheme: lintSecurityScheme(place)
        case .xml: lintXML(place)
        default: break
        }
    }

    /// `first` can't stand beside one of the others.
    func exclude(_ first: Keyword, _ others: Keyword..., in place: Place) {
        guard place[first] != nil else { return }
        for other in others where place[other] != nil {
            error(
                "exclusive-keywords", "`\(first)` and `\(other)` exclude each other", at: place[other] ?? place,
                location: place.keyLocation(other), hint: "remove one of them")
        }
    }

    private func lintResponses(_ responses: Place?) {
        guard let responses, responses.node.mapping != nil, !responses.entries.contains(where: { !$0.key.hasPrefix("x-") })
        else { return }
        error(
            "missing-field", "`responses` declares no response, and must have one at least", at: responses,
            hint: "add one, such as `'200'` or `'204'`, with a `description`")
    }

    private func lintVariable(_ place: Place) {
        guard let values = place[.enum], values.items.isEmpty, values.node.sequence != nil else { return }
        error("empty-list", "the `enum` of a server variable must not be empty", at: values, hint: "remove it, or list values")
    }

    private func lintExample(_ place: Place) {
        exclude(.value, .externalValue, .dataValue, .serializedValue, in: place)
        exclude(.externalValue, .serializedValue, in: place)
    }

    private func lintXML(_ place: Place) {
        exclude(.nodeType, .attribute, .wrapped, in: place)
    }

    private func lintHeaders(_ response: Place) {
        for (name, header) in response[.headers]?.entries ?? [] where !isToken(name) {
            error(
                "wrong-name", "\(VisibleText.quoted(name)) can't be the name of a header", at: header,
                location: response[.headers]?.keyLocation(name), hint: "use letters, digits, `-` and `_`")
        }
    }

    // MARK: The document as a whole

    func lintDocument() {
        if let servers = root[.servers], servers.node.sequence?.isEmpty == true {
            report(.note, "empty-list", "`servers` is empty: it counts as `/`", at: servers, hint: "remove it, or name a server")
        }
        lintSwagger()
        lintSecurity()
        lintTags()
        lintPaths()
        lintLinks()
        lintUnused()
    }

    private func lintSecurity() {
        let declared = root[.components]?[.securitySchemes]
        let schemes = (declared?.entries ?? []).map(\.key)
        let known = Set(schemes)
        let declaring = [root] + objects.places(of: .operation)
        for requirement in declaring.flatMap({ $0[.security]?.items ?? [] }) {
            for (name, list) in requirement.entries {
                if let scheme = declared?[named: name].flatMap({ follow($0, as: .securityScheme) }) { lintScopes(scheme, list) }
            }
            // From 3.2 on the name may be a reference.
            for (name, list) in requirement.entries where !known.contains(name) && !name.contains("/") && !name.contains("#") {
                let close = suggestion(for: name, among: schemes)
                error(
                    "missing-scheme", "there is no security scheme \(VisibleText.quoted(name))", at: list,
                    location: requirement.keyLocation(name),
                    hint: close.map { "did you mean `\($0)`?" } ?? definitionHint(.securitySchemes))
            }
        }
    }

    private func lintLinks() {
        let ids = Set(objects.places(of: .operation).compactMap { $0[.operationId]?.node.string })
        for link in objects.places(of: .link) {
            exclude(.operationId, .operationRef, in: link)
            // A link under `components` may be meant for another document.
            let isUsed = link.componentName(in: .links) == nil
            if isUsed, let place = link[.operationRef], let text = place.node.string, text.hasPrefix("#/"),
                document.node(at: percentDecoded(String(text.dropFirst()))) == nil
            {
                warn(
                    "missing-operation", "there is no operation at \(VisibleText.quoted(text))", at: place,
                    hint: "correct it, or remove the link")
            }
            guard isUsed, let place = link[.operationId], let id = place.node.string, !ids.contains(id) else { continue }
            let close = suggestion(for: id, among: ids.sorted())
            warn(
                "missing-operation", "no operation has the id \(VisibleText.quoted(id))", at: place,
                hint: close.map { "did you mean `\($0)`?" } ?? "correct it, or remove the link")
        }
    }

    /// The first three tokens of a pointer, where it leads further.
    private static func component(around pointer: Pointer) -> Pointer? {
        guard pointer.depth > 3 else { return nil }
        return Pointer(file: pointer.file, path: pointer.tokens.prefix(3).map { "/" + $0 }.joined())
    }

    /// Components that no reference leads to.
    private func lintUnused() {
        var used = Set(files.targets.values.compactMap { $0?.pointer })
        for requirement in ([root] + objects.places(of: .operation)).flatMap({
            $0[.security]?.items ?? []
        }) {
            for (name, _) in requirement.entries {
                used.insert(Pointer().appending(.components).appending(.securitySchemes).appending(named: name))
            }
        }
        // What extends a base with a discriminator is meant wherever the base is.
        for (_, schema) in root[.components]?[.schemas]?.entries ?? [] {
            for subtype in subtypes(of: hierarchies.target(ofAlias: schema) ?? schema) {
                used.insert(hierarchies.aliases[subtype.pointer]?.pointer ?? subtype.pointer)
            }
        }
        // A part that is referred to uses the component that it lies in.
        used.formUnion(used.compactMap(Self.component))
        for (_, section) in root[.components]?.entries ?? [] where section.node.mapping != nil && !section.name.hasPrefix("x-") {
            for (name, place) in section.entries where !name.hasPrefix("x-") {
                if used.contains(place.pointer) { continue }
                report(
                    .note, "unused-component", "nothing refers to `\(name)` of `\(sectionName(section.name))`", at: place,
                    location: section.keyLocation(name))
            }
        }
    }
}

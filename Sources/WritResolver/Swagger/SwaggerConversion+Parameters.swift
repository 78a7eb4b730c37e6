// Parameters, bodies and forms of Swagger 2.0.

internal import WritSpec

extension SwaggerConversion {
    /// The parameter itself, or what it refers to.
    func resolved(_ parameter: Node) -> Node {
        guard let reference = parameter[.ref] else { return parameter }
        return target(of: reference) ?? parameter
    }

    func isBody(_ parameter: Node) -> Bool { ["body", "formData"].contains(parameter[.in]?.string) }

    /// The parameters that are parameters in 3.0 too.
    func parameters(_ node: Node) -> Node {
        guard let items = node.sequence else { return node }
        return Node(.sequence(items.filter { !isBody(resolved($0)) }.map(parameter)), at: node.location)
    }

    static let parameterKeys: Set<Keyword> = [.name, .in, .description, .required, .allowEmptyValue, .deprecated]

    private static let bodyKeys: Set<Keyword> = [.description, .required]

    func parameter(_ node: Node) -> Node {
        guard let mapping = node.mapping else { return node }
        var result = MappingSketch(at: node.location)
        if let reference = mapping.entry(.ref) {
            result.take(reference)
            return result.node
        }
        var described = MappingSketch(at: node.location)
        for entry in mapping.entries {
            switch Keyword(key: entry.key) {
            case .collectionFormat: continue
            // Not of 2.0, and written by people who know 3.0.
            case .schema, .style, .explode: result.take(entry, entry.key == Keyword.schema ? schema(entry.value) : nil)
            case _ where Self.parameterKeys.contains(key: entry.key): result.take(entry)
            case _ where entry.key.hasPrefix("x-") && entry.key != Keyword.extensionNullable: result.take(entry)
            default: described.take(entry)
            }
        }
        if !described.isEmpty, !result.has(.schema) { result.set(.schema, schema(described.node)) }
        if node[.type]?.string == "array" { setStyle(of: node, &result) }
        return result.node
    }

    /// `collectionFormat` as style and explode (OpenAPI 3.0, Style Values); csv where there is none.
    private func setStyle(of node: Node, _ result: inout MappingSketch) {
        let format = node[.collectionFormat]?.string ?? "csv"
        switch (format, node[.in]?.string) {
        case ("csv", "query"), ("csv", "formData"):
            result.set(.style, "form")
            result.set(.explode, false)
        case ("csv", _): return
        case ("multi", "query"), ("multi", "formData"):
            result.set(.style, "form")
            result.set(.explode, true)
        case ("ssv", "query"), ("pipes", "query"), ("ssv", "formData"), ("pipes", "formData"):
            result.set(.style, format == "ssv" ? "spaceDelimited" : "pipeDelimited")
            result.set(.explode, false)
        default:
            resolution.error(
                "unsupported-collection-format",
                "\(VisibleText.quoted(format)) in \(node[.in]?.string ?? "this place") has no counterpart in OpenAPI 3",
                at: Place(node: node[.collectionFormat] ?? node, pointer: Pointer()), hint: "use `csv`")
        }
    }

    // MARK: Bodies

    func requestBody(_ parameters: [Node], consumes: [String]) -> Node? {
        let resolvedParameters = parameters.map(resolved)
        guard let first = resolvedParameters.first else { return nil }
        let forms = resolvedParameters.filter { $0[.in]?.string == "formData" }
        if forms.isEmpty, resolvedParameters.count == 1 { return body(first, consumes: consumes) }
        if forms.count == resolvedParameters.count { return form(forms, consumes: consumes) }
        resolution.error(
            "several-bodies", "an operation has one body at most", at: Place(node: parameters[1], pointer: Pointer()),
            hint: "keep one parameter `in: body`, or only such `in: formData`")
        return nil
    }

    func body(_ node: Node, consumes: [String]) -> Node {
        var result = MappingSketch(at: node.location)
        for entry in node.mapping?.entries ?? [] where Self.bodyKeys.contains(key: entry.key) { result.take(entry) }
        let written = node[.schema]
        var content = MappingSketch(at: node.location)
        let types = written.map { mediaTypes(consumes, otherwise: "application/json", for: $0) } ?? consumes
        for type in types.isEmpty ? ["application/json"] : types {
            var media = MappingSketch(at: node.location)
            if let written { media.set(.schema, schema(written)) }
            content.set(type, media.node)
        }
        result.set(.content, content.node)
        return result.node
    }

    private func form(_ fields: [Node], consumes: [String]) -> Node {
        var properties = MappingSketch(at: fields[0].location)
        var required: [Node] = []
        var encoding = MappingSketch(at: fields[0].location)
        for field in fields {
            guard let name = field[.name], let text = name.string else { continue }
            let converted = parameter(field)
            var described = MappingSketch(at: field.location)
            for entry in converted[.schema]?.mapping?.entries ?? [] { described.take(entry) }
            if let description = field[.description] { described.set(.description, description) }
            properties.set(text, described.node, keyLocation: name.location)
            if field[.required]?.boolean == true { required.append(name) }
            guard let style = converted[.style], let explode = converted[.explode] else { continue }
            var part = MappingSketch(at: field.location)
            part.set(.style, style)
            part.set(.explode, explode)
            encoding.set(text, part.node, keyLocation: name.location)
        }
        var object = MappingSketch(at: fields[0].location)
        object.set(.type, "object")
        object.set(.properties, properties.node)
        if !required.isEmpty { object.set(.required, Node(.sequence(required), at: required[0].location)) }
        var content = MappingSketch(at: fields[0].location)
        for type in formTypes(consumes, hasFile: fields.contains { $0[.type]?.string == "file" }) {
            var media = MappingSketch(at: fields[0].location)
            media.set(.schema, object.node)
            if !encoding.isEmpty, type.contains("urlencoded") { media.set(.encoding, encoding.node) }
            content.set(type, media.node)
        }
        var result = MappingSketch(at: fields[0].location)
        if !required.isEmpty { result.set(.required, true) }
        result.set(.content, content.node)
        return result.node
    }

    func formTypes(_ consumes: [String], hasFile: Bool) -> [String] {
        let forms = consumes.filter { type in
            let type = type.lowercased()
            return type.hasPrefix("multipart/") || type.hasPrefix("application/x-www-form-urlencoded") && !hasFile
        }
        if !forms.isEmpty { return forms }
        return [hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"]
    }
}

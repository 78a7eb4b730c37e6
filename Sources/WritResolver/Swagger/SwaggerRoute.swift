// Where the conversion to OpenAPI 3.0 has put what a reference of Swagger 2.0 speaks of.

internal import WritSpec

/// Follows a pointer through a file as it was written, and notes the way to the same place in what it was converted to.
struct SwaggerRoute {
    /// What the walk stands on.
    indirect enum Spot {
        case document, file, unknown, plain, map(Spot), list(Spot), paths, pathItem, operation, parameters
        case parameter, body, response, header, schema
        /// The only schema of a list, which stands in its place; and a body outside of operations, which has stayed as it was.
        case only, kept
    }

    private let resolution: Resolution
    private let file: DescriptionFile
    private let conversion: SwaggerConversion
    private var node: Node
    private var spot: Spot
    /// The tokens so far, as written and as converted.
    private var before: [String] = []
    private var after: [String] = []
    /// The innermost path item and operation.
    private var item: Node?
    private var owner: Node?
    private var depth = 0
    private static let depthMax = 16

    init(_ resolution: Resolution, in file: DescriptionFile) {
        self.resolution = resolution
        self.file = file
        node = file.written ?? file.root
        let main = resolution.swagger
        let isMain = file === resolution.files.main
        conversion = (isMain ? main : main?.ofFile(node)) ?? SwaggerConversion(resolution: resolution, written: node)
        spot = isMain ? .document : SwaggerConversion.part(node) == nil ? .file : .unknown
    }

    /// - Parameter tokens: of a pointer, still escaped.
    func place(at tokens: [String]) -> Result<Place, Resolution.Miss> {
        var route = self
        for (index, token) in tokens.enumerated() {
            let name = JSONPointer.unescaped(token[...])
            guard let child = Place(node: route.node, pointer: Pointer()).child(name)?.node else {
                return route.followed(by: Array(tokens[index...])) ?? .failure(route.miss(name))
            }
            route.take(name, child)
        }
        guard let place = route.reached() else { return .failure(route.miss(tokens.last ?? "")) }
        return .success(place)
    }

    /// A part of what a reference leads to is named through it by many.
    private func followed(by rest: [String]) -> Result<Place, Resolution.Miss>? {
        guard depth < Self.depthMax, let text = node[.ref]?.string else { return nil }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let reference = Place(node: node[.ref] ?? node, pointer: Pointer())
        guard let base = resolution.resource(String(parts.first ?? ""), of: text, at: reference) else { return nil }
        var next = SwaggerRoute(resolution, in: base.file)
        next.depth = depth + 1
        let start = resolution.readings(of: parts.count > 1 ? String(parts[1]) : "").first ?? []
        return next.place(at: start + rest)
    }

    private func reached() -> Place? {
        let (place, left) = file.rootPlace.walked(after.map { JSONPointer.escaped($0)[...] })
        return left.isEmpty ? place : nil
    }

    private func miss(_ name: String) -> Resolution.Miss {
        let pointer = Pointer(file: file.key, path: JSONPointer.text(of: before))
        return Resolution.Miss(token: name, place: Place(node: node, pointer: pointer))
    }

    // MARK: Steps

    private mutating func take(_ name: String, _ child: Node) {
        if case .unknown = spot { spot = Self.spot(of: SwaggerConversion.part(node)) }
        step(name, child)
        before.append(name)
        node = child
    }

    private static func spot(of part: SwaggerConversion.Part?) -> Spot {
        switch part {
        case .parameter: .parameter
        case .body: .kept
        case .pathItem: .pathItem
        case .operation: .operation
        case .schema: .schema
        case .response: .response
        case nil: .unknown
        }
    }

    private mutating func step(_ name: String, _ child: Node) {
        switch spot {
        case .document: stepIntoDocument(name, child)
        case .file: go([name], SwaggerConversion.section(name, child) ?? .unknown)
        case .unknown: go([name], .unknown)
        case .plain: go([name], .plain)
        case .map(let kind), .list(let kind): go([name], kind)
        case .paths: go([name], name.hasPrefix("x-") ? .plain : .pathItem)
        case .pathItem:
            item = node
            go(
                [name],
                name == Keyword.parameters ? .parameters : SwaggerConversion.methods.contains(key: name) ? .operation : .plain)
        case .operation:
            owner = node
            go([name], name == Keyword.parameters ? .parameters : name == Keyword.responses ? .map(.response) : .plain)
        case .parameters: stepIntoParameters(name, child)
        case .parameter: stepIntoParameter(name)
        case .body:
            guard name == Keyword.schema else { return go([name], .plain) }
            go(
                [Keyword.content.rawValue, media(conversion.mediaTypes(consumes, otherwise: Self.json, for: child)), name],
                .schema)
        case .response: stepIntoResponse(name, child)
        case .header: go(name == Keyword.description || isExtension(name) ? [name] : [Keyword.schema.rawValue, name], .schema)
        case .schema: stepIntoSchema(name, child)
        case .only: spot = .schema
        case .kept: go([name], .schema)
        }
    }

    private mutating func go(_ tokens: [String], _ next: Spot) {
        after += tokens
        spot = next
    }

    private mutating func go(_ keywords: [Keyword], _ next: Spot) { go(keywords.map(\.rawValue), next) }

    private func isExtension(_ name: String) -> Bool { name.hasPrefix("x-") && name != Keyword.extensionNullable }

    private mutating func stepIntoDocument(_ name: String, _ child: Node) {
        switch Keyword(key: name) {
        case .definitions: go([.components, .schemas], .map(.schema))
        case .responses: go([.components, .responses], .map(.response))
        case .securityDefinitions: go([.components, .securitySchemes], .map(.plain))
        case .parameters: go([.components, .parameters], .parameters)
        case .paths: go([.paths], .paths)
        default: go([name], .plain)
        }
    }

    // MARK: Parameters and bodies

    private static let json = "application/json"
    private var consumes: [String] { SwaggerConversion.texts(owner?[.consumes]) ?? conversion.consumes }
    private var produces: [String] { SwaggerConversion.texts(owner?[.produces]) ?? conversion.produces }

    private func media(_ types: [String]) -> String { types.first ?? Self.json }

    private mutating func stepIntoParameters(_ name: String, _ child: Node) {
        let parameter = conversion.resolved(child)
        guard let list = node.sequence, let index = Int(name) else {
            // Those that have names.
            guard conversion.isBody(child) else { return go([name], .parameter) }
            after.removeLast()
            return go([Keyword.requestBodies.rawValue, name], .body)
        }
        guard conversion.isBody(parameter) else {
            let others = list.prefix(index).filter { !conversion.isBody(conversion.resolved($0)) }
            return go([String(others.count)], .parameter)
        }
        after.removeLast()
        if owner == nil, let item {
            // It stands in each operation that has none of its own.
            let user = item.mapping?.entries.first { SwaggerConversion.methods.contains(key: $0.key) && !hasBody($0.value) }
            guard let user else { return }
            owner = user.value
            after.append(user.key)
        }
        guard parameter[.in]?.string == "formData" else { return go([.requestBody], .body) }
        let fields = list.map(conversion.resolved).filter { $0[.in]?.string == "formData" }
        let type = media(conversion.formTypes(consumes, hasFile: fields.contains { $0[.type]?.string == "file" }))
        go([.requestBody, .content], .plain)
        go([type], .plain)
        go([.schema, .properties], .plain)
        go([parameter[.name]?.string ?? ""], .schema)
    }

    private func hasBody(_ operation: Node) -> Bool {
        (operation[.parameters]?.sequence ?? []).contains { conversion.isBody(conversion.resolved($0)) }
    }

    private mutating func stepIntoParameter(_ name: String) {
        if name == Keyword.schema { return go([.schema], .schema) }
        let isOwn = SwaggerConversion.parameterKeys.contains(key: name) || isExtension(name)
        isOwn ? go([name], .plain) : go([Keyword.schema.rawValue, name], name == Keyword.items ? .schema : .plain)
    }

    // MARK: Answers and schemas

    private mutating func stepIntoResponse(_ name: String, _ child: Node) {
        switch Keyword(key: name) {
        case .schema:
            let isFile = child[.type]?.string == "file"
            let types = conversion.mediaTypes(produces, otherwise: isFile ? "application/octet-stream" : Self.json, for: child)
            go([Keyword.content.rawValue, media(types), name], .schema)
        case .headers: go([.headers], .map(.header))
        default: go([name], .plain)
        }
    }

    private mutating func stepIntoSchema(_ name: String, _ child: Node) {
        switch Keyword(key: name) {
        case .items where child.sequence != nil:
            // Each item may be any of them.
            child.sequence?.count == 1 ? go([name], .only) : go([name, Keyword.anyOf.rawValue], .list(.schema))
        case .extensionNullable: go([.nullable], .plain)
        default:
            switch SwaggerConversion.holding(ofKey: name) {
            case .named: go([name], .map(.schema))
            case .list: go([name], .list(.schema))
            case .one, .oneOrList: go([name], .schema)
            case .none: go([name], .plain)
            }
        }
    }
}

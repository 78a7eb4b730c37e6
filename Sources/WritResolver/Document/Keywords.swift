// Which keywords each object of a document has, and what becomes of them: handled, documented or refused.

internal import WritSpec

/// The objects of OpenAPI that keywords are checked in.
enum ObjectKind: Sendable {
    case document, info, server, tag, components, pathItem, operation, parameter, requestBody, mediaType, response, schema
}

enum Disposition: Sendable {
    /// It shapes the generated code.
    case handled
    /// It is shown in the docs pages and means nothing to the server.
    case documented
    case refused(Refusal)
}

extension ObjectKind {
    var keywords: [String: Disposition] {
        switch self {
        case .document: Self.documentKeywords
        case .info: Self.infoKeywords
        case .server: Self.serverKeywords
        case .tag: Self.tagKeywords
        case .components: Self.componentsKeywords
        case .pathItem: Self.pathItemKeywords
        case .operation: Self.operationKeywords
        case .parameter: Self.parameterKeywords
        case .requestBody: Self.requestBodyKeywords
        case .mediaType: Self.mediaTypeKeywords
        case .response: Self.responseKeywords
        case .schema: Self.schemaKeywords
        }
    }

    var title: String {
        switch self {
        case .document: "an OpenAPI document"
        case .info: "the Info Object"
        case .server: "a Server Object"
        case .tag: "a Tag Object"
        case .components: "the Components Object"
        case .pathItem: "a Path Item Object"
        case .operation: "an Operation Object"
        case .parameter: "a Parameter Object"
        case .requestBody: "a Request Body Object"
        case .mediaType: "a Media Type Object"
        case .response: "a Response Object"
        case .schema: "a Schema Object"
        }
    }

    private static let documentKeywords = table(
        handled: ["openapi", "info", "servers", "paths", "components", "tags"],
        documented: ["externalDocs", "jsonSchemaDialect"],
        refused: ["security": .security, "webhooks": .webhooks])

    private static let infoKeywords = table(
        handled: ["title", "version", "description"],
        documented: ["summary", "termsOfService", "contact", "license"])

    private static let serverKeywords = table(handled: ["url", "variables"], documented: ["description"])

    private static let tagKeywords = table(handled: ["name", "description"], documented: ["externalDocs"])

    private static let componentsKeywords = table(
        handled: ["schemas", "responses", "parameters", "requestBodies", "pathItems"],
        // Each of these matters only where something refers to it, and is refused there.
        documented: ["examples", "headers", "securitySchemes", "links", "callbacks"])

    private static let pathItemKeywords = table(
        handled: [
            "$ref", "parameters", "get", "put", "post", "delete", "options", "head", "patch", "trace", "summary",
            "description",
        ],
        refused: ["servers": .structure])

    private static let operationKeywords = table(
        handled: [
            "tags", "summary", "description", "operationId", "parameters", "requestBody", "responses", "deprecated",
        ],
        documented: ["externalDocs"],
        refused: ["security": .security, "callbacks": .callbacks, "servers": .structure])

    private static let parameterKeywords = table(
        handled: [
            "$ref", "name", "in", "description", "required", "deprecated", "style", "explode", "schema",
        ],
        documented: ["example", "examples", "summary"],
        refused: ["content": .parameter, "allowReserved": .parameter, "allowEmptyValue": .parameter])

    private static let requestBodyKeywords = table(
        handled: ["$ref", "description", "content", "required"], documented: ["summary"])

    private static let mediaTypeKeywords = table(
        handled: ["schema"], documented: ["example", "examples"], refused: ["encoding": .mediaType])

    private static let responseKeywords = table(
        handled: ["$ref", "description", "content"], documented: ["links", "summary"],
        refused: ["headers": .headers])

    private static let schemaKeywords = table(
        handled: [
            "$ref", "type", "format", "enum", "const", "default", "description", "title", "nullable", "deprecated",
            "properties", "required", "additionalProperties", "items", "readOnly", "writeOnly", "minimum", "maximum",
            "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
            "maxProperties",
        ],
        documented: [
            "example", "examples", "externalDocs", "$comment", "xml", "contentMediaType", "contentEncoding", "$defs",
            "$schema",
        ],
        refused: [
            "allOf": .composition, "oneOf": .composition, "anyOf": .composition, "discriminator": .composition,
            "prefixItems": .composition, "patternProperties": .composition, "$dynamicRef": .composition,
            "pattern": .constraint, "multipleOf": .constraint, "uniqueItems": .constraint, "not": .constraint,
            "if": .constraint, "then": .constraint, "else": .constraint, "contains": .constraint,
            "minContains": .constraint, "maxContains": .constraint, "propertyNames": .constraint,
            "dependentRequired": .constraint, "dependentSchemas": .constraint, "unevaluatedProperties": .constraint,
            "unevaluatedItems": .constraint, "contentSchema": .constraint,
            "$id": .structure, "$anchor": .structure, "$dynamicAnchor": .structure,
        ])

    private static func table(
        handled: [String], documented: [String] = [], refused: [String: Refusal] = [:]
    ) -> [String: Disposition] {
        var table: [String: Disposition] = refused.mapValues { .refused($0) }
        for keyword in handled { table[keyword] = .handled }
        for keyword in documented { table[keyword] = .documented }
        return table
    }
}

extension Resolution {
    /// Says what is wrong with the keywords of `place`; once for each place. False: `place` is no mapping at all.
    @discardableResult
    func checkKeywords(_ place: Place, as kind: ObjectKind) -> Bool {
        guard place.node.mapping != nil else {
            error("wrong-shape", "\(kind.title) must be a mapping, not \(place.node.kindName)", at: place)
            return false
        }
        guard isFirstCheck(of: place, as: kind) else { return true }
        let keywords = kind.keywords
        for (key, _) in place.entries where !key.hasPrefix("x-") {
            switch keywords[key] {
            case .handled, .documented: continue
            case .refused(let refusal): refuseUnlessEmpty(key, refusal, in: place)
            case nil: warnUnknown(key, in: place, as: kind)
            }
        }
        return true
    }

    /// `security: []`, `callbacks: {}` and `uniqueItems: false` say nothing that could be lost.
    private func refuseUnlessEmpty(_ key: String, _ refusal: Refusal, in place: Place) {
        guard let value = place[key] else { return }
        if value.node.boolean == false { return }
        if value.node.sequence?.isEmpty == true || value.node.mapping?.entries.isEmpty == true { return }
        // Composition is refused by the schema's own resolution, which knows whether it can go on.
        if refusal.code == Refusal.composition.code || refusal.code == Refusal.parameter.code { return }
        refuse(refusal, keyword: key, at: place)
    }

    private func warnUnknown(_ key: String, in place: Place, as kind: ObjectKind) {
        let close = closestName(to: key, among: Array(kind.keywords.keys).sorted())
        warn(
            "unknown-keyword", "`\(key)` is no keyword of \(kind.title): it has no effect", at: place[key] ?? place,
            location: place.keyLocation(key),
            hint: close.map { "did you mean `\($0)`?" } ?? "remove it, or name it `x-\(key)` if a tool of yours reads it")
    }
}

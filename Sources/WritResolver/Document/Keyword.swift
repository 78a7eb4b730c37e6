// The names of all keywords, each spelt here and nowhere else.

/// A keyword of an object of OpenAPI: what a mapping of the document is asked for by. Names that an author chooses, such as those
/// of properties, are none: `Place.subscript(named:)` asks for these.
enum Keyword: String, Sendable, CaseIterable {
    // Of many objects.
    case ref = "$ref", title, description, summary, `default`, `enum`, required, deprecated, example, examples
    case externalDocs, name, url, type, schema, schemas, tags, servers, server, headers, content, parameters, security

    // The document and its head.
    case openapi, info, paths, components, webhooks, jsonSchemaDialect, selfReference = "$self", version, termsOfService
    case contact, license, email, identifier, variables, parent, kind

    // Components.
    case responses, requestBodies, pathItems, securitySchemes, links, callbacks, mediaTypes

    // Path items and operations.
    case get, put, post, delete, options, head, patch, trace, query, additionalOperations, operationId, requestBody

    // Parameters, media types, encodings, examples and links.
    case `in`, style, explode, allowReserved, allowEmptyValue, encoding, itemSchema, prefixEncoding, itemEncoding
    case contentType, value, externalValue, dataValue, serializedValue, operationRef

    // Security schemes.
    case scheme, bearerFormat, flows, openIdConnectUrl, oauth2MetadataUrl, implicit, password, clientCredentials
    case authorizationCode, deviceAuthorization, authorizationUrl, tokenUrl, refreshUrl, deviceAuthorizationUrl, scopes

    // Schemas: what any value is.
    case format, const, nullable, readOnly, writeOnly, allOf, oneOf, anyOf, not, `if`, then, `else`, discriminator

    // Schemas: objects.
    case properties, patternProperties, additionalProperties, unevaluatedProperties, propertyNames, minProperties
    case maxProperties, dependentRequired, dependentSchemas

    // Schemas: arrays.
    case items, prefixItems, additionalItems, unevaluatedItems, contains, minContains, maxContains, minItems, maxItems
    case uniqueItems

    // Schemas: texts and numbers.
    case pattern, minLength, maxLength, contentMediaType, contentEncoding, contentSchema, minimum, maximum
    case exclusiveMinimum, exclusiveMaximum, multipleOf

    // Schemas: names and words.
    case id = "$id", anchor = "$anchor", dynamicAnchor = "$dynamicAnchor", dynamicRef = "$dynamicRef", defs = "$defs"
    case metaSchema = "$schema", vocabulary = "$vocabulary", comment = "$comment", xml

    // Discriminators and XML.
    case propertyName, mapping, defaultMapping, namespace, prefix, attribute, wrapped, nodeType

    // Swagger 2.0.
    case swagger, host, basePath, schemes, consumes, produces, definitions, securityDefinitions, collectionFormat, flow

    // Extensions that mean something here.
    case writName = "x-writ-name", writNames = "x-writ-names", writOpen = "x-writ-open"
    case extensibleEnum = "x-extensible-enum", enumVarnames = "x-enum-varnames", enumNames = "x-enumNames"
    case extensionWebhooks = "x-webhooks", writBodyBytesMax = "x-writ-body-bytes-max"
    case writCompression = "x-writ-compression"
    case writItemSchema = "x-writ-item-schema", extensionNullable = "x-nullable"

    // WebSockets, which are an extension of ours.
    case writWebSocket = "x-writ-websocket", subprotocols, fromClient, fromServer, closeCodes, limits, message

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The keyword that a key of a mapping is; nil where it is the name of none.
    init?(key: String) {
        guard let known = Self.byName[key] else { return nil }
        self = known
    }
}

extension Keyword: CustomStringConvertible, Comparable {
    var description: String { rawValue }

    static func == (key: String, keyword: Keyword) -> Bool { key == keyword.rawValue }
    static func != (key: String, keyword: Keyword) -> Bool { key != keyword.rawValue }

    static func < (left: Keyword, right: Keyword) -> Bool { left.rawValue < right.rawValue }
}

extension Set<Keyword> {
    func contains(key: String) -> Bool { Keyword(key: key).map(contains) ?? false }
}

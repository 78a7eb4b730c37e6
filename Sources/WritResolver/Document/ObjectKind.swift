// The kinds of object that a document is made of, each with the table of its keywords.

/// The objects of OpenAPI that keywords are checked in.
enum ObjectKind: Int, Sendable, Hashable, CaseIterable {
    case document, info, contact, license, server, serverVariable, tag, externalDocumentation, components, pathItem
    case operation, parameter, requestBody, mediaType, encoding, response, header, schema, discriminator, xml
    case example, link, securityScheme, oauthFlows, oauthFlow, callback
    case webSocket, webSocketMessages, webSocketLimits, closeCode

    /// The rows of its table by the keys of a mapping.
    var keywords: [String: KeywordRow] { Self.rows[rawValue] }

    /// In the order of the cases.
    private static let rows: [[String: KeywordRow]] = allCases.map { kind in
        Dictionary(uniqueKeysWithValues: kind.table.map { ($0.key.rawValue, $0.value) })
    }

    private var table: [Keyword: KeywordRow] {
        switch self {
        case .document: Self.documentKeywords
        case .info: Self.infoKeywords
        case .contact: Self.contactKeywords
        case .license: Self.licenseKeywords
        case .server: Self.serverKeywords
        case .serverVariable: Self.serverVariableKeywords
        case .tag: Self.tagKeywords
        case .externalDocumentation: Self.externalDocumentationKeywords
        case .components: Self.componentsKeywords
        case .pathItem: Self.pathItemKeywords
        case .operation: Self.operationKeywords
        case .parameter: Self.parameterKeywords
        case .requestBody: Self.requestBodyKeywords
        case .mediaType: Self.mediaTypeKeywords
        case .encoding: Self.encodingKeywords
        case .response: Self.responseKeywords
        case .header: Self.headerKeywords
        case .schema: Self.schemaKeywords
        case .discriminator: Self.discriminatorKeywords
        case .xml: Self.xmlKeywords
        case .example: Self.exampleKeywords
        case .link: Self.linkKeywords
        case .securityScheme: Self.securitySchemeKeywords
        case .oauthFlows: Self.oauthFlowsKeywords
        case .oauthFlow: Self.oauthFlowKeywords
        case .callback: Self.callbackKeywords
        case .webSocket: Self.webSocketKeywords
        case .webSocketMessages: Self.webSocketMessagesKeywords
        case .webSocketLimits: Self.webSocketLimitsKeywords
        case .closeCode: Self.closeCodeKeywords
        }
    }

    /// With its article, for messages.
    var title: String {
        switch self {
        case .document: "an OpenAPI document"
        case .info: "the Info Object"
        case .contact: "a Contact Object"
        case .license: "a License Object"
        case .server: "a Server Object"
        case .serverVariable: "a Server Variable Object"
        case .tag: "a Tag Object"
        case .externalDocumentation: "an External Documentation Object"
        case .components: "the Components Object"
        case .pathItem: "a Path Item Object"
        case .operation: "an Operation Object"
        case .parameter: "a Parameter Object"
        case .requestBody: "a Request Body Object"
        case .mediaType: "a Media Type Object"
        case .encoding: "an Encoding Object"
        case .response: "a Response Object"
        case .header: "a Header Object"
        case .schema: "a Schema Object"
        case .discriminator: "a Discriminator Object"
        case .xml: "an XML Object"
        case .example: "an Example Object"
        case .link: "a Link Object"
        case .securityScheme: "a Security Scheme Object"
        case .oauthFlows: "an OAuth Flows Object"
        case .oauthFlow: "an OAuth Flow Object"
        case .callback: "a Callback Object"
        case .webSocket: "a WebSocket Object"
        case .webSocketMessages: "a WebSocket Messages Object"
        case .webSocketLimits: "a WebSocket Limits Object"
        case .closeCode: "a Close Code Object"
        }
    }

    /// What each kind must have, with what is said where it has not.
    static let requiredKeywords: [ObjectKind: [(key: Keyword, hint: String)]] = Dictionary(
        uniqueKeysWithValues: allCases.map { kind in
            let required = kind.table.compactMap { key, row in row.missingHint.map { (key: key, hint: $0) } }
            return (kind, required.sorted { $0.key < $1.key })
        })

    /// Where definitions of this kind stand under `components`.
    var componentsSection: Keyword? {
        switch self {
        case .schema: .schemas
        case .response: .responses
        case .parameter: .parameters
        case .requestBody: .requestBodies
        case .pathItem: .pathItems
        case .header: .headers
        case .example: .examples
        case .link: .links
        case .callback: .callbacks
        case .securityScheme: .securitySchemes
        case .mediaType: .mediaTypes
        default: nil
        }
    }
}

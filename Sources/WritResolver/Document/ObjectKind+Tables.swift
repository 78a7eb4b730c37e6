// The tables of keywords, from the head of a document down to its responses.

extension ObjectKind {
    static let documentKeywords: [Keyword: KeywordRow] = [
        .openapi: .enforced(.numberedText),
        .info: .enforced(.object(.info)).required("add `info:` with a `title` and a `version`"),
        .servers: .enforced(.list(.object(.server))),
        .paths: .enforced(.extensibleMap(.object(.pathItem))),
        .components: .enforced(.object(.components)),
        .tags: .enforced(.list(.object(.tag))),
        .externalDocs: .documented(.object(.externalDocumentation)),
        .jsonSchemaDialect: .documented(.text).only(.openAPI31),
        .security: .enforced(.list(.map(.list(.text)))),
        .webhooks: .enforced(.map(.object(.pathItem))).only(.openAPI31),
        .selfReference: .enforced(.text).of32,
    ]

    static let infoKeywords: [Keyword: KeywordRow] = [
        .title: .enforced(.numberedText).required("add `title:` with the name of the API"),
        .version: .enforced(.numberedText).required("add `version:` with the version of the API, such as `1.0.0`"),
        .description: .enforced(.text),
        .summary: .documented(.text).only(.openAPI31),
        .termsOfService: .documented(.text),
        .contact: .documented(.object(.contact)),
        .license: .documented(.object(.license)),
    ]

    static let contactKeywords: [Keyword: KeywordRow] = [
        .name: .documented(.text), .url: .documented(.text), .email: .documented(.text),
    ]

    static let licenseKeywords: [Keyword: KeywordRow] = [
        .name: .documented(.text).required("add `name:` with the license's name"),
        .url: .documented(.text), .identifier: .documented(.text).only(.openAPI31),
    ]

    static let serverKeywords: [Keyword: KeywordRow] = [
        .url: .enforced(.text).required("add `url:`, such as `/` or `https://api.example.com/v1`"),
        .variables: .enforced(.map(.object(.serverVariable))),
        .description: .documented(.text),
        .name: .documented(.text).of32,
    ]

    static let serverVariableKeywords: [Keyword: KeywordRow] = [
        .default: .enforced(.numberedText).required("add `default:`, the value that the server has"),
        .enum: .documented(.list(.numberedText)),
        .description: .documented(.text),
    ]

    static let tagKeywords: [Keyword: KeywordRow] = [
        .name: .enforced(.numberedText).required("add `name:`"),
        .description: .enforced(.text),
        .externalDocs: .documented(.object(.externalDocumentation)),
        .summary: .documented(.text).of32, .parent: .documented(.text).of32, .kind: .documented(.text).of32,
    ]

    static let externalDocumentationKeywords: [Keyword: KeywordRow] = [
        .url: .documented(.text).required("add `url:`"), .description: .documented(.text),
    ]

    static let componentsKeywords: [Keyword: KeywordRow] = [
        .schemas: .enforced(.map(.schema)),
        .responses: .enforced(.map(.object(.response))),
        .parameters: .enforced(.map(.object(.parameter))),
        .requestBodies: .enforced(.map(.object(.requestBody))),
        .pathItems: .enforced(.map(.object(.pathItem))).only(.openAPI31),
        // Each of these matters only where something refers to it, and is refused there.
        .examples: .documented(.map(.object(.example))),
        .headers: .documented(.map(.object(.header))),
        .securitySchemes: .enforced(.map(.object(.securityScheme))),
        .links: .documented(.map(.object(.link))),
        .callbacks: .enforced(.map(.extensibleMap(.object(.pathItem)))),
        .mediaTypes: .documented(.map(.object(.mediaType))).of32,
    ]

    static let pathItemKeywords: [Keyword: KeywordRow] = [
        .ref: .enforced(.text),
        .parameters: .enforced(.list(.object(.parameter))),
        .get: .enforced(.object(.operation)), .put: .enforced(.object(.operation)),
        .post: .enforced(.object(.operation)), .delete: .enforced(.object(.operation)),
        .options: .enforced(.object(.operation)), .head: .enforced(.object(.operation)),
        .patch: .enforced(.object(.operation)), .trace: .enforced(.object(.operation)),
        .summary: .documented(.text), .description: .documented(.text),
        .servers: .enforced(.list(.object(.server))),
        .query: .enforced(.object(.operation)).of32,
        .additionalOperations: .enforced(.map(.object(.operation))).of32,
    ]

    static let operationKeywords: [Keyword: KeywordRow] = [
        .tags: .enforced(.list(.text)),
        .summary: .enforced(.text),
        .description: .enforced(.text),
        .operationId: .enforced(.text),
        .parameters: .enforced(.list(.object(.parameter))),
        .requestBody: .enforced(.object(.requestBody)),
        .responses: .enforced(.extensibleMap(.object(.response)))
            .required("declare at least one, such as `'200'` or `'204'`, with a `description`"),
        .deprecated: .enforced(.boolean),
        .externalDocs: .documented(.object(.externalDocumentation)),
        .security: .enforced(.list(.map(.list(.text)))),
        .callbacks: .enforced(.map(.extensibleMap(.object(.pathItem)))),
        .servers: .enforced(.list(.object(.server))),
        // Not in the specification, and in documents over many files all the same.
        .ref: .enforced(.text),
        .writWebSocket: .enforced(.object(.webSocket)),
        .writBodyBytesMax: .enforced(.count).hint("write the most bytes that a body may have, such as `65536`"),
        .writCompression: .enforced(.boolean),
    ]

    static let parameterKeywords: [Keyword: KeywordRow] = [
        .ref: .enforced(.text),
        .name: .enforced(.text).required("add `name:`, as it is in the request"),
        .in: .enforced(.text).required("add `in:` with `path`, `query`, `header` or `cookie`"),
        .description: .enforced(.text),
        .required: .enforced(.boolean),
        .deprecated: .documented(.boolean),
        .style: .enforced(.text),
        .explode: .enforced(.boolean),
        .schema: .enforced(.schema),
        // What it lets a client leave unescaped is read the same way as what is escaped.
        .allowReserved: .documented(.boolean),
        .allowEmptyValue: .enforced(.boolean),
        .content: .enforced(.map(.object(.mediaType))),
        .example: .documented(.anything),
        .examples: .documented(.map(.object(.example))),
    ]

    static let headerKeywords: [Keyword: KeywordRow] = parameterKeywords.filter { $0.key != .name && $0.key != .in }

    static let requestBodyKeywords: [Keyword: KeywordRow] = [
        .ref: .enforced(.text),
        .description: .enforced(.text),
        .content: .enforced(.map(.object(.mediaType)))
            .required("add `content:` with `application/json:` and a `schema`"),
        .required: .enforced(.boolean),
        .writBodyBytesMax: .enforced(.count).hint("write the most bytes that a body may have, such as `65536`"),
    ]

    static let mediaTypeKeywords: [Keyword: KeywordRow] = [
        .schema: .enforced(.schema),
        .description: .documented(.text).of32,
        .example: .documented(.anything),
        .examples: .documented(.map(.object(.example))),
        .encoding: .enforced(.map(.object(.encoding))),
        // A reference only since 3.2, when `components` got media types.
        .ref: .enforced(.text),
        .itemSchema: .enforced(.schema).of32,
        // Bodies of parts that are no form come as bytes.
        .prefixEncoding: .documented(.list(.object(.encoding))).of32,
        .itemEncoding: .documented(.object(.encoding)).of32,
        .writItemSchema: .enforced(.schema),
    ]

    static let encodingKeywords: [Keyword: KeywordRow] = [
        .contentType: .enforced(.text), .headers: .documented(.map(.object(.header))),
        .style: .enforced(.text), .explode: .enforced(.boolean), .allowReserved: .documented(.boolean),
        .encoding: .documented(.map(.object(.encoding))).of32,
        .prefixEncoding: .documented(.list(.object(.encoding))).of32,
        .itemEncoding: .documented(.object(.encoding)).of32,
    ]

    static let responseKeywords: [Keyword: KeywordRow] = [
        .ref: .enforced(.text),
        .description: .enforced(.text),
        .content: .enforced(.map(.object(.mediaType))),
        .links: .documented(.map(.object(.link))),
        .headers: .enforced(.map(.object(.header))),
        .summary: .documented(.text).of32,
    ]

    static let exampleKeywords: [Keyword: KeywordRow] = [
        .ref: .documented(.text), .summary: .documented(.text), .description: .documented(.text),
        .value: .documented(.anything), .externalValue: .documented(.text),
        .dataValue: .documented(.anything).of32, .serializedValue: .documented(.text).of32,
    ]

    static let linkKeywords: [Keyword: KeywordRow] = [
        .ref: .documented(.text), .operationRef: .documented(.text), .operationId: .documented(.text),
        .parameters: .documented(.map(.anything)), .requestBody: .documented(.anything),
        .description: .documented(.text), .server: .documented(.object(.server)),
    ]

    static let securitySchemeKeywords: [Keyword: KeywordRow] = [
        .ref: .enforced(.text),
        .type: .enforced(.text).required("add `type:` with `apiKey`, `http`, `oauth2` or `openIdConnect`"),
        .description: .enforced(.text), .name: .enforced(.text), .in: .enforced(.text),
        .scheme: .enforced(.text), .bearerFormat: .documented(.text), .flows: .enforced(.object(.oauthFlows)),
        .openIdConnectUrl: .documented(.text),
        .deprecated: .documented(.boolean).of32, .oauth2MetadataUrl: .documented(.text).of32,
    ]

    static let oauthFlowsKeywords: [Keyword: KeywordRow] = [
        .implicit: .documented(.object(.oauthFlow)), .password: .documented(.object(.oauthFlow)),
        .clientCredentials: .documented(.object(.oauthFlow)), .authorizationCode: .documented(.object(.oauthFlow)),
        .deviceAuthorization: .documented(.object(.oauthFlow)).of32,
    ]

    static let oauthFlowKeywords: [Keyword: KeywordRow] = [
        .authorizationUrl: .documented(.text), .tokenUrl: .documented(.text), .refreshUrl: .documented(.text),
        .deviceAuthorizationUrl: .documented(.text).of32,
        .scopes: .enforced(.map(.text)).required("add `scopes:`, `{}` where there are none"),
    ]

    static let callbackKeywords: [Keyword: KeywordRow] = [.ref: .enforced(.text)]

    // MARK: WebSockets

    static let webSocketKeywords: [Keyword: KeywordRow] = [
        .description: .enforced(.text),
        .subprotocols: .enforced(.list(.text)).hint("list the names, the best first"),
        .fromClient: .enforced(.object(.webSocketMessages)),
        .fromServer: .enforced(.object(.webSocketMessages)),
        .closeCodes: .enforced(.extensibleMap(.object(.closeCode))),
        .limits: .enforced(.object(.webSocketLimits)),
    ]

    static let webSocketMessagesKeywords: [Keyword: KeywordRow] = [
        .description: .enforced(.text),
        .content: .enforced(.map(.object(.mediaType)))
            .required("add `content:` with `application/json:` and a `schema`"),
    ]

    static let webSocketLimitsKeywords: [Keyword: KeywordRow] = [
        .message: .enforced(.count).hint("write the most bytes that a message may have, such as `65536`")
    ]

    static let closeCodeKeywords: [Keyword: KeywordRow] = [
        .description: .enforced(.text), .name: .enforced(.text).hint("write a name in Swift, such as `youWereRemoved`"),
    ]
}

extension ObjectKind {
    static let schemaKeywords: [Keyword: KeywordRow] = Dictionary(
        uniqueKeysWithValues: SchemaKeyword.table.map { ($0.name, $0.row) })

    static let discriminatorKeywords: [Keyword: KeywordRow] = [
        .propertyName: .enforced(.text).required("add `propertyName:`"), .mapping: .enforced(.map(.text)),
        .defaultMapping: .enforced(.text).of32,
    ]

    static let xmlKeywords: [Keyword: KeywordRow] = [
        .name: .documented(.text), .namespace: .documented(.text), .prefix: .documented(.text),
        .attribute: .documented(.boolean), .wrapped: .documented(.boolean),
        .nodeType: .documented(.text).of32,
    ]
}

// The tables of keywords, from the head of a document down to its responses.

extension ObjectKind {
    static let documentKeywords: [String: Keyword] = [
        "openapi": .handled(.numberedText),
        "info": .handled(.object(.info)).required("add `info:` with a `title` and a `version`"),
        "servers": .handled(.list(.object(.server))),
        "paths": .handled(.extensibleMap(.object(.pathItem))),
        "components": .handled(.object(.components)),
        "tags": .handled(.list(.object(.tag))),
        "externalDocs": .documented(.object(.externalDocumentation)),
        "jsonSchemaDialect": .documented(.text).only(.openAPI31),
        "security": .handled(.list(.map(.list(.text)))),
        "webhooks": .handled(.map(.object(.pathItem))).only(.openAPI31),
        "$self": .handled(.text).of32,
    ]

    static let infoKeywords: [String: Keyword] = [
        "title": .handled(.numberedText).required("add `title:` with the name of the API"),
        "version": .handled(.numberedText).required("add `version:` with the version of the API, such as `1.0.0`"),
        "description": .handled(.text),
        "summary": .documented(.text).only(.openAPI31),
        "termsOfService": .documented(.text),
        "contact": .documented(.object(.contact)),
        "license": .documented(.object(.license)),
    ]

    static let contactKeywords: [String: Keyword] = [
        "name": .documented(.text), "url": .documented(.text), "email": .documented(.text),
    ]

    static let licenseKeywords: [String: Keyword] = [
        "name": .documented(.text).required("add `name:` with the license's name"),
        "url": .documented(.text), "identifier": .documented(.text).only(.openAPI31),
    ]

    static let serverKeywords: [String: Keyword] = [
        "url": .handled(.text).required("add `url:`, such as `/` or `https://api.example.com/v1`"),
        "variables": .handled(.map(.object(.serverVariable))),
        "description": .documented(.text),
        "name": .documented(.text).of32,
    ]

    static let serverVariableKeywords: [String: Keyword] = [
        "default": .handled(.numberedText).required("add `default:`, the value that the server has"),
        "enum": .documented(.list(.numberedText)),
        "description": .documented(.text),
    ]

    static let tagKeywords: [String: Keyword] = [
        "name": .handled(.numberedText).required("add `name:`"),
        "description": .handled(.text),
        "externalDocs": .documented(.object(.externalDocumentation)),
        "summary": .documented(.text).of32, "parent": .documented(.text).of32, "kind": .documented(.text).of32,
    ]

    static let externalDocumentationKeywords: [String: Keyword] = [
        "url": .documented(.text).required("add `url:`"), "description": .documented(.text),
    ]

    static let componentsKeywords: [String: Keyword] = [
        "schemas": .handled(.map(.schema)),
        "responses": .handled(.map(.object(.response))),
        "parameters": .handled(.map(.object(.parameter))),
        "requestBodies": .handled(.map(.object(.requestBody))),
        "pathItems": .handled(.map(.object(.pathItem))).only(.openAPI31),
        // Each of these matters only where something refers to it, and is refused there.
        "examples": .documented(.map(.object(.example))),
        "headers": .documented(.map(.object(.header))),
        "securitySchemes": .handled(.map(.object(.securityScheme))),
        "links": .documented(.map(.object(.link))),
        "callbacks": .handled(.map(.extensibleMap(.object(.pathItem)))),
        "mediaTypes": .documented(.map(.object(.mediaType))).of32,
    ]

    static let pathItemKeywords: [String: Keyword] = [
        "$ref": .handled(.text),
        "parameters": .handled(.list(.object(.parameter))),
        "get": .handled(.object(.operation)), "put": .handled(.object(.operation)),
        "post": .handled(.object(.operation)), "delete": .handled(.object(.operation)),
        "options": .handled(.object(.operation)), "head": .handled(.object(.operation)),
        "patch": .handled(.object(.operation)), "trace": .handled(.object(.operation)),
        "summary": .documented(.text), "description": .documented(.text),
        "servers": .handled(.list(.object(.server))),
        "query": .handled(.object(.operation)).of32,
        "additionalOperations": .handled(.map(.object(.operation))).of32,
    ]

    static let operationKeywords: [String: Keyword] = [
        "tags": .handled(.list(.text)),
        "summary": .handled(.text),
        "description": .handled(.text),
        "operationId": .handled(.text),
        "parameters": .handled(.list(.object(.parameter))),
        "requestBody": .handled(.object(.requestBody)),
        "responses": .handled(.extensibleMap(.object(.response)))
            .required("declare at least one, such as `'200'` or `'204'`, with a `description`"),
        "deprecated": .handled(.boolean),
        "externalDocs": .documented(.object(.externalDocumentation)),
        "security": .handled(.list(.map(.list(.text)))),
        "callbacks": .handled(.map(.extensibleMap(.object(.pathItem)))),
        "servers": .handled(.list(.object(.server))),
        // Not in the specification, and in documents over many files all the same.
        "$ref": .handled(.text),
    ]

    static let parameterKeywords: [String: Keyword] = [
        "$ref": .handled(.text),
        "name": .handled(.text).required("add `name:`, as it is in the request"),
        "in": .handled(.text).required("add `in:` with `path`, `query`, `header` or `cookie`"),
        "description": .handled(.text),
        "required": .handled(.boolean),
        "deprecated": .documented(.boolean),
        "style": .handled(.text),
        "explode": .handled(.boolean),
        "schema": .handled(.schema),
        // What it lets a client leave unescaped is read the same way as what is escaped.
        "allowReserved": .documented(.boolean),
        "allowEmptyValue": .handled(.boolean),
        "content": .handled(.map(.object(.mediaType))),
        "example": .documented(.anything),
        "examples": .documented(.map(.object(.example))),
    ]

    static let headerKeywords: [String: Keyword] = parameterKeywords.filter { $0.key != "name" && $0.key != "in" }

    static let requestBodyKeywords: [String: Keyword] = [
        "$ref": .handled(.text),
        "description": .handled(.text),
        "content": .handled(.map(.object(.mediaType)))
            .required("add `content:` with `application/json:` and a `schema`"),
        "required": .handled(.boolean),
    ]

    static let mediaTypeKeywords: [String: Keyword] = [
        "schema": .handled(.schema),
        "description": .documented(.text).of32,
        "example": .documented(.anything),
        "examples": .documented(.map(.object(.example))),
        "encoding": .handled(.map(.object(.encoding))),
        // A reference only since 3.2, when `components` got media types.
        "$ref": .handled(.text),
        "itemSchema": .handled(.schema).of32,
        // Bodies of parts that are no form come as bytes.
        "prefixEncoding": .documented(.list(.object(.encoding))).of32,
        "itemEncoding": .documented(.object(.encoding)).of32,
    ]

    static let encodingKeywords: [String: Keyword] = [
        "contentType": .handled(.text), "headers": .documented(.map(.object(.header))),
        "style": .handled(.text), "explode": .handled(.boolean), "allowReserved": .documented(.boolean),
        "encoding": .documented(.map(.object(.encoding))).of32,
        "prefixEncoding": .documented(.list(.object(.encoding))).of32,
        "itemEncoding": .documented(.object(.encoding)).of32,
    ]

    static let responseKeywords: [String: Keyword] = [
        "$ref": .handled(.text),
        "description": .handled(.text),
        "content": .handled(.map(.object(.mediaType))),
        "links": .documented(.map(.object(.link))),
        "headers": .handled(.map(.object(.header))),
        "summary": .documented(.text).of32,
    ]

    static let exampleKeywords: [String: Keyword] = [
        "$ref": .documented(.text), "summary": .documented(.text), "description": .documented(.text),
        "value": .documented(.anything), "externalValue": .documented(.text),
        "dataValue": .documented(.anything).of32, "serializedValue": .documented(.text).of32,
    ]

    static let linkKeywords: [String: Keyword] = [
        "$ref": .documented(.text), "operationRef": .documented(.text), "operationId": .documented(.text),
        "parameters": .documented(.map(.anything)), "requestBody": .documented(.anything),
        "description": .documented(.text), "server": .documented(.object(.server)),
    ]

    static let securitySchemeKeywords: [String: Keyword] = [
        "$ref": .handled(.text),
        "type": .handled(.text).required("add `type:` with `apiKey`, `http`, `oauth2` or `openIdConnect`"),
        "description": .handled(.text), "name": .handled(.text), "in": .handled(.text),
        "scheme": .handled(.text), "bearerFormat": .documented(.text), "flows": .handled(.object(.oauthFlows)),
        "openIdConnectUrl": .documented(.text),
        "deprecated": .documented(.boolean).of32, "oauth2MetadataUrl": .documented(.text).of32,
    ]

    static let oauthFlowsKeywords: [String: Keyword] = [
        "implicit": .documented(.object(.oauthFlow)), "password": .documented(.object(.oauthFlow)),
        "clientCredentials": .documented(.object(.oauthFlow)), "authorizationCode": .documented(.object(.oauthFlow)),
        "deviceAuthorization": .documented(.object(.oauthFlow)).of32,
    ]

    static let oauthFlowKeywords: [String: Keyword] = [
        "authorizationUrl": .documented(.text), "tokenUrl": .documented(.text), "refreshUrl": .documented(.text),
        "deviceAuthorizationUrl": .documented(.text).of32,
        "scopes": .handled(.map(.text)).required("add `scopes:`, `{}` where there are none"),
    ]

    static let callbackKeywords: [String: Keyword] = ["$ref": .handled(.text)]
}

// One operation of the contract: what it takes and what it answers.

package struct Operation: Sendable, Equatable {
    /// The document's operationId, or one made from method and path.
    package var id: String
    /// `ListPets`: the enum that holds `Input`, `Success`, `Failure` and the operation's own types.
    package var typeName: String
    /// `listPets`
    package var methodName: String
    package var method: HTTPMethod
    package var path: PathTemplate
    package var documentation: String?
    package var isDeprecated: Bool
    package var parameters: [Parameter]
    package var body: RequestBody?
    package var result: OperationResult
    /// Types that belong to this operation alone.
    package var types: [TypeDeclaration]
    /// Nil: open to everybody.
    package var security: OperationSecurity?
    /// What its path stands behind where that is not the contract's base path.
    package var basePath: String?

    package init(
        id: String, typeName: String, methodName: String, method: HTTPMethod, path: PathTemplate,
        documentation: String?, isDeprecated: Bool, parameters: [Parameter], body: RequestBody?,
        result: OperationResult, types: [TypeDeclaration], security: OperationSecurity? = nil, basePath: String? = nil
    ) {
        self.id = id
        self.typeName = typeName
        self.methodName = methodName
        self.method = method
        self.path = path
        self.documentation = documentation
        self.isDeprecated = isDeprecated
        self.parameters = parameters
        self.body = body
        self.result = result
        self.types = types
        self.security = security
        self.basePath = basePath
    }
}

/// The methods that OpenAPI has fields for.
package enum HTTPMethod: String, Sendable, CaseIterable {
    case get, put, post, delete, options, head, patch, trace, query
}

/// A path cut at its slashes: literals as they are compared (percent-decoded), parameters by index.
package struct PathTemplate: Sendable, Equatable {
    package enum Segment: Sendable, Equatable {
        case literal(String)
        /// A whole segment that is a parameter, by its name in the document.
        case parameter(String)
    }

    /// More parameters in one path are refused: captures have a fixed room.
    package static let parametersMax = 12

    /// As the document writes it.
    package var text: String
    package var segments: [Segment]

    package init(text: String, segments: [Segment]) {
        self.text = text
        self.segments = segments
    }

    /// The names of the parameters in the order of their captures.
    package var parameterNames: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }
}

package struct Parameter: Sendable, Equatable {
    package enum Location: String, Sendable { case path, query, header, cookie }

    package var wireName: String
    package var swiftName: String
    package var location: Location
    package var schema: ValueSchema
    package var presence: Presence
    /// For arrays: a pair or field for each item, rather than one with commas.
    package var isExploded: Bool
    package var documentation: String?
    package var isDeprecated: Bool

    package init(
        wireName: String, swiftName: String, location: Location, schema: ValueSchema, presence: Presence,
        isExploded: Bool, documentation: String?, isDeprecated: Bool
    ) {
        self.wireName = wireName
        self.swiftName = swiftName
        self.location = location
        self.schema = schema
        self.presence = presence
        self.isExploded = isExploded
        self.documentation = documentation
        self.isDeprecated = isDeprecated
    }
}

// Where a server answers its documentation, and whether it does at all.

/// The paths of the documentation pages. A path begins with a slash; `nil` turns its page off.
public struct DocsConfiguration: Sendable, Equatable {
    /// The small page that names the API and links all others.
    public var indexPath: String?
    /// Swagger UI. Needs `jsonPath` and `assetsPath`; stays off without them.
    public var swaggerPath: String?
    /// RapiDoc. Needs `jsonPath` and `assetsPath`; stays off without them.
    public var rapidocPath: String?
    /// The document as it was written, byte for byte.
    public var yamlPath: String?
    /// The document as JSON.
    public var jsonPath: String?
    /// The folder under which scripts and styles of the pages stand.
    public var assetsPath: String?

    public init(
        indexPath: String? = "/docs",
        swaggerPath: String? = "/docs/swagger",
        rapidocPath: String? = "/docs/rapidoc",
        yamlPath: String? = "/openapi.yaml",
        jsonPath: String? = "/openapi.json",
        assetsPath: String? = "/docs/assets"
    ) {
        self.indexPath = indexPath
        self.swaggerPath = swaggerPath
        self.rapidocPath = rapidocPath
        self.yamlPath = yamlPath
        self.jsonPath = jsonPath
        self.assetsPath = assetsPath
    }

    /// No documentation at all: every one of these paths answers 404.
    public static let disabled = DocsConfiguration(
        indexPath: nil, swaggerPath: nil, rapidocPath: nil, yamlPath: nil, jsonPath: nil, assetsPath: nil)
}

// Where a server answers its documentation, and whether it does at all.

/// The paths of the documentation pages. A path begins with a slash; `nil` turns its page off. The same path with a slash at
/// its end leads to it.
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
    /// The contract's WebSockets and event streams as a document of AsyncAPI 3.0, where it has any.
    public var asyncPath: String?
    /// The folder under which scripts and styles of the pages stand.
    public var assetsPath: String?
    /// Whether `/` leads to the first of the pages where the contract has nothing there.
    public var leadsFromRoot: Bool
    /// Whether a proxy in front may say, by the field `X-Forwarded-Prefix`, what it has taken away from the front of the path.
    /// Pages refer to each other relatively and need it only where the proxy serves a page at another depth than the server
    /// does. Only where each request comes by way of such a proxy: a client that could set the field would write into pages.
    public var trustsForwardedPrefix: Bool

    /// All pages at their usual paths, unless another path is given, or nil for none.
    public init(
        indexPath: String? = "/docs",
        swaggerPath: String? = "/docs/swagger",
        rapidocPath: String? = "/docs/rapidoc",
        yamlPath: String? = "/openapi.yaml",
        jsonPath: String? = "/openapi.json",
        asyncPath: String? = "/asyncapi.json",
        assetsPath: String? = "/docs/assets",
        leadsFromRoot: Bool = false,
        trustsForwardedPrefix: Bool = false
    ) {
        self.indexPath = indexPath
        self.swaggerPath = swaggerPath
        self.rapidocPath = rapidocPath
        self.yamlPath = yamlPath
        self.jsonPath = jsonPath
        self.asyncPath = asyncPath
        self.assetsPath = assetsPath
        self.leadsFromRoot = leadsFromRoot
        self.trustsForwardedPrefix = trustsForwardedPrefix
    }

    /// No documentation at all: every one of these paths answers 404.
    public static let disabled = DocsConfiguration(
        indexPath: nil, swaggerPath: nil, rapidocPath: nil, yamlPath: nil, jsonPath: nil, asyncPath: nil, assetsPath: nil)
}

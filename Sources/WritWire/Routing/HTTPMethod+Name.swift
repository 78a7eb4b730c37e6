// Methods by the names that stand in request lines and route lists.

extension HTTPMethod {
    /// As a request line spells it; empty for `.other`.
    public var name: String {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .options: "OPTIONS"
        case .trace: "TRACE"
        case .query: "QUERY"
        case .connect: "CONNECT"
        case .other: ""
        }
    }

    /// The method that a request line would spell so.
    package init?(name: some StringProtocol) {
        guard let method = Self.allCases.first(where: { $0.name == name && $0 != .other }) else { return nil }
        self = method
    }
}

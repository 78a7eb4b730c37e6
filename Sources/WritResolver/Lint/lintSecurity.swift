// Rules of security: what each type of scheme must say, used or not, and what requirements may ask of it.

internal import WritSpec

extension Resolution {
    /// - Parameter place: A Security Scheme Object.
    func lintSecurityScheme(_ place: Place) {
        guard SecurityResolver(self).isScheme(place) else { return }
        lintUnusedFields(place)
        switch place[.type]?.node.string {
        case "oauth2":
            guard let flows = place[.flows] else {
                return missing(.flows, of: "a security scheme of type `oauth2`", at: place)
            }
            for (name, flow) in flows.entries { lintFlow(name, flow) }
        case "openIdConnect" where place[.openIdConnectUrl] == nil:
            missing(.openIdConnectUrl, of: "a security scheme of type `openIdConnect`", at: place)
        case "http": lintRegistered(place)
        case "mutualTLS" where dialect == .openAPI30:
            warn(
                "dialect", "`mutualTLS` is of OpenAPI 3.1 and not of 3.0: it is taken as it is meant there",
                at: place[.type] ?? place, hint: "or is `openapi: 3.1.0` what you meant?")
        default: break
        }
    }

    private static let fields: [(keyword: Keyword, type: String)] = [
        (.name, "apiKey"), (.in, "apiKey"), (.scheme, "http"), (.bearerFormat, "http"), (.flows, "oauth2"),
        (.openIdConnectUrl, "openIdConnect"),
    ]

    /// Each type of scheme has fields of its own.
    private func lintUnusedFields(_ place: Place) {
        guard let type = place[.type]?.node.string else { return }
        let shown = swagger != nil && type == "http" ? "basic" : type
        for (keyword, owner) in Self.fields where owner != type {
            guard let value = place[keyword] else { continue }
            warn(
                "no-effect", "`\(keyword)` has no effect in a security scheme of type `\(shown)`", at: value,
                location: place.keyLocation(keyword), hint: "remove it, or write `type: \(owner)`")
        }
    }

    /// IANA's registry of HTTP authentication schemes.
    private static let registered = [
        "Basic", "Bearer", "Concealed", "Digest", "DPoP", "GNAP", "HOBA", "Mutual", "Negotiate", "OAuth", "PrivateToken",
        "SCRAM-SHA-1", "SCRAM-SHA-256", "vapid",
    ]

    private func lintRegistered(_ place: Place) {
        guard let value = place[.scheme], let scheme = value.node.string else { return }
        let names = Self.registered.map { $0.lowercased() }
        if names.contains(scheme.lowercased()) { return }
        let close = suggestion(for: scheme.lowercased(), among: names)
        warn(
            "unregistered-scheme", "the HTTP authentication scheme \(VisibleText.quoted(scheme)) is not registered with IANA",
            at: value,
            hint: close.map { "did you mean `\($0)`?" } ?? "write `type: apiKey` with `in: header` for a key of your own")
    }

    private func lintFlow(_ name: String, _ flow: Place) {
        let urls: [Keyword] =
            switch name {
            case "implicit": [.authorizationUrl]
            case "password", "clientCredentials": [.tokenUrl]
            case "authorizationCode": [.authorizationUrl, .tokenUrl]
            case "deviceAuthorization": [.deviceAuthorizationUrl, .tokenUrl]
            default: []
            }
        for url in urls where flow[url] == nil { missing(url, of: "the flow `\(name)`", at: flow) }
    }

    private func missing(_ keyword: Keyword, of owner: String, at place: Place) {
        error("missing-field", "\(owner) must have `\(keyword)`", at: place, hint: "add `\(keyword):`")
    }

    /// Before 3.1, only schemes with flows have scopes.
    func lintScopes(_ scheme: Place, _ scopes: Place) {
        guard dialect == .openAPI30, !scopes.items.isEmpty, let type = scheme[.type]?.node.string,
            type != "oauth2", type != "openIdConnect"
        else { return }
        error(
            "scopes", "a scheme of type \(VisibleText.quoted(type)) has no scopes before OpenAPI 3.1", at: scopes,
            hint: "write `[]`")
    }
}

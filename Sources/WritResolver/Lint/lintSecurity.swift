// Rules of security: what each type of scheme must say, used or not, and what requirements may ask of it.

internal import WritSpec

extension Resolution {
    /// - Parameter place: A Security Scheme Object.
    func lintSecurityScheme(_ place: Place) {
        guard SecurityResolver(self).isScheme(place) else { return }
        switch place["type"]?.node.string {
        case "oauth2":
            guard let flows = place["flows"] else {
                return missing("flows", of: "a security scheme of type `oauth2`", at: place)
            }
            for (name, flow) in flows.entries { lintFlow(name, flow) }
        case "openIdConnect" where place["openIdConnectUrl"] == nil:
            missing("openIdConnectUrl", of: "a security scheme of type `openIdConnect`", at: place)
        case "mutualTLS" where dialect == .openAPI30:
            warn(
                "dialect", "`mutualTLS` is of OpenAPI 3.1 and not of 3.0: it is taken as it is meant there",
                at: place["type"] ?? place, hint: "or is `openapi: 3.1.0` what you meant?")
        default: break
        }
    }

    private func lintFlow(_ name: String, _ flow: Place) {
        let urls: [String] =
            switch name {
            case "implicit": ["authorizationUrl"]
            case "password", "clientCredentials": ["tokenUrl"]
            case "authorizationCode": ["authorizationUrl", "tokenUrl"]
            case "deviceAuthorization": ["deviceAuthorizationUrl", "tokenUrl"]
            default: []
            }
        for url in urls where flow[url] == nil { missing(url, of: "the flow `\(name)`", at: flow) }
    }

    private func missing(_ keyword: String, of owner: String, at place: Place) {
        error("missing-field", "\(owner) must have `\(keyword)`", at: place, hint: "add `\(keyword):`")
    }

    /// Before 3.1, only schemes with flows have scopes.
    func lintScopes(_ scheme: Place, _ scopes: Place) {
        guard dialect == .openAPI30, !scopes.items.isEmpty, let type = scheme["type"]?.node.string,
            type != "oauth2", type != "openIdConnect"
        else { return }
        error(
            "scopes", "a scheme of type \(VisibleText.quoted(type)) has no scopes before OpenAPI 3.1", at: scopes,
            hint: "write `[]`")
    }
}

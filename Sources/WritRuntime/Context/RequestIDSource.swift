// Whose names for requests are taken.

/// Who may name a request with `X-Request-Id`; see `RequestContext.requestID`.
public enum RequestIDSource: Sendable, Hashable {
    /// Everybody who sends the field.
    case everybody
    /// Proxies of `ServerConfiguration.trustedProxies`; they have to set the field, or they pass on the client's.
    case trustedProxies
    /// The server alone.
    case server
}

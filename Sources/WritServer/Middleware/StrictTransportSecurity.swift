// Browsers that come by https once are to stay with it.

internal import WritRuntime

/// Tells browsers that have come by https to come no other way (HSTS, RFC 6797), with the field `Strict-Transport-Security`.
///
///     StrictTransportSecurity(maxAge: .seconds(63_072_000), includesSubdomains: true)
///
/// It is for servers whose proxy takes https: `RequestContext.scheme` goes by `ServerConfiguration.trustedProxies`. Answers to
/// requests that came by http don't have the field, which browsers ignore there (section 7.2).
public struct StrictTransportSecurity: Middleware {
    private let value: String

    /// - Parameters:
    ///   - maxAge: How long a browser remembers it, in whole seconds. Begin with minutes: it can't be taken back before.
    ///   - includesSubdomains: Whether it is said of all names below the host's, too.
    ///   - preload: Whether browsers may come with it: for lists that ask for a year and all subdomains.
    public init(maxAge: Duration = .seconds(31_536_000), includesSubdomains: Bool = false, preload: Bool = false) {
        var value = "max-age=\(max(maxAge.components.seconds, 0))"
        if includesSubdomains { value += "; includeSubDomains" }
        if preload { value += "; preload" }
        self.value = value
    }

    /// Has the request answered, then adds the field where the client came by https.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        guard context.isSecure, let exchange = context.live, !exchange.hasField("Strict-Transport-Security") else {
            return answer
        }
        exchange.addField("Strict-Transport-Security", value)
        return answer
    }
}

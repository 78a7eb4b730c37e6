// Bearer tokens that are JWTs: whether they are good, and what they are good for.

public import JWTKit
public import WritServer

/// Checks bearer tokens that are JWTs (RFC 7519), by keys that the application has.
///
///     let bearer = JWTBearer(keys: keys, issuer: "https://login.example.com", audience: "https://api.example.com")
///
/// The authenticator of a scheme with scopes is then:
///
///     func authenticate(login token: BearerToken, context: RequestContext) async throws -> AccessGrant<String>? {
///         await bearer.grant(token) { $0.subject }
///     }
///
/// A token is good where one of the keys has signed it, with that key's own algorithm and not with `none`; where issuer and audience are
/// those that are asked for; where it is not too old or too new; and where its head asks for nothing that isn't understood (`crit`).
public struct JWTBearer: Sendable {
    private let keys: JWTKeyCollection
    private let issuer: String?
    private let audience: String?
    private let leeway: Duration
    private let algorithms: Set<String>?
    private let needsEnd: Bool

    /// Tokens of one issuer for this API.
    ///
    /// - Parameters:
    ///   - keys: Those that tokens may be signed with; what is added later counts, too.
    ///   - issuer: What `iss` has to be; nil: anything, where the keys alone say whose tokens they are.
    ///   - audience: What `aud` has to have; nil: anything. A token for another service is then good here.
    ///   - leeway: How far the clocks of the issuer and of this server may be apart.
    ///   - algorithms: Names of those that are taken, such as `ES256`; nil: that of each key.
    ///   - needsEnd: Whether a token without `exp` is refused.
    public init(
        keys: JWTKeyCollection, issuer: String?, audience: String?, leeway: Duration = .seconds(30),
        algorithms: Set<String>? = nil, needsEnd: Bool = true
    ) {
        (self.keys, self.issuer, self.audience, self.leeway) = (keys, issuer, audience, leeway)
        (self.algorithms, self.needsEnd) = (algorithms, needsEnd)
    }

    /// Who has a good token, and its scopes; nil where it isn't good, or where `principal` says nil.
    public nonisolated(nonsending) func grant<Principal: Sendable>(
        _ token: BearerToken, principal: nonisolated(nonsending) (JWTClaims) async throws -> Principal?
    ) async rethrows -> AccessGrant<Principal>? {
        guard let claims = try? await check(token) else { return nil }
        return try await principal(claims).map { AccessGrant($0, scopes: claims.scopes) }
    }

    /// The claims of a good token.
    ///
    /// - Throws: `JWTRefusal`, or an error of JWTKit, where it isn't good.
    public func check(_ token: BearerToken) async throws -> JWTClaims {
        try await check(token, as: JWTClaims.self).claims
    }

    /// The claims of a good token, and others of the application's own.
    ///
    /// - Throws: `JWTRefusal`, or an error of JWTKit or of the type's decoder, where it isn't good.
    public func check<Own: Decodable & Sendable>(_ token: BearerToken, as own: Own.Type) async throws -> (
        claims: JWTClaims, own: Own
    ) {
        let bytes = Array(token.value.utf8)
        let header = try DefaultJWTParser().parse(bytes, as: JWTClaims.self).header
        guard let algorithm = header.alg, algorithm.lowercased() != "none", algorithms?.contains(algorithm) ?? true else {
            throw JWTRefusal.algorithm
        }
        if header.fields["crit"] != nil { throw JWTRefusal.criticalField }
        let payload = try await keys.verify(bytes, as: CheckedPayload<Own>.self)
        try check(payload.claims)
        return (payload.claims, payload.own)
    }

    private func check(_ claims: JWTClaims) throws(JWTRefusal) {
        if let issuer, claims.issuer != issuer { throw .issuer }
        if let audience, !claims.audience.contains(audience) { throw .audience }
        let now = DateTime.now
        if let end = claims.expires {
            // It ends at that moment, not behind it (RFC 7519 section 4.1.4).
            guard now - leeway < end else { throw .expired }
        } else if needsEnd {
            throw .noEnd
        }
        if let start = claims.notBefore, now + leeway < start { throw .tooEarly }
    }
}

/// Why a token that was signed well is not good here.
public enum JWTRefusal: Error, Sendable, Hashable {
    /// It is signed in a way that isn't taken, or not at all.
    case algorithm
    /// Its head asks for something that nobody here understands (RFC 7515 section 4.1.11).
    case criticalField
    /// It is somebody else's.
    case issuer
    /// It is for somebody else.
    case audience
    /// Its time is over.
    case expired
    /// It has no end.
    case noEnd
    /// Its time has not begun.
    case tooEarly
}

/// The claims that are checked, and those that an application has of its own.
private struct CheckedPayload<Own: Decodable & Sendable>: JWTPayload {
    let claims: JWTClaims
    let own: Own

    init(from decoder: any Decoder) throws {
        claims = try JWTClaims(from: decoder)
        own = try Own(from: decoder)
    }

    func encode(to encoder: any Encoder) throws { try claims.encode(to: encoder) }

    func verify(using algorithm: some JWTAlgorithm) {}
}

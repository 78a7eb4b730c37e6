// What tokens say of themselves (RFC 7519 section 4.1).

public import JWTKit
public import WritServer

/// The claims of a token that was checked.
///
///     return AccessGrant(claims.subject ?? "", scopes: claims.scopes)
public struct JWTClaims: Sendable, JWTPayload {
    /// `iss`: who made it.
    public let issuer: String?
    /// `sub`: whom it is about.
    public let subject: String?
    /// `aud`: whom it is for.
    public let audience: [String]
    /// `exp`: until when it is good.
    public let expires: DateTime?
    /// `nbf`: from when on it is good.
    public let notBefore: DateTime?
    /// `iat`: when it was made.
    public let issued: DateTime?
    /// `jti`: its own name.
    public let id: String?
    /// The words of `scope` (RFC 8693 section 4.2), or of `scp` or `scopes` where there is none; a list is taken, too.
    public let scopes: [String]

    private enum Name: String, CodingKey {
        case iss, sub, aud, exp, nbf, iat, jti, scope, scp, scopes
    }

    /// Reads the claims; those of other types than the RFC gives them are an error.
    public init(from decoder: any Decoder) throws {
        let claims = try decoder.container(keyedBy: Name.self)
        issuer = try claims.decodeIfPresent(String.self, forKey: .iss)
        subject = try claims.decodeIfPresent(String.self, forKey: .sub)
        audience = try Self.list(claims, .aud) ?? []
        expires = try Self.moment(claims, .exp)
        notBefore = try Self.moment(claims, .nbf)
        issued = try Self.moment(claims, .iat)
        id = try claims.decodeIfPresent(String.self, forKey: .jti)
        let scopes = try Self.list(claims, .scope) ?? Self.list(claims, .scp) ?? Self.list(claims, .scopes) ?? []
        self.scopes = scopes.flatMap { $0.split(separator: " ").map(String.init) }
    }

    /// Writes the claims that there are, for tests that make tokens.
    public func encode(to encoder: any Encoder) throws {
        var claims = encoder.container(keyedBy: Name.self)
        try claims.encodeIfPresent(issuer, forKey: .iss)
        try claims.encodeIfPresent(subject, forKey: .sub)
        if !audience.isEmpty { try claims.encode(audience, forKey: .aud) }
        try claims.encodeIfPresent(expires?.secondsSinceEpoch, forKey: .exp)
        try claims.encodeIfPresent(notBefore?.secondsSinceEpoch, forKey: .nbf)
        try claims.encodeIfPresent(issued?.secondsSinceEpoch, forKey: .iat)
        try claims.encodeIfPresent(id, forKey: .jti)
        if !scopes.isEmpty { try claims.encode(scopes.joined(separator: " "), forKey: .scope) }
    }

    /// Claims of a token that is made in a test.
    public init(
        issuer: String? = nil, subject: String? = nil, audience: [String] = [], expires: DateTime? = nil,
        notBefore: DateTime? = nil, issued: DateTime? = nil, id: String? = nil, scopes: [String] = []
    ) {
        (self.issuer, self.subject, self.audience, self.expires) = (issuer, subject, audience, expires)
        (self.notBefore, self.issued, self.id, self.scopes) = (notBefore, issued, id, scopes)
    }

    /// Nothing: `JWTBearer` looks at the claims.
    public func verify(using algorithm: some JWTAlgorithm) {}

    /// A text or a list of texts.
    private static func list(_ claims: KeyedDecodingContainer<Name>, _ name: Name) throws -> [String]? {
        guard claims.contains(name) else { return nil }
        if let one = try? claims.decode(String.self, forKey: name) { return [one] }
        return try claims.decodeIfPresent([String].self, forKey: name)
    }

    /// `NumericDate`: seconds since 1970, perhaps with a fraction. Beyond the years 0 to 9999 it is the nearest moment in them.
    private static func moment(_ claims: KeyedDecodingContainer<Name>, _ name: Name) throws -> DateTime? {
        guard let seconds = try claims.decodeIfPresent(Double.self, forKey: name) else { return nil }
        guard abs(seconds) < 1e12 else { return DateTime(secondsSinceEpoch: seconds < 0 ? .min : .max) }
        return DateTime(secondsSinceEpoch: 0) + .seconds(seconds)
    }
}

// A cookie for the client to keep, as the field `Set-Cookie` has it (RFC 6265bis).

public import WritWire

/// A cookie that an answer sets. Scripts of pages don't see it, it travels over TLS alone and not with requests that other sites
/// begin, unless it is said otherwise.
///
///     let cookie = try ResponseCookie("__Host-theme", "dark", path: "/", maxAge: .seconds(86_400 * 365))
///     answer.addField("Set-Cookie", cookie.field)
///
/// What clients would ignore or take for something else is refused when it is made.
public struct ResponseCookie: Sendable, Hashable {
    /// When a client sends the cookie along with requests that another site has begun.
    public enum SameSite: String, Sendable {
        /// Never.
        case strict = "Strict"
        /// Where the user follows a link.
        case lax = "Lax"
        /// Always; the cookie has to be secure.
        case none = "None"
        /// As the client thinks best: the attribute is not written.
        case unset = ""
    }

    /// Why a cookie is none.
    public enum Fault: Error, Sendable, Hashable {
        /// The name is empty, or has characters other than those of a token.
        case name
        /// The value has blanks, quotes, commas, semicolons, backslashes, or what is no visible ASCII.
        case value
        /// The path doesn't begin with a slash, or has semicolons or control characters.
        case path
        /// The domain is no name of a host.
        case domain
        /// Name and value have more than 4,096 bytes together, or path or domain more than 1,024.
        case tooLong
        /// It isn't secure, and has to be: for its name's prefix, for `SameSite=None`, or for being partitioned.
        case notSecure
        /// `__Host-` in the name asks for the path `/` and for no domain.
        case hostPrefix
    }

    /// A token.
    public let name: String
    /// Visible characters of ASCII, as they are sent.
    public let value: String
    /// Below which path the client sends it; nil: below that of the request.
    public let path: String?
    /// The host, with all below it, that it is sent to; nil: to the answering host alone.
    public let domain: String?
    /// How long it is kept; nil: as long as `expires` says, or until the browser is closed.
    public let maxAge: Duration?
    /// Until when it is kept, for clients that don't know `Max-Age`.
    public let expires: DateTime?
    /// Whether it travels over TLS alone. Browsers make an exception for `localhost`.
    public let isSecure: Bool
    /// Whether scripts of pages don't see it.
    public let isHTTPOnly: Bool
    /// With which requests that other sites have begun it is sent.
    public let sameSite: SameSite
    /// Whether there is one for each site that embeds this one.
    public let isPartitioned: Bool

    /// A cookie for an answer.
    ///
    /// - Throws: `Fault` where clients would ignore it, or read something else.
    public init(
        _ name: String, _ value: String, path: String? = nil, domain: String? = nil, maxAge: Duration? = nil,
        expires: DateTime? = nil, isSecure: Bool = true, isHTTPOnly: Bool = true, sameSite: SameSite = .lax,
        isPartitioned: Bool = false
    ) throws(Fault) {
        (self.name, self.value, self.path, self.domain, self.maxAge) = (name, value, path, domain, maxAge)
        (self.expires, self.isSecure, self.isHTTPOnly, self.sameSite) = (expires, isSecure, isHTTPOnly, sameSite)
        self.isPartitioned = isPartitioned
        if let fault { throw fault }
    }

    /// A cookie that takes one away: name, path and domain have to be those that it was set with.
    ///
    ///     answer.addField("Set-Cookie", try ResponseCookie.deletion(of: "__Host-theme", path: "/").field)
    public static func deletion(of name: String, path: String? = nil, domain: String? = nil) throws(Fault) -> ResponseCookie {
        try ResponseCookie(
            name, "", path: path, domain: domain, maxAge: .zero, expires: DateTime(secondsSinceEpoch: 0), sameSite: .unset)
    }

    /// The value of a field `Set-Cookie`.
    public var field: String {
        var text = "\(name)=\(value)"
        if let path { text += "; Path=\(path)" }
        if let domain { text += "; Domain=\(domain)" }
        if let maxAge { text += "; Max-Age=\(Self.seconds(maxAge))" }
        if let expires { text += "; Expires=\(expires.httpDate)" }
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        if sameSite != .unset { text += "; SameSite=\(sameSite.rawValue)" }
        if isPartitioned { text += "; Partitioned" }
        return text
    }

    /// Rounded up: half a second is not the deletion that 0 is.
    private static func seconds(_ duration: Duration) -> Int128 {
        max((min(duration.attoseconds, .max / 2) + 999_999_999_999_999_999) / 1_000_000_000_000_000_000, 0)
    }
}

extension ResponseCookie: CustomStringConvertible {
    /// Name and attributes; the value may be a secret.
    public var description: String { "ResponseCookie(\(name), hidden)" }
}

// Sessions that the client keeps: text that it can't change.

internal import Crypto
public import WritServer

/// Cookies that say who somebody is, signed with HMAC-SHA256, so that no server has to remember it.
///
///     let sessions = try SessionCookies(keys: [key], lifetime: .seconds(86_400 * 30))
///     answer.addField("Set-Cookie", try sessions.begin("ada").field)
///
/// Where the contract declares `apiKey` in a cookie of that name, the authenticator asks who it is:
///
///     func authenticate(session key: APIKey, context: RequestContext) async throws -> String? {
///         sessions.session(key)?.content
///     }
///
/// Clients can read the content, and hand it on, but not change it. A session can't be taken back before its end, unless the content is a
/// key that the application looks up.
public struct SessionCookies: Sendable {
    /// A session that a client has shown, and that is good.
    public struct Opened: Sendable, Hashable {
        /// What the session began with.
        public let content: String
        /// When it began, or was renewed.
        public let began: DateTime
        /// When it ends.
        public let end: DateTime
        /// Whether it was signed with the first of the keys.
        public let isOfFirstKey: Bool

        /// Whether half of its time is over, or its key is no longer the first: time for `begin` again.
        public var isToBeRenewed: Bool { !isOfFirstKey || DateTime.now - began > (end - began) / 2 }
    }

    /// Why there can be no such sessions.
    public enum Fault: Error, Sendable {
        /// There is no key.
        case noKey
        /// Two keys have one name.
        case sameKeyID
        /// The lifetime isn't longer than nothing.
        case lifetime
    }

    private let name: String
    private let keys: [SessionKey]
    private let lifetime: Duration
    private let path: String
    private let sameSite: ResponseCookie.SameSite
    private let isSecure: Bool

    /// Sessions by cookies of one name.
    ///
    /// - Parameters:
    ///   - name: The cookie's. `__Host-` keeps other hosts of the domain from setting it.
    ///   - keys: The first signs; all of them are good. To change keys, put a new one in front, and take the old one out when its last
    ///     session has ended.
    ///   - lifetime: How long a session is good, in whole seconds.
    ///   - path: Below which path the client sends it.
    ///   - sameSite: With which requests of other sites the client sends it.
    ///   - isSecure: Whether it travels over TLS alone.
    public init(
        name: String = "__Host-session", keys: [SessionKey], lifetime: Duration, path: String = "/",
        sameSite: ResponseCookie.SameSite = .lax, isSecure: Bool = true
    ) throws(Fault) {
        guard !keys.isEmpty else { throw .noKey }
        guard Set(keys.map(\.id)).count == keys.count else { throw .sameKeyID }
        guard lifetime >= .seconds(1) else { throw .lifetime }
        (self.name, self.keys, self.lifetime, self.path) = (name, keys, lifetime, path)
        (self.sameSite, self.isSecure) = (sameSite, isSecure)
    }

    /// A cookie for the answer to a login: a session that begins now.
    ///
    /// - Throws: `ResponseCookie.Fault` where it is larger than clients take, some 3,000 bytes of content.
    public func begin(_ content: String) throws(ResponseCookie.Fault) -> ResponseCookie {
        let began = DateTime.now
        let end = began + lifetime
        let token = SessionToken(content: content, began: began.secondsSinceEpoch, end: end.secondsSinceEpoch)
        return try ResponseCookie(
            name, token.signed(with: keys[0], for: name), path: path, maxAge: lifetime, isSecure: isSecure, sameSite: sameSite)
    }

    /// A cookie for the answer to a logout, which takes the session away from the client.
    public func end() throws(ResponseCookie.Fault) -> ResponseCookie { try .deletion(of: name, path: path) }

    /// The session of a cookie's value; nil where it wasn't signed with one of the keys, or is over.
    public func session(_ value: String) -> Opened? {
        for key in keys {
            guard let token = SessionToken(value, signedWith: key, for: name) else { continue }
            let now = DateTime.now
            let (began, end) = (DateTime(secondsSinceEpoch: token.began), DateTime(secondsSinceEpoch: token.end))
            guard now < end else { return nil }
            return Opened(content: token.content, began: began, end: end, isOfFirstKey: key.id == keys[0].id)
        }
        return nil
    }

    /// The session of credentials that the contract declares as a key in a cookie.
    public func session(_ credential: APIKey) -> Opened? { session(credential.value) }
}

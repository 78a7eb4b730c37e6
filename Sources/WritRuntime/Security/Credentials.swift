// What clients show to say who they are. None of these prints what it holds: a log or a dump can't give it away.

/// A key that a client sent in a field, in the query or in a cookie.
public struct APIKey: Sendable, Hashable, SecretValue {
    /// The key as it came.
    public let value: String

    /// Credentials for tests; the server makes those of requests.
    public init(_ value: String) { self.value = value }

    /// Whether the key is this one. Takes the same time wherever they differ.
    public func matches(_ key: String) -> Bool { isEqualInConstantTime(value, key) }
}

/// A token of `Authorization: Bearer` (RFC 6750), for schemes of type http, oauth2 and openIdConnect.
public struct BearerToken: Sendable, Hashable, SecretValue {
    /// Letters, digits and `-._~+/`, perhaps with equals signs at the end.
    public let value: String

    /// Credentials for tests; the server makes those of requests.
    public init(_ value: String) { self.value = value }

    /// Whether the token is this one. Takes the same time wherever they differ.
    public func matches(_ token: String) -> Bool { isEqualInConstantTime(value, token) }
}

/// User and password of `Authorization: Basic` (RFC 7617).
public struct BasicCredentials: Sendable, Hashable, SecretValue {
    /// Without a colon.
    public let username: String
    /// As it came; it may have colons.
    public let password: String

    /// Credentials for tests; the server makes those of requests.
    public init(username: String, password: String) {
        self.username = username
        self.password = password
    }

    /// Whether they are these. Takes the same time wherever they differ.
    public func matches(username: String, password: String) -> Bool {
        // Both are compared, whatever comes of the first.
        let isUser = isEqualInConstantTime(self.username, username)
        let isPassword = isEqualInConstantTime(self.password, password)
        return isUser && isPassword
    }
}

/// Credentials of another scheme of HTTP authentication, as they came.
public struct AuthorizationCredentials: Sendable, Hashable, SecretValue {
    /// In small letters, such as `digest`.
    public let scheme: String
    /// All that stands behind the scheme's name.
    public let parameters: String

    /// Credentials for tests; the server makes those of requests.
    public init(scheme: String, parameters: String) {
        self.scheme = scheme
        self.parameters = parameters
    }
}

/// The certificate that a client showed when the connection was made, as the transport checked it.
public struct ClientCertificate: Sendable, Hashable, SecretValue {
    /// X.509 in DER.
    public let bytes: [UInt8]

    /// A certificate in DER.
    public init(bytes: [UInt8]) { self.bytes = bytes }
}

/// Credentials of any scheme. Generated code hands them to the method that is meant.
public enum SecurityCredential: Sendable, SecretValue {
    case apiKey(APIKey)
    case basic(BasicCredentials)
    case bearer(BearerToken)
    case other(AuthorizationCredentials)
    case certificate(ClientCertificate)
}

/// Values that print as their type's name alone.
public protocol SecretValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension SecretValue {
    /// The type's name, so that no log shows the secret.
    public var description: String { "\(Self.self)(hidden)" }
    /// The same as `description`.
    public var debugDescription: String { description }
    /// A mirror without children, so that `dump` doesn't show the secret.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Looks at every byte of both texts.
func isEqualInConstantTime(_ left: String, _ right: String) -> Bool {
    let (first, second) = (Array(left.utf8), Array(right.utf8))
    var difference = first.count ^ second.count
    for index in 0..<max(first.count, second.count) {
        let one = index < first.count ? first[index] : 0
        let two = index < second.count ? second[index] : 0
        difference |= Int(one ^ two)
    }
    return difference == 0
}

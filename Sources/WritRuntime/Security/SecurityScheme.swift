// The security schemes of a contract: where their credentials stand in a request, and how they are asked for.

internal import WritEngine
internal import WritWire

/// One security scheme. Generated code makes it.
public struct SecurityScheme: Sendable {
    enum Kind: Sendable {
        case header(StaticString)
        case query(JSONKeys)
        case cookie(JSONKeys)
        case basic, bearer
        case other(String)
        case mutualTLS
    }

    let kind: Kind

    public static func apiKey(inHeader name: StaticString) -> SecurityScheme { SecurityScheme(kind: .header(name)) }
    public static func apiKey(inQuery name: StaticString) -> SecurityScheme { SecurityScheme(kind: .query(JSONKeys(name))) }
    public static func apiKey(inCookie name: StaticString) -> SecurityScheme { SecurityScheme(kind: .cookie(JSONKeys(name))) }
    public static let basic = SecurityScheme(kind: .basic)
    public static let bearer = SecurityScheme(kind: .bearer)
    /// - Parameter name: In small letters.
    public static func http(_ name: String) -> SecurityScheme { SecurityScheme(kind: .other(name)) }
    public static let mutualTLS = SecurityScheme(kind: .mutualTLS)

    /// The challenge of WWW-Authenticate (RFC 9110 section 11.6.1). Keys and certificates have no registered scheme, and
    /// 401 must have a challenge all the same.
    func challenge(realm: String) -> String {
        let name =
            switch kind {
            case .header, .query, .cookie: "ApiKey"
            case .basic: "Basic"
            case .bearer: "Bearer"
            case .other(let name): name.prefix(1).uppercased() + name.dropFirst()
            case .mutualTLS: "ClientCertificate"
            }
        let charset = if case .basic = kind { ", charset=\"UTF-8\"" } else { "" }
        return "\(name) realm=\"\(realm)\"\(charset)"
    }

    var isBearer: Bool { if case .bearer = kind { true } else { false } }
}

/// What a request shows for one scheme.
enum ShownCredential {
    case missing
    /// It is there and breaks its syntax, or is there twice.
    case malformed
    case shown(SecurityCredential)
}

extension OperationRequest {
    /// The credentials for a scheme, strictly read.
    func credential(for scheme: SecurityScheme) -> ShownCredential {
        switch scheme.kind {
        case .header(let name): return field(name) { .apiKey(APIKey($0)) }
        case .query(let name): return queryKey(name)
        case .cookie(let name): return cookieKey(name)
        case .basic:
            return authorization("basic") { field in
                field.basic.map { .basic(BasicCredentials(username: $0.username, password: $0.password)) }
            }
        case .bearer:
            return authorization("bearer") { field in
                field.isToken68 ? .bearer(BearerToken(field.parameters)) : nil
            }
        case .other(let name):
            return authorization(name) { .other(AuthorizationCredentials(scheme: name, parameters: $0.parameters)) }
        // A plain connection has none.
        case .mutualTLS: return .missing
        }
    }

    /// The only line of a field.
    private func field(_ name: StaticString, _ credential: (String) -> SecurityCredential?) -> ShownCredential {
        var index = 0
        // The value is copied before anything is awaited.
        guard let value = unsafe exchange.field(name, from: &index) else { return .missing }
        guard unsafe exchange.field(name, from: &index) == nil, unsafe !value.isEmpty,
            let text = unsafe String(validating: value, as: UTF8.self), let credential = credential(text)
        else { return .malformed }
        return .shown(credential)
    }

    private func authorization(
        _ scheme: String, _ credential: (AuthorizationField) -> SecurityCredential?
    ) -> ShownCredential {
        var index = 0
        // The value is copied before anything is awaited.
        guard let value = unsafe exchange.field("Authorization", from: &index) else { return .missing }
        guard unsafe exchange.field("Authorization", from: &index) == nil, let field = unsafe AuthorizationField(value)
        else { return .malformed }
        // Credentials of another scheme are none of this one.
        guard field.scheme == scheme else { return .missing }
        return credential(field).map { .shown($0) } ?? .malformed
    }

    private func queryKey(_ name: JSONKeys) -> ShownCredential {
        var parameters = parameters()
        var key: String?
        while parameters.nextQuery(name) != nil { key = parameters.readString() }
        guard parameters.violations.isEmpty else { return .malformed }
        return key.map { $0.isEmpty ? .malformed : .shown(.apiKey(APIKey($0))) } ?? .missing
    }

    private func cookieKey(_ name: JSONKeys) -> ShownCredential {
        var parameters = parameters()
        parameters.beginCookies(of: self)
        var key: String?
        while parameters.nextCookie(name) != nil { key = parameters.readString() }
        guard parameters.violations.isEmpty else { return .malformed }
        return key.map { $0.isEmpty ? .malformed : .shown(.apiKey(APIKey($0))) } ?? .missing
    }
}

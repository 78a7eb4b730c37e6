// Who the credentials belong to: an application's security, in few lines.

import ShowcaseExample
import WritServer

struct Caller: Sendable {
    var name: String
}

struct Keys: ShowcaseSecurity {
    func authenticate(headerKey key: APIKey, context: RequestContext) async throws -> Caller? {
        if key.matches("blocked") { throw AccessDenied("This key is blocked.") }
        return key.matches("k1") ? Caller(name: "header") : nil
    }
    func authenticate(queryKey key: APIKey, context: RequestContext) async throws -> Caller? {
        key.matches("ä+/") ? Caller(name: "query") : nil
    }
    func authenticate(cookieKey key: APIKey, context: RequestContext) async throws -> Caller? {
        key.matches("c1") ? Caller(name: "cookie") : nil
    }
    func authenticate(user: BasicCredentials, context: RequestContext) async throws -> Caller? {
        user.matches(username: "ada", password: "a:b ü") ? Caller(name: "user") : nil
    }
    func authenticate(token: BearerToken, context: RequestContext) async throws -> Caller? {
        if token.matches("slow") { try await Task.sleep(for: .milliseconds(1)) }
        if token.matches("broken") { throw UnknownKind() }
        return token.matches("t1") || token.matches("slow") ? Caller(name: "token") : nil
    }
    func authenticate(oauth token: BearerToken, context: RequestContext) async throws -> AccessGrant<Caller>? {
        token.value.hasPrefix("o-")
            ? AccessGrant(Caller(name: "oauth"), scopes: token.value.split(separator: "-").dropFirst().map(String.init)) : nil
    }
    func authenticate(openID token: BearerToken, context: RequestContext) async throws -> AccessGrant<Caller>? {
        token.matches("admin") ? AccessGrant(Caller(name: "openID")) { _ in true } : nil
    }
    func authenticate(signature: AuthorizationCredentials, context: RequestContext) async throws -> Caller? {
        signature.parameters == "keyId=\"1\"" ? Caller(name: signature.scheme) : nil
    }
    func authenticate(certificate: ClientCertificate, context: RequestContext) async throws -> Caller? { nil }
    func combine(_ principals: [Caller], context: RequestContext) async throws -> Caller? {
        principals.contains { $0.name == "user" } && context.query == "apart"
            ? nil : Caller(name: principals.map(\.name).joined(separator: "+"))
    }
}

// An application's security: who the credentials belong to, in few lines, and handlers that tell who asks.

import ShowcaseExample
import WritServer

struct Caller: Sendable {
    var name: String
}

struct Keys: ShowcaseSecurity {
    func authenticate(headerKey key: APIKey, context: Context) async throws -> Caller? {
        if key.matches("blocked") { throw AccessDenied("This key is blocked.") }
        return key.matches("k1") ? Caller(name: "header") : nil
    }
    func authenticate(queryKey key: APIKey, context: Context) async throws -> Caller? {
        key.matches("ä+/") ? Caller(name: "query") : nil
    }
    func authenticate(cookieKey key: APIKey, context: Context) async throws -> Caller? {
        key.matches("c1") ? Caller(name: "cookie") : nil
    }
    func authenticate(user: BasicCredentials, context: Context) async throws -> Caller? {
        user.matches(username: "ada", password: "a:b ü") ? Caller(name: "user") : nil
    }
    func authenticate(token: BearerToken, context: Context) async throws -> Caller? {
        if token.matches("slow") { try await Task.sleep(for: .milliseconds(1)) }
        if token.matches("broken") { throw UnknownKind() }
        return token.matches("t1") || token.matches("slow") ? Caller(name: "token") : nil
    }
    func authenticate(oauth token: BearerToken, context: Context) async throws -> Grant<Caller>? {
        token.value.hasPrefix("o-")
            ? Grant(Caller(name: "oauth"), scopes: token.value.split(separator: "-").dropFirst().map(String.init)) : nil
    }
    func authenticate(openID token: BearerToken, context: Context) async throws -> Grant<Caller>? {
        token.matches("admin") ? Grant(Caller(name: "openID")) { _ in true } : nil
    }
    func authenticate(signature: AuthorizationCredentials, context: Context) async throws -> Caller? {
        signature.parameters == "keyId=\"1\"" ? Caller(name: signature.scheme) : nil
    }
    func authenticate(certificate: ClientCertificate, context: Context) async throws -> Caller? { nil }
    func combine(_ principals: [Caller], context: Context) async throws -> Caller? {
        principals.contains { $0.name == "user" } && context.query == "apart"
            ? nil : Caller(name: principals.map(\.name).joined(separator: "+"))
    }
}

struct EchoSecured: SecuredHandlers {
    func useKey(_ input: UseKey.Input, principal: Caller, context: Context) async throws -> String {
        if input.number < 0 { throw AccessDenied() }
        return principal.name
    }
    func useAny(_ input: UseAny.Input, principal: Caller, context: Context) async throws -> String { principal.name }
    func useAll(_ input: UseAll.Input, principal: Caller, context: Context) async throws -> String { principal.name }
    func useMaybe(_ input: UseMaybe.Input, principal: Caller?, context: Context) async throws -> String {
        principal?.name ?? "nobody"
    }
    func useScopes(_ input: UseScopes.Input, principal: Caller, context: Context) async throws -> String { principal.name }
    func useSigned(_ input: UseSigned.Input, principal: Caller, context: Context) async throws -> String { principal.name }
    func useCertificate(_ input: UseCertificate.Input, principal: Caller, context: Context) async throws -> String {
        principal.name
    }
    func useNothing(_ input: UseNothing.Input, context: Context) async throws -> String { "open" }
}

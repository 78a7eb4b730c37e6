// What an operation asks of credentials: alternatives, each of one or more schemes with scopes.

/// The security schemes of a contract, and the realm that challenges name. Generated code makes one.
public struct SecuritySchemes: Sendable {
    let schemes: [SecurityScheme]
    let challenges: [String]

    /// - Parameter realm: The API's title; what can't stand in a quoted string of a field is left out.
    public init(realm: String, _ schemes: [SecurityScheme]) {
        let realm = String(
            String.UnicodeScalarView(
                realm.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7F && $0 != "\"" && $0 != "\\" }))
        self.schemes = schemes
        challenges = schemes.map { $0.challenge(realm: realm) }
    }
}

/// One scheme that an alternative asks for.
public struct SecurityNeed: Sendable {
    let scheme: Int
    let scopes: [String]

    /// - Parameter scheme: Its number in the contract's schemes.
    public init(_ scheme: Int, _ scopes: String...) {
        self.scheme = scheme
        self.scopes = scopes
    }
}

/// What an operation asks for: one of its alternatives must hold in full. Generated code makes one for all operations that
/// ask for the same.
// A class: the closure of each operation holds one, and code that copies it costs compile time.
public final class SecurityRule: Sendable {
    let schemes: SecuritySchemes
    /// Without the one that asks for nothing.
    let alternatives: [[SecurityNeed]]
    let allowsAnonymous: Bool
    let preconditions: RequestPreconditions

    public init(_ schemes: SecuritySchemes, _ alternatives: [[SecurityNeed]]) {
        self.schemes = schemes
        self.alternatives = alternatives.filter { !$0.isEmpty }
        allowsAnonymous = alternatives.contains { $0.isEmpty }
        preconditions = RequestPreconditions()
    }

    private init(_ rule: SecurityRule, _ preconditions: RequestPreconditions) {
        schemes = rule.schemes
        alternatives = rule.alternatives
        allowsAnonymous = rule.allowsAnonymous
        self.preconditions = preconditions
    }

    /// The same rule for an operation that asks more of those who are admitted.
    public func with(_ preconditions: RequestPreconditions) -> SecurityRule { SecurityRule(self, preconditions) }

    /// Who asks; nil, with 401 or 403 answered, where nobody is admitted, and nil, with that answered, where the request does
    /// not meet the operation's preconditions. What they take of a body is received only then.
    public nonisolated(nonsending) func admit<Principal: Sendable>(
        _ request: OperationRequest, _ security: any RequestAuthenticator<Principal>
    ) async throws -> Principal? {
        var check = SecurityCheck<Principal>(self, request)
        guard let principal = try await check.run(security) else {
            check.refuse()
            return nil
        }
        guard await request.awaitBodyBegin(by: preconditions), request.meets(preconditions) else { return nil }
        if !request.isBodyReceived(by: preconditions) { guard await request.receiveBody(by: preconditions) else { return nil } }
        return principal
    }

    /// For operations that take requests without credentials too: who asks, or nil for nobody who is known.
    public nonisolated(nonsending) func admitAnyone<Principal: Sendable>(
        _ request: OperationRequest, _ security: any RequestAuthenticator<Principal>
    ) async throws -> Principal? {
        var check = SecurityCheck<Principal>(self, request)
        return try await check.run(security)
    }
}

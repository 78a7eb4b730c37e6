// What an application says of credentials: whose they are, and what they are good for.

internal import WritWire

/// Who asks, and the scopes that this one has.
public struct AccessGrant<Principal: Sendable>: Sendable {
    /// Who asks, in the application's own type.
    public let principal: Principal
    private let allows: @Sendable (String) -> Bool

    /// For schemes without scopes: none is granted.
    public init(_ principal: Principal) {
        self.principal = principal
        allows = { _ in false }
    }

    /// - Parameter scopes: Those that the credentials carry; the server asks for the ones that the contract wants.
    public init(_ principal: Principal, scopes: some Sequence<String>) {
        let scopes = Set(scopes.map { ExactName($0) })
        self.principal = principal
        allows = { scopes.contains(ExactName($0)) }
    }

    /// For scopes that can't be listed, such as those that include others.
    public init(_ principal: Principal, allows: @escaping @Sendable (String) -> Bool) {
        self.principal = principal
        self.allows = allows
    }

    func allows(all scopes: [String]) -> Bool { scopes.allSatisfy(allows) }
}

/// Thrown for somebody who is known and may not do this: 403. Authenticators and handlers may throw it.
public struct AccessDenied: Error, Sendable {
    /// What the client is told.
    public let detail: String

    /// A refusal with a sentence that the client is told, `detail` of the problem document.
    public init(_ detail: String = "You are not allowed to do this.") {
        self.detail = detail
    }
}

/// What checks credentials. Generated code conforms; an application conforms to the generated protocol that it asks.
public protocol RequestAuthenticator<Principal>: Sendable {
    /// The application's own type for who asks.
    associatedtype Principal: Sendable

    /// Who sent these credentials of the scheme with that number; nil where they are not good.
    nonisolated(nonsending) func grant(
        _ scheme: Int, _ credential: SecurityCredential, context: RequestContext
    ) async throws -> AccessGrant<Principal>?

    /// Who asks where a request had to show several credentials; nil where they don't belong together.
    nonisolated(nonsending) func united(_ principals: [Principal], context: RequestContext) async throws -> Principal?
}

extension RequestAuthenticator {
    /// The first of them, unless the application says otherwise.
    public nonisolated(nonsending) func united(_ principals: [Principal], context: RequestContext) async throws -> Principal? {
        principals.first
    }
}

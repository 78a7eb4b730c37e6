// Whether a request is let in: the alternatives of a rule tried on its credentials, and the refusal where none holds.

internal import WritEngine
internal import WritWire

/// The check of one request: each scheme's credentials are read and judged once at most.
struct SecurityCheck<Principal: Sendable> {
    private enum Attempt {
        case missing, malformed, unknown
        case denied(AccessDenied)
        case granted(AccessGrant<Principal>)
    }

    private let rule: SecurityRule
    private let request: OperationRequest
    private var shown: [Int: ShownCredential] = [:]
    private var attempts: [Int: Attempt] = [:]
    /// Why somebody who is known is not let in, and the scopes that are wanted where it is for these.
    private var denial: (detail: String, needs: [SecurityNeed])?

    init(_ rule: SecurityRule, _ request: OperationRequest) {
        self.rule = rule
        self.request = request
    }

    /// Tries the alternatives in the contract's order.
    nonisolated(nonsending) mutating func run(_ security: any RequestAuthenticator<Principal>) async throws -> Principal? {
        for alternative in rule.alternatives {
            // Nothing is looked up where a part is not there at all.
            guard alternative.allSatisfy({ isShown($0.scheme) }) else { continue }
            if let principal = try await attempt(alternative, security) { return principal }
        }
        return nil
    }

    private nonisolated(nonsending) mutating func attempt(
        _ alternative: [SecurityNeed], _ security: any RequestAuthenticator<Principal>
    ) async throws -> Principal? {
        var grants: [AccessGrant<Principal>] = []
        var denied: AccessDenied?
        for need in alternative {
            switch try await attempt(need.scheme, security) {
            case .granted(let grant): grants.append(grant)
            case .denied(let reason): denied = reason
            case .missing, .malformed, .unknown: return nil
            }
        }
        if let denied {
            denial = denial ?? (denied.detail, [])
            return nil
        }
        let lacking = zip(alternative, grants).filter { need, grant in !grant.allows(all: need.scopes) }.map(\.0)
        guard lacking.isEmpty else {
            denial = denial ?? ("The credentials don't have the scopes that this operation asks for.", lacking)
            return nil
        }
        if grants.count == 1 { return grants[0].principal }
        let united = try await security.united(grants.map(\.principal), context: request.context)
        if united == nil { denial = denial ?? ("The credentials don't belong together.", []) }
        return united
    }

    private nonisolated(nonsending) mutating func attempt(
        _ scheme: Int, _ security: any RequestAuthenticator<Principal>
    ) async throws -> Attempt {
        if let known = attempts[scheme] { return known }
        var attempt: Attempt
        switch credential(scheme) {
        case .missing: attempt = .missing
        case .malformed: attempt = .malformed
        case .shown(let credential):
            do {
                let grant = try await security.grant(scheme, credential, context: request.context)
                attempt = grant.map { .granted($0) } ?? .unknown
            } catch let denied as AccessDenied {
                attempt = .denied(denied)
            }
        }
        attempts[scheme] = attempt
        return attempt
    }

    private mutating func credential(_ scheme: Int) -> ShownCredential {
        if let known = shown[scheme] { return known }
        let credential = request.credential(for: rule.schemes.schemes[scheme])
        shown[scheme] = credential
        return credential
    }

    private mutating func isShown(_ scheme: Int) -> Bool {
        if case .missing = credential(scheme) { false } else { true }
    }

    // MARK: Refusing

    /// 403 where somebody is known, else 401.
    func refuse() {
        if let denial {
            let challenges = denial.needs.compactMap { need -> String? in
                guard rule.schemes.schemes[need.scheme].isBearer else { return nil }
                return rule.schemes.challenges[need.scheme] + ", error=\"insufficient_scope\"" + scopeAttribute(need.scopes)
            }
            return request.refuse(403, denial.detail, challenges: challenges)
        }
        var challenges: [String] = []
        var isShown = false
        for need in rule.alternatives.joined() {
            var challenge = rule.schemes.challenges[need.scheme]
            let isRefused = isRefused(need.scheme)
            isShown = isShown || isRefused
            if rule.schemes.schemes[need.scheme].isBearer, isRefused { challenge += ", error=\"invalid_token\"" }
            if !challenges.contains(challenge) { challenges.append(challenge) }
        }
        let detail = isShown ? "The credentials are not valid." : "This operation asks for credentials."
        request.refuse(401, detail, challenges: challenges)
    }

    private func isRefused(_ scheme: Int) -> Bool {
        if case .malformed? = shown[scheme] { return true }
        switch attempts[scheme] {
        case .malformed?, .unknown?: return true
        default: return false
        }
    }

    /// Scopes have printable characters without quotes and backslashes (RFC 6749 section 3.3); others are not told.
    private func scopeAttribute(_ scopes: [String]) -> String {
        let tellable = scopes.filter { scope in
            !scope.isEmpty
                && scope.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        }
        return tellable.isEmpty ? "" : ", scope=\"\(tellable.joined(separator: " "))\""
    }
}

extension OperationRequest {
    fileprivate func refuse(_ status: Int, _ detail: String, challenges: [String]) {
        exchange.answerProblem(status, detail) { fields in
            for challenge in challenges { fields.add("WWW-Authenticate", challenge) }
        }
    }
}

// What the application says of credentials: a protocol with a method for each scheme, and what operations ask for.

internal import SwiftWriter
internal import WritContract

extension Emitter {
    func emitSecurity() -> [GeneratedFile] {
        guard let security = contract.security else { return [] }
        let protocolFile = file("\(security.protocolName).swift", runtime: .shown) { swift in
            emitProtocol(security, &swift)
        }
        let rulesFile = file("\(security.rulesName).swift", runtime: .inside) { swift in
            emitRules(security, &swift)
            swift.blank()
            emitAuthenticator(security, &swift)
        }
        return [protocolFile, rulesFile]
    }

    // MARK: What other files say of it

    func isSecured(_ group: HandlerGroup) -> Bool {
        group.operations.contains { contract.operations[$0].security != nil }
    }

    /// `any PetsHandlers<Principal>`
    func handlersType(_ group: HandlerGroup) -> Code {
        let principal: Code = isSecured(group) ? "<Principal>" : ""
        let type: Code = "any \(Identifier(group.protocolName))\(principal)"
        return isOptional(group) ? "(\(type))?" : type
    }

    /// The rule and the authenticator, outside the closure that serves requests.
    func emitRule(_ operation: Operation, _ swift: inout SwiftPrinter) {
        guard let rule = operation.security?.rule, let security = contract.security else { return }
        swift.line("let security = self.security")
        let preconditions: Code = admitsAnyone(operation) ? "" : self.preconditions(operation).map { ".with(\($0))" } ?? ""
        swift.line("let rule = \(Identifier(security.rulesName)).\(Identifier(security.ruleNames[rule]))\(preconditions)")
    }

    func admitsAnyone(_ operation: Operation) -> Bool { operation.security.map { $0.allowsAnonymous } ?? true }

    /// Credentials come before everything else that could be wrong with a request.
    func emitAdmission(_ operation: Operation, _ swift: inout SwiftPrinter) {
        guard let security = operation.security else { return }
        if security.allowsAnonymous {
            swift.line("let principal = try await rule.admitAnyone(request, security)")
        } else {
            swift.line("guard let principal = try await rule.admit(request, security) else { continue }")
        }
    }

    // MARK: The protocol

    private func emitProtocol(_ security: SecurityContract, _ swift: inout SwiftPrinter) {
        let text = """
            Who asks: a method for each security scheme that operations use.

            Each answers nil for credentials that are not good, which is 401, and may throw `AccessDenied`, which is 403.
            """
        swift.documentation(text)
        swift.block("\(access)protocol \(Identifier(security.protocolName))<Principal>: Sendable") { swift in
            swift.documentation("The application's own type for who asks.")
            swift.line("associatedtype Principal: Sendable")
            for scheme in security.schemes {
                swift.blank()
                swift.documentation(documentation(of: scheme))
                let label = Identifier(scheme.label)
                let result: Code = scheme.hasScopes ? "AccessGrant<Principal>?" : "Principal?"
                swift.line(
                    "nonisolated(nonsending) func authenticate(\(label: label) credential: \(credentialType(scheme)), context: RequestContext) async throws -> \(result)"
                )
            }
            guard security.joinsSchemes else { return }
            swift.blank()
            swift.documentation(
                """
                Who asks where a request shows several credentials, in the order of the contract; nil where they don't belong \
                together, which is 403.
                """)
            swift.line(
                "nonisolated(nonsending) func combine(_ principals: [Principal], context: RequestContext) async throws -> Principal?"
            )
        }
    }

    private func documentation(of scheme: SecurityScheme) -> String {
        let place =
            switch scheme.kind {
            case .apiKey(let location, let name): "`\(scheme.name)`: the key in the \(location.rawValue) `\(name)`."
            case .basic: "`\(scheme.name)`: user and password of HTTP's scheme Basic."
            case .bearer: "`\(scheme.name)`: a bearer token."
            case .http(let name): "`\(scheme.name)`: credentials of HTTP's scheme `\(name)`."
            case .mutualTLS: "`\(scheme.name)`: the client's certificate."
            }
        let scopes = scheme.hasScopes ? " The grant says which scopes it has; the server asks for those of the contract." : ""
        return [place + scopes, scheme.documentation].compactMap { $0 }.joined(separator: "\n\n")
    }

    func credentialType(_ scheme: SecurityScheme) -> Code {
        switch scheme.kind {
        case .apiKey: "APIKey"
        case .basic: "BasicCredentials"
        case .bearer: "BearerToken"
        case .http: "AuthorizationCredentials"
        case .mutualTLS: "ClientCertificate"
        }
    }

    /// Hands credentials to the method that is meant.
    private func emitAuthenticator(_ security: SecurityContract, _ swift: inout SwiftPrinter) {
        swift.block("struct \(Identifier(security.authenticatorName))<Principal: Sendable>: RequestAuthenticator") { swift in
            swift.line("let security: any \(Identifier(security.protocolName))<Principal>")
            swift.blank()
            swift.line("nonisolated(nonsending) func grant(")
            swift.line("    _ scheme: Int, _ credential: SecurityCredential, context: RequestContext")
            swift.block(") async throws -> AccessGrant<Principal>?") { swift in
                swift.line("switch (scheme, credential) {")
                for (index, scheme) in security.schemes.enumerated() {
                    swift.line("case (\(index), .\(credentialCase(scheme))(let shown)):")
                    let label = Identifier(scheme.label)
                    let call: Code = "try await security.authenticate(\(label: label): shown, context: context)"
                    swift.line(scheme.hasScopes ? "    return \(call)" : "    return \(call).map { AccessGrant($0) }")
                }
                swift.line("default: return nil")
                swift.line("}")
            }
            guard security.joinsSchemes else { return }
            swift.blank()
            let signature: Code = "united(_ principals: [Principal], context: RequestContext) async throws -> Principal?"
            swift.block("nonisolated(nonsending) func \(signature)") { swift in
                swift.line("try await security.combine(principals, context: context)")
            }
        }
    }

    private func credentialCase(_ scheme: SecurityScheme) -> Identifier {
        switch scheme.kind {
        case .apiKey: "apiKey"
        case .basic: "basic"
        case .bearer: "bearer"
        case .http: "other"
        case .mutualTLS: "certificate"
        }
    }

    // MARK: The rules

    private func emitRules(_ security: SecurityContract, _ swift: inout SwiftPrinter) {
        swift.documentation("What operations ask for.")
        swift.block("enum \(Identifier(security.rulesName))") { swift in
            swift.line("static let schemes: SecuritySchemes = SecuritySchemes(realm: \(quoted: contract.info.title), [")
            swift.indent { swift in
                for scheme in security.schemes { swift.line(made(scheme) + ",") }
            }
            swift.line("])")
            for (name, rule) in zip(security.ruleNames, security.rules) {
                swift.blank()
                swift.documentation(description(of: rule, security))
                swift.line("static let \(Identifier(name)): SecurityRule = SecurityRule(schemes, [")
                swift.indent { swift in
                    for alternative in rule { swift.line("[\(alternative.map(made).joined(", "))],") }
                }
                swift.line("])")
            }
        }
    }

    private func made(_ scheme: SecurityScheme) -> Code {
        switch scheme.kind {
        case .apiKey(.query, let name): ".apiKey(inQuery: \(quoted: keyName(name)))"
        case .apiKey(.cookie, let name): ".apiKey(inCookie: \(quoted: keyName(name)))"
        case .apiKey(_, let name): ".apiKey(inHeader: \(quoted: name))"
        case .basic: ".basic"
        case .bearer: ".bearer"
        case .http(let name): ".http(\(quoted: name))"
        case .mutualTLS: ".mutualTLS"
        }
    }

    private func made(_ need: SecurityNeed) -> Code {
        let scopes: [Code] = need.scopes.map { ", \(quoted: $0)" }
        return "SecurityNeed(\(need.scheme)\(scopes.joined("")))"
    }

    /// `key` and `token` (read, write), or nothing
    private func description(of rule: [[SecurityNeed]], _ security: SecurityContract) -> String {
        let alternatives = rule.map { alternative in
            alternative.isEmpty
                ? "nothing"
                : alternative.map { need in
                    let scopes = need.scopes.isEmpty ? "" : " (\(need.scopes.joined(separator: ", ")))"
                    return "`\(security.schemes[need.scheme].name)`\(scopes)"
                }.joined(separator: " and ")
        }
        return alternatives.joined(separator: ", or ")
    }
}

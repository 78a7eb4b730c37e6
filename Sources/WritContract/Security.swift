// Who may ask: the security schemes of a contract, and what operations want of them.

/// The schemes that operations use, and the rules that they share.
package struct SecurityContract: Sendable, Equatable {
    /// `PetstoreSecurity`: the protocol that the application's authenticator conforms to.
    package var protocolName: String
    /// `PetstoreSecurityRules`
    package var rulesName: String
    /// `PetstoreAuthenticator`: what hands credentials to the protocol's methods.
    package var authenticatorName: String
    package var schemes: [SecurityScheme]
    /// What operations ask for, each once: alternatives, of which one must hold, and in each the needs that must all hold.
    /// An alternative without needs lets everybody in.
    package var rules: [[[SecurityNeed]]]
    /// What each rule is called in generated code: by what it asks for, so that other rules don't change it.
    package var ruleNames: [String]

    package init(
        protocolName: String, rulesName: String, authenticatorName: String, schemes: [SecurityScheme],
        rules: [[[SecurityNeed]]], ruleNames: [String]
    ) {
        self.protocolName = protocolName
        self.rulesName = rulesName
        self.authenticatorName = authenticatorName
        self.schemes = schemes
        self.rules = rules
        self.ruleNames = ruleNames
    }

    /// Whether a request may have to show several credentials at once.
    package var joinsSchemes: Bool { rules.joined().contains { $0.count > 1 } }
}

package struct SecurityScheme: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case apiKey(Parameter.Location, name: String)
        case basic
        /// A bearer token: of type http, oauth2 or openIdConnect.
        case bearer
        /// Another scheme of HTTP authentication, in small letters.
        case http(String)
        case mutualTLS
    }

    /// Its name in the document.
    package var name: String
    /// The label by which the authenticator's method is told from the others.
    package var label: String
    package var kind: Kind
    /// The authenticator says which scopes are granted.
    package var hasScopes: Bool
    package var documentation: String?

    package init(name: String, label: String, kind: Kind, hasScopes: Bool, documentation: String?) {
        self.name = name
        self.label = label
        self.kind = kind
        self.hasScopes = hasScopes
        self.documentation = documentation
    }
}

package struct SecurityNeed: Sendable, Hashable {
    /// An index into `SecurityContract.schemes`.
    package var scheme: Int
    package var scopes: [String]

    package init(scheme: Int, scopes: [String]) {
        self.scheme = scheme
        self.scopes = scopes
    }
}

/// What one operation asks for.
package struct OperationSecurity: Sendable, Equatable {
    /// An index into `SecurityContract.rules`.
    package var rule: Int
    /// The handler's principal is optional.
    package var allowsAnonymous: Bool

    package init(rule: Int, allowsAnonymous: Bool) {
        self.rule = rule
        self.allowsAnonymous = allowsAnonymous
    }
}

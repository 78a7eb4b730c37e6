// Security: which schemes operations use, and what each asks of them.

internal import WritContract
internal import WritSpec

/// Gathers schemes and rules while operations are resolved, each once.
final class SecurityResolver {
    private let resolution: Resolution
    private var schemes: [SecurityScheme] = []
    private var rules: [[[SecurityNeed]]] = []
    private var ruleNames: [String] = []
    private var digests = DigestNames()
    private var numbers: [[[SecurityNeed]]: Int] = [:]
    /// What lists of requirements ask for, by their pointers.
    private var found: [Pointer: OperationSecurity?] = [:]
    /// Indices into `schemes` by the names of the document; nil for those that are broken.
    private var indices: [String: Int?] = [:]
    private var scopesByScheme: [String: Set<String>] = [:]
    private var labels = NameScope(reserved: ["self", "init", "context"])

    init(_ resolution: Resolution) {
        self.resolution = resolution
    }

    /// Names of the runtime that stand in generated code where there is security.
    static let reservedNames = [
        "Principal", "APIKey", "BearerToken", "BasicCredentials", "AuthorizationCredentials", "ClientCertificate", "AccessGrant",
        "RequestAuthenticator", "SecurityCredential", "SecurityNeed", "SecurityRule", "SecurityScheme", "SecuritySchemes",
    ]

    /// Whether an operation of the document asks for credentials: then names of the runtime are taken.
    static func isDeclared(in sources: [OperationSource], _ resolution: Resolution) -> Bool {
        sources.contains { source in
            declaration(of: source, resolution)?.items.contains { !$0.entries.isEmpty } ?? false
        }
    }

    /// The document's own security is for what it offers, not for what others send.
    private static func declaration(of source: OperationSource, _ resolution: Resolution) -> Place? {
        source.place[.security] ?? (source.receiver == nil ? resolution.root[.security] : nil)
    }

    /// What the operation asks for, by its own `security` or by the document's; nil where it is open to everybody.
    func security(of source: OperationSource) -> OperationSecurity? {
        guard let written = Self.declaration(of: source, resolution) else { return nil }
        // Most operations ask for what the document says.
        if let known = found[written.pointer] { return known }
        let security = security(written)
        found[written.pointer] = .some(security)
        return security
    }

    private func security(_ written: Place) -> OperationSecurity? {
        let alternatives = written.items.compactMap(needs)
        guard alternatives.contains(where: { !$0.isEmpty }) else { return nil }
        let rule = numbers[alternatives] ?? rules.count
        if rule == rules.count {
            rules.append(alternatives)
            ruleNames.append(ruleName(alternatives))
            numbers[alternatives] = rule
        }
        return OperationSecurity(rule: rule, allowsAnonymous: alternatives.contains { $0.isEmpty })
    }

    /// Whether a cookie may be among the credentials, which browsers send whatever page asks.
    func usesCookies(_ security: OperationSecurity?) -> Bool {
        guard let security else { return false }
        return rules[security.rule].joined().contains { need in
            if case .apiKey(.cookie, _) = schemes[need.scheme].kind { true } else { false }
        }
    }

    /// All that was found; nil where nothing was.
    ///
    /// - Parameter names: gives the names of what is declared.
    func contract(apiName: String, _ names: inout NameScope) -> SecurityContract? {
        guard !rules.isEmpty else { return nil }
        let base = apiName.hasSuffix("API") ? String(apiName.dropLast(3)) : apiName
        return SecurityContract(
            protocolName: names.claim(base + "Security"), rulesName: names.claim(base + "SecurityRules"),
            authenticatorName: names.claim(base + "Authenticator"), schemes: schemes, rules: rules,
            ruleNames: ruleNames)
    }

    /// `key`, where the rule asks for one scheme and nothing else; else `key_5e0b3c21`, by all that it asks for.
    private func ruleName(_ rule: [[SecurityNeed]]) -> String {
        let needs = rule.joined().map { schemes[$0.scheme] }
        if rule.count == 1, let need = rule[0].first, rule[0].count == 1, need.scopes.isEmpty, needs[0].label != "schemes" {
            return needs[0].label
        }
        let alternatives = rule.map { alternative in
            alternative.map { need in
                ([schemes[need.scheme].name] + need.scopes).map { String(reflecting: $0) }.joined(separator: " ")
            }.joined(separator: " and ")
        }
        return digests.claim(needs.first?.label ?? "rule", for: alternatives.joined(separator: " or "))
    }

    /// One alternative; nil after a diagnostic.
    private func needs(_ alternative: Place) -> [SecurityNeed]? {
        var needs: [SecurityNeed] = []
        for (name, list) in alternative.entries {
            guard let scheme = index(of: name, in: alternative) else { return nil }
            let scopes = list.items.compactMap(\.node.string)
            if !scopes.isEmpty { noteScopes(scopes, scheme, name, list) }
            needs.append(SecurityNeed(scheme: scheme, scopes: scopes))
        }
        warnOfOneField(needs, alternative)
        return needs
    }

    /// A request has one `Authorization` field, and that one scheme of HTTP authentication (RFC 9110, 11.6.2).
    private func warnOfOneField(_ needs: [SecurityNeed], _ alternative: Place) {
        let fields: [SecurityScheme.Kind] = needs.compactMap { need in
            switch schemes[need.scheme].kind {
            case .basic, .bearer, .http: schemes[need.scheme].kind
            case .apiKey, .mutualTLS: nil
            }
        }
        guard let first = fields.first, fields.contains(where: { $0 != first }) else { return }
        resolution.warn(
            "impossible-security", "no request can meet this: it has one `Authorization` field, for one of these schemes",
            at: alternative, hint: "list the schemes as alternatives, each with a `-` of its own")
    }

    private func noteScopes(_ scopes: [String], _ scheme: Int, _ name: String, _ list: Place) {
        if let declared = scopesByScheme[name] {
            for (scope, place) in zip(scopes, list.items) where !declared.contains(scope) {
                let close = resolution.suggestion(for: scope, among: declared.sorted())
                resolution.warn(
                    "undeclared-scope", "no flow of `\(name)` has the scope \(VisibleText.quoted(scope))", at: place,
                    hint: close.map { "did you mean `\($0)`?" } ?? "list it under `scopes` of the scheme's flows")
            }
        }
        schemes[scheme].hasScopes = true
    }

    // MARK: Schemes

    private func index(of name: String, in alternative: Place) -> Int? {
        if let known = indices[name] { return known }
        let index = resolveScheme(name, in: alternative).map { scheme in
            schemes.append(scheme)
            return schemes.count - 1
        }
        indices[name] = .some(index)
        return index
    }

    private func resolveScheme(_ name: String, in alternative: Place) -> SecurityScheme? {
        let all = resolution.root[.components]?[.securitySchemes]
        guard let written = all?[named: name] else {
            let close = resolution.suggestion(for: name, among: (all?.entries ?? []).map(\.key))
            resolution.error(
                "missing-scheme", "there is no security scheme \(VisibleText.quoted(name))",
                at: alternative[named: name] ?? alternative,
                location: alternative.keyLocation(name),
                hint: close.map { "did you mean `\($0)`?" } ?? resolution.definitionHint(.securitySchemes))
            return nil
        }
        guard let place = resolution.follow(written, as: .securityScheme),
            resolution.checkKeywords(place, as: .securityScheme), let kind = kind(of: place, name)
        else { return nil }
        let type = place[.type]?.node.string
        return SecurityScheme(
            name: name, label: labels.claim(resolution.givenName(place) ?? SwiftNames.memberName(name)), kind: kind,
            hasScopes: type == "oauth2" || type == "openIdConnect", documentation: place[.description]?.node.string)
    }

    /// Whether the object describes a scheme; a diagnostic tells why not.
    func isScheme(_ place: Place) -> Bool { kind(of: place, place.name) != nil }

    private func kind(of place: Place, _ name: String) -> SecurityScheme.Kind? {
        // Its absence was told when its shape was checked.
        guard let type = place[.type]?.node.string else { return nil }
        switch type {
        case "apiKey": return keyKind(place)
        case "http": return httpKind(place)
        case "oauth2":
            let flows = (place[.flows]?.entries ?? []).flatMap { $0.place[.scopes]?.entries ?? [] }
            scopesByScheme[name] = Set(flows.map(\.key))
            return .bearer
        case "openIdConnect": return .bearer
        case "mutualTLS":
            resolution.warn(
                "client-certificate", "no connection shows a client's certificate yet: who must have one is refused with 401",
                at: place[.type] ?? place, hint: "let another alternative stand beside it")
            return .mutualTLS
        default:
            let types = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]
            let close = resolution.suggestion(for: type, among: types)
            resolution.error(
                "wrong-scheme", "\(VisibleText.quoted(type)) isn't a type of security scheme", at: place[.type] ?? place,
                hint: close.map { "did you mean `\($0)`?" } ?? "the types are \(types.joined(separator: ", "))")
            return nil
        }
    }

    private func keyKind(_ place: Place) -> SecurityScheme.Kind? {
        guard let name = place[.name]?.node.string, !name.isEmpty, let text = place[.in]?.node.string else {
            resolution.error(
                "missing-field", "a security scheme of type `apiKey` must have `name` and `in`", at: place,
                hint: "write `in: header` and the field's name under `name`")
            return nil
        }
        guard let location = Parameter.Location(rawValue: text), location != .path else {
            resolution.error(
                "wrong-location", "\(VisibleText.quoted(text)) isn't a place for a key", at: place[.in] ?? place,
                hint: "write `header`, `query` or `cookie`")
            return nil
        }
        guard location == .query || isToken(name) else {
            resolution.error(
                "wrong-name", "\(VisibleText.quoted(name)) can't be the name of a \(text)", at: place[.name] ?? place,
                hint: "names of headers and cookies have letters, digits, `-` and `_`")
            return nil
        }
        return .apiKey(location, name: name)
    }

    private func httpKind(_ place: Place) -> SecurityScheme.Kind? {
        guard let scheme = place[.scheme]?.node.string, isToken(scheme) else {
            resolution.error(
                "missing-field", "a security scheme of type `http` must have a `scheme` of HTTP authentication", at: place,
                hint: "write `scheme: bearer` or `scheme: basic`")
            return nil
        }
        switch scheme.lowercased() {
        case "basic": return .basic
        case "bearer": return .bearer
        default: return .http(scheme.lowercased())
        }
    }
}

/// RFC 9110, 5.6.2.
func isToken(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
}

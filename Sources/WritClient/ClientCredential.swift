// Who asks, as a typed client says it: credentials of the contract's schemes.

internal import WritRuntime

/// A name and a password (RFC 7617).
public struct ClientLogin: Sendable, Hashable {
    /// Without a colon.
    public var name: String
    /// Any text.
    public var password: String

    /// Who logs in.
    public init(name: String, password: String) {
        self.name = name
        self.password = password
    }
}

/// A credential, and where its scheme wants it.
public enum ClientCredential: Sendable {
    case key(ClientCall.Place, StaticString, String)
    case basic(ClientLogin)
    case scheme(StaticString, String)
    /// The transport shows it.
    case certificate
}

extension ClientCall {
    /// Adds the credentials of the first alternative of which there are all; none where there is no such one.
    public mutating func authorize(_ alternatives: [[ClientCredential?]]) {
        guard let chosen = alternatives.first(where: { !$0.isEmpty && $0.allSatisfy { $0 != nil } }) else { return }
        for case let credential? in chosen {
            switch credential {
            case .key(let place, let name, let value): addCredential(place, name, value)
            case .basic(let login):
                let text = Base64(Array("\(login.name):\(login.password)".utf8)).description
                addField("Authorization", "Basic \(text)")
            case .scheme(let scheme, let value): addField("Authorization", "\(scheme) \(value)")
            case .certificate: break
            }
        }
    }
}

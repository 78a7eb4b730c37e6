// A uniform resource identifier: `format: uri`.

/// A URI with a scheme (RFC 3986 section 3), kept as it was written.
///
/// Two values are equal when their texts are: which other ones name the same thing depends on the scheme.
public struct URI: Hashable, Sendable {
    /// The whole text.
    public let text: String

    /// Reads a URI by RFC 3986, with a scheme; nil for any other text.
    public init?(_ text: String) {
        self.init(string: text)
    }

    private init(checked text: UnsafeRawBufferPointer) {
        // The text is ASCII, as was checked, and is copied.
        self.text = unsafe String(decoding: text, as: UTF8.self)
    }

    static let blank = URI(known: "about:blank")

    private init(known text: String) {
        self.text = text
    }

    /// `https`, as it is written.
    public var scheme: String { String(text.prefix { $0 != ":" }) }

    /// What stands between two slashes and the path: `user@example.com:8080`.
    public var authority: String? {
        let rest = text.dropFirst(scheme.count + 1)
        guard rest.hasPrefix("//") else { return nil }
        return String(rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }

    /// The name or address in the authority; that of an IPv6 address has its brackets.
    public var host: String? {
        guard let authority else { return nil }
        let address = authority.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        if address.hasPrefix("[") { return String(address.prefix { $0 != "]" }) + "]" }
        return String(address.prefix { $0 != ":" })
    }

    /// The number behind the host; nil where there is none, or none below 65,536.
    public var port: Int? {
        guard let authority, let colon = authority.lastIndex(of: ":") else { return nil }
        return UInt16(authority[authority.index(after: colon)...]).map(Int.init)
    }

    /// Percent-encoded, as it is written.
    public var path: String {
        let rest = text.dropFirst(scheme.count + 1 + (authority.map { $0.count + 2 } ?? 0))
        return String(rest.prefix { $0 != "?" && $0 != "#" })
    }

    /// What stands behind the question mark.
    public var query: String? {
        let rest = text.prefix { $0 != "#" }
        return rest.firstIndex(of: "?").map { String(rest[rest.index(after: $0)...]) }
    }

    /// What stands behind the number sign.
    public var fragment: String? {
        text.firstIndex(of: "#").map { String(text[text.index(after: $0)...]) }
    }
}

extension URI: LosslessStringConvertible {
    /// The URI as it was written.
    public var description: String { text }
}

extension URI: TextFormat {
    static var noun: StaticString { "a URI with its scheme such as https://example.com/path" }

    init?(text: UnsafeRawBufferPointer) {
        // The bytes are copied.
        guard unsafe URIScanner.isURI(Array(text), isInternational: false, needsScheme: true) else { return nil }
        self = unsafe URI(checked: text)
    }

    func append(to output: inout OutputBuffer) { output.append(text) }
}

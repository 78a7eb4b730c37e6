// A uniform resource identifier: `format: uri`.

/// A URI with a scheme (RFC 3986 section 3), kept as it was written.
///
/// Two values are equal when their texts are: which other ones name the same thing depends on the scheme.
public struct URI: Hashable, Sendable {
    /// The whole text.
    public let text: String

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
    public var description: String { text }
}

extension URI: TextFormat {
    static var noun: StaticString { "a URI with its scheme such as https://example.com/path" }

    init?(text: UnsafeRawBufferPointer) {
        var scanner = URIGrammar()
        // The scanner checks each place against the text's length.
        guard unsafe scanner.takesURI(text) else { return nil }
        self = unsafe URI(checked: text)
    }

    func append(to output: inout OutputBuffer) { output.append(text) }
}

/// Steps through a URI by the grammar of RFC 3986's appendix A.
private struct URIGrammar {
    private var position = 0

    mutating func takesURI(_ text: UnsafeRawBufferPointer) -> Bool {
        // Each place is checked against the text's length before it is looked at.
        guard let first = unsafe text.first, isLetter(first) else { return false }
        while position < text.count, unsafe isLetter(text[position]) || isSchemeByte(text[position]) { position += 1 }
        guard unsafe take(":", text) else { return false }
        if position + 1 < text.count, unsafe text[position] == UInt8(ascii: "/") && text[position + 1] == UInt8(ascii: "/") {
            position += 2
            guard unsafe takesAuthority(text) else { return false }
            // A path behind an authority begins with a slash.
            guard unsafe position == text.count || "/?#".utf8.contains(text[position]) else { return false }
        }
        guard unsafe takes(text, besides: ":@/") else { return false }
        if unsafe take("?", text) { guard unsafe takes(text, besides: ":@/?") else { return false } }
        if unsafe take("#", text) { guard unsafe takes(text, besides: ":@/?") else { return false } }
        return position == text.count
    }

    private mutating func takesAuthority(_ text: UnsafeRawBufferPointer) -> Bool {
        var end = position
        // `end` and `position` stay inside the text.
        while end < text.count, unsafe !"/?#".utf8.contains(text[end]) { end += 1 }
        let authority = unsafe text[position..<end]
        if let at = unsafe authority.firstIndex(of: UInt8(ascii: "@")) {
            guard unsafe takes(text, besides: ":"), position == at else { return false }
            position += 1
        }
        if unsafe take("[", text) {
            guard let close = unsafe authority.firstIndex(of: UInt8(ascii: "]")) else { return false }
            guard unsafe isLiteral(UnsafeRawBufferPointer(rebasing: text[position..<close])) else { return false }
            position = close + 1
        } else {
            guard unsafe takes(text, besides: "") else { return false }
        }
        if unsafe take(":", text) {
            while position < end, unsafe isDigit(text[position]) { position += 1 }
        }
        return position == end
    }

    /// An IPv6 address, or `v1.` and something of a version to come.
    private func isLiteral(_ text: UnsafeRawBufferPointer) -> Bool {
        // Every index is below the text's length.
        if unsafe IPv6Address(text: text) != nil { return true }
        guard text.count >= 4, unsafe text[0] | 0x20 == UInt8(ascii: "v") else { return false }
        var scanner = URIGrammar()
        scanner.position = 1
        while scanner.position < text.count, unsafe hexadecimalValue(text[scanner.position]) != nil { scanner.position += 1 }
        guard scanner.position > 1, unsafe scanner.take(".", text), scanner.position < text.count else { return false }
        return unsafe scanner.takes(text, besides: ":") && scanner.position == text.count && !text.contains(UInt8(ascii: "%"))
    }

    /// Unreserved characters, sub-delimiters, encoded bytes and `others`, as many as there are; false where a percent sign
    /// encodes nothing.
    private mutating func takes(_ text: UnsafeRawBufferPointer, besides others: StaticString) -> Bool {
        // Each place is checked against the text's length before it is looked at.
        while position < text.count {
            let byte = unsafe text[position]
            if byte == UInt8(ascii: "%") {
                guard position + 2 < text.count, unsafe hexadecimalValue(text[position + 1]) != nil,
                    unsafe hexadecimalValue(text[position + 2]) != nil
                else { return false }
                position += 3
            } else if isLetter(byte) || isDigit(byte) || isMark(byte) || "\(others)".utf8.contains(byte) {
                position += 1
            } else {
                return true
            }
        }
        return true
    }

    private mutating func take(_ scalar: Unicode.Scalar, _ text: UnsafeRawBufferPointer) -> Bool {
        // Looked at only where there is a byte.
        guard position < text.count, unsafe text[position] == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private func isSchemeByte(_ byte: UInt8) -> Bool { isDigit(byte) || "+-.".utf8.contains(byte) }
    private func isMark(_ byte: UInt8) -> Bool { "-._~!$&'()*+,;=".utf8.contains(byte) }
}

// URLs and mail addresses that nobody can follow.

internal import WritSpec

extension Resolution {
    private static let addresses: [ObjectKind: [Keyword]] = [
        .info: [.termsOfService], .contact: [.url], .license: [.url], .externalDocumentation: [.url],
        .securityScheme: [.openIdConnectUrl, .oauth2MetadataUrl],
        .oauthFlow: [.authorizationUrl, .tokenUrl, .refreshUrl, .deviceAuthorizationUrl],
    ]

    func lintAddresses(_ place: Place, as kind: ObjectKind) {
        for keyword in Self.addresses[kind] ?? [] {
            guard let value = place[keyword], let text = value.node.string, !isReference(text) else { continue }
            error(
                "wrong-url", "\(VisibleText.quoted(text)) isn't a URL", at: value,
                hint: text.contains(" ") ? "write a space as `%20`" : "write it as `https://example.com/path`")
        }
        guard kind == .contact, let value = place[.email], let text = value.node.string, !isMailAddress(text) else { return }
        error(
            "wrong-email", "\(VisibleText.quoted(text)) isn't a mail address", at: value, hint: "write it as `name@example.com`")
    }

    /// A reference as RFC 3986 has it, section 4.1, and what later ones allow beyond ASCII.
    private func isReference(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return false }
        for (index, byte) in bytes.enumerated() {
            if byte <= 0x20 || byte == 0x7F || "\"<>\\^`{|}".utf8.contains(byte) { return false }
            guard byte == UInt8(ascii: "%") else { continue }
            let digits = bytes.dropFirst(index + 1).prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return false }
        }
        guard let scheme = text.firstRange(of: "://") else {
            // `https:/example.com`, and `:` in the first segment of a path, which needs a scheme before it.
            let first = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            return !first.contains(":") || FilePath.hasScheme(text) && !["http:", "https:"].contains(first.lowercased())
        }
        let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return FilePath.hasScheme(text) && !authority.isEmpty
    }

    /// Something on either side of one `@`, and a name of a host behind it.
    private func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
        let odd = "<>(),;:\"[]\\".unicodeScalars
        let isPlain = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && !odd.contains($0) }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return isPlain && parts.allSatisfy { !$0.hasPrefix(".") && !$0.hasSuffix(".") && !$0.contains("..") }
            && labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
    }
}

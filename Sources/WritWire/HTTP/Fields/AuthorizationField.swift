// The value of an Authorization field (RFC 9110 section 11.6.2): a scheme's name and what stands behind it.

/// Credentials as a client sent them, cut but not judged.
package struct AuthorizationField: Equatable, Sendable {
    /// In small letters: names of schemes have no case.
    package let scheme: String
    /// What stands behind the name, without the blanks between.
    package let parameters: String

    /// Nil for what no client may send: no token in front, or bytes that are no text.
    package init?(_ value: UnsafeRawBufferPointer) {
        let name = unsafe value.prefix { $0 != 0x20 }
        guard unsafe !name.isEmpty, unsafe name.allSatisfy(Self.isTokenByte) else { return nil }
        let rest = unsafe value.dropFirst(name.count).drop { $0 == 0x20 }
        guard let parameters = unsafe String(validating: rest, as: UTF8.self) else { return nil }
        scheme = unsafe String(decoding: name, as: UTF8.self).lowercased()
        self.parameters = parameters
    }

    /// Letters, digits, `-._~+/`, and equals signs at the end: what a bearer token is made of (RFC 6750 section 2.1).
    package var isToken68: Bool {
        let body = parameters.utf8.reversed().drop { $0 == UInt8(ascii: "=") }
        return !body.isEmpty && body.allSatisfy { Self.isAlphanumeric($0) || "-._~+/".utf8.contains($0) }
    }

    /// User and password of the scheme Basic (RFC 7617): Base64 with padding, UTF-8 in it, a colon between, no control
    /// characters.
    package var basic: (username: String, password: String)? {
        guard let bytes = Base64(text: parameters)?.bytes, let text = String(validating: bytes, as: UTF8.self),
            let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { return nil }
        return (String(text[..<colon]), String(text[text.utf8.index(after: colon)...]))
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

// What stands in a session's cookie.

internal import Crypto
internal import WritServer

/// `<key's name>.<base64url: version, began, end, content>.<base64url: HMAC-SHA256>`
///
///     byte  0        1 ... 8          9 ... 16       17 ...
///           version  began, seconds   end, seconds   content, UTF-8
struct SessionToken {
    let content: String
    let began: Int64
    let end: Int64

    private static let version: UInt8 = 1

    init(content: String, began: Int64, end: Int64) {
        (self.content, self.began, self.end) = (content, began, end)
    }

    func signed(with key: SessionKey, for name: String) -> String {
        let bytes = [Self.version] + Self.bytes(began) + Self.bytes(end) + Array(content.utf8)
        let head = "\(key.id).\(Base64URL(bytes))"
        let code = HMAC<SHA256>.authenticationCode(for: Self.message(head, name), using: key.symmetric)
        return "\(head).\(Base64URL(Array(code)))"
    }

    /// Nil for what wasn't made by `signed` with that key and that name.
    init?(_ text: String, signedWith key: SessionKey, for name: String) {
        guard text.utf8.count <= 4096 else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.elementsEqual(key.id.utf8), let code = Base64URL(String(parts[2])),
            // One text for each session: no padding.
            !text.utf8.contains(UInt8(ascii: "=")),
            // It takes the same time wherever they differ.
            HMAC<SHA256>.isValidAuthenticationCode(
                code.bytes, authenticating: Self.message("\(parts[0]).\(parts[1])", name), using: key.symmetric),
            let bytes = Base64URL(String(parts[1]))?.bytes, bytes.count >= 17, bytes[0] == Self.version,
            let content = String(validating: bytes[17...], as: UTF8.self)
        else { return nil }
        self.init(content: content, began: Self.number(bytes[1..<9]), end: Self.number(bytes[9..<17]))
    }

    /// What is signed: a cookie of another name is no session, though it has the same key.
    private static func message(_ head: String, _ name: String) -> [UInt8] { Array("writ session\0\(name)\0\(head)".utf8) }

    private static func bytes(_ number: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        bytes.reduce(0) { $0 << 8 | Int64($1) }
    }
}

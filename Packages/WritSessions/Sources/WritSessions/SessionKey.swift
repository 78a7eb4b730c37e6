// The secret that cookies are signed with.

internal import Crypto
public import WritServer

/// A secret of the servers of one application, and its name: cookies say which key has signed them, so that keys can be changed.
///
///     let key = try SessionKey(id: "2026-03", secret: secret)
public struct SessionKey: Sendable, Hashable, SecretValue {
    /// 1 to 32 letters, digits, `-` and `_`: cookies carry it.
    public let id: String
    let secret: [UInt8]

    /// Why a key is none.
    public enum Fault: Error, Sendable {
        /// The name is empty, too long, or has other characters.
        case id
        /// There are fewer than 32 bytes: somebody could guess them.
        case tooShort
    }

    /// - Parameter secret: 32 bytes or more, from a random number generator: `openssl rand -base64 32` prints such.
    public init(id: String, secret: [UInt8]) throws(Fault) {
        let allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".utf8
        guard 1...32 ~= id.utf8.count, id.utf8.allSatisfy({ allowed.contains($0) }) else { throw .id }
        guard secret.count >= 32 else { throw .tooShort }
        self.id = id
        self.secret = secret
    }

    var symmetric: SymmetricKey { SymmetricKey(data: secret) }
}

// The text form of JSON pointers (RFC 6901).

package enum JSONPointer {
    /// `/paths/~1pets/get` for the path `paths`, `/pets`, `get`; empty for the whole document.
    package static func text(of path: some Sequence<String>) -> String {
        path.reduce(into: "") { text, token in text += "/" + escaped(token) }
    }

    /// A key as one token of a pointer: `~` becomes `~0`, `/` becomes `~1`.
    package static func escaped(_ key: String) -> String {
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return key }
        return key.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// The key that a token of a pointer stands for.
    package static func unescaped(_ token: Substring) -> String {
        guard token.utf8.contains(UInt8(ascii: "~")) else { return String(token) }
        var (key, afterTilde) = ("", false)
        for scalar in token.unicodeScalars {
            switch (afterTilde, scalar) {
            case (false, "~"):
                afterTilde = true
                continue
            case (true, "0"): key += "~"
            case (true, "1"): key += "/"
            case (true, _):
                key += "~"
                key.unicodeScalars.append(scalar)
            default: key.unicodeScalars.append(scalar)
            }
            afterTilde = false
        }
        return afterTilde ? key + "~" : key
    }

    /// The index that a token names: digits without leading zeros.
    package static func index(_ token: String) -> Int? {
        guard let index = Int(token), index >= 0, String(index) == token else { return nil }
        return index
    }
}

// A URL taken apart, and put together again in one way only.

/// An http or https URL as it is asked for. What is ambiguous in a URL is no such one, or stands in one form: its host is
/// the one that was looked at, whoever reads the text.
package struct RemoteURL: Equatable, Sendable {
    package let scheme: String
    /// A name in small letters, an IPv4 address, or an IPv6 address without brackets.
    package let host: String
    package let port: Int
    /// Path and query.
    package let target: String
    /// A user and a password were written before the host. They are not kept.
    package let hasCredentials: Bool

    package init?(_ text: String) {
        guard FilePath.isURL(text) else { return nil }
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 > 0x1F && $0 != 0x7F }), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        let rest = bytes[(colon + 3)...].prefix { $0 != UInt8(ascii: "#") }
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard !authority.contains(UInt8(ascii: "\\")) else { return nil }
        let at = authority.lastIndex(of: UInt8(ascii: "@"))
        hasCredentials = at != nil
        guard let place = Self.place(authority[(at.map { $0 + 1 } ?? authority.startIndex)...]) else { return nil }
        host = place.host
        port = place.port ?? (scheme == "https" ? 443 : 80)
        target = Self.target(rest[authority.endIndex...])
    }

    private init(scheme: String, host: String, port: Int, target: String) {
        (self.scheme, self.host, self.port, self.target, self.hasCredentials) = (scheme, host, port, target, false)
    }

    /// The same at another host, such as the address that an odd spelling of one means.
    package func at(host: String) -> RemoteURL { RemoteURL(scheme: scheme, host: host, port: port, target: target) }

    package var text: String {
        let isDefault = port == (scheme == "https" ? 443 : 80)
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(scheme)://\(name)\(isDefault ? "" : ":\(port)")\(target)"
    }

    private static func place(_ bytes: ArraySlice<UInt8>) -> (host: String, port: Int?)? {
        let isBracketed = bytes.first == UInt8(ascii: "[")
        var host: ArraySlice<UInt8>
        var rest: ArraySlice<UInt8>
        if isBracketed {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            (host, rest) = (bytes[(bytes.startIndex + 1)..<close], bytes[(close + 1)...])
        } else {
            host = bytes.prefix { $0 != UInt8(ascii: ":") }
            rest = bytes[host.endIndex...]
            // The root's dot says nothing, and curl and resolvers differ about it.
            if host.last == UInt8(ascii: ".") { host = host.dropLast() }
        }
        let letters = isBracketed ? "0123456789abcdef:." : "0123456789abcdefghijklmnopqrstuvwxyz-._"
        let name = host.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        guard !name.isEmpty, name.count <= 253, name.allSatisfy({ letters.utf8.contains($0) }) else { return nil }
        if isBracketed, !name.contains(UInt8(ascii: ":")) { return nil }
        let text = String(decoding: name, as: UTF8.self)
        guard rest.popFirst() != nil else { return (text, nil) }
        guard bytes[rest.startIndex - 1] == UInt8(ascii: ":") else { return nil }
        if rest.isEmpty { return (text, nil) }
        guard rest.count <= 5, rest.allSatisfy({ 0x30...0x39 ~= $0 }),
            let port = Int(String(decoding: rest, as: UTF8.self)), 1...65_535 ~= port
        else { return nil }
        return (text, port)
    }

    private static func target(_ bytes: ArraySlice<UInt8>) -> String {
        var text = bytes.first == UInt8(ascii: "/") ? "" : "/"
        for byte in bytes {
            let isPlain = byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}".utf8.contains(byte)
            if isPlain {
                text.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}

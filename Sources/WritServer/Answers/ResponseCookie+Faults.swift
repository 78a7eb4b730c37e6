// What may stand in a cookie, and which attributes go together (RFC 6265bis sections 4.1 and 5.7).

extension ResponseCookie {
    /// Why clients would ignore the cookie, or read another one.
    var fault: Fault? {
        if name.isEmpty || !name.utf8.allSatisfy(Self.isTokenByte) { return .name }
        if !value.utf8.allSatisfy(Self.isValueByte) { return .value }
        if let path, !path.hasPrefix("/") || !path.utf8.allSatisfy({ 0x20...0x7E ~= $0 && $0 != UInt8(ascii: ";") }) {
            return .path
        }
        if let domain, !Self.isHost(domain) { return .domain }
        if name.utf8.count + value.utf8.count > 4096 || (path?.utf8.count ?? 0) > 1024 { return .tooLong }
        // Clients look at prefixes without regard to case.
        let lowered = name.lowercased()
        let isHostOnly = lowered.hasPrefix("__host-")
        if !isSecure, isHostOnly || lowered.hasPrefix("__secure-") || sameSite == .none || isPartitioned {
            return .notSecure
        }
        return isHostOnly && (path != "/" || domain != nil) ? .hostPrefix : nil
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    /// `cookie-octet`.
    private static func isValueByte(_ byte: UInt8) -> Bool {
        0x21...0x7E ~= byte && !"\",;\\".utf8.contains(byte)
    }

    /// Labels of letters, digits and hyphens; a point in front means nothing, and is let through.
    private static func isHost(_ domain: String) -> Bool {
        let labels = (domain.hasPrefix(".") ? domain.dropFirst() : domain[...]).utf8.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return domain.utf8.count <= 253
            && labels.allSatisfy { label in
                !label.isEmpty && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

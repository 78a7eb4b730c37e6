// The grammar of URIs and of templates for them.

/// RFC 3986; RFC 3987 where characters beyond ASCII are taken too.
enum URIScanner {
    static func isURI(_ text: [UInt8], isInternational: Bool, needsScheme: Bool) -> Bool {
        var rest = text[...]
        guard hasOnlyCharacters(rest, isInternational) else { return false }
        let hasScheme = takeScheme(&rest)
        if needsScheme, !hasScheme { return false }
        if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
            guard !rest[(mark + 1)...].contains(UInt8(ascii: "#")), !hasBrackets(rest[(mark + 1)...]) else { return false }
            rest = rest[..<mark]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            guard !hasBrackets(rest[(mark + 1)...]) else { return false }
            rest = rest[..<mark]
        }
        if rest.starts(with: [47, 47]) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: 47) ?? rest.endIndex
            guard isAuthority(rest[..<end]) else { return false }
            rest = rest[end...]
        } else if !hasScheme, let colon = rest.firstIndex(of: UInt8(ascii: ":")), !rest[..<colon].contains(47) {
            // It would be read as a scheme, and is none.
            return false
        }
        return !hasBrackets(rest)
    }

    private static func hasOnlyCharacters(_ text: ArraySlice<UInt8>, _ isInternational: Bool) -> Bool {
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < text.endIndex, FormatScanner.isHexadecimal(text[index + 1]),
                    FormatScanner.isHexadecimal(text[index + 2])
                else { return false }
                index += 3
                continue
            }
            guard isInternational && byte > 127 || byte > 32 && byte < 127 && !"\"<>\\^`{|}".utf8.contains(byte) else {
                return false
            }
            index += 1
        }
        return true
    }

    private static func takeScheme(_ text: inout ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, FormatScanner.isLetter(first) else { return false }
        let scheme = text.prefix { FormatScanner.isLetter($0) || FormatScanner.isDigit($0) || "+-.".utf8.contains($0) }
        guard scheme.endIndex < text.endIndex, text[scheme.endIndex] == UInt8(ascii: ":") else { return false }
        text = text[(scheme.endIndex + 1)...]
        return true
    }

    private static func isAuthority(_ text: ArraySlice<UInt8>) -> Bool {
        var host = text
        if let at = host.lastIndex(of: UInt8(ascii: "@")) {
            guard !host[..<at].contains(UInt8(ascii: "@")), !hasBrackets(host[..<at]) else { return false }
            host = host[(at + 1)...]
        }
        if host.first == UInt8(ascii: "[") {
            guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let address = host[(host.startIndex + 1)..<end]
            let port = host[(end + 1)...]
            guard FormatScanner.isIPv6(address) || isFutureAddress(address) else { return false }
            return port.isEmpty || port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(FormatScanner.isDigit)
        }
        guard !hasBrackets(host) else { return false }
        guard let colon = host.firstIndex(of: UInt8(ascii: ":")) else { return true }
        return host[(colon + 1)...].allSatisfy(FormatScanner.isDigit)
    }

    /// `v1.` and something of a version to come.
    private static func isFutureAddress(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, first | 32 == UInt8(ascii: "v"), let point = text.firstIndex(of: UInt8(ascii: ".")) else {
            return false
        }
        let version = text[(text.startIndex + 1)..<point]
        return !version.isEmpty && version.allSatisfy(FormatScanner.isHexadecimal) && point + 1 < text.endIndex
            && !text.contains(UInt8(ascii: "%"))
    }

    private static func hasBrackets(_ text: ArraySlice<UInt8>) -> Bool {
        text.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
    }

    // MARK: Templates

    /// RFC 6570.
    static func isTemplate(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "{"):
                guard let end = rest.firstIndex(of: UInt8(ascii: "}")), isExpression(rest[..<end]) else { return false }
                rest = rest[(end + 1)...]
            case UInt8(ascii: "%"):
                guard rest.count >= 2, rest.prefix(2).allSatisfy(FormatScanner.isHexadecimal) else { return false }
            default:
                guard byte > 32, byte != 127, !"\"'<>\\^`|}".utf8.contains(byte) else { return false }
            }
        }
        return true
    }

    private static func isExpression(_ text: ArraySlice<UInt8>) -> Bool {
        var text = text
        if let first = text.first, "+#./;?&=,!@|".utf8.contains(first) { text.removeFirst() }
        return text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).allSatisfy { variable in
            var name = variable
            if name.last == UInt8(ascii: "*") { name.removeLast() }
            if let colon = name.firstIndex(of: UInt8(ascii: ":")) {
                let length = name[(colon + 1)...]
                guard (1...4).contains(length.count), length.allSatisfy(FormatScanner.isDigit), length.first != 48 else {
                    return false
                }
                name = name[..<colon]
            }
            return !name.isEmpty
                && name.allSatisfy { FormatScanner.isLetter($0) || FormatScanner.isDigit($0) || "_.%".utf8.contains($0) }
        }
    }
}

// Paths of files as references write them (RFC 3986, section 5.2, without a host).

/// Makes keys of files: paths from the folder of the main document, with slashes, `.` and `..` resolved.
package enum FilePath {
    /// `https://example.com/a.yaml`
    package static func isURL(_ text: String) -> Bool { text.contains("://") }

    /// True for `urn:x` and `https://x`: a scheme stands before the first colon (RFC 3986, 3.1).
    package static func hasScheme(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = text.utf8[..<colon]
        guard let first = scheme.first, isLetter(first), scheme.count > 1 else { return false }
        return scheme.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// A reference that stands in the file `base`.
    ///
    /// - Parameter base: a key, or a URL; empty for the main document.
    package static func resolved(_ reference: String, against base: String) -> String {
        if hasScheme(reference) { return reference }
        if isURL(base) { return resolvedURL(reference, against: base) }
        return normalized(folder(of: base) + reference)
    }

    /// The folder of a path, with its slash; empty where there is none.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[...slash])
    }

    /// Where a key's file lies, for a main document at `main`.
    package static func path(of key: String, beside main: String) -> String { normalized(folder(of: main) + key) }

    /// Without `.`, and without `..` where a folder stands before it.
    package static func normalized(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/", omittingEmptySubsequences: true) where segment != "." {
            if segment == "..", let last = segments.last, last != ".." {
                segments.removeLast()
            } else {
                segments.append(segment)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + segments.joined(separator: "/")
    }

    /// The last part of a path without what follows its first dot: `pet` for `models/pet.schema.yaml`.
    package static func baseName(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        let base = name.prefix { $0 != "." }
        return String(base.isEmpty ? name : base)
    }

    private static func resolvedURL(_ reference: String, against base: String) -> String {
        guard let scheme = base.firstRange(of: "://") else { return reference }
        if reference.hasPrefix("//") { return base[..<scheme.lowerBound] + ":" + reference }
        let rest = base[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        let path = String(rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" })
        let start = base[..<scheme.upperBound] + authority
        let joined = reference.hasPrefix("/") ? reference : (path.isEmpty ? "/" : folder(of: path)) + reference
        return start + normalized(joined)
    }
}

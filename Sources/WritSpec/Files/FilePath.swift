// Paths of files as references write them (RFC 3986, section 5.2).

import Glibc

/// Makes keys of files: paths from the folder of the main document, with slashes, `.` and `..` resolved. All of it goes by
/// bytes, as the disk does: a slash with a combining mark behind it is a slash.
package enum FilePath {
    private static let slash = UInt8(ascii: "/")

    /// `https://example.com/a.yaml`: what can be fetched.
    package static func isURL(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }.map { $0 | 0x20 }
        guard scheme == Array("http".utf8) || scheme == Array("https".utf8) else { return false }
        return text.utf8.dropFirst(scheme.count).starts(with: "://".utf8)
    }

    /// True for `urn:x` and `https://x`: a scheme stands before the first colon (RFC 3986, 3.1).
    package static func hasScheme(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = text.utf8[..<colon]
        guard let first = scheme.first, isLetter(first), scheme.count > 1 else { return false }
        return scheme.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    package static func isAbsolute(_ text: String) -> Bool { text.utf8.first == slash }

    /// A reference that stands in the file `base`.
    ///
    /// - Parameter base: a key, or a URL; empty for the main document.
    package static func resolved(_ reference: String, against base: String) -> String {
        if hasScheme(reference) { return reference }
        if hasScheme(base), let start = base.firstRange(of: "://") {
            return resolvedURL(reference, against: base, afterScheme: start)
        }
        return normalized(folder(of: base) + reference)
    }

    /// The folder of a path, with its slash; empty where there is none.
    package static func folder(of path: String) -> String {
        guard let last = path.utf8.lastIndex(of: slash) else { return "" }
        return String(decoding: path.utf8[...last], as: UTF8.self)
    }

    /// Where a key's file lies, for a main document at `main`.
    package static func path(of key: String, beside main: String) -> String { normalized(folder(of: main) + key) }

    /// The names that a path is made of.
    package static func segments(_ path: String) -> [String] {
        path.utf8.split(separator: slash, omittingEmptySubsequences: true).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Without `.`, and without `..` where a folder stands before it.
    package static func normalized(_ path: String) -> String {
        var result: [String] = []
        for segment in segments(path) where segment != "." {
            if segment == "..", let last = result.last, last != ".." {
                result.removeLast()
            } else if segment != ".." || !isAbsolute(path) {
                result.append(segment)
            }
        }
        return (isAbsolute(path) ? "/" : "") + result.joined(separator: "/")
    }

    /// A path from the root of the disk.
    package static func absolute(_ path: String) -> String {
        guard !isAbsolute(path) else { return path }
        // The bound holds: getcwd answers a terminated text that is freed once.
        guard let folder = unsafe getcwd(nil, 0) else { return "/" + path }
        defer { unsafe free(folder) }
        return unsafe String(cString: folder) + "/" + path
    }

    /// The last part of a path without what follows its first dot: `pet` for `models/pet.schema.yaml`.
    package static func baseName(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        let base = name.prefix { $0 != "." }
        return String(base.isEmpty ? name : base)
    }

    private static func resolvedURL(
        _ reference: String, against base: String, afterScheme scheme: Range<String.Index>
    ) -> String {
        if reference.utf8.starts(with: "//".utf8) { return base[..<scheme.lowerBound] + ":" + reference }
        let rest = base[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = String(rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" })
        let start = base[..<scheme.upperBound] + authority
        let joined = isAbsolute(reference) ? reference : (path.isEmpty ? "/" : folder(of: path)) + reference
        return start + normalized(joined)
    }
}

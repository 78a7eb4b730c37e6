// Where a value stands: in which file, and how one gets there from its root.

internal import WritSpec

/// The identity of a place over all files: one part of one file has one pointer, by whatever way it is reached.
struct Pointer: Hashable, Sendable {
    /// The key of the file; empty for the main document.
    let file: String
    /// RFC 6901, from the file's root: empty for the root itself.
    let path: String

    init(file: String = "", path: String = "") {
        self.file = file
        self.path = path
    }

    // MARK: Steps

    /// No keyword has a character that pointers escape.
    func appending(_ keyword: Keyword) -> Pointer { Pointer(file: file, path: path + "/" + keyword.rawValue) }

    /// - Parameter name: as it is written, and not escaped.
    func appending(named name: String) -> Pointer { Pointer(file: file, path: path + "/" + JSONPointer.escaped(name)) }

    func appending(index: Int) -> Pointer { Pointer(file: file, path: path + "/\(index)") }

    /// Nil for the root.
    var parent: Pointer? {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { Pointer(file: file, path: String(path[..<$0])) }
    }

    // MARK: Parts

    /// The tokens on the way, still escaped.
    var tokens: [Substring] { Array(path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()) }

    /// The last token as it was written. The root of another file is called by the file; that of the main document has no name.
    var name: String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return file.isEmpty ? "" : "\(file.split(separator: "/", omittingEmptySubsequences: false).last ?? "")#"
        }
        return JSONPointer.unescaped(path[path.utf8.index(after: slash)...])
    }

    /// How many steps it is from the root.
    var depth: Int { path.utf8.count { $0 == UInt8(ascii: "/") } }

    /// Whether it leads to a part of what the other one leads to.
    func isInside(_ other: Pointer) -> Bool { file == other.file && path.hasPrefix(other.path + "/") }
}

// Most files are the main one: what they have in common is not looked at first.
extension Pointer {
    static func == (left: Pointer, right: Pointer) -> Bool { left.path == right.path && left.file == right.file }

    func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        if !file.isEmpty { hasher.combine(file) }
    }
}

extension Pointer: CustomStringConvertible {
    /// With the file where it is not the main document.
    var description: String { file.isEmpty ? path : file + "#" + path }
}

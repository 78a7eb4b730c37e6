// Paths that flags and configurations say, and how far these may lead.

internal import Foundation
internal import WritSpec

/// A path of a setting.
struct SettingPath {
    let path: String
    /// Where a configuration says it; nil for flags.
    var location: SourceLocation?
    /// The folder that it may not lead out of: that of a configuration which nobody has named.
    var boundary: String?

    init(_ path: String, location: SourceLocation? = nil, boundary: String? = nil) {
        self.path = path
        self.location = location
        self.boundary = boundary
    }

    /// What is wrong with it where it leads out of its folder, by links too.
    func refusal(of key: String) -> Diagnostic? {
        guard let boundary, !Self.isInside(path, boundary) else { return nil }
        return Diagnostic(
            .error, "outside-folder", "`\(key)` leads out of the folder of this \(ConfigurationFile.name)", at: location,
            hint: "say it by a flag, or trust the file by --config; one that lies beside a document is not trusted by itself")
    }

    /// - Parameter path: of what need not be there.
    private static func isInside(_ path: String, _ folder: String) -> Bool {
        guard let root = ReadableFolders.realPath(folder.isEmpty ? "." : folder) else { return false }
        var existing = FilePath.normalized(FilePath.absolute(path))
        var real = ReadableFolders.realPath(existing)
        while real == nil {
            // A link to what isn't there leads anywhere.
            if (try? FileManager.default.destinationOfSymbolicLink(atPath: existing)) != nil { return false }
            existing = (existing as NSString).deletingLastPathComponent
            real = ReadableFolders.realPath(existing)
        }
        return FilePath.segments(real ?? "").starts(with: FilePath.segments(root))
    }
}

/// A limit that a configuration lifts, which nobody has named and so nobody trusts.
struct RefusedLimit {
    enum Key: String {
        case allowRemote = "allow-remote"
        case allowRemotePrivate = "allow-remote-private"
        case allowOutside = "allow-outside"
    }

    let key: Key
    let location: SourceLocation

    var diagnostic: Diagnostic {
        Diagnostic(
            .error, "untrusted-setting",
            "`\(key.rawValue)` is not taken from a \(ConfigurationFile.name) that only lies beside the document", at: location,
            hint: "pass --\(key.rawValue), or trust the file by --config")
    }
}

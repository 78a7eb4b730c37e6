// The folders whose files a document may refer to.

import Glibc

/// What was read of a file, and what to call it.
package struct LoadedFile {
    package let bytes: [UInt8]
    /// Printed in diagnostics.
    package let path: String
    /// Where it lies when all links are followed: what two spellings of one file have in common. Nil where nobody knows.
    package let realPath: String?

    package init(bytes: [UInt8], path: String, realPath: String? = nil) {
        self.bytes = bytes
        self.path = path
        self.realPath = realPath
    }
}

/// Reads files that lie in certain folders, by their real paths, and doesn't look at any others.
///
/// A path is walked from the descriptor of a folder, link by link, each name opened without following it: whatever changes
/// on the disk meanwhile, no step leads out.
package final class ReadableFolders {
    /// A folder as it was named, and where it is.
    struct Folder {
        let spelled: [String]
        let real: [String]
        let descriptor: OpenDescriptor
    }

    let folders: [Folder]
    /// Those that no other one contains.
    let outermost: [Folder]

    /// - Parameter paths: those that lead to no folder are left out.
    package init(_ paths: [String]) {
        folders = paths.compactMap { path in
            guard !path.utf8.contains(0), let real = Self.realPath(path.isEmpty ? "." : path) else { return nil }
            let number = unsafe open(real, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard number >= 0 else { return nil }
            return Folder(
                spelled: FilePath.segments(FilePath.normalized(FilePath.absolute(path))), real: FilePath.segments(real),
                descriptor: OpenDescriptor(number))
        }
        let all = folders
        outermost = all.filter { one in
            !all.contains { one.real.count > $0.real.count && one.real.starts(with: $0.real) }
        }
    }

    /// The bytes of a file. One outside all folders is told as such, there or not.
    package func read(_ path: String, bytesMax: Int) throws(FileFailure) -> LoadedFile {
        var walk = FolderWalk(self)
        let (descriptor, realPath) = try walk.open(FilePath.segments(FilePath.normalized(FilePath.absolute(path))))
        let bytes = try RegularFile(descriptor).bytes(limit: bytesMax)
        return LoadedFile(bytes: bytes, path: path, realPath: realPath)
    }

    /// The outermost folder on the way of an absolute path, and what follows it; nil where none is.
    func start(of segments: [String]) -> (folder: Folder, rest: [String])? {
        for folder in folders {
            for way in [folder.spelled, folder.real] where segments.starts(with: way) {
                let real = folder.real + segments.dropFirst(way.count)
                guard let outer = outermost.first(where: { folder.real.starts(with: $0.real) }) else { continue }
                return (outer, Array(real.dropFirst(outer.real.count)))
            }
        }
        return nil
    }

    /// A path with all links followed; nil where it leads nowhere.
    package static func realPath(_ path: String) -> String? {
        // The bound holds: realpath answers a terminated text that is freed once.
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}

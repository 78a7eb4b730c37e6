// A walk along a path that never leaves the folders that may be read.

import Glibc

/// Where a walk has come: by its real path, with a descriptor for each folder on the way that lies within a readable one.
struct FolderWalk {
    private let folders: ReadableFolders
    private var names: [String] = []
    /// Empty above all readable folders, where only their own ancestors are stepped on, and nothing is looked at.
    private var opened: [OpenDescriptor] = []
    /// As many as Linux follows.
    private var linksLeft = 40

    init(_ folders: ReadableFolders) {
        self.folders = folders
    }

    /// Opens the file at an absolute path.
    mutating func open(_ segments: [String]) throws(FileFailure) -> (descriptor: OpenDescriptor, realPath: String) {
        guard !segments.contains(where: { $0.utf8.contains(0) }) else { throw .missing }
        // What is next stands last.
        var rest = try begin(segments)
        while let name = rest.popLast() {
            if name == "." { continue }
            if name == ".." {
                leave()
                continue
            }
            guard let folder = opened.last else {
                try stepAbove(name)
                continue
            }
            switch try kind(of: name, in: folder) {
            case .link: try follow(name, in: folder, &rest)
            case .folder:
                opened.append(try open(name, in: folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
                names.append(name)
            case .other: throw .notRegular
            case .regular:
                guard rest.isEmpty else { throw .system(code: ENOTDIR) }
                let file = try open(name, in: folder, RegularFile.flags)
                return (file, "/" + (names + [name]).joined(separator: "/"))
            }
        }
        throw .folder
    }

    /// Stands in the readable folder that a path begins with; what is left of the path, the next name last.
    private mutating func begin(_ segments: [String]) throws(FileFailure) -> [String] {
        guard let (folder, rest) = folders.start(of: segments) else { throw .outside }
        names = folder.real
        opened = [folder.descriptor]
        return rest.reversed()
    }

    private mutating func leave() {
        guard !names.isEmpty else { return }
        names.removeLast()
        _ = opened.popLast()
    }

    /// On the way up and down again a path may go through the ancestors of a readable folder.
    private mutating func stepAbove(_ name: String) throws(FileFailure) {
        names.append(name)
        if let folder = folders.outermost.first(where: { $0.real == names }) {
            opened = [folder.descriptor]
        } else if !folders.outermost.contains(where: { $0.real.starts(with: names) }) {
            throw .outside
        }
    }

    private mutating func follow(_ name: String, in folder: OpenDescriptor, _ rest: inout [String]) throws(FileFailure) {
        linksLeft -= 1
        guard linksLeft >= 0 else { throw .system(code: ELOOP) }
        let target = try linkTarget(name, in: folder)
        if target.utf8.first == UInt8(ascii: "/") {
            rest += try begin(FilePath.segments(target))
        } else {
            rest += FilePath.segments(target).reversed()
        }
    }

    // MARK: The disk

    private func kind(of name: String, in folder: OpenDescriptor) throws(FileFailure) -> FileKind {
        var status = stat()
        guard unsafe fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last() }
        return FileKind(status)
    }

    private func open(_ name: String, in folder: OpenDescriptor, _ flags: CInt) throws(FileFailure) -> OpenDescriptor {
        let number = unsafe openat(folder.number, name, flags | O_NOFOLLOW)
        guard number >= 0 else { throw .last() }
        return OpenDescriptor(number)
    }

    private func linkTarget(_ name: String, in folder: OpenDescriptor) throws(FileFailure) -> String {
        let room = Int(PATH_MAX)
        var byteCount = 0
        // The bound holds: readlinkat writes no more bytes than there is room for, and answers how many.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            let start = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            guard let start = unsafe start else { return }
            byteCount = unsafe readlinkat(folder.number, name, start, room)
            count = max(0, byteCount)
        }
        guard byteCount >= 0 else { throw .last() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

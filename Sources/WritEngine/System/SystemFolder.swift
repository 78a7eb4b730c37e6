// What the system tells in files: links, texts and the names in a folder.

import Glibc

package enum SystemFolder {
    /// The names in a folder, without `.` and `..`; none where it can't be read.
    static func names(in path: String) -> [String] {
        // The path is passed as a string that ends with a zero.
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
        var names: [String] = []
        // The entry is the folder's own until the next call, and only as long as its name, which ends with a zero.
        while let entry = unsafe readdir(folder) {
            let start = unsafe UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: CChar.self)
            let name = unsafe String(cString: start)
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Where a symbolic link leads; nil where it can't be read.
    static func target(ofLink path: String) -> String? {
        unsafe withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { room in
            guard let start = unsafe room.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
            // At most the count that it is told is written.
            let count = unsafe readlink(path, start, room.count)
            guard count > 0 else { return nil }
            return unsafe String(decoding: room[..<count], as: UTF8.self)
        }
    }

    /// The first bytes of a file as text; nil where it can't be read.
    package static func text(ofFile path: String, bytesMax: Int) -> String? {
        let file = unsafe Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        guard file.isOpen else { return nil }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < bytesMax {
            // The part is told with its own count.
            let count = unsafe read(file.number, &part, min(part.count, bytesMax - bytes.count))
            guard count > 0 else { break }
            bytes += part[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

// Which program a process runs.

import Glibc

/// The file that a process was started from.
package struct ProgramFile: Sendable {
    /// Its path; a file that was replaced or deleted since has the one that it had.
    package let path: String
    private let device: UInt64
    private let inode: UInt64

    /// Nil where the system doesn't tell: on no other system than Linux, nor of another user's process.
    init?(processID: Int) {
        let link = "/proc/\(processID)/exe"
        var found = stat()
        // `stat` fills the structure; the path ends with a zero.
        guard let target = SystemFolder.target(ofLink: link), unsafe stat(link, &found) == 0 else { return nil }
        let gone = " (deleted)"
        path = target.hasSuffix(gone) ? String(target.dropLast(gone.count)) : target
        (device, inode) = (UInt64(found.st_dev), UInt64(found.st_ino))
    }

    init(path: String, device: UInt64, inode: UInt64) {
        (self.path, self.device, self.inode) = (path, device, inode)
    }

    /// Whether both are one program: the same file, or files that have had the same path, as before and behind an upgrade.
    func isSame(as other: ProgramFile) -> Bool {
        device == other.device && inode == other.inode || path == other.path
    }

    /// This process's own.
    package static let own = ProgramFile(processID: Int(getpid()))

    /// A process as it is called in messages: `process 812 (petstore-server)`.
    static func describe(processID: Int) -> String {
        let name =
            ProgramFile(processID: processID)?.path.split(separator: "/").last.map(String.init)
            ?? SystemFolder.text(ofFile: "/proc/\(processID)/comm", bytesMax: 64)
        let printable = String(String.UnicodeScalarView((name ?? "").unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
        return printable.isEmpty ? "process \(processID)" : "process \(processID) (\(printable))"
    }
}

// A file that is open for reading: a regular one, and never one that lets its reader wait.

import Glibc

/// A descriptor that is closed with its last use.
final class OpenDescriptor {
    let number: CInt

    init(_ number: CInt) { self.number = number }

    deinit { close(number) }
}

/// What a path leads to.
enum FileKind {
    case regular, folder, link, other

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .regular
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        default: self = .other
        }
    }
}

struct RegularFile {
    /// Opening waits for nobody, neither for the writer of a pipe nor for a terminal.
    static let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY

    private let descriptor: OpenDescriptor
    private let byteCount: Int

    /// The file that a path leads to, through links too: for paths that the user names.
    init(path: String) throws(FileFailure) {
        guard !path.utf8.contains(0) else { throw .missing }
        var status = stat()
        // What is no regular file is not even opened: that may do something to a device.
        guard unsafe stat(path, &status) == 0 else { throw .last() }
        try Self.check(status)
        let number = unsafe open(path, Self.flags)
        guard number >= 0 else { throw .last() }
        try self.init(OpenDescriptor(number))
    }

    /// - Parameter descriptor: of anything; it is looked at once more, since what a path leads to may have changed.
    init(_ descriptor: OpenDescriptor) throws(FileFailure) {
        var status = stat()
        guard unsafe fstat(descriptor.number, &status) == 0 else { throw .last() }
        try Self.check(status)
        self.descriptor = descriptor
        self.byteCount = max(0, Int(status.st_size))
    }

    private static func check(_ status: stat) throws(FileFailure) {
        switch FileKind(status) {
        case .regular: return
        case .folder: throw .folder
        case .link, .other: throw .notRegular
        }
    }

    /// All bytes. A file that is larger than the limit is not read, and one that grows no further than a byte beyond it.
    func bytes(limit: Int) throws(FileFailure) -> [UInt8] {
        guard byteCount <= limit else { throw .tooLarge(limit: limit) }
        var bytes: [UInt8] = []
        // One byte more than the file has shows its end in the same step.
        var room = max(byteCount + 1, 1 << 16)
        while true {
            let wanted = min(room, limit + 1 - bytes.count)
            let part = try readPart(byteCount: wanted)
            bytes = bytes.isEmpty ? part : bytes + part
            guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
            if part.count < wanted { return bytes }
            room = bytes.count
        }
    }

    /// Reads until there are `byteCount` bytes or the file ends.
    private func readPart(byteCount: Int) throws(FileFailure) -> [UInt8] {
        var failure: CInt = 0
        // The bounds hold: read gets the rest of the buffer, and `count` only bytes that it has written.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            while count < byteCount {
                let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count..<byteCount])
                let read = unsafe read(descriptor.number, rest.baseAddress, rest.count)
                if read < 0, errno == EINTR { continue }
                if read < 0 { failure = errno }
                if read <= 0 { return }
                count += read
            }
        }
        guard failure == 0 else { throw .system(code: failure) }
        return bytes
    }
}

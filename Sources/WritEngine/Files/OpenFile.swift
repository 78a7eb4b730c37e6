// Files that are open, to be sent.

internal import CWritSystem
import Glibc

/// A regular file that is open for reading, as it was when it was opened.
// Nothing of it changes; what is read of the descriptor has its own place. The last one to let it go closes it.
package final class OpenFile: Sendable {
    package let descriptor: Int32
    package let byteCount: Int
    /// When its bytes were changed last, since 1970 began.
    package let modifiedSeconds: Int
    package let modifiedNanoseconds: Int

    /// Takes over a descriptor; nil, and it is closed, where it is no regular file.
    init?(takingOver descriptor: Int32) {
        self.descriptor = descriptor
        var status = stat()
        // The structure lives through the call.
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            (byteCount, modifiedSeconds, modifiedNanoseconds) = (0, 0, 0)
            return nil
        }
        byteCount = Int(status.st_size)
        modifiedSeconds = status.st_mtim.tv_sec
        modifiedNanoseconds = status.st_mtim.tv_nsec
    }

    /// Opens the file of that path; nil where there is none that may be read.
    package convenience init?(path: String) {
        // A pipe must not be waited for, nor a terminal taken.
        unsafe self.init(takingOver: open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Reads bytes at a place of the file; 0 behind its end, -1 where it can't be read.
    func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) -> Int {
        // The room is told with its own count.
        unsafe pread(descriptor, room.baseAddress, room.count, off_t(offset))
    }

    /// All of its bytes; nil where they can't be read, or are more than that many.
    package func bytes(upTo bytesMax: Int) -> [UInt8]? {
        guard byteCount <= bytesMax else { return nil }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var count = 0
        while count < byteCount {
            // The array lends its bytes for the call; `count` is below its count.
            let more = unsafe bytes.withUnsafeMutableBytes {
                unsafe read(at: count, into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
            }
            guard more > 0 else { return nil }
            count += more
        }
        return bytes
    }
}

// A file of the disk to a document.

import Glibc

/// Reads a file and the document in it. A path that is missing, unreadable, a directory or too large is a diagnostic.
package func loadDocument(path: String, options: ReadingOptions = ReadingOptions()) -> (Document?, [Diagnostic]) {
    do {
        return readDocument(path: path, bytes: try fileBytes(path: path, limit: options.limits.documentBytesMax), options: options)
    } catch {
        return (nil, [error.diagnostic(path: path, limit: options.limits.documentBytesMax)])
    }
}

private enum FileFailure: Error {
    case system(code: CInt)
    case tooLarge

    func diagnostic(path: String, limit: Int) -> Diagnostic {
        switch self {
        case .tooLarge: return .documentTooLarge(path: path, limit: limit)
        case .system(ENOENT):
            return Diagnostic(.error, "file-missing", "there is no file \(VisibleText.quoted(path))", at: nil, hint: "check the path")
        case .system(EISDIR):
            return Diagnostic(
                .error, "file-unreadable", "\(VisibleText.quoted(path)) is a directory", at: nil, hint: "name the document in it")
        case .system(let code):
            // The bound holds: strerror answers a terminated text for every code.
            let reason = unsafe String(cString: strerror(code))
            return Diagnostic(.error, "file-unreadable", "\(VisibleText.quoted(path)) can't be read: \(reason)", at: nil)
        }
    }
}

/// The bytes of a file, read until its end, so that pipes work too; at most one chunk beyond the limit.
private func fileBytes(path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw .system(code: ENOENT) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0 { bytes.reserveCapacity(min(max(0, Int(status.st_size)), limit)) }
    let chunkBytes = 1 << 16
    while true {
        var failure: CInt = 0
        let before = bytes.count
        // The bound holds: read gets the size of the chunk that was just appended.
        bytes.append(contentsOf: repeatElement(0, count: chunkBytes))
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            let chunk = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[before...])
            let count = unsafe read(descriptor, chunk.baseAddress, chunk.count)
            if count < 0 { failure = errno }
            return count
        }
        bytes.removeLast(chunkBytes - max(0, count))
        if failure == EINTR { continue }
        guard failure == 0 else { throw .system(code: failure) }
        guard bytes.count <= limit else { throw .tooLarge }
        if count == 0 { return bytes }
    }
}

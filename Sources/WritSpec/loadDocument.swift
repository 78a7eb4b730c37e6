// A file of the disk to a document.

import Glibc

/// Reads a file and the document in it. A path that is missing, unreadable, a directory or too large is a diagnostic.
package func loadDocument(path: String, options: ReadingOptions = ReadingOptions()) -> (Document?, [Diagnostic]) {
    do {
        return readDocument(
            path: path, bytes: try fileBytes(path: path, limit: options.limits.documentBytesMax), options: options)
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
            return Diagnostic(
                .error, "file-missing", "there is no file \(VisibleText.quoted(path))", at: nil, hint: "check the path")
        case .system(EISDIR):
            return Diagnostic(
                .error, "file-unreadable", "\(VisibleText.quoted(path)) is a directory", at: nil,
                hint: "name the document in it")
        case .system(let code):
            // The bound holds: strerror answers a terminated text for every code.
            let reason = unsafe String(cString: strerror(code))
            return Diagnostic(
                .error, "file-unreadable", "\(VisibleText.quoted(path)) can't be read: \(reason)", at: nil)
        }
    }
}

/// The bytes of a file, read until its end, so that pipes work too; at most one byte beyond the limit.
private func fileBytes(path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw .system(code: ENOENT) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(code: errno) }
    defer { close(descriptor) }
    var status = stat()
    let size = unsafe fstat(descriptor, &status) == 0 ? max(0, Int(status.st_size)) : 0
    var bytes: [UInt8] = []
    // One byte more than the file has shows its end in the same step.
    var room = max(size + 1, 1 << 16)
    while true {
        let wanted = min(room, limit + 1 - bytes.count)
        let part = try readPart(descriptor, byteCount: wanted)
        bytes = bytes.isEmpty ? part : bytes + part
        guard bytes.count <= limit else { throw .tooLarge }
        if part.count < wanted { return bytes }
        room = bytes.count
    }
}

/// Reads until there are `byteCount` bytes or the file ends.
private func readPart(_ descriptor: CInt, byteCount: Int) throws(FileFailure) -> [UInt8] {
    var failure: CInt = 0
    // The bounds hold: read gets the rest of the buffer, and `count` only bytes that it has written.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
        while count < byteCount {
            let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count..<byteCount])
            let read = unsafe read(descriptor, rest.baseAddress, rest.count)
            if read < 0, errno == EINTR { continue }
            if read < 0 { failure = errno }
            if read <= 0 { return }
            count += read
        }
    }
    guard failure == 0 else { throw .system(code: failure) }
    return bytes
}

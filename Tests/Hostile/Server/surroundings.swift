// What applications put around their operations, all at once.

import Glibc
import WritCompression
import WritServer

/// Every middleware that reads what clients send, and a folder with one file, `/files/large.txt`.
func surroundings(fileBytes: Int) throws -> [any Middleware] {
    [
        RequestIDField(),
        CORS(origins: ["https://app.example"], credentials: true, requestFields: ["X-List"]),
        RequestRateLimit(1_000_000_000, per: .seconds(1), by: .field("X-Key")),
        ConcurrentRequestsLimit(100_000),
        Compression(),
        RequestDecompression(),
        ConditionalAnswers(hashesBodies: true),
        try StaticFiles(at: "/files", folder: servedFolder(fileBytes: fileBytes)),
    ]
}

/// A new folder among temporary files, which whoever starts the server takes away. The file is a text, so that it is compressed where a client asks for that.
private func servedFolder(fileBytes: Int) -> String {
    // The environment isn't changed by anybody; its text is copied at once.
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/hostile-files-XXXXXX".utf8CString)
    guard let made = unsafe mkdtemp(&template) else { fatalError("\(parent) takes no folder") }
    let folder = unsafe String(cString: made)
    let line = Array("One line of a file that is served, and then the next.\n".utf8)
    let bytes = (0..<fileBytes).map { line[$0 % line.count] }
    // A text of Swift lends its bytes for the call.
    let file = unsafe open(folder + "/large.txt", O_WRONLY | O_CREAT | O_EXCL, 0o600)
    // The array lends its bytes for the call; a file takes them at once.
    let written = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    guard written == bytes.count else { fatalError("\(parent) has no room") }
    close(file)
    return folder
}

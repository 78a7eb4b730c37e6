// A document from the network, by curl.

internal import Foundation
internal import WritSpec

/// Fetches a URL: at most 20 seconds and the bytes of the largest document, redirections to http and https only.
func fetchDocument(_ url: String, options: ReadingOptions) -> (Document?, [Diagnostic]) {
    let limit = options.limits.documentBytesMax
    let curl = Process()
    curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    curl.arguments = [
        "curl", "--silent", "--show-error", "--fail", "--location", "--max-redirs", "5", "--proto", "=http,https",
        "--max-time", "20", "--max-filesize", "\(limit)", "--", url,
    ]
    let (output, errors) = (Pipe(), Pipe())
    curl.standardOutput = output
    curl.standardError = errors
    do {
        try curl.run()
    } catch {
        return (nil, [failure(url, "curl can't be run: \(error.localizedDescription)")])
    }
    var bytes: [UInt8] = []
    while bytes.count <= limit, let part = try? output.fileHandleForReading.read(upToCount: 1 << 16), !part.isEmpty {
        bytes += part
    }
    if bytes.count > limit { curl.terminate() }
    let reason = (try? errors.fileHandleForReading.readToEnd()) ?? nil
    curl.waitUntilExit()
    guard curl.terminationStatus == 0 else {
        let text = String(decoding: reason ?? Data(), as: UTF8.self)
        return (nil, [failure(url, text.split(separator: "\n").first.map(String.init) ?? "curl failed")])
    }
    return readDocument(path: url, bytes: bytes, options: options)
}

private func failure(_ url: String, _ reason: String) -> Diagnostic {
    Diagnostic(
        .error, "not-fetched", "\(url) can't be fetched: \(reason)", at: nil,
        hint: "check the URL, or keep a copy beside the document")
}

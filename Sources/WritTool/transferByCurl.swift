// One request to the network, by curl.

internal import Foundation
internal import Glibc
internal import WritSpec

/// Asks once: with no configuration of curl's, no patterns in the URL, no redirection, no other protocol, and of no address
/// but those that were looked at.
///
/// - Parameter usesProxy: what the environment names as a proxy is used, which then looks names up itself.
func transferByCurl(_ request: RemoteRequest, usesProxy: Bool) -> RemoteAnswer {
    let curl = Process()
    curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    curl.arguments = ["curl"] + curlArguments(request, usesProxy: usesProxy)
    let (output, errors) = (Pipe(), Pipe())
    curl.standardInput = FileHandle.nullDevice
    curl.standardOutput = output
    curl.standardError = errors
    do {
        try curl.run()
    } catch {
        return .failed("curl can't be run: \(error.localizedDescription)", byteCount: 0)
    }
    var reading = TwoPipes(
        output: output.fileHandleForReading.fileDescriptor, errors: errors.fileHandleForReading.fileDescriptor,
        outputMax: request.bytesMax)
    let end = reading.readAll(seconds: request.secondsMax + 2)
    if end != .closed { kill(curl.processIdentifier, SIGKILL) }
    curl.waitUntilExit()
    switch end {
    case .tooMuch: return .tooLarge
    case .tooLate: return .failed("curl gives no answer", byteCount: reading.output.count)
    case .closed: return answer(reading, status: curl.terminationStatus)
    }
}

func curlArguments(_ request: RemoteRequest, usesProxy: Bool) -> [String] {
    var arguments = [
        "--disable", "--silent", "--show-error", "--globoff", "--fail", "--proto", "=http,https", "--max-redirs", "0",
        "--max-time", "\(request.secondsMax)", "--max-filesize", "\(request.bytesMax)",
        "--write-out", "%{stderr}\n%{http_code} %{redirect_url}\n",
    ]
    if !usesProxy { arguments += ["--noproxy", "*"] }
    if !request.addresses.isEmpty {
        let list = request.addresses.map { $0.bytes.count == 4 ? $0.text : "[\($0.text)]" }.joined(separator: ",")
        arguments += ["--resolve", "\(request.url.host):\(request.url.port):\(list)"]
    }
    return arguments + ["--url", request.url.text]
}

/// Made of what curl wrote: the body, and behind its complaints a line of status and target.
private func answer(_ reading: TwoPipes, status: Int32) -> RemoteAnswer {
    let lines = String(decoding: reading.errors, as: UTF8.self).split(whereSeparator: \.isNewline)
    func failed(_ reason: String) -> RemoteAnswer { .failed(reason, byteCount: reading.output.count) }
    // Of a file that is too large by what the server says of it.
    if status == 63 { return .tooLarge }
    guard status == 0, let last = lines.last else { return failed(lines.first.map { String($0.prefix(300)) } ?? "curl failed") }
    let words = last.split(separator: " ", maxSplits: 1)
    if words.count == 2, words[0].hasPrefix("3") { return .redirect(to: String(words[1]), byteCount: reading.output.count) }
    guard words.first?.hasPrefix("2") == true else { return failed("the answer's status is \(words.first ?? "none")") }
    return .body(reading.output)
}

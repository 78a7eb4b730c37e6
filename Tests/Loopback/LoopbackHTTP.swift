// Plain HTTP to this machine by URL: one request, one connection.

public import Foundation

/// For talking to processes: the browser's driver, a server. Foundation's own client refuses the heads that chromedriver
/// writes.
public enum LoopbackHTTP {
    /// - Returns: the status and the body of the answer.
    public static func ask(_ method: String, _ url: String, json: Any? = nil) async throws -> (status: Int, body: Data) {
        guard let address = URL(string: url), let port = address.port else {
            throw LoopbackFailure(description: "not a URL with a port: \(url)")
        }
        let body = try json.map { String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) }
        let path = address.path
        // The connection blocks, so it gets a thread that no other test waits for.
        let answer: LoopbackAnswer = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        let client = try LoopbackClient(port: UInt16(clamping: port))
                        return try client.ask(method, path, ["Connection: close"], body: body)
                    })
            }
        }
        return (answer.status, Data(answer.body))
    }
}

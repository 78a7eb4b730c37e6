// The showcase's own handlers behind a socket.

import WritLoopback
import WritServer
import WritWire

@testable import ShowcaseExampleServer

/// The showcase behind a socket; its base path is `/api/v1`.
@discardableResult
func withShowcase<Result>(_ body: (LoopbackClient) async throws -> Result) async throws -> Result {
    try await withShowcaseServer { try await body(try $0.connect()) }
}

func withShowcaseServer<Result>(
    media: EchoMedia = EchoMedia(), receivesCallbacks: Bool = true, _ body: (LoopbackServer) async throws -> Result
) async throws -> Result {
    var configuration = ServerConfiguration()
    configuration.bodyBytesMax = 1 << 20
    return try await withServer(showcase(media: media, receivesCallbacks: receivesCallbacks), configuration, body)
}

extension LoopbackAnswer {
    /// The violations of a problem document, `place keyword: message` each.
    var violations: [String] {
        guard case .object(let problem) = json, case .array(let items) = problem["violations"] else { return [] }
        return items.map { item in
            guard case .object(let violation) = item else { return "" }
            let words = ["in", "name", "pointer", "keyword", "message"].map { name in
                if case .string(let text) = violation[name] { text } else { nil as String? }
            }
            let place = words[2] ?? "\(words[0] ?? "?") \(words[1] ?? "?")"
            return "\(place) \(words[3] ?? "?"): \(words[4] ?? "?")"
        }
    }
}

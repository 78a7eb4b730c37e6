// The operations of the document that a server publishes: what every interface must show.

import Foundation
import WritLoopback

struct PublishedOperation {
    let method: String
    let path: String
    let operationID: String
    let summary: String
}

/// Reads `/openapi.json` of the server at `origin`.
func publishedOperations(origin: String) async throws -> [PublishedOperation] {
    let answer = try await LoopbackHTTP.ask("GET", origin + "/openapi.json")
    let document = try JSONSerialization.jsonObject(with: answer.body) as? [String: Any]
    let paths = document?["paths"] as? [String: [String: Any]] ?? [:]
    return paths.flatMap { path, item in
        item.compactMap { method, value in
            guard let operation = value as? [String: Any] else { return nil }
            return PublishedOperation(
                method: method,
                path: path,
                operationID: operation["operationId"] as? String ?? "",
                summary: operation["summary"] as? String ?? "")
        }
    }
}

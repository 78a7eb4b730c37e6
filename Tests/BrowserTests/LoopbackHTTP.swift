// Plain HTTP to this machine: what the browser's driver and the tests' own questions need.

import Foundation

/// One request, one connection. Foundation's own client refuses the heads that chromedriver writes.
enum LoopbackHTTP {
    /// - Returns: the status and the body of the answer.
    static func ask(_ method: String, _ url: String, json: Any? = nil) async throws -> (status: Int, body: Data) {
        guard let address = URL(string: url), let port = address.port else {
            throw BrowserFailure(description: "not a URL with a port: \(url)")
        }
        var request = Data("\(method) \(address.path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n".utf8)
        if let json {
            let body = try JSONSerialization.data(withJSONObject: json)
            request += Data("Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
        } else {
            request += Data("\r\n".utf8)
        }
        let message = request
        // The connection blocks, so it gets a thread that no other test waits for.
        let answer: Data = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try exchange(message, port: UInt16(clamping: port)) })
            }
        }
        guard let status = statusCode(of: answer), let end = answer.range(of: Data("\r\n\r\n".utf8)) else {
            throw BrowserFailure(description: "\(url) did not answer in HTTP")
        }
        return (status, Data(answer[end.upperBound...]))
    }

    private static func exchange(_ message: Data, port: UInt16) throws -> Data {
        let connection = try LoopbackSocket(connectingTo: port)
        try connection.send(message)
        var answer = Data()
        while !isComplete(answer) {
            let more = try connection.receive()
            if more.isEmpty { break }
            answer += more
        }
        return answer
    }

    private static func isComplete(_ answer: Data) -> Bool {
        guard let end = answer.range(of: Data("\r\n\r\n".utf8)) else { return false }
        let lines = String(decoding: answer[..<end.lowerBound], as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-length:") }) else { return false }
        let length = Int(line.dropFirst(15).filter { !$0.isWhitespace })
        return answer.count - end.upperBound >= length ?? 0
    }

    private static func statusCode(of answer: Data) -> Int? {
        let words = String(decoding: answer.prefix(64), as: UTF8.self).split(separator: " ")
        return words.count > 1 && words[0].hasPrefix("HTTP/1.") ? Int(words[1]) : nil
    }
}

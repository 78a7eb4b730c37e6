// A client of HTTP/1.1 that sends the bytes it is given: one connection, answers one by one.

/// One connection to a server on this machine. Everything blocks until it is done.
public final class LoopbackClient {
    private let socket: LoopbackSocket
    private var unread: [UInt8] = []

    public init(port: UInt16, timeoutSeconds: Int = 90) throws {
        socket = try LoopbackSocket(connectingTo: port, timeoutSeconds: timeoutSeconds)
    }

    public func send(_ bytes: [UInt8]) throws { try socket.send(bytes) }
    public func send(_ text: String) throws { try socket.send(Array(text.utf8)) }
    public func finishSending() { socket.finishSending() }

    /// Sends a request and reads its answer.
    ///
    /// - Parameter fields: Lines such as `Accept: text/plain`. `Host` comes by itself, and so do `Content-Length` and,
    ///   where no line names one, `Content-Type: application/json` with a body.
    public func ask(
        _ method: String, _ target: String, _ fields: [String] = [], body: String? = nil
    ) throws -> LoopbackAnswer {
        try send(Self.request(method, target, fields, body: body))
        return try answer(to: method)
    }

    /// The bytes of a request, as `ask` sends them.
    public static func request(_ method: String, _ target: String, _ fields: [String] = [], body: String? = nil) -> String {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1"] + fields
        if let body {
            if !fields.contains(where: { $0.lowercased().hasPrefix("content-type:") }) {
                lines.append("Content-Type: application/json")
            }
            lines.append("Content-Length: \(body.utf8.count)")
        }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }

    /// Reads the next answer, to the end that its Content-Length tells, or that of the connection; interim
    /// answers are passed over.
    public func answer(to method: String = "GET") throws -> LoopbackAnswer {
        while true {
            let head = try takeHead()
            let empty = try LoopbackAnswer(head: head, body: [])
            if (100..<200).contains(empty.status) { continue }
            if method == "HEAD" || empty.status == 204 || empty.status == 304 { return empty }
            let length = empty["Content-Length"].flatMap { Int($0) }
            return try LoopbackAnswer(head: head, body: length.map(take) ?? rest())
        }
    }

    /// What comes up to `end`, which has to be the last that has come by then.
    public func answer(upTo end: String) throws -> String {
        while !unread.suffix(end.utf8.count).elementsEqual(end.utf8) { try receiveMore() }
        defer { unread = [] }
        return String(decoding: unread, as: UTF8.self)
    }

    /// What comes until `isDone` says that it is all.
    public func received(until isDone: (String) -> Bool) throws -> String {
        while true {
            let text = String(decoding: unread, as: UTF8.self)
            if isDone(text) {
                unread = []
                return text
            }
            try receiveMore()
        }
    }

    /// Whether the server has ended the connection; waits until it does or sends something.
    public func isEnded() throws -> Bool {
        if unread.isEmpty { unread = try socket.receive() }
        return unread.isEmpty
    }

    /// What comes next, however little; empty at the end.
    public func some() throws -> [UInt8] {
        defer { unread = [] }
        return unread.isEmpty ? try socket.receive() : unread
    }

    /// Everything that comes until the server ends the connection.
    public func rest() throws -> [UInt8] {
        while case let more = try socket.receive(), !more.isEmpty { unread += more }
        defer { unread = [] }
        return unread
    }

    private func takeHead() throws -> String {
        let end = Array("\r\n\r\n".utf8)
        var searched = 0
        while true {
            if let place = unread[searched...].firstRange(of: end) {
                defer { unread.removeSubrange(..<place.upperBound) }
                return String(decoding: unread[..<place.lowerBound], as: UTF8.self)
            }
            searched = max(unread.count - 3, 0)
            try receiveMore()
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while unread.count < count { try receiveMore() }
        defer { unread.removeSubrange(..<count) }
        return Array(unread[..<count])
    }

    private func receiveMore() throws {
        let more = try socket.receive()
        if more.isEmpty { throw LoopbackFailure(description: "the connection ended inside an answer") }
        unread += more
    }
}

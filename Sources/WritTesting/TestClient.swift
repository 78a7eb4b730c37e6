// A client without sockets: the same handlers, the same answers byte for byte.

internal import WritEngine
internal import WritRuntime
public import WritServer

/// Calls the handlers of an API as a server would, in this process and without a socket.
///
///     let client = TestClient(PetstoreAPI(pets: Pets()))
///     let answer = await client.get("/pets?limit=2")
///
/// Each request has a connection of its own; they may be sent side by side. Nothing blocks, and handlers run in the task
/// that asks. Limits in bytes and counts hold as in a server, limits of time don't.
public struct TestClient: Sendable {
    let responder: ServerResponder
    let limits: ServerLimits
    private let secondsSince1970: Int

    /// A client of the API's handlers.
    ///
    /// - Parameters:
    ///   - api: The handlers, in the generated type of the API.
    ///   - configuration: As for `APIServer`; where it listens doesn't matter.
    ///   - middleware: What surrounds the handlers, the outermost first.
    ///   - errors: What the application's own errors are answered with, as for `APIServer`.
    ///   - secondsSince1970: The time that the field `Date` tells, always the same, so that answers can be compared whole;
    ///     within `TestTime.run` it is that time.
    public init<API: WritAPI>(
        _ api: API, configuration: ServerConfiguration = ServerConfiguration(), middleware: [any Middleware] = [],
        errors: [ErrorMapping] = [], secondsSince1970: Int = 784_111_777
    ) {
        responder = ServerResponder(api, configuration: configuration, middleware: middleware, errors: errors)
        limits = configuration.limits
        self.secondsSince1970 = secondsSince1970
    }

    /// Sends a GET request. `target` is the path with the query, percent-encoded.
    public func get(_ target: String, fields: KeyValuePairs<String, String> = [:]) async -> TestAnswer {
        await send("GET", target, fields: fields)
    }

    /// Sends a HEAD request; the answer has no body.
    public func head(_ target: String, fields: KeyValuePairs<String, String> = [:]) async -> TestAnswer {
        await send("HEAD", target, fields: fields)
    }

    /// Sends a DELETE request without a body.
    public func delete(_ target: String, fields: KeyValuePairs<String, String> = [:]) async -> TestAnswer {
        await send("DELETE", target, fields: fields)
    }

    /// Sends a POST request with a body of JSON.
    public func post(_ target: String, json: String, fields: KeyValuePairs<String, String> = [:]) async -> TestAnswer {
        await send("POST", target, json: json, fields: fields)
    }

    /// Sends a PUT request with a body of JSON.
    public func put(_ target: String, json: String, fields: KeyValuePairs<String, String> = [:]) async -> TestAnswer {
        await send("PUT", target, json: json, fields: fields)
    }

    /// Sends a PATCH request with a body of JSON.
    public func patch(_ target: String, json: String, fields: KeyValuePairs<String, String> = [:]) async -> TestAnswer {
        await send("PATCH", target, json: json, fields: fields)
    }

    /// Sends a request with a JSON body; `Content-Type` comes by itself where no field names one.
    public func send(
        _ method: String, _ target: String, json: String, fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        let hasType = fields.contains { $0.key.lowercased() == "content-type" }
        let type = hasType ? [] : [(key: "Content-Type", value: "application/json")]
        return await send(method, target, lines: type + fields, body: Array(json.utf8))
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - method: Any token, in capital letters where it is a usual one.
    ///   - target: Path and query, percent-encoded.
    ///   - fields: `Host` comes by itself where it is missing, and `Content-Length` with a body where neither it nor
    ///     `Transfer-Encoding` is there.
    ///   - body: The bytes of the body; nil: none.
    public func send(
        _ method: String, _ target: String, fields: KeyValuePairs<String, String> = [:], body: [UInt8]? = nil
    ) async -> TestAnswer {
        await send(method, target, lines: Array(fields), body: body)
    }

    /// Sends bytes as they are and returns everything that the server sends: nothing, an answer, or several to pipelined
    /// requests, which `TestAnswer.all` takes apart. Behind the last byte the client has finished sending.
    public func sendRaw(_ bytes: [UInt8]) async -> [UInt8] {
        await sendRaw(pieces: [bytes])
    }

    /// The same for text.
    public func sendRaw(_ text: String) async -> [UInt8] {
        await sendRaw(Array(text.utf8))
    }

    /// Sends bytes piece by piece: the server has to wait for each, and sends first what it has to say.
    public func sendRaw(pieces: [[UInt8]]) async -> [UInt8] {
        let transport = MemoryConnection(pieces: pieces)
        await serve(transport)
        return transport.sent
    }

    func serve(_ connection: MemoryConnection) async {
        let seconds = WorldClock.ofTest.map { Int($0.now.secondsSinceEpoch) } ?? secondsSince1970
        _ = await connection.serve(with: responder, limits: limits, secondsSince1970: seconds)
    }

    func send(
        _ method: String, _ target: String, lines: [(key: String, value: String)], body: [UInt8]?
    ) async -> TestAnswer {
        let sent = await sendRaw(requestBytes(method, target, lines: lines, body: body))
        return TestAnswer.all(in: sent, methods: [method]).first ?? TestAnswer(rawBytes: sent)
    }

    func requestBytes(
        _ method: String, _ target: String, lines: [(key: String, value: String)], body: [UInt8]?
    ) -> [UInt8] {
        let names = Set(lines.map { $0.key.lowercased() })
        var head = "\(method) \(target) HTTP/1.1\r\n"
        if !names.contains("host") { head += "Host: localhost\r\n" }
        for line in lines { head += "\(line.key): \(line.value)\r\n" }
        if let body, names.isDisjoint(with: ["content-length", "transfer-encoding"]) {
            head += "Content-Length: \(body.count)\r\n"
        }
        return Array("\(head)\r\n".utf8) + (body ?? [])
    }
}

// What typed clients ask a running server through: a connection for each request.

public import WritClient
internal import WritServer

#if canImport(Glibc)
internal import Glibc
#else
internal import Musl
#endif

/// Sends the requests of a typed client to a server over TCP, as HTTP/1.1 without TLS.
///
///     let client = PetstoreClient(WireTransport(host: "127.0.0.1", port: 8080))
///
/// Each request has a connection and a thread of its own, so that nothing waits for it but its caller: made for tests.
public struct WireTransport: ClientTransport {
    /// The server's name or address.
    public var host: String
    /// The server's port.
    public var port: UInt16
    /// What the server is given for each piece of its answer.
    public var timeoutSeconds: Int
    /// A longer answer is refused.
    public var answerBytesMax: Int

    /// A transport to one server.
    ///
    /// - Parameters:
    ///   - timeoutSeconds: What the server is given for each piece of its answer.
    ///   - answerBytesMax: A longer answer is refused.
    public init(host: String, port: UInt16, timeoutSeconds: Int = 60, answerBytesMax: Int = 64 << 20) {
        self.host = host
        self.port = port
        self.timeoutSeconds = timeoutSeconds
        self.answerBytesMax = answerBytesMax
    }

    /// Sends a request and waits for the end of its answer.
    ///
    /// - Throws: `NoAnswer` where nobody listens, where the server hangs up or is late, and where the answer is too long.
    public func send(_ request: ClientRequest) async throws -> ClientAnswer {
        let received = try await withCheckedThrowingContinuation { continuation in
            Self.onThread { continuation.resume(with: Result { try exchange(bytes(of: request)) }) }
        }
        var reader = AnswerReader(received)
        guard let answer = reader.next(to: request.method) else { throw NoAnswer() }
        if reader.isCut { throw NoAnswer("the answer broke off behind \(received.count) bytes") }
        return ClientAnswer(status: answer.status, fields: answer.fields, body: answer.body)
    }

    private func bytes(of request: ClientRequest) -> [UInt8] {
        var head = "\(request.method) \(request.target) HTTP/1.1\r\nHost: \(host):\(port)\r\nConnection: close\r\n"
        for field in request.fields { head += "\(field.name): \(field.value)\r\n" }
        if let body = request.body { head += "Content-Length: \(body.count)\r\n" }
        return Array("\(head)\r\n".utf8) + (request.body ?? [])
    }

    /// Blocks.
    private func exchange(_ request: [UInt8]) throws -> [UInt8] {
        let socket = try WireSocket(host, port, timeoutSeconds: timeoutSeconds)
        // A server may answer, and hang up, before it has read a large body.
        let isSent = socket.send(request)
        var received: [UInt8] = []
        while let more = socket.receive(), !more.isEmpty {
            received += more
            if received.count > answerBytesMax { throw NoAnswer("the answer has over \(answerBytesMax) bytes") }
        }
        if received.isEmpty { throw NoAnswer(isSent ? "the server hung up, or was late" : "the server took no request") }
        return received
    }

    /// Whatever blocks must not keep a thread of the tasks'.
    private static func onThread(_ work: @escaping @Sendable () -> Void) {
        let work = unsafe Unmanaged.passRetained(ThreadWork(run: work))
        var thread = pthread_t()
        // The work is handed over with its count, which the thread takes back.
        let error = unsafe pthread_create(
            &thread, nil,
            { context in
                unsafe context.map { unsafe Unmanaged<ThreadWork>.fromOpaque($0).takeRetainedValue().run() }
                return nil
            }, unsafe work.toOpaque())
        if error == 0 { pthread_detach(thread) } else { unsafe work.takeRetainedValue().run() }
    }
}

private final class ThreadWork: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}

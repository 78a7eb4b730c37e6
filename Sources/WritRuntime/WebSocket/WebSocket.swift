// Messages in both directions, as handlers have them.

internal import WritEngine
internal import WritWire

/// One client's WebSocket (RFC 6455): its messages as they come, and those that are sent to it.
///
///     for try await message in socket {
///         try await socket.send(.said(Said(name: name, text: message.text)))
///     }
///
/// Until it is first used the request has no answer: a failure that the handler throws is answered as for any other operation. The first
/// message that is asked for or sent answers 101. The loop ends where the client closes, or the server ends. When the handler returns,
/// the connection is closed with 1000.
///
/// Messages are checked by the contract. One that breaks it closes the connection: text that is not UTF-8 or not JSON with 1007, a broken
/// schema with 1008 and the place in the reason, a kind of frame that isn't declared with 1003, and one that is too large with 1009. Any
/// other error of the handler closes it with 1011.
///
/// Messages are received by one task at a time; any task may send.
public struct WebSocket<Incoming: Sendable, Outgoing: Sendable>: Sendable {
    let state: WebSocketState
    let terms: WebSocketTerms<Incoming, Outgoing>

    /// The subprotocol that client and server agreed on; nil where there is none.
    public var subprotocol: String? { state.subprotocol }

    /// Whether the server shuts down: time to say good-bye.
    public var isDraining: Bool { state.isDraining }

    /// With which code the client has closed the connection; nil before that, and where it gave none.
    public var closeCode: WebSocketCloseCode? { state.closeCode }

    /// The next message; nil where the connection is closed.
    ///
    /// - Throws: `WebSocketError`; let it through.
    public nonisolated(nonsending) func next() async throws -> Incoming? {
        switch try await nextResult() {
        case nil: return nil
        case .success(let message)?: return message
        case .failure(let violation)?:
            state.connection?.close(violation.closeCode.rawValue, violation.closeReason)
            throw WebSocketError.brokenContract(violation)
        }
    }

    /// The next message, or how it breaks the contract: the connection stays open then, and the handler says what becomes of it.
    ///
    ///     while let result = try await socket.nextResult() {
    ///         if case .failure(let violation) = result { try await socket.send(violation.description) }
    ///     }
    public nonisolated(nonsending) func nextResult() async throws -> Result<Incoming, WebSocketViolation>? {
        guard state.isHere else { return try await nextResultOnLoop() }
        return try await receive()
    }

    /// Where a handler runs elsewhere, as on an actor of its own, the task goes back to the connection's loop.
    @concurrent private func nextResultOnLoop() async throws -> Result<Incoming, WebSocketViolation>? {
        guard state.isHere else { throw WebSocketError.otherTask }
        return try await receive()
    }

    private nonisolated(nonsending) func receive() async throws -> Result<Incoming, WebSocketViolation>? {
        let connection = try state.open()
        do {
            guard let kind = try await connection.receive() else { return nil }
            // The message stays in place until the next call of `receive`.
            return unsafe terms.read(kind == .text, connection.message)
        } catch {
            throw WebSocketError(error)
        }
    }

    /// Sends a message. Waits while the client has not taken what was sent before, beyond `WebSocketSettings.unsentBytesMax`.
    ///
    /// - Throws: `WebSocketError`, where the connection is closed or lost.
    public nonisolated(nonsending) func send(_ message: Outgoing) async throws {
        guard state.isHere else { return try await sendFromElsewhere(message) }
        let connection = try state.open()
        var output = OutputBuffer(minimumCapacity: 256)
        let isText = terms.write(message, &output)
        do {
            try unsafe await connection.send(isText ? .text : .binary, output.bytes)
        } catch {
            throw WebSocketError(error)
        }
    }

    /// Sends from a thread that is not the connection's.
    private nonisolated(nonsending) func sendFromElsewhere(_ message: Outgoing) async throws {
        guard let connection = state.opened else { throw WebSocketError.otherTask }
        let frame = terms.frame(message)
        while true {
            let outcome: Bool? = await withCheckedContinuation { continuation in
                connection.perform { connection in
                    guard connection.isOpen else { return continuation.resume(returning: nil) }
                    if connection.deliver(frame) { return continuation.resume(returning: true) }
                    connection.afterDrain { continuation.resume(returning: false) }
                }
            }
            guard let outcome else { throw WebSocketError.closed }
            if outcome { return }
        }
    }

    /// Closes the connection; the client is told why. Messages that come later are not looked at.
    ///
    ///     socket.close(.policyViolation, reason: "You were removed.")
    public func close(_ code: WebSocketCloseCode = .normal, reason: String = "") {
        if state.isHere {
            try? state.open().close(code.rawValue, reason)
        } else {
            state.opened?.perform { $0.close(code.rawValue, reason) }
        }
    }
}

extension WebSocket: AsyncSequence {
    /// A message of the client.
    public typealias Element = Incoming

    /// The messages that are still to come.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(socket: self) }

    /// Takes the messages, one after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let socket: WebSocket

        /// The next message; nil where the connection is closed.
        public mutating func next() async throws -> Incoming? { try await socket.next() }

        /// The next message; nil where the connection is closed.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Incoming? { try await socket.next() }
    }
}

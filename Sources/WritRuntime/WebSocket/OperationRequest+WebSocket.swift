// From a request of an operation with a WebSocket to its handler, and to the end of the connection.

internal import Logging
internal import WritEngine
internal import WritWire

extension OperationRequest {
    /// The WebSocket that the client asks for; nil, with 400, 403 or 426 answered, where it asks for none that can be.
    public func webSocket<Incoming, Outgoing>(_ terms: WebSocketTerms<Incoming, Outgoing>) -> WebSocket<Incoming, Outgoing>? {
        guard exchange.offersUpgrade(to: "websocket"), unsafe exchange.field("Sec-WebSocket-Version")?.spells("13") == true else {
            // RFC 9110 section 15.5.22, RFC 6455 section 4.4.
            exchange.answerProblem(426, "This operation is a WebSocket: it takes an upgrade to websocket, version 13.") {
                $0.add("Upgrade", "websocket")
                $0.add("Sec-WebSocket-Version", "13")
            }
            return nil
        }
        guard let accept = unsafe exchange.field("Sec-WebSocket-Key").flatMap({ unsafe WebSocketHandshake.accept($0) }) else {
            exchange.answerProblem(400, "Sec-WebSocket-Key must be sixteen bytes in Base64.")
            return nil
        }
        guard mayConnect(usesCookies: terms.usesCookies) else {
            exchange.answerProblem(403, "Pages of this origin may not connect.")
            return nil
        }
        let names = terms.subprotocols
        let subprotocol = unsafe exchange.withField("Sec-WebSocket-Protocol") {
            unsafe WebSocketHandshake.subprotocol(offered: $0, of: names)
        }
        let state = WebSocketState(
            exchange, subprotocol: subprotocol ?? nil, messageBytesMax: terms.messageBytesMax, settings: shared.webSockets,
            accept: accept)
        return WebSocket(state: state, terms: terms)
    }

    /// Runs a handler with its socket, and ends the connection behind it. What it throws before the socket is used is thrown on, to be
    /// answered.
    public nonisolated(nonsending) func serve<Incoming, Outgoing>(
        _ socket: WebSocket<Incoming, Outgoing>, _ handler: nonisolated(nonsending) () async throws -> Void
    ) async throws {
        do {
            try await handler()
            // A handler that has nothing to say has said so.
            _ = try? socket.state.open()
            await exchange.endWebSocket(hasFailed: false)
        } catch {
            guard socket.state.connection != nil else { throw error }
            // What the client does is none of the handler's faults, and neither is the end of the server.
            let isExpected = error is WebSocketError || error is CancellationError
            if !isExpected {
                shared.logger.error(
                    "a handler failed", metadata: ["operation": "\(operation.id)", "error": "\(error)", "close-code": "1011"])
            }
            await exchange.endWebSocket(hasFailed: !isExpected)
        }
    }

    /// Whether the page that asks may: a browser sends its cookies from any page, and says which one it was.
    private func mayConnect(usesCookies: Bool) -> Bool {
        guard let origin = context.field("Origin") else { return true }
        switch shared.webSockets.origins {
        case .any: return true
        case .list(let origins): return origins.contains(origin.lowercased())
        case .sameWithCookies:
            guard usesCookies else { return true }
            let authority = origin.split(separator: "://", maxSplits: 1).last.map(String.init)
            return authority?.lowercased() == context.field("Host")?.lowercased()
        }
    }
}

// From a request to a WebSocket.

package import WritWire

extension Exchange {
    /// Answers 101 and hands the connection to `run` as a WebSocket; once that returns, the connection is closed with 1000, if it isn't
    /// closed. The caller has seen to it that the client offers just that.
    ///
    /// An error that `run` throws is thrown on, behind a close with 1011.
    package func openWebSocket(
        settings: WebSocketSettings, messageBytesMax: Int? = nil, inflater: (any MessageInflater)? = nil,
        deflater: (any MessageDeflater)? = nil, fields addFields: (inout FieldBlock) -> Void,
        _ run: (WebSocketConnection) async throws -> Void
    ) async throws -> Bool {
        try await upgrade(to: "websocket", fields: addFields) { [self] _ in
            guard let connection = framing as? HTTP1Connection else { return }
            guard await connection.flush() == nil else { return }
            let socket = WebSocketConnection(
                self, connection, settings: settings, messageBytesMax: messageBytesMax, inflater: inflater, deflater: deflater)
            connection.releaseBuffers()
            webSocket = socket
            defer { webSocket = nil }
            do {
                try await run(socket)
            } catch {
                if socket.isOpen { socket.close(1011, "The server failed.") }
                await socket.end()
                throw error
            }
            await socket.end()
        }
    }
}

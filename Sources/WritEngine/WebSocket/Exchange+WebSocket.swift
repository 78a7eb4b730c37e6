// From a request to a WebSocket, and to its end.

package import WritWire

extension Exchange {
    /// Answers 101, and the connection is a WebSocket from then on, until `endWebSocket`. The caller has seen to it that the client
    /// offers just that.
    ///
    /// - Returns: nil where the request is answered already, or a field can't be sent, which makes the answer a 500.
    package func beginWebSocket(
        settings: WebSocketSettings, messageBytesMax: Int? = nil, inflater: (any MessageInflater)? = nil,
        deflater: (any MessageDeflater)? = nil, fields addFields: (inout FieldBlock) -> Void
    ) -> WebSocketConnection? {
        guard !isAnswered, let host, let connection = framing as? HTTP1Connection else { return nil }
        fields.add("Upgrade", "websocket")
        addFields(&fields)
        guard fields.isWellFormed else {
            answer(.malformedAnswer)
            return nil
        }
        // It leaves at once: nothing that surrounds the handler can change it any more.
        isPending = false
        isAnswered = true
        answerStatus = 101
        isUpgraded = true
        closesConnection = true
        connection.writeUpgrade()
        let socket = unsafe WebSocketConnection(
            self, on: host, settings: settings, messageBytesMax: messageBytesMax, inflater: inflater, deflater: deflater,
            unsent: connection.output.bytes, unread: connection.takeRest() ?? UnsafeRawBufferPointer(start: nil, count: 0))
        connection.releaseBuffers()
        fields.releaseRoom()
        webSocket = socket
        return socket
    }

    /// Closes the WebSocket with 1000, if it isn't closed, or with 1011 where its handler has failed; what is left is sent.
    package func endWebSocket(hasFailed: Bool) async {
        guard let socket = webSocket else { return }
        if hasFailed, socket.isOpen { socket.close(1011, "The server failed.") }
        await socket.end()
        // A client that was refused amidst a message goes on sending it: a reset would take the reason away from it.
        if case .failed = socket.ending { (framing as? HTTP1Connection)?.isLeftUnread = true }
        webSocket = nil
        isUpgraded = false
    }
}

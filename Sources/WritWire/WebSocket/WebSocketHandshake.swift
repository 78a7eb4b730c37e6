// The head with which a client goes over to WebSocket (RFC 6455 section 4.2).

package enum WebSocketHandshake {
    /// The value of `Sec-WebSocket-Accept` for that of `Sec-WebSocket-Key`; nil where the key is not sixteen bytes in Base64.
    package static func accept(_ key: UnsafeRawBufferPointer) -> String? {
        guard key.count == 24, unsafe Base64(text: key)?.bytes.count == 16 else { return nil }
        let digest = unsafe SHA1.digest(Array(key) + Array("258EAFA5-E914-47DA-95CA-C5AB0DC85B11".utf8))
        return Base64(digest).description
    }

    /// The first of the server's subprotocols that the client offers, in the field `Sec-WebSocket-Protocol` (section 4.2.2); names are
    /// compared as they stand.
    package static func subprotocol(offered field: UnsafeRawBufferPointer, of supported: [String]) -> String? {
        supported.first { name in
            var rest = unsafe field[...]
            while unsafe !rest.isEmpty {
                if unsafe FieldList.takeElement(&rest).elementsEqual(name.utf8) { return true }
            }
            return false
        }
    }
}

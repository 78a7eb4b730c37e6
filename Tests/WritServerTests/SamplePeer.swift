// A connection in memory whose other side has an address.

import WritEngine
import WritServer
import WritTesting
import WritWire

/// Memory that says who is at its other end.
private final class PeerTransport: Transport {
    let inner: any Transport
    let node: ForwardedNode?

    init(_ inner: any Transport, node: ForwardedNode?) {
        self.inner = inner
        self.node = node
    }

    var peerNode: ForwardedNode? { node }
    var peerAddress: String { node.map { $0.address.description(port: $0.port) } ?? "unix:" }
    var localAddress: String { inner.localAddress }
    var isReadable: Bool { inner.isReadable }
    func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult { unsafe inner.receive(into: room) }
    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult { unsafe inner.send(bytes, hasMore: hasMore) }
    var unsentByteCount: Int { inner.unsentByteCount }
    func finishSending() { inner.finishSending() }
    func resetAtEnd() { inner.resetAtEnd() }
}

/// The numbers of `192.0.2.1:80`, `192.0.2.1` or `[::1]:80`.
func node(_ text: String) -> ForwardedNode? {
    var text = text
    // The string lends its bytes for the closure.
    return text.withUTF8 { unsafe ForwardedNode(UnsafeRawBufferPointer($0)) }
}

extension ServerResponder {
    /// What is answered to one request that comes from that address; nil: through a Unix socket.
    func answer(to target: String, fields: [(String, String)] = [], from peer: String?) async -> TestAnswer {
        var head = "GET \(target) HTTP/1.1\r\n"
        if !fields.contains(where: { $0.0 == "Host" }) { head += "Host: localhost\r\n" }
        for field in fields { head += "\(field.0): \(field.1)\r\n" }
        let peerNode = peer.flatMap(node)
        let connection = MemoryConnection(pieces: [Array("\(head)\r\n".utf8)]) { PeerTransport($0, node: peerNode) }
        _ = await connection.serve(with: self)
        return TestAnswer.all(in: connection.sent)[0]
    }
}

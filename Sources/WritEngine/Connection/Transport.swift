// The seam between what makes requests of bytes and what carries these: a socket, memory, later TLS.

package import WritWire

/// What a transport waits for before it can move bytes.
package enum TransportEvent: Equatable {
    /// Its socket has something to be read, or its end.
    case readable
    /// Its socket has room again.
    case writable
}

/// What became of an attempt to move bytes.
package enum TransferResult: Equatable {
    case moved(Int)
    /// Nothing can be moved before that. What carries bytes may have a talk of its own with the other side: to receive may wait
    /// for room, and to send for something to be read.
    case waits(for: TransportEvent)
    /// The other side has finished sending.
    case ended
    case failed
}

/// Carries the bytes of one connection, and never waits. Used on the connection's own thread only.
package protocol Transport: AnyObject, Sendable {
    /// The other side, as text.
    var peerAddress: String { get }
    /// The other side as a number; nil where it has none, such as through a Unix socket.
    var peerNode: ForwardedNode? { get }
    /// Whether the other side has come by TLS, as far as the transport is told.
    var isSecure: Bool { get }
    /// This side, as text.
    var localAddress: String { get }
    /// Whether bytes may be there to be received.
    var isReadable: Bool { get }
    func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult
    /// Sends what fits; `hasMore` says that more follows at once.
    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult
    /// Sends bytes of a file as far as they fit, without a way through memory; `ended` behind the file's end, nil where this can't.
    func send(_ file: OpenFile, from offset: Int, count: Int) -> TransferResult?
    /// Bytes that `send` has taken and the other side has not.
    var unsentByteCount: Int { get }
    /// Tells the other side that nothing more will be sent.
    func finishSending()
    /// Has the connection end with a reset instead of a regular end, so that the client can tell the two apart.
    func resetAtEnd()
}

extension Transport {
    package func send(_ file: OpenFile, from offset: Int, count: Int) -> TransferResult? { nil }
    package var peerNode: ForwardedNode? { nil }
    package var isSecure: Bool { false }
}

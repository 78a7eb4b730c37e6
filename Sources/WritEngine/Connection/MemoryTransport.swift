// Bytes of a connection without a socket: those of requests in, those of answers out.

/// Plays a client that sends prepared pieces and keeps what comes back.
// Used by one task from start to end; that is why it may claim to be Sendable.
package final class MemoryTransport: Transport, @unchecked Sendable {
    private var pieces: ArraySlice<[UInt8]>
    private let endsInput: Bool
    private let sendBytesMax: Int
    /// Whether the next piece has to be waited for.
    private var mustWait = false
    /// Bytes sent last, and which share of the time that the client takes for them is still to come.
    private var lastSentCount = 0
    private var shareLeft = (part: 0, whole: 1)
    /// Everything that was sent.
    private(set) var sent: [UInt8] = []
    /// How many calls of `send` it took.
    private(set) var sendCount = 0
    /// Whether the connection was to end with a reset.
    private(set) var isReset = false
    /// Who takes what is sent, in place of `sent`.
    let client: (any MemoryClient)?

    init(pieces: [[UInt8]], endsInput: Bool, sendBytesMax: Int, client: (any MemoryClient)? = nil) {
        self.client = client
        self.pieces = pieces[...]
        self.endsInput = endsInput
        self.sendBytesMax = sendBytesMax
    }

    package var peerAddress: String { "memory" }
    package var localAddress: String { "memory" }
    package var isReadable: Bool { !pieces.isEmpty || endsInput }

    package func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult {
        guard let piece = pieces.first else { return endsInput ? .ended : .waits(for: .readable) }
        if mustWait { return .waits(for: .readable) }
        let count = min(piece.count, room.count)
        // `count` bytes are there on both sides.
        unsafe room.copyBytes(from: piece[..<count])
        if count == piece.count {
            pieces.removeFirst()
            mustWait = true
        } else {
            pieces[pieces.startIndex].removeFirst(count)
        }
        return .moved(count)
    }

    package func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult {
        if let client {
            guard let count = unsafe client.take(bytes) else { return .failed }
            return count > 0 || bytes.count == 0 ? .moved(count) : .waits(for: .writable)
        }
        if sendBytesMax < bytes.count && sendCount % 2 == 1 {
            sendCount += 1
            return .waits(for: .writable)
        }
        let count = min(bytes.count, sendBytesMax)
        // `count` is at most the count of the bytes.
        unsafe sent.append(contentsOf: bytes[..<count])
        sendCount += 1
        lastSentCount = count
        return .moved(count)
    }

    /// Of the bytes sent last, the share that the client has not come to.
    package var unsentByteCount: Int { lastSentCount * shareLeft.part / max(shareLeft.whole, 1) }

    package func finishSending() {}

    package func resetAtEnd() { isReset = true }

    // What the host tells.

    /// The next piece has been waited for.
    func letPieceCome() { mustWait = false }

    /// So much of the time that the client takes for what was sent last is still to come.
    func letClientTake(left part: Int, of whole: Int) { shareLeft = (part, whole) }

    /// The client has taken all that was sent.
    func didTakeAll() { lastSentCount = 0 }
}

// A connection without sockets: bytes of requests in, bytes of answers out.

import WritWire

/// Plays a client that sends prepared pieces and keeps what comes back.
// Used by one task from start to end; that is why it may claim to be Sendable.
package final class MemoryTransport: Transport, @unchecked Sendable {
    private var pieces: ArraySlice<[UInt8]>
    private let endsInput: Bool
    private let sendBytesMax: Int
    private var mustWait = false
    /// Everything that was sent.
    package private(set) var sent: [UInt8] = []
    /// How many calls of `send` it took.
    package private(set) var sendCount = 0
    package var isDraining = false

    /// - Parameters:
    ///   - pieces: what the client sends; between two pieces the connection has to wait.
    ///   - endsInput: whether the client closes its side behind the last piece, instead of keeping silent.
    ///   - sendBytesMax: bytes that one call of `send` takes; after each the client has to be waited for.
    package init(pieces: [[UInt8]], endsInput: Bool = true, sendBytesMax: Int = .max) {
        self.pieces = pieces[...]
        self.endsInput = endsInput
        self.sendBytesMax = sendBytesMax
    }

    package var peerAddress: String { "memory" }
    package var localAddress: String { "memory" }
    package var isReadable: Bool { !pieces.isEmpty || endsInput }

    package func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult {
        guard let piece = pieces.first else { return endsInput ? .ended : .wouldBlock }
        if mustWait { return .wouldBlock }
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
        if sendBytesMax < bytes.count && sendCount % 2 == 1 {
            sendCount += 1
            return .wouldBlock
        }
        let count = min(bytes.count, sendBytesMax)
        // `count` is at most the count of the bytes.
        unsafe sent.append(contentsOf: bytes[..<count])
        sendCount += 1
        return .moved(count)
    }

    package func startDeadline(milliseconds: Int) {}

    package func waitUntilReadable() async -> Wake {
        mustWait = false
        return isReadable ? .ready : .timedOut
    }

    package func waitUntilWritable() async -> Wake { .ready }

    package func yieldTurn() async {
        mustWait = false
    }

    /// Serves these pieces as a connection would and returns how it ended.
    package func serve(
        with responder: any Responder, limits: Limits = Limits(), secondsSince1970: Int = 784_111_777,
        onRefusal: (@Sendable (Int, String) -> Void)? = nil
    ) async -> ServeOutcome {
        let exchange = Exchange(
            limits: limits, time: ResponseTime(secondsSince1970: secondsSince1970), onRefusal: onRefusal)
        while true {
            let outcome = await exchange.serve(over: self, with: responder)
            exchange.recycle()
            guard outcome == .idle, isReadable else { return outcome }
            _ = await waitUntilReadable()
        }
    }
}

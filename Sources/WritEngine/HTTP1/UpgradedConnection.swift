// A connection that has left HTTP.

import WritWire

/// The bytes of a connection in both directions, lent to the closure of `Exchange.upgrade`.
///
/// To be used by one task at a time, and only until the closure returns. The 101 leaves with the first wait or send.
public struct UpgradedConnection: Sendable {
    /// Why bytes can't be moved any more.
    public enum Failure: Error, Sendable, Equatable {
        /// The client is gone, the server's time to drain is up, or the connection was used after its end.
        case connectionLost
        /// Nothing came, or the client did not read, for too long.
        case timedOut
    }

    let exchange: Exchange
    let connection: HTTP1Connection
    let requestNumber: UInt64

    /// Whether the server shuts down: time to say good-bye.
    public var isDraining: Bool { exchange.host == nil || exchange.time.isDraining }

    /// The next bytes from the client, first those that came together with the request; nil once it has finished sending.
    ///
    /// They lie in the connection's own buffer and are valid until the next `await` on the connection. As long as nobody
    /// asks, nothing is received.
    ///
    /// - Parameter idleTimeoutMilliseconds: how long to wait; nil: `ServerLimits.idleTimeout`.
    public func receive(idleTimeoutMilliseconds: Int? = nil) async throws(Failure) -> UnsafeRawBufferPointer? {
        try check()
        if !connection.requests.takeUnread() {
            try await flush()
            let timeout = idleTimeoutMilliseconds ?? exchange.limits.$idleTimeout
            exchange.host?.startDeadline(milliseconds: min(max(timeout, 0), 1 << 40))
            switch await connection.receiveMore() {
            case .received: guard connection.requests.takeUnread() else { throw .connectionLost }
            case .ended: return nil
            case .timedOut: throw .timedOut
            case .lost, .full: throw .connectionLost
            }
        }
        let part = unsafe connection.requests.part
        if exchange.isTurnOver(after: part.count) { await exchange.host?.yieldTurn() }
        return unsafe part
    }

    /// Sends bytes that stay valid until the call returns, which is when the system has taken all of them.
    public func send(_ bytes: UnsafeRawBufferPointer) async throws(Failure) {
        try check()
        try await flush()
        guard unsafe await connection.send(bytes, hasMore: false) else { throw failure }
        if exchange.isTurnOver(after: bytes.count) { await exchange.host?.yieldTurn() }
    }

    /// Sends the bytes of an array.
    public func send(_ bytes: [UInt8]) async throws(Failure) {
        try check()
        // The bytes are lent for the call.
        unsafe bytes.withUnsafeBytes { unsafe connection.output.append($0) }
        try await flush()
        if exchange.isTurnOver(after: bytes.count) { await exchange.host?.yieldTurn() }
    }

    private var failure: Failure { connection.hasSendTimedOut ? .timedOut : .connectionLost }

    private func flush() async throws(Failure) {
        guard await connection.flush() == nil else { throw failure }
    }

    private func check() throws(Failure) {
        guard exchange.requestNumber == requestNumber, exchange.isUpgraded else { throw .connectionLost }
    }
}

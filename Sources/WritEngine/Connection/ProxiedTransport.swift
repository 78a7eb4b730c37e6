// A connection that begins with a word of the balancer about whom it is from.

import WritWire

/// Takes a header of the PROXY protocol off the front of a connection's bytes, and tells of the client what it says.
///
/// Before the header has come nothing is received: then the connection waits as one that has sent nothing, within the time for a head.
// Pinned to one loop, whose thread alone touches it; that is why it may claim to be Sendable.
@safe
final class ProxiedTransport: Transport, @unchecked Sendable {
    private let socket: SocketTransport
    /// Asked once, when the header is there: whether its client may have one more connection.
    private let admits: (NetworkAddress?) -> Bool
    /// Told once where the connection ends for want of a header.
    private let didRefuse: () -> Void
    private var header: ProxyHeader?
    private var isRefused = false
    /// The beginning of a header whose rest hasn't come.
    private var pending: [UInt8] = []

    init(
        _ socket: SocketTransport, admits: @escaping (NetworkAddress?) -> Bool, didRefuse: @escaping () -> Void
    ) {
        self.socket = socket
        self.admits = admits
        self.didRefuse = didRefuse
    }

    /// The client that was admitted; nil before, and where the balancer speaks for itself.
    var client: NetworkAddress? { header?.source?.address }

    var peerNode: ForwardedNode? { header?.source ?? socket.peerNode }
    var isSecure: Bool { header?.isSecure ?? false }
    var peerAddress: String { header?.source.map { $0.address.description(port: $0.port) } ?? socket.peerAddress }
    var localAddress: String { header?.destination.map { $0.address.description(port: $0.port) } ?? socket.localAddress }
    var isReadable: Bool { socket.isReadable }
    var unsentByteCount: Int { socket.unsentByteCount }

    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult { unsafe socket.send(bytes, hasMore: hasMore) }
    func finishSending() { socket.finishSending() }
    func resetAtEnd() { socket.resetAtEnd() }

    func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult {
        while header == nil {
            if isRefused { return .failed }
            // Room for a whole header, so that nothing of a request is left over where there is no place for it.
            let result = unsafe socket.receive(into: room)
            guard case .moved(let count) = result else { return result }
            let rest = unsafe take(room, count)
            if rest > 0 { return .moved(rest) }
        }
        return unsafe socket.receive(into: room)
    }

    /// Takes what is the header's of the bytes that have come into the room, and moves the rest to its front; bytes of that.
    private func take(_ room: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
        let known = pending.count
        // `count` bytes of the room have come.
        let result: ProxyHeader.Result
        if known == 0 {
            result = unsafe ProxyHeader.read(UnsafeRawBufferPointer(rebasing: room[..<count]))
        } else {
            unsafe pending.append(contentsOf: room[..<count])
            // The array lends its bytes for the closure.
            result = unsafe pending.withUnsafeBytes { unsafe ProxyHeader.read($0) }
        }
        switch result {
        case .incomplete:
            // At most a header's bytes: what is longer is malformed, or complete.
            if known == 0 { unsafe pending.append(contentsOf: room[..<count]) }
            return 0
        case .malformed:
            refuse()
            return 0
        case .complete(let header, let byteCount):
            guard admits(header.source?.address) else {
                isRefused = true
                pending = []
                return 0
            }
            self.header = header
            pending = []
            // The header has more bytes than were there before these came, and ends within them.
            let taken = byteCount - known
            unsafe room.copyBytes(from: Array(room[taken..<count]))
            return count - taken
        }
    }

    private func refuse() {
        isRefused = true
        pending = []
        didRefuse()
    }
}

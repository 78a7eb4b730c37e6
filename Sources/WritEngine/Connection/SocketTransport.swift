// Bytes of a connection through its socket.

import CWritSystem
import Glibc
import WritWire

/// One accepted socket, and what is known of it since the poller has told last. Everything here runs on its loop's thread.
// Pinned to one loop, whose thread alone touches it; that is why it may claim to be Sendable.
@safe
final class SocketTransport: Transport, @unchecked Sendable {
    let descriptor: Descriptor
    private let compactPeer: PeerAddress
    // One thread touches these, and no access calls foreign code: they need no checks for overlapping access.
    @safe @exclusivity(unchecked) private(set) var isReadable = true
    @safe @exclusivity(unchecked) private(set) var isWritable = true
    @safe @exclusivity(unchecked) private(set) var isHungUp = false
    @safe @exclusivity(unchecked) private var peerText: String?

    init(_ descriptor: consuming Descriptor, peer: RawSocketAddress) {
        self.descriptor = descriptor
        compactPeer = PeerAddress(peer)
    }

    var peer: RawSocketAddress { compactPeer.full }
    /// Kept once it is asked for: each request of a connection that is logged has it.
    var peerAddress: String {
        if let peerText { return peerText }
        let text = peer.readable.description
        peerText = text
        return text
    }
    var peerNode: ForwardedNode? { peer.node }

    var localAddress: String {
        var local = RawSocketAddress()
        // `getsockname` fills in at most the size it is told.
        guard unsafe local.fill({ unsafe getsockname(descriptor.number, $0, &$1) }) == 0 else { return "" }
        return local.readable.description
    }

    /// Whether what a transfer has waited for has come.
    func has(_ event: TransportEvent) -> Bool {
        switch event {
        case .readable: isReadable
        case .writable: isWritable
        }
    }

    /// Notes what the poller tells.
    func note(_ readiness: Readiness) {
        if readiness.isReadable { isReadable = true }
        if readiness.isWritable { isWritable = true }
        if readiness.isHungUp { isHungUp = true }
    }

    /// Has the next look at the socket be a real one, whatever the poller has told.
    func expectReadable() { isReadable = true }

    func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult {
        guard isReadable else { return .waits(for: .readable) }
        while true {
            // The room is the caller's, with its own count.
            let count = unsafe writ_receive(descriptor.number, room.baseAddress, room.count)
            if count > 0 {
                // A short read has emptied the socket: the next byte is an edge of its own. An end must be read.
                if count < room.count && !isHungUp { isReadable = false }
                return .moved(count)
            }
            if count == 0 { return .ended }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                isReadable = false
                return .waits(for: .readable)
            default: return .failed
            }
        }
    }

    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult {
        let flags = Int32(MSG_NOSIGNAL) | (hasMore ? Int32(MSG_MORE) : 0)
        while true {
            // The bytes are the caller's, with their own count.
            let count = unsafe writ_send(descriptor.number, bytes.baseAddress, bytes.count, flags)
            if count >= 0 { return .moved(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                isWritable = false
                return .waits(for: .writable)
            default: return .failed
            }
        }
    }

    func send(_ file: OpenFile, from offset: Int, count: Int) -> TransferResult? {
        while true {
            let sent = writ_send_file(descriptor.number, file.descriptor, Int64(offset), count)
            if sent > 0 { return .moved(sent) }
            if sent == 0 { return .ended }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                isWritable = false
                return .waits(for: .writable)
            // A file of a system that can't hand its pages on.
            case EINVAL, ENOSYS: return nil
            default: return .failed
            }
        }
    }

    var unsentByteCount: Int { Int(writ_unsent_byte_count(descriptor.number)) }

    func finishSending() { _ = shutdown(descriptor.number, Int32(SHUT_WR)) }

    /// Ends the connection in both directions, as far as the other side can see.
    func disconnect() { _ = shutdown(descriptor.number, Int32(SHUT_RDWR)) }

    func resetAtEnd() {
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        // The structure lives through the call, which is told its size.
        _ = unsafe setsockopt(
            descriptor.number, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }
}

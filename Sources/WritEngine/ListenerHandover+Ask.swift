// The side of the server that comes: asking for sockets, and looking closely at what it gets.

import CWritSystem
import Glibc

/// What a server sends along with its sockets: eight letters, and the number of its process.
struct HandoverMessage {
    static let letters = Array("WRITLSN1".utf8)
    let processID: Int32

    var bytes: [UInt8] {
        Self.letters + (0..<4).map { UInt8(truncatingIfNeeded: processID >> ($0 * 8)) }
    }

    init(processID: Int32) { self.processID = processID }

    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.letters.count + 4, bytes.starts(with: Self.letters) else { return nil }
        processID = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int32($1) }
    }
}

extension ListenerHandover {
    enum Reply {
        case answered(Claim)
        /// Nobody has the name.
        case nobody
        /// Somebody had it and hung up: it ends, or could not start.
        case gone
        /// Another user has it, or something that is no server.
        case garbage
    }

    /// Asks whoever has the name for the sockets of `address`.
    static func ask(_ name: RawSocketAddress, for address: SocketAddress) -> Reply {
        let peer = Descriptor(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        guard peer.isOpen else { return .garbage }
        var patience = timeval(tv_sec: patienceMilliseconds / 1000, tv_usec: patienceMilliseconds % 1000 * 1000)
        let size = socklen_t(MemoryLayout<timeval>.size)
        // Both options are of the size that is passed with them; the name is lent with its own.
        _ = unsafe setsockopt(peer.number, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        _ = unsafe setsockopt(peer.number, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        guard unsafe name.lend({ unsafe connect(peer.number, $0, $1) }) == 0 else {
            return errno == ECONNREFUSED ? .nobody : .garbage
        }
        // The user who listens there, which others could do under any name.
        guard writ_peer_user(peer.number) == Int64(geteuid()) else { return .garbage }
        var bytes = [UInt8](repeating: 0, count: 64)
        var numbers = [Int32](repeating: -1, count: 250)
        var count: Int32 = 0
        // There is room for `bytes.count` bytes, and for the 250 descriptors that come at most.
        let received = unsafe writ_receive_descriptors(peer.number, &bytes, bytes.count, &numbers, &count)
        if received == 0 { return .gone }
        return received < 0 && errno == ECONNRESET
            ? .gone : read(bytes.prefix(max(received, 0)), numbers.prefix(Int(count)), from: Link(peer), for: address)
    }

    /// Makes sense of an answer. The descriptors are ours, whatever they are: all are closed that are not kept.
    static func read(
        _ bytes: some Collection<UInt8>, _ numbers: some Collection<Int32>, from link: Link, for address: SocketAddress
    ) -> Reply {
        var sockets: [ListeningSocket] = []
        var isGarbage = false
        for number in numbers.dropFirst() {
            let socket = try? ListeningSocket.passed(Descriptor(number), by: .own)
            if let socket, socket.address == address { sockets.append(socket) } else { isGarbage = true }
        }
        guard let first = numbers.first else { return .garbage }
        let control = Descriptor(first)
        guard let message = HandoverMessage(bytes), !isGarbage, !sockets.isEmpty,
            writ_get_option(control.number, SOL_SOCKET, SO_ACCEPTCONN) == 1,
            RawSocketAddress.ofSocket(control.number)?.readable == controlName(for: address)?.readable,
            writ_make_nonblocking(control.number) == 0
        else { return .garbage }
        let handover = ListenerHandover(control: control, sockets: sockets, link: link)
        return .answered(.takenOver(sockets, handover, processID: Int(message.processID)))
    }
}

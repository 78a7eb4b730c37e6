// The side of the server that comes: asking for sockets, and looking closely at what it gets.

import CWritSystem
import Glibc

extension ListenerHandover {
    /// What a server sends along with its sockets.
    static let letters = Array("WRITLSN2".utf8)
    /// Milliseconds that a server has to answer the one that wants to replace it.
    private static let patienceMilliseconds = 5_000

    /// What came of asking.
    struct Inheritance {
        var sockets: [ListeningSocket] = []
        /// The servers that have the sockets, too.
        var links: [Link] = []
        /// Who sent them first.
        var processID: Int?
        /// Whether one hung up without an answer: it is about to end.
        var hasSeenEnd = false
        /// What was odd.
        var oddities: [String] = []
    }

    /// Asks all who listen on `address`, and can be found, for their sockets; nobody where there are none in the answer.
    static func ask(for address: SocketAddress, in folder: HandoverFolder) -> Inheritance {
        var inheritance = Inheritance()
        for path in folder.sockets(of: address) {
            guard let peer = connect(to: path, patienceMilliseconds: patienceMilliseconds) else {
                // A server that died has left it; the path ends with a zero.
                if errno == ECONNREFUSED { unsafe unlink(path) }
                continue
            }
            if let oddity = oddity(of: peer.descriptor) {
                inheritance.oddities.append("\(oddity) listens at \(path), and was not asked")
                continue
            }
            take(from: peer, of: path, for: address, &inheritance)
        }
        return inheritance
    }

    private static func take(
        from peer: Link, of path: String, for address: SocketAddress, _ inheritance: inout Inheritance
    ) {
        var bytes = [UInt8](repeating: 0, count: 64)
        var numbers = [Int32](repeating: -1, count: 250)
        var count: Int32 = 0
        // There is room for `bytes.count` bytes, and for the 250 descriptors that come at most.
        let received = unsafe writ_receive_descriptors(peer.descriptor.number, &bytes, bytes.count, &numbers, &count)
        if received == 0 || received < 0 && errno == ECONNRESET { return inheritance.hasSeenEnd = true }
        guard let sockets = read(bytes.prefix(max(received, 0)), numbers.prefix(Int(count)), for: address) else {
            let name = ProgramFile.describe(processID: Int(writ_peer_process(peer.descriptor.number)))
            return inheritance.oddities.append("\(name) was asked for the listening sockets of \(address), and answered nonsense")
        }
        inheritance.links.append(peer)
        // All have the same: what comes from the others is closed again.
        guard inheritance.sockets.isEmpty else { return }
        inheritance.sockets = sockets
        inheritance.processID = Int(writ_peer_process(peer.descriptor.number))
    }

    /// Makes sense of an answer. The descriptors are ours, whatever they are: all are closed that are not kept.
    static func read(
        _ bytes: some Collection<UInt8>, _ numbers: some Collection<Int32>, for address: SocketAddress
    ) -> [ListeningSocket]? {
        var sockets: [ListeningSocket] = []
        var isGarbage = numbers.isEmpty || !bytes.elementsEqual(letters)
        for number in numbers {
            let socket = try? ListeningSocket.passed(Descriptor(number), by: .own)
            if let socket, socket.address == address { sockets.append(socket) } else { isGarbage = true }
        }
        return isGarbage ? nil : sockets
    }

    /// A connection to the socket at `path`, which is given so much time to be taken and to be answered; `errno` says why not.
    static func connect(to path: String, patienceMilliseconds: Int) -> Link? {
        guard let name = RawSocketAddress(path: Array(path.utf8)) else { return nil }
        let peer = Descriptor(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        var patience = timeval(tv_sec: patienceMilliseconds / 1000, tv_usec: max(patienceMilliseconds % 1000 * 1000, 1))
        let size = socklen_t(MemoryLayout<timeval>.size)
        // Both options are of the size that is passed with them; the name is lent with its own.
        _ = unsafe setsockopt(peer.number, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        _ = unsafe setsockopt(peer.number, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        guard unsafe name.lend({ unsafe Glibc.connect(peer.number, $0, $1) }) == 0 else {
            let failure = errno
            _ = consume peer
            errno = failure
            return nil
        }
        return Link(peer)
    }
}

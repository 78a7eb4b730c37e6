// Passing listening sockets from a server to the one that replaces it, so that no connection is refused or lost between.

import CWritSystem
import Glibc

/// A control socket with an abstract name made of user and address, over which the listening sockets are passed.
///
/// Who starts on an address connects to that name. If a server of the same user answers, its listening sockets come with
/// the answer, and the control socket too: the name is never without a listener from then on. Both servers then accept
/// from the same queues of the system; when the first is told to end it closes its copies, and what is in the queues stays
/// there for the second. Whoever connects need not send anything, and only the same user gets anything.
final class ListenerHandover: Sendable {
    /// What came of asking for the sockets of an address.
    enum Claim {
        /// Nobody has the address: this process passes its sockets on from now on.
        case first(ListenerHandover)
        case takenOver([ListeningSocket], ListenerHandover, processID: Int)
        /// Somebody has the name and does not answer as a server does, or the system has no such names.
        case unavailable
    }

    /// Descriptors that can be sent at once, without the control socket.
    static let socketsMax = 249
    /// Milliseconds that a server has to answer the one that wants to replace it.
    static let patienceMilliseconds = 2_000
    private static let attemptsMax = 10
    private static let acceptsPerTurnMax = 16
    /// Other servers that may have the same sockets at once.
    private static let linksMax = 16

    /// A connection to another server that has the same sockets; it ends when that one stops accepting, or dies.
    final class Link: Sendable {
        private let descriptor: Descriptor

        init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

        var isAlive: Bool {
            var byte: UInt8 = 0
            // One byte of room; nobody sends any.
            return unsafe recv(descriptor.number, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) < 0 && errno == EAGAIN
        }
    }

    private struct State {
        /// What is passed on; empty before there is anything, and once the server no longer accepts.
        var sockets: [ListeningSocket]
        var links: [Link]
    }

    private let control: Descriptor
    private let state: Monitor<State>

    init(control: consuming Descriptor, sockets: [ListeningSocket] = [], link: Link? = nil) {
        self.control = control
        state = Monitor(State(sockets: sockets, links: link.map { [$0] } ?? []))
    }

    /// The descriptor to watch.
    var number: Int32 { control.number }

    /// Asks whoever listens on `address` for its sockets, or becomes the one to be asked.
    static func claim(_ address: RawSocketAddress) throws(EngineError) -> Claim {
        #if os(Linux)
        guard let name = controlName(for: address.readable) else { return .unavailable }
        for _ in 0..<attemptsMax {
            switch ask(name, for: address.readable) {
            case .answered(let claim): return claim
            case .garbage: return .unavailable
            case .nobody: break
            case .gone:
                // It is about to let the name go.
                usleep(20_000)
                continue
            }
            let control = Descriptor(writ_stream_socket(AF_UNIX))
            // The name is lent with its size. Who loses a race for it asks the winner, once that one listens.
            guard control.isOpen, unsafe name.lend({ unsafe bind(control.number, $0, $1) }) == 0 else {
                usleep(20_000)
                continue
            }
            guard listen(control.number, 64) == 0 else { return .unavailable }
            return .first(ListenerHandover(control: control))
        }
        #endif
        return .unavailable
    }

    /// The abstract name: a zero byte, then the user and the address.
    static func controlName(for address: SocketAddress) -> RawSocketAddress? {
        RawSocketAddress(path: [0] + "writ-listeners-\(geteuid())-\(address)".utf8)
    }

    /// Says what is to be passed on.
    func offer(_ offered: [ListeningSocket]) {
        state.withLock { $0.sockets = offered }
    }

    /// Answers those that ask; called on the loop that watches `number`.
    func answer() {
        for _ in 0..<Self.acceptsPerTurnMax {
            let peer = Descriptor(writ_accept(number, nil, nil))
            guard peer.isOpen else { return }
            guard writ_peer_user(peer.number) == Int64(geteuid()) else { continue }
            pass(to: peer.release())
        }
    }

    private func pass(to number: Int32) {
        let link = Link(Descriptor(number))
        let message = HandoverMessage(processID: getpid()).bytes
        // Under the lock, nobody can close the sockets meanwhile.
        state.withLock { state in
            state.links.removeAll { !$0.isAlive }
            guard 1...Self.socketsMax ~= state.sockets.count, state.links.count < Self.linksMax else { return }
            let descriptors = [control.number] + state.sockets.map(\.number)
            // Both arrays are told with their own counts.
            let sent = unsafe writ_send_descriptors(
                number, message, message.count, descriptors, Int32(descriptors.count))
            if sent == message.count { state.links.append(link) }
        }
    }

    /// Passes nothing on any more; returns whether another server has the same sockets and lives.
    func end() -> Bool {
        state.withLock { state in
            defer { state = State(sockets: [], links: []) }
            return state.links.contains { $0.isAlive }
        }
    }
}

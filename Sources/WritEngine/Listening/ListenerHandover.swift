// Passing listening sockets from a server to the one that replaces it, so that no connection is refused or lost between.

import CWritSystem
import Glibc

/// A socket of mode 0600, in a folder of mode 0700, at which another instance of the same program asks for the listening sockets.
///
/// Who is told to take over an address connects to all such sockets of it. A server looks at who asks: the same user's
/// process, which runs the same program. That one gets the listening sockets at once, and makes such a socket of its own. Both
/// servers then accept from the same queues of the system; when the first is told to end it closes its copies, and what is
/// in the queues stays there for the second.
final class ListenerHandover: Sendable {
    /// Descriptors that can be sent at once.
    static let socketsMax = 250
    /// Those who are answered within a second; more wait.
    static let asksPerSecondMax = 50
    /// Other servers that may have the same sockets at once.
    static let linksMax = 16

    /// A connection to another server that has the same sockets; it ends when that one stops accepting, or dies.
    final class Link: Sendable {
        let descriptor: Descriptor

        init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

        var isAlive: Bool {
            // What the other one has sent may still be unread.
            var entry = pollfd(fd: descriptor.number, events: writ_poll_finished, revents: 0)
            // One entry, as is told.
            return unsafe poll(&entry, 1, 0) == 0
        }
    }

    private struct State {
        /// What is passed on; empty once the server no longer accepts.
        var sockets: [ListeningSocket]
        var links: [Link]
        /// The second that runs, how many have asked in it, and whether something odd was told.
        var second = 0
        var askCount = 0
        var hasTold = false
    }

    private let control: Descriptor
    private let file: SocketFile
    private let address: SocketAddress
    private let onOddity: (@Sendable (String) -> Void)?
    private let clock: LoopClock
    private let state: Monitor<State>

    /// Makes the socket at which others ask.
    init(
        of sockets: [ListeningSocket], at address: SocketAddress, in folder: HandoverFolder, links: [Link],
        clock: LoopClock = .system, onOddity: (@Sendable (String) -> Void)?
    ) throws(HandoverFolder.Failure) {
        let path = try folder.makePath(for: address)
        let control = Descriptor(writ_stream_socket(AF_UNIX))
        guard let name = RawSocketAddress(path: Array(path.utf8)), control.isOpen else {
            throw .init(reason: SystemError.text(errno))
        }
        // Nobody else of this process has the path; what an ended one left there is removed. The path ends with a zero, and
        // the name is lent with its size.
        unsafe unlink(path)
        guard unsafe name.lend({ unsafe bind(control.number, $0, $1) }) == 0, let file = SocketFile(bound: path),
            unsafe chmod(path, 0o600) == 0, Glibc.listen(control.number, 64) == 0
        else { throw .init(reason: "\(path): \(SystemError.text(errno))") }
        self.control = control
        self.file = file
        self.address = address
        self.onOddity = onOddity
        self.clock = clock
        state = Monitor(State(sockets: sockets, links: links))
        if !links.isEmpty { linkOthers(in: folder, besides: path) }
    }

    /// The descriptor to watch.
    var number: Int32 { control.number }

    /// Has those answered that ask.
    func serve(with attendant: Attendant) {
        attendant.watch(number) { [self, weak attendant] in
            if !answer() { attendant?.pause(number, milliseconds: 1_000) }
        }
    }

    /// Answers those that ask; false where so many have asked that the others have to wait.
    func answer() -> Bool {
        while true {
            guard hasTimeForOneMore else {
                tell("more than \(Self.asksPerSecondMax) asked for the listening sockets of \(address) within a second")
                return false
            }
            let peer = Descriptor(writ_accept(number, nil, nil))
            guard peer.isOpen else { return true }
            state.withLock { $0.askCount += 1 }
            if let oddity = Self.oddity(of: peer) {
                tell("\(oddity) asked for the listening sockets of \(address), and got nothing")
            } else {
                pass(to: Link(peer))
            }
        }
    }

    /// Passes nothing on any more; returns whether another server has the same sockets and lives.
    func end() -> Bool {
        file.remove()
        return state.withLock { state in
            defer { (state.sockets, state.links) = ([], []) }
            return state.links.contains { $0.isAlive }
        }
    }

    /// What is wrong with who is at the other end: nil for the same user's process that runs the same program.
    static func oddity(of peer: borrowing Descriptor) -> String? {
        let processID = Int(writ_peer_process(peer.number))
        let user = writ_peer_user(peer.number)
        let name = ProgramFile.describe(processID: processID)
        guard user == Int64(geteuid()) else { return "\(name) of user \(user)" }
        guard let own = ProgramFile.own, let program = ProgramFile(processID: processID) else {
            return "\(name), whose program is not known,"
        }
        return program.isSame(as: own) ? nil : "\(name), which is another program,"
    }

    private var hasTimeForOneMore: Bool {
        state.withLock { state in
            let second = clock.milliseconds / 1000
            if state.second != second { (state.second, state.askCount, state.hasTold) = (second, 0, false) }
            return state.askCount < Self.asksPerSecondMax
        }
    }

    /// Tells something odd, once a second.
    private func tell(_ sentence: String) {
        let isFirst = state.withLock { state in
            defer { state.hasTold = true }
            return !state.hasTold
        }
        if isFirst { onOddity?(sentence) }
    }

    private func pass(to link: Link) {
        // Under the lock, nobody can close the sockets meanwhile.
        let isPassed = state.withLock { state in
            state.links.removeAll { !$0.isAlive }
            guard 1...Self.socketsMax ~= state.sockets.count, state.links.count < Self.linksMax else { return false }
            let descriptors = state.sockets.map(\.number)
            // Both arrays are told with their own counts.
            let sent = unsafe writ_send_descriptors(
                link.descriptor.number, Self.letters, Self.letters.count, descriptors, Int32(descriptors.count))
            if sent == Self.letters.count { state.links.append(link) }
            return true
        }
        if !isPassed { tell("\(Self.linksMax) servers have the listening sockets of \(address) already; one more got nothing") }
    }

    /// Links those that took the same sockets over at the same time, and that nobody has told of this one.
    private func linkOthers(in folder: HandoverFolder, besides own: String) {
        for path in folder.sockets(of: address) where path != own {
            guard let peer = Self.connect(to: path, patienceMilliseconds: 0), Self.oddity(of: peer.descriptor) == nil else {
                continue
            }
            state.withLock { if $0.links.count < Self.linksMax { $0.links.append(peer) } }
        }
    }
}

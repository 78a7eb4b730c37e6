// The listeners of one loop, which stop and start together.

import Glibc

/// Takes a connection from a listener's queue and fills in where it comes from, as accept(2) does.
typealias Acceptor = @Sendable (_ listener: Int32, _ peer: inout RawSocketAddress) -> Int32

/// Listening sockets, whether they are watched, and the descriptor held in reserve.
struct ListenerSet: ~Copyable {
    private(set) var isPaused = false
    private(set) var listeners: [LoopListener]
    private var reserve: Descriptor

    /// Whether any listener does.
    private let speaksProxyProtocol: Bool

    init(_ listeners: [LoopListener]) {
        speaksProxyProtocol = listeners.contains { $0.proxyProtocol != nil }
        self.listeners = listeners
        reserve = Self.openReserve()
    }

    func contains(_ descriptor: Int32) -> Bool {
        listeners.contains { $0.socket.number == descriptor }
    }

    /// What connections of a listener begin with; nil: the client's bytes.
    func proxyProtocol(of descriptor: Int32) -> ProxyProtocol? {
        guard speaksProxyProtocol else { return nil }
        return listeners.first { $0.socket.number == descriptor }?.proxyProtocol
    }

    func watch(with poller: any Poller) {
        for listener in listeners { _ = poller.addListener(listener.socket.number, isShared: listener.isShared) }
    }

    mutating func pause(with poller: any Poller) {
        guard !isPaused else { return }
        isPaused = true
        for listener in listeners { poller.removeListener(listener.socket.number) }
    }

    mutating func resume(with poller: any Poller) {
        guard isPaused else { return }
        isPaused = false
        watch(with: poller)
    }

    /// Lets the sockets go; each is closed when all who share it have done so.
    mutating func close(with poller: any Poller) {
        pause(with: poller)
        listeners.removeAll()
    }

    mutating func releaseReserve() {
        reserve = Descriptor(-1)
    }

    mutating func takeReserve() {
        reserve = Self.openReserve()
    }

    private static func openReserve() -> Descriptor {
        unsafe Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC))
    }
}

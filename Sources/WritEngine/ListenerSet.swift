// The listeners of one loop, which stop and start together.

import Glibc

/// Listening sockets, the connection limit that pauses them, and the descriptor held in reserve.
struct ListenerSet: ~Copyable {
    let connectionsMax: Int
    private(set) var isPaused = false
    /// The eventfd that signal handlers write to, on one loop of the engine.
    var signal: Int32 = -1
    private let onSignal: @Sendable () -> Void
    private(set) var descriptors: [Int32] = []
    private var reserve: Descriptor

    init(connectionsMax: Int, onSignal: @escaping @Sendable () -> Void) {
        self.connectionsMax = max(connectionsMax, 1)
        self.onSignal = onSignal
        reserve = Self.openReserve()
    }

    deinit {
        for descriptor in descriptors { _ = Glibc.close(descriptor) }
    }

    /// Takes over a listening socket.
    mutating func adopt(_ descriptor: Int32) {
        descriptors.append(descriptor)
    }

    func watch(with poller: borrowing EpollPoller) {
        for descriptor in descriptors { _ = poller.addListener(descriptor) }
    }

    mutating func pause(with poller: borrowing EpollPoller) {
        guard !isPaused else { return }
        isPaused = true
        for descriptor in descriptors { poller.removeListener(descriptor) }
    }

    mutating func resume(with poller: borrowing EpollPoller) {
        guard isPaused else { return }
        isPaused = false
        watch(with: poller)
    }

    mutating func close(with poller: borrowing EpollPoller) {
        for descriptor in descriptors { _ = Glibc.close(descriptor) }
        descriptors.removeAll()
    }

    mutating func releaseReserve() {
        reserve = Descriptor(-1)
    }

    mutating func takeReserve() {
        reserve = Self.openReserve()
    }

    func takeSignal() {
        var count: UInt64 = 0
        // An eventfd is read as eight bytes.
        _ = unsafe read(signal, &count, 8)
        onSignal()
    }

    private static func openReserve() -> Descriptor {
        unsafe Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC))
    }
}

// The server core: starts the loops, waits for their end, and ends them in good order.

import CWritSystem
import Glibc
import Synchronization

/// An HTTP/1.1 server that hands each request to a responder.
public final class Engine: Sendable {
    private struct State {
        var loops: [Loop] = []
        var hasStarted = false
        var isShuttingDown = false
        var runningCount = 0
        var catchesSignals = false
        var watchdog: Watchdog?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let configuration: EngineConfiguration
    private let responder: any Responder
    private let state = Mutex(State())

    public init(configuration: EngineConfiguration, responder: any Responder) {
        self.configuration = configuration
        self.responder = responder
    }

    /// Listens and starts the loops; returns the addresses with the ports that the system chose.
    @discardableResult
    public func start() async throws(EngineError) -> [SocketAddress] {
        guard
            state.withLock({ state in
                defer { state.hasStarted = true }
                return !state.hasStarted
            })
        else { throw .alreadyStarted }
        writ_ignore_sigpipe()
        let loopCount = max(configuration.loopCount ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
        var addresses = configuration.addresses
        var bound: [SocketAddress] = []
        var loops: [Loop] = []
        for index in 0..<loopCount {
            var opened: [SocketAddress] = []
            loops.append(try makeLoop(addresses: &addresses, loopCount: loopCount, opened: &opened))
            if index == 0 { bound = opened }
        }
        state.withLock { state in
            state.loops = loops
            state.runningCount = loops.count
        }
        for loop in loops {
            try SystemThread.start { [self] in
                loop.run()
                loopDidEnd()
            }
        }
        try startWatchdog(loops.map(\.pulse))
        return bound
    }

    /// Returns when the server has shut down: after `shutDown`, or after SIGINT or SIGTERM where the configuration
    /// says so.
    public func run() async {
        let signals = configuration.catchesEndSignals ? catchSignals() : nil
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.runningCount > 0 { state.waiters.append(continuation) }
                return state.runningCount == 0
            }
            if isOver { continuation.resume() }
        }
        if let signals {
            writ_release_end_signals(signals)
            _ = close(signals)
        }
    }

    /// Whether SIGINT and SIGTERM are caught now.
    package var catchesSignals: Bool { state.withLock { $0.catchesSignals } }

    /// Stops accepting, lets running requests finish within the drain's time, then ends the loops. A second call ends
    /// the drain at once.
    public func shutDown() {
        let (loops, isFirst) = state.withLock { state in
            defer { state.isShuttingDown = true }
            return (state.loops, !state.isShuttingDown)
        }
        for loop in loops {
            loop.post(isFirst ? .drain(milliseconds: configuration.drainMilliseconds) : .abort)
        }
    }

    /// Opens this loop's own listeners; ports that were left to the system are the same for all loops.
    private func makeLoop(
        addresses: inout [EngineConfiguration.Address], loopCount: Int, opened: inout [SocketAddress]
    ) throws(EngineError) -> Loop {
        var listeners = ListenerSet(
            connectionsMax: (configuration.limits.connectionsMax + loopCount - 1) / loopCount,
            onSignal: { [self] in shutDown() })
        for index in addresses.indices {
            var port = addresses[index].port
            for listener in try Listener.open(
                host: addresses[index].host, port: port, backlog: configuration.backlog)
            {
                opened.append(listener.address)
                port = listener.address.port
                listeners.adopt(listener.number)
            }
            addresses[index].port = port
        }
        return try Loop(
            listeners: listeners, responder: responder, limits: configuration.limits,
            clock: configuration.clock, onRefusal: configuration.onRefusal)
    }

    /// Returns when each loop has looked at the clock and at its sockets, and run what came of it; tells how many
    /// connections there are.
    @discardableResult
    package func settle() async -> Int { await sum(\.connectionCount) }

    /// Deadlines that the loops have in their timers.
    package func timerCount() async -> Int { await sum(\.timerCount) }

    /// The sum over all loops of what each counts, some turns from now.
    private func sum(_ count: any KeyPath<Loop, Int> & Sendable) async -> Int {
        var sum = 0
        for loop in state.withLock({ $0.loops }) {
            sum += await withCheckedContinuation { continuation in
                loop.post(.tell(turns: 3) { continuation.resume(returning: loop[keyPath: count]) })
            }
        }
        return sum
    }

    private func catchSignals() -> Int32? {
        guard let loop = state.withLock({ $0.loops.first }) else { return nil }
        let descriptor = writ_eventfd()
        guard descriptor >= 0 else { return nil }
        writ_catch_end_signals(descriptor)
        loop.post(.signal(descriptor: descriptor))
        state.withLock { $0.catchesSignals = true }
        return descriptor
    }

    private func startWatchdog(_ pulses: [LoopPulse]) throws(EngineError) {
        guard let limit = configuration.blockedLoopMilliseconds, let onBlockedLoop = configuration.onBlockedLoop else {
            return
        }
        let watchdog = try Watchdog(pulses, limitMilliseconds: limit, clock: configuration.clock) { [responder] in
            onBlockedLoop($0.map(responder.name(ofOperation:)), $1)
        }
        let isRunning = state.withLock { state in
            if state.runningCount > 0 { state.watchdog = watchdog }
            return state.runningCount > 0
        }
        if isRunning { try SystemThread.start { watchdog.run() } }
    }

    private func loopDidEnd() {
        let waiters = state.withLock { state in
            state.runningCount -= 1
            guard state.runningCount == 0 else { return [CheckedContinuation<Void, Never>]() }
            state.watchdog?.stop()
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

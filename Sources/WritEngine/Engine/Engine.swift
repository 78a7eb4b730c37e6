// The server core: starts the loops, and waits for their end.

import CWritSystem
import Glibc

/// An HTTP/1.1 server that hands each request to a responder.
public final class Engine: Sendable {
    /// How far the engine is in its life.
    enum Phase {
        case fresh, starting, running
        /// Told to end and no longer ready, but still accepting.
        case leaving
        case draining
        case aborting
    }

    struct State {
        var phase = Phase.fresh
        var loops: [Loop] = []
        /// The listening sockets, until they are no longer accepted from.
        var groups: [ListenerGroup] = []
        var runningCount = 0
        /// What goes on beside the loops, until `run` returns.
        var attendant: Attendant?
        /// What signals are told to, as long as they are caught; and how many have come.
        var signals: WakeUp?
        var signalCount = 0
        var watchdog: Watchdog?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    let configuration: EngineConfiguration
    let responder: any Responder
    let state = Monitor(State())

    public init(configuration: EngineConfiguration, responder: any Responder) {
        self.configuration = configuration
        self.responder = responder
    }

    /// Whether the server accepts connections and has not been told to end.
    public var isReady: Bool { state.withLock { $0.phase == .running } }

    /// Listens and starts the loops; returns the addresses with the ports that the system chose. From then on SIGINT and SIGTERM
    /// end the server, where the configuration says so; `run` is to be called then.
    ///
    /// For the whole process, SIGPIPE is ignored from then on, and glibc's malloc keeps up to 32 MB of freed memory in each arena
    /// (`M_MMAP_THRESHOLD`, `M_TRIM_THRESHOLD`), until large bodies have rested for `offloadIdleMilliseconds`.
    @discardableResult
    public func start() async throws(EngineError) -> [SocketAddress] {
        guard
            state.withLock({ state in
                guard state.phase == .fresh else { return false }
                state.phase = .starting
                return true
            })
        else { throw .alreadyStarted }
        writ_ignore_sigpipe()
        writ_keep_freed_memory()
        let loopCount = max(configuration.loops.count ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
        let groups = try ListenerGroup.open(configuration, loopCount: loopCount)
        let attendant = try Attendant(isPortable: configuration.loops.poller.isPortable)
        let ledger = ConnectionLedger(configuration.limits)
        let budget = MemoryBudget(configuration.limits, attendant: attendant, onRefusals: configuration.onFullMemory)
        var loops: [Loop] = []
        for index in 0..<loopCount {
            loops.append(
                try Loop(
                    listeners: groups.flatMap { $0.listeners(forLoop: index, of: loopCount) }, responder: responder,
                    configuration: configuration, ledger: ledger, budget: budget))
        }
        try run(loops, groups, attendant)
        for group in groups {
            if let processID = group.predecessor { configuration.onTakeOver?(group.address, processID) }
        }
        configuration.onReadinessChange?(true)
        greetSupervisor()
        return groups.map(\.address)
    }

    private func run(_ loops: [Loop], _ groups: [ListenerGroup], _ attendant: Attendant) throws(EngineError) {
        try attendant.start()
        state.withLock { state in
            (state.loops, state.groups, state.runningCount) = (loops, groups, loops.count)
            state.attendant = attendant
            state.phase = .running
        }
        for (index, loop) in loops.enumerated() {
            do throws(EngineError) {
                try SystemThread.start { [self] in
                    loop.run()
                    loopDidEnd()
                }
            } catch {
                state.withLock { state in
                    state.loops = Array(loops[..<index])
                    state.runningCount -= loops.count - index
                }
                shutDown()
                shutDown()
                if index == 0 { releaseSignals() }
                throw error
            }
        }
        for group in groups { group.handover?.serve(with: attendant) }
        if configuration.shutdown.catchesSignals { catchSignals() }
        try startWatchdog(loops.map(\.activity))
    }

    /// Returns when the server has shut down: after `shutDown`, or after SIGINT or SIGTERM where the configuration
    /// says so. A process that has not come to this in time ends without it: see `endGraceMilliseconds`.
    public func run() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.runningCount > 0 { state.waiters.append(continuation) }
                return state.runningCount == 0
            }
            if isOver { continuation.resume() }
        }
        releaseSignals()
    }

    /// Whether SIGINT and SIGTERM are caught now.
    package var catchesSignals: Bool { state.withLock { $0.signals != nil } }

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

    private func startWatchdog(_ activities: [LoopActivity]) throws(EngineError) {
        guard let limit = configuration.loops.$blockedAfter, let onBlockedLoop = configuration.onBlockedLoop else {
            return
        }
        let watchdog = try Watchdog(activities, limitMilliseconds: limit, clock: configuration.clock) { [responder] in
            onBlockedLoop($0, $1.map(responder.name(ofOperation:)), $2)
        }
        let isRunning = state.withLock { state in
            if state.runningCount > 0 { state.watchdog = watchdog }
            return state.runningCount > 0
        }
        if isRunning { try SystemThread.start { watchdog.run() } }
    }

    private func loopDidEnd() {
        let (waiters, isOver) = state.withLock { state in
            state.runningCount -= 1
            guard state.runningCount == 0 else { return ([CheckedContinuation<Void, Never>](), false) }
            state.watchdog?.stop()
            defer { state.waiters = [] }
            // Until `run` returns, signals can still end the process.
            return (state.waiters, state.signals == nil)
        }
        if isOver { releaseSignals() }
        for waiter in waiters { waiter.resume() }
    }
}

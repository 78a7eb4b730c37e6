// One event loop: a thread, its connections, and the workers that serve them.

import CWritSystem
import Glibc
import WritWire

/// Waits for readiness, and has workers serve the connections that are ready.
///
/// A turn: wait for events; note them, queue the connections that rested and make the tasks runnable that wait in the middle
/// of a request; fire timers; have the queue served, and run the jobs that are runnable now. All state but `foreign` belongs
/// to the loop's thread.
// Only the loop's own thread touches the fields that aren't locked; that is why it may claim to be Sendable.
@safe
final class Loop: @unchecked Sendable {
    /// What other threads leave for the loop.
    struct Foreign {
        var jobs: [UnownedJob] = []
        var commands: [LoopCommand] = []
        /// Whether the wake-up descriptor has been written to and not read since.
        var isSignalled = false
    }

    // What every turn changes does without the run-time checks for overlapping access: the loop's thread is the only one
    // to touch it, and no access calls foreign code.
    /// Jobs that are runnable, in the order they came.
    @safe @exclusivity(unchecked) var localJobs = Queue<UnownedJob>()
    /// Connections for which a worker has something to do, in the order they came to it.
    @safe @exclusivity(unchecked) var ready = Queue<Connection>()
    /// What goes on behind them.
    @safe @exclusivity(unchecked) var bulk = Queue<BulkStep>()
    /// The connections by their descriptors.
    @safe @exclusivity(unchecked) var connections: [Connection?] = []
    @safe @exclusivity(unchecked) private var servers: [HTTP1Connection] = []
    @safe @exclusivity(unchecked) private var timers: TimerWheel
    /// Workers without anything to do.
    @safe @exclusivity(unchecked) var idleWorkers: [Worker] = []
    @safe @exclusivity(unchecked) private var fired: [TimerWheel.Entry] = []

    let responder: any Responder
    let limits: ServerLimits
    let clock: LoopClock
    let activity = LoopActivity()
    let foreign = Monitor(Foreign())
    let wakeUp: WakeUp
    let poller: any Poller
    let ledger: ConnectionLedger
    let accept: Acceptor
    var listeners: ListenerSet
    let budget: MemoryBudget
    @safe @exclusivity(unchecked) var connectionCount = 0
    /// Jobs that have been run; wraps around.
    @safe @exclusivity(unchecked) private(set) var jobNumber = 0
    /// Connections whose handlers have written in the current job what is to leave when it is over.
    @safe @exclusivity(unchecked) var gathering: [Connection] = []
    /// How many of the ready connections are still to be served in this turn.
    @safe @exclusivity(unchecked) var readyOfTurn = 0
    /// Milliseconds of the monotonic clock, as of this turn.
    @safe @exclusivity(unchecked) private(set) var now: Int
    /// When the drain is over, and when connections that rest are ended.
    var drainEnd = Int.max
    var restEnd = Int.max
    /// When answers without end are ended.
    var streamEnd = Int.max
    var isFinished = false
    /// Who is told of connections without a header of the PROXY protocol, and when the next time is.
    let onProxyRefusal: (@Sendable (String) -> Void)?
    var proxyRefusalEnd = Int.min
    let time = ResponseTime(secondsSince1970: Int(writ_wall_seconds()))
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 32_768, alignment: 16)
    var spareRoom = SpareRoom()

    /// Milliseconds of one tick of the timers.
    static let tickMilliseconds = 50
    /// Milliseconds between the end of the drain and the end of the loop, for tasks to see that it is over.
    static let abortMilliseconds = 500
    /// What stands for a descriptor in timers that are not a connection's.
    static let drainTimer: Int32 = -1
    static let resumeTimer: Int32 = -2
    static let streamTimer: Int32 = -3
    /// What serves connections, and is kept for reuse: each has about 40 KB of buffers. The first few, which are used most, may keep more
    /// where answers were large; all others would get there too in the course of days.
    static let serversKeptMax = 64
    static let serversKeptLargeMax = 8

    init(
        listeners: [LoopListener], responder: any Responder, configuration: EngineConfiguration, ledger: ConnectionLedger,
        budget: MemoryBudget
    ) throws(EngineError) {
        self.listeners = ListenerSet(listeners)
        self.responder = responder
        self.ledger = ledger
        self.budget = budget
        limits = configuration.limits
        onProxyRefusal = configuration.onProxyRefusal
        clock = configuration.clock
        accept = configuration.accept
        poller = try configuration.makePoller(configuration.loops.poller)
        wakeUp = try WakeUp(isPortable: configuration.loops.poller.isPortable)
        now = clock.milliseconds
        timers = TimerWheel(tick: now / Self.tickMilliseconds)
        guard poller.addListener(wakeUp.number, isShared: false) else {
            throw .systemCallFailed(name: "epoll_ctl", errorNumber: errno)
        }
    }

    deinit {
        unsafe scratch.deallocate()
    }

    /// Runs until the loop is told to drain and has drained.
    func run() {
        unsafe writ_set_thread_loop(Unmanaged.passUnretained(self).toOpaque())
        listeners.watch(with: poller)
        while !isFinished {
            turn()
        }
        endWorkers()
        budget.tellRefusals()
        // It waits for nothing any more, and nobody is to take that for a turn without end.
        activity.endTurn()
        writ_set_thread_loop(nil)
    }

    private func turn() {
        waitForEvents()
        serveReady()
        serveBulk()
        if isDraining { concludeDrain() }
    }

    /// Waits until something has happened, and notes it.
    func waitForEvents() {
        activity.endTurn()
        let eventCount = poller.wait(milliseconds: waitMilliseconds)
        now = clock.milliseconds
        activity.beginTurn(at: now)
        time.heads.update(secondsSince1970: Int(writ_wall_seconds()))
        for index in 0..<eventCount { dispatch(poller.report(index)) }
        fireTimers()
    }

    private var waitMilliseconds: Int? {
        if localJobs.count > 0 || ready.count > 0 || bulk.count > 0 { return 0 }
        guard let tick = timers.nextTick else { return nil }
        // The coarse clock may lag by one of its own ticks: waking a little late saves an idle turn.
        return max(tick * Self.tickMilliseconds - now, 0) + 5
    }

    private func dispatch(_ readiness: Readiness) {
        let number = Int(readiness.descriptor)
        if number < connections.count, let connection = connections[number] {
            connection.becameReady(readiness)
        } else if readiness.descriptor == wakeUp.number {
            takeForeign()
        } else if listeners.contains(readiness.descriptor) {
            acceptConnections(on: readiness.descriptor)
        }
    }

    /// Runs the jobs that are there now; those they make runnable wait for the next turn, so that no task starves
    /// the sockets.
    func runJobs() {
        var remaining = localJobs.count
        while remaining > 0, let job = localJobs.removeFirst() {
            remaining -= 1
            // A job is a reference, of which the address alone is of interest.
            activity.beginJob(unsafe unsafeBitCast(job, to: UInt.self))
            // The loop outlives its turn, and so the unowned reference.
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            if let exchange = activity.takeSuspended() { exchange.host?.responderDidSuspend(exchange) }
            jobNumber &+= 1
            if !gathering.isEmpty { sendGathered() }
        }
    }

    /// Sends what handlers have written in the job that is over.
    private func sendGathered() {
        for connection in gathering { connection.sendGathered() }
        gathering.removeAll(keepingCapacity: true)
    }

    private func takeForeign() {
        wakeUp.clear()
        let (jobs, commands) = foreign.withLock { foreign in
            defer { foreign = Foreign() }
            return (foreign.jobs, foreign.commands)
        }
        for job in jobs { localJobs.append(job) }
        for command in commands { carryOut(command) }
    }

    /// Whether the loop has stopped accepting.
    var isDraining: Bool { time.isDraining }

    // Timers.

    func tick(of milliseconds: Int) -> Int { milliseconds / Self.tickMilliseconds + 1 }

    func scheduleTimer(_ descriptor: Int32, deadline: Int) -> Int {
        timers.schedule(descriptor, at: tick(of: deadline))
    }

    var timerCount: Int { timers.count }

    func cancelTimer(_ descriptor: Int32) {
        timers.cancel(descriptor)
    }

    private func fireTimers() {
        timers.advance(to: now / Self.tickMilliseconds, into: &fired)
        guard !fired.isEmpty else { return }
        for entry in fired {
            let number = Int(entry.descriptor)
            if number == Self.resumeTimer {
                resumeAccepting()
            } else if number >= 0 && number < connections.count {
                connections[number]?.timerFired()
            }
        }
        fired.removeAll(keepingCapacity: true)
    }

    // What connections ask for.

    func borrowServer() -> HTTP1Connection {
        if let server = servers.popLast() { return server }
        return HTTP1Connection(
            responder: responder, limits: limits, time: time, activity: activity, budget: budget,
            home: ObjectIdentifier(self))
    }

    func giveBack(_ server: HTTP1Connection) {
        server.recycle(keepsRoom: servers.count < Self.serversKeptLargeMax)
        server.leaveConnection()
        if servers.count < Self.serversKeptMax { servers.append(server) }
    }

    func withScratch<Result>(_ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
        unsafe body(scratch)
    }
}

// A connection of a loop: its waits, its rest between two requests, and the supervision of its handler.

/// Hosts what serves one accepted socket. Everything here runs on its loop's thread.
// Pinned to one loop, whose thread alone touches it; that is why it may claim to be Sendable.
@safe
final class Connection: ConnectionHost, @unchecked Sendable {
    /// Who is at work on a connection.
    enum Phase {
        /// Nobody: it rests between two requests, and a draining server may end it.
        case resting
        /// It waits in the loop's queue for a worker.
        case ready
        /// A worker, from the first byte of a request to the next rest.
        case served
    }

    let loop: Loop
    let socket: SocketTransport
    /// What takes a balancer's header off the front; nil where there is none.
    private var proxied: ProxiedTransport?
    private var isRegistered = false
    private var isAborted = false
    private(set) var phase = Phase.ready
    /// Whether no request has been answered yet.
    private var isFirst = true
    /// Whether the next look for a request is the last.
    private var isLast = false
    private var waiter: UnsafeContinuation<Wake, Never>?
    /// What is waited for, or was last.
    private var awaited = TransportEvent.readable
    /// What is waited for by what the loop sends of a suspended handler's answer.
    var gatheredWaitsFor = TransportEvent.writable
    /// When the current wait times out, in milliseconds of the loop's clock.
    private var deadline = Int.max
    /// When a client that is sent to behind its handler has to have taken something.
    var unsentDeadline = Int.max
    /// When a stream that is silent gets a sign of life.
    var heartbeatDeadline = Int.max
    /// When the current wait began.
    private var waitStart = 0
    /// The tick at which the wheel has this connection fire; `.max` for none.
    private var scheduledTick = Int.max
    /// The worker that served the connection last; its task is the handler's.
    private(set) var worker: Worker?
    /// What a worker has left behind that was cancelled, or had had its turn, with requests that have come already.
    private var interrupted: HTTP1Connection?
    /// The handler of the current request, once it has suspended.
    var suspended: SuspendedResponder?

    init(_ descriptor: consuming Descriptor, peer: RawSocketAddress, isProxied: Bool = false, loop: Loop) {
        socket = SocketTransport(descriptor, peer: peer)
        self.loop = loop
        guard isProxied else { return }
        // The loop outlives its connections.
        proxied = ProxiedTransport(
            socket, admits: { [unowned loop] client in loop.ledger.admit(client.map { .init($0) }) },
            didRefuse: { [unowned loop] in loop.noteProxyRefusal("it began without a header of the PROXY protocol") })
    }

    /// What carries the bytes: the socket itself, or what takes a balancer's header off its front.
    var transport: any Transport { proxied ?? socket }

    /// Whose connection is counted; nil: nobody's.
    var client: RawSocketAddress.Client? {
        guard let proxied else { return socket.peer.client }
        return proxied.client.map { .init($0) }
    }

    // Between two stretches of serving.

    /// Whether the connection may be served, from now on by that worker; not where the server's time to drain is up.
    func beginServing(by worker: Worker) -> Bool {
        phase = .served
        if self.worker !== worker { self.worker = worker }
        return interrupted != nil || !isAborted
    }

    /// Whether a cancelled worker has left something behind.
    var isInterrupted: Bool { interrupted != nil }

    /// What a cancelled worker has left behind, once.
    func takeInterrupted() -> HTTP1Connection? { interrupted == nil ? nil : interrupted.take() }

    func movesOn(_ served: HTTP1Connection) -> Bool { worker?.movesOn(from: self, with: served) ?? false }

    /// Goes on after a stretch of serving, or ends; for `lingering` the worker sees to that. False where what
    /// served it is kept.
    func endServing(_ served: HTTP1Connection, _ outcome: ServeOutcome) -> Bool {
        if served.servedCount > 0 { isFirst = false }
        if !loop.gathering.isEmpty { loop.gathering.removeAll { $0 === self } }
        switch outcome {
        case .idle where isLast || isAborted: end()
        case .idle: rest()
        case .lingering: break
        case .finished, .lost: end()
        case .interrupted:
            // Whatever the next handlers do must not find itself cancelled from the start.
            interrupted = served
            becomeReady()
            return false
        case .postponed:
            interrupted = served
            phase = .ready
            loop.add(bulk: .serve(self))
            return false
        }
        return true
    }

    /// Closes the connection.
    func end() {
        loop.remove(self)
    }

    /// Waits for the next request, which takes neither a task nor an exchange.
    private func rest() {
        // What is around a socket keeps nothing back: a transport that does, as TLS will, has to be asked itself, at the price of a call
        // through its protocol for every request.
        guard !socket.isReadable else { return becomeReady() }
        // One that has sent nothing that could be answered has no second time for it.
        if !isFirst || deadline == .max {
            startDeadline(milliseconds: isFirst ? loop.limits.$headTimeout : loop.limits.$idleTimeout)
        }
        phase = .resting
        if loop.isDraining { deadline = min(deadline, loop.restEnd) }
        if let wake = beginWait(for: .readable) { endRest(wake) }
    }

    private func endRest(_ reason: Wake) {
        switch reason {
        case .ready: break
        // One last look: a request may be on its way up.
        case .draining: lookOnceMore()
        case .timedOut where loop.isDraining: lookOnceMore()
        case .timedOut, .aborted: return end()
        }
        becomeReady()
    }

    private func lookOnceMore() {
        isLast = true
        socket.expectReadable()
    }

    private func becomeReady() {
        phase = .ready
        loop.add(ready: self)
    }

    /// Says that nothing more will be sent, and reads on so that the client sees the answer instead of a reset.
    func linger() async {
        transport.finishSending()
        startDeadline(milliseconds: loop.limits.$linger)
        var remaining = loop.limits.lingerBytesMax
        while remaining > 0 {
            switch unsafe loop.withScratch({ unsafe transport.receive(into: $0) }) {
            case .moved(let count): remaining -= count
            case .ended, .failed: return
            case .waits(let event): guard await wait(for: event) == .ready else { return }
            }
        }
    }

    func startDeadline(milliseconds: Int) {
        deadline = ServerLimits.sum(loop.now, milliseconds)
    }

    func withScratch<Result>(_ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result { unsafe loop.withScratch(body) }

    func withSpareRoom(_ body: (inout SpareRoom) -> Void) {
        body(&loop.spareRoom)
        loop.spareRoom.trim()
    }

    var sendsBehindResponder: Bool { true }

    func watchUnsent(_ exchange: Exchange, for event: TransportEvent, milliseconds: Int) {
        gatheredWaitsFor = event
        register()
        loop.poller.expect(socket.descriptor.number, reads: isWaiting || event == .readable, writes: event == .writable)
        unsentDeadline = ServerLimits.sum(loop.now, max(milliseconds, 0))
        schedule(unsentDeadline)
    }

    func watchHeartbeat(milliseconds: Int) {
        heartbeatDeadline = ServerLimits.sum(loop.now, max(milliseconds, 1))
        schedule(heartbeatDeadline)
    }

    func perform(_ body: @escaping @Sendable () -> Void) {
        if loop.isCurrent { body() } else { loop.post(.perform(body)) }
    }

    func disconnect() { socket.disconnect() }

    var milliseconds: Int { loop.now }

    func wait(for event: TransportEvent) async -> Wake {
        if let wake = beginWait(for: event) { return wake }
        return unsafe await withUnsafeContinuation { unsafe waiter = $0 }
    }

    var microseconds: Int { loop.clock.microseconds }

    var jobNumber: Int { loop.jobNumber }

    func yieldTurn() async {
        _ = unsafe await withUnsafeContinuation { unsafe loop.add(bulk: .resume($0, .ready)) }
    }

    func didGather(_ exchange: Exchange) {
        // Where the handler has not suspended yet, the end of its job is noticed anyway.
        if exchange.hasSuspended { loop.gathering.append(self) }
    }

    func didRefuseForMemory() {
        loop.budget.noteRefusal()
    }

    /// Gets ready to suspend; a reason not to, if there is one.
    private func beginWait(for event: TransportEvent) -> Wake? {
        if isAborted { return .aborted }
        if socket.has(event) { return .ready }
        if phase == .resting && loop.restEnd <= loop.now { return .draining }
        schedule(deadline)
        if isRegistered {
            loop.poller.expect(socket.descriptor.number, reads: event == .readable, writes: event == .writable)
        } else {
            register()
        }
        guard isRegistered else { return .aborted }
        awaited = event
        waitStart = loop.now
        return nil
    }

    /// Puts the socket under the poller's watch, when it waits first: a short-lived one may never need it. What is
    /// ready then is told at once, so nothing is missed.
    func register() {
        if !isRegistered { isRegistered = loop.poller.addConnection(socket.descriptor.number) }
    }

    /// Whether the client is waited for.
    var isWaiting: Bool { unsafe phase == .resting || waiter != nil }

    /// Has the timer fire at that time at the latest. An earlier one stays: when it fires, the time is looked at anew,
    /// which is cheaper than to move it for each request.
    private func schedule(_ due: Int) {
        guard due < .max, loop.tick(of: due) < scheduledTick else { return }
        scheduledTick = loop.scheduleTimer(socket.descriptor.number, deadline: due)
    }

    /// Has the timer fire when something is due for the current wait, or else for a suspended handler.
    func scheduleTimer() {
        schedule(isWaiting ? deadline : suspended?.due ?? .max)
    }

    // What the loop tells.

    func becameReady(_ readiness: Readiness) {
        socket.note(readiness)
        if readiness.isHungUp { cancelIfHungUp() }
        if socket.has(awaited) { wake(.ready) }
        if socket.has(gatheredWaitsFor) { sendGathered() }
    }

    /// The connection's timer fired.
    func timerFired() {
        scheduledTick = .max
        if deadline <= loop.now { wake(.timedOut) }
        superviseResponder()
        if unsentDeadline <= loop.now { checkUnsent() }
        if heartbeatDeadline <= loop.now { sendHeartbeat() }
        scheduleTimer()
        schedule(unsentDeadline)
        schedule(heartbeatDeadline)
    }

    /// The server ends: a connection that rests is kept for a request that may be on its way, but not for long.
    func startDraining() {
        guard phase == .resting else { return }
        deadline = min(deadline, loop.restEnd)
        if deadline <= loop.now { return wake(.draining) }
        scheduleTimer()
    }

    /// The server ends: a handler whose answer has no end that is known is told so by its cancellation.
    func endStream() {
        guard let exchange = suspended?.exchange, exchange.isEndless else { return }
        cancelResponder(.serverEnds)
        // Who waits for the client of another protocol is told by that.
        if exchange.isUpgraded { wake(.draining) }
    }

    func abort() {
        isAborted = true
        wake(.aborted)
        cancelResponder(.serverEnds)
    }

    private func wake(_ reason: Wake) {
        if phase == .resting { return endRest(reason) }
        guard let waiter = unsafe waiter else { return }
        unsafe self.waiter = nil
        if suspended != nil {
            suspended?.didWait(milliseconds: loop.now - waitStart)
            scheduleTimer()
        }
        // Who has had a whole turn lately goes on behind the others.
        if suspended?.exchange.isBulk == true { return unsafe loop.add(bulk: .resume(waiter, reason)) }
        unsafe waiter.resume(returning: reason)
    }
}

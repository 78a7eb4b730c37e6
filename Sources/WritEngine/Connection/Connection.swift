// A connection over a socket: the transport of its exchange, and its rest between two requests.

import CWritSystem
import Glibc

/// One accepted socket. Everything here runs on its loop's thread.
// Pinned to one loop, whose thread alone touches it; that is why it may claim to be Sendable.
@safe
final class Connection: Transport, @unchecked Sendable {
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
    let descriptor: Descriptor
    private let compactPeer: PeerAddress
    private var isRegistered = false
    private(set) var isReadable = true
    private var isWritable = true
    private(set) var isHungUp = false
    private var isAborted = false
    private(set) var phase = Phase.ready
    /// Whether no request has been answered yet.
    private var isFirst = true
    /// Whether the next look for a request is the last.
    private var isLast = false
    private var waiter: UnsafeContinuation<Wake, Never>?
    private var waitsForOutput = false
    /// When the current wait times out, in milliseconds of the loop's clock.
    private var deadline = Int.max
    /// When the current wait began.
    private var waitStart = 0
    /// The tick at which the wheel has this connection fire; `.max` for none.
    private var scheduledTick = Int.max
    /// The worker that served the connection last; its task is the handler's.
    private(set) var worker: Worker?
    /// What a worker has left behind that was cancelled, or had had its turn: the exchange, with requests that have come
    /// already.
    private var interrupted: Exchange?
    /// The handler of the current request, once it has suspended.
    var suspended: SuspendedResponder?

    init(_ descriptor: consuming Descriptor, peer: RawSocketAddress, loop: Loop) {
        self.descriptor = descriptor
        compactPeer = PeerAddress(peer)
        self.loop = loop
    }

    var peer: RawSocketAddress { compactPeer.full }
    var peerAddress: String { peer.readable.description }

    var localAddress: String {
        var local = RawSocketAddress()
        // `getsockname` fills in at most the size it is told.
        guard unsafe local.fill({ unsafe getsockname(descriptor.number, $0, &$1) }) == 0 else { return "" }
        return local.readable.description
    }

    // Between two stretches of serving.

    /// Whether the connection may be served, from now on by that worker; not where the server's time to drain is up.
    func beginServing(by worker: Worker) -> Bool {
        phase = .served
        if self.worker !== worker { self.worker = worker }
        return interrupted != nil || !isAborted
    }

    /// Whether a cancelled worker has left an exchange behind.
    var isInterrupted: Bool { interrupted != nil }

    /// What a cancelled worker has left behind, once.
    func takeInterrupted() -> Exchange? { interrupted == nil ? nil : interrupted.take() }

    func movesOn(_ exchange: Exchange) -> Bool { worker?.movesOn(from: self, with: exchange) ?? false }

    /// Goes on after a stretch of serving, or ends; for `lingering` the worker sees to that. False where the exchange is
    /// kept.
    func endServing(_ exchange: Exchange, _ outcome: ServeOutcome) -> Bool {
        if exchange.servedCount > 0 { isFirst = false }
        if !loop.gathering.isEmpty { loop.gathering.removeAll { $0 === self } }
        switch outcome {
        case .idle where isLast || isAborted: end()
        case .idle: rest()
        case .lingering: break
        case .finished, .lost: end()
        case .interrupted:
            // Whatever the next handlers do must not find itself cancelled from the start.
            interrupted = exchange
            becomeReady()
            return false
        case .postponed:
            interrupted = exchange
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
        guard !isReadable else { return becomeReady() }
        startDeadline(
            milliseconds: isFirst ? loop.limits.$headTimeout : loop.limits.$idleTimeout)
        phase = .resting
        if loop.isDraining { deadline = min(deadline, loop.restEnd) }
        if let wake = beginWait(forOutput: false) { endRest(wake) }
    }

    private func endRest(_ reason: Wake) {
        switch reason {
        case .ready: break
        // One last look: a request may be on its way up.
        case .draining: (isLast, isReadable) = (true, true)
        case .timedOut where loop.isDraining: (isLast, isReadable) = (true, true)
        case .timedOut, .aborted: return end()
        }
        becomeReady()
    }

    private func becomeReady() {
        phase = .ready
        loop.add(ready: self)
    }

    /// Says that nothing more will be sent, and reads on so that the client sees the answer instead of a reset.
    func linger() async {
        _ = shutdown(descriptor.number, Int32(SHUT_WR))
        startDeadline(milliseconds: loop.limits.$linger)
        var remaining = loop.limits.lingerBytesMax
        while remaining > 0 {
            switch unsafe loop.withScratch({ unsafe receive(into: $0) }) {
            case .moved(let count): remaining -= count
            case .ended, .failed: return
            case .wouldBlock: guard await waitUntilReadable() == .ready else { return }
            }
        }
    }

    func receive(into room: UnsafeMutableRawBufferPointer) -> TransferResult {
        guard isReadable else { return .wouldBlock }
        while true {
            // The room is the caller's, with its own count.
            let count = unsafe writ_receive(descriptor.number, room.baseAddress, room.count)
            if count > 0 {
                // A short read has emptied the socket: the next byte is an edge of its own. An end must be read.
                if count < room.count && !isHungUp { isReadable = false }
                return .moved(count)
            }
            if count == 0 { return .ended }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                isReadable = false
                return .wouldBlock
            default: return .failed
            }
        }
    }

    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> TransferResult {
        let flags = Int32(MSG_NOSIGNAL) | (hasMore ? Int32(MSG_MORE) : 0)
        while true {
            // The bytes are the caller's, with their own count.
            let count = unsafe writ_send(descriptor.number, bytes.baseAddress, bytes.count, flags)
            if count >= 0 { return .moved(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                isWritable = false
                return .wouldBlock
            default: return .failed
            }
        }
    }

    func resetAtEnd() {
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        // The structure lives through the call, which is told its size.
        _ = unsafe setsockopt(
            descriptor.number, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }

    func startDeadline(milliseconds: Int) {
        deadline = ServerLimits.sum(loop.now, milliseconds)
    }

    var milliseconds: Int { loop.now }

    var unsentByteCount: Int { Int(writ_unsent_byte_count(descriptor.number)) }

    func waitUntilReadable() async -> Wake {
        if let wake = beginWait(forOutput: false) { return wake }
        return unsafe await withUnsafeContinuation { unsafe waiter = $0 }
    }

    func waitUntilWritable() async -> Wake {
        if let wake = beginWait(forOutput: true) { return wake }
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
    private func beginWait(forOutput: Bool) -> Wake? {
        if isAborted { return .aborted }
        if forOutput ? isWritable : isReadable { return .ready }
        if phase == .resting && loop.restEnd <= loop.now { return .draining }
        schedule(deadline)
        if isRegistered {
            loop.poller.expect(descriptor.number, reads: !forOutput, writes: forOutput)
        } else {
            register()
        }
        guard isRegistered else { return .aborted }
        waitsForOutput = forOutput
        waitStart = loop.now
        return nil
    }

    /// Puts the socket under the poller's watch, when it waits first: a short-lived one may never need it. What is
    /// ready then is told at once, so nothing is missed.
    func register() {
        if !isRegistered { isRegistered = loop.poller.addConnection(descriptor.number) }
    }

    /// Whether the client is waited for.
    var isWaiting: Bool { unsafe phase == .resting || waiter != nil }

    /// Has the timer fire at that time at the latest. An earlier one stays: when it fires, the time is looked at anew,
    /// which is cheaper than to move it for each request.
    private func schedule(_ due: Int) {
        guard due < .max, loop.tick(of: due) < scheduledTick else { return }
        scheduledTick = loop.scheduleTimer(descriptor.number, deadline: due)
    }

    /// Has the timer fire when something is due for the current wait, or else for a suspended handler.
    func scheduleTimer() {
        schedule(isWaiting ? deadline : suspended?.due ?? .max)
    }

    // What the loop tells.

    func becameReady(_ readiness: Readiness) {
        if readiness.isReadable { isReadable = true }
        if readiness.isWritable { isWritable = true }
        if readiness.isHungUp {
            isHungUp = true
            cancelIfHungUp()
        }
        if waitsForOutput ? isWritable : isReadable { wake(.ready) }
        if isWritable { sendGathered() }
    }

    /// The connection's timer fired.
    func timerFired() {
        scheduledTick = .max
        if deadline <= loop.now { wake(.timedOut) }
        superviseResponder()
        scheduleTimer()
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

// How many connections the whole server has, and how many each client.

import Synchronization

/// Counts the connections of all loops; touched when one comes and when it goes.
final class ConnectionLedger: Sendable {
    private let connectionsMax: Int
    private let connectionsPerAddressMax: Int?
    private let count = Atomic(0)
    /// Connections so far, and those of them that were closed at once: see `EngineReading`.
    private let accepted = Atomic(0)
    private let refusedClients = Atomic(0)
    private let refusedStrangers = Atomic(0)
    private let shed = Atomic(0)
    private let clients = Monitor<[RawSocketAddress.Client: Int]>([:])
    /// Loops that wait for one of the places, and loops that wait for any connection to end: for a descriptor.
    private let waitingForRoom = WaitingLoops()
    private let waitingForEnd = WaitingLoops()

    init(_ limits: ServerLimits) {
        connectionsMax = max(limits.connectionsMax, 1)
        connectionsPerAddressMax = limits.connectionsPerAddressMax
    }

    /// Takes one of the places for connections; false if there is none.
    func reserve() -> Bool {
        var current = count.load(ordering: .relaxed)
        while current < connectionsMax {
            let result = count.weakCompareExchange(
                expected: current, desired: current + 1, ordering: .sequentiallyConsistent)
            if result.exchanged { return true }
            current = result.original
        }
        return false
    }

    /// A connection was accepted for which a place is reserved.
    func noteAccepted() { accepted.add(1, ordering: .relaxed) }

    /// A connection was closed at once, that of a stranger where balancers are expected, or for want of a descriptor.
    func noteStranger() { refusedStrangers.add(1, ordering: .relaxed) }
    func noteShed() { shed.add(1, ordering: .relaxed) }

    func fill(_ reading: inout EngineReading) {
        reading.openConnections = count.load(ordering: .relaxed)
        reading.acceptedConnections = accepted.load(ordering: .relaxed)
        reading.refusedClients = refusedClients.load(ordering: .relaxed)
        reading.refusedStrangers = refusedStrangers.load(ordering: .relaxed)
        reading.shedConnections = shed.load(ordering: .relaxed)
    }

    /// Gives a place back for which there was no connection.
    func giveBack() {
        count.subtract(1, ordering: .sequentiallyConsistent)
        waitingForRoom.wake()
    }

    /// Whether a client may have one more connection, which is counted then.
    func admit(_ client: RawSocketAddress.Client?) -> Bool {
        guard let connectionsPerAddressMax, let client else { return true }
        let isAdmitted = clients.withLock { clients in
            let count = clients[client, default: 0]
            guard count < connectionsPerAddressMax else { return false }
            clients[client] = count + 1
            return true
        }
        if !isAdmitted { refusedClients.add(1, ordering: .relaxed) }
        return isAdmitted
    }

    /// Forgets a connection, and that of a client that was admitted with it.
    func remove(_ client: RawSocketAddress.Client?) {
        if connectionsPerAddressMax != nil, let client {
            clients.withLock { clients in
                let count = clients[client, default: 1]
                clients[client] = count > 1 ? count - 1 : nil
            }
        }
        giveBack()
        waitingForEnd.wake()
    }

    /// Has `loop` told when there is room; false if there is by now.
    func waitForRoom(_ loop: Loop) -> Bool {
        waitingForRoom.add(loop)
        // A connection that ended before the loop was on the list has told nobody.
        return count.load(ordering: .sequentiallyConsistent) >= connectionsMax
    }

    /// Has `loop` told when a connection ends.
    func waitForEnd(_ loop: Loop) {
        waitingForEnd.add(loop)
    }
}

/// Loops that don't accept, and are told when it may be worth while again.
private final class WaitingLoops: Sendable {
    private let hasAny = Atomic(false)
    private let loops = Monitor<[Loop]>([])

    func add(_ loop: Loop) {
        loops.withLock { loops in
            if !loops.contains(where: { $0 === loop }) { loops.append(loop) }
            hasAny.store(true, ordering: .sequentiallyConsistent)
        }
    }

    func wake() {
        guard hasAny.load(ordering: .sequentiallyConsistent) else { return }
        let woken = loops.withLock { loops in
            defer { loops = [] }
            hasAny.store(false, ordering: .sequentiallyConsistent)
            return loops
        }
        for loop in woken { loop.post(.resumeAccepting) }
    }
}

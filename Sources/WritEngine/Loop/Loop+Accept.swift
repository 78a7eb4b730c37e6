// How connections come to a loop and leave it.

import CWritSystem
import Glibc

/// accept(2).
@Sendable func acceptFromSystem(_ listener: Int32, _ peer: inout RawSocketAddress) -> Int32 {
    // `writ_accept` fills in at most the size it is told.
    unsafe peer.fill { unsafe writ_accept(listener, $0, &$1) }
}

extension Loop {
    /// Connections accepted from one listener in one turn.
    static var acceptsPerTurnMax: Int { 64 }
    /// Milliseconds until a loop that can't accept tries again, if no connection ends before.
    static var acceptRetryMilliseconds: Int { 100 }

    /// Milliseconds between two words about connections without a header of the PROXY protocol.
    static var proxyRefusalMilliseconds: Int { 10_000 }

    /// Accepts what waits at a listener; false once nothing does or can be taken.
    @discardableResult
    func acceptConnections(on listener: Int32) -> Bool {
        for _ in 0..<Self.acceptsPerTurnMax {
            guard ledger.reserve() else {
                pauseUntilRoom()
                return false
            }
            var peer = RawSocketAddress()
            let number = accept(listener, &peer)
            if number >= 0 {
                add(Descriptor(number), peer: peer, proxyProtocol: listeners.proxyProtocol(of: listener))
                continue
            }
            let failure = errno
            ledger.giveBack()
            switch failure {
            case EINTR, ECONNABORTED, EPROTO: continue
            case EAGAIN: return false
            case EMFILE, ENFILE: shedConnection(from: listener)
            default: pauseAWhile()
            }
            return false
        }
        return true
    }

    /// Accepts all that waits at a listener, for the last time.
    func acceptRest(of listener: Int32) {
        // Bounded by what a queue can hold, should a busy server share it that leaves nothing.
        for _ in 0..<1_000 where !acceptConnections(on: listener) { return }
    }

    /// No descriptor is left: the reserve is spent on taking one connection from the queue and closing it, so that
    /// its client learns of it and the loop doesn't spin on a listener that stays ready.
    private func shedConnection(from listener: Int32) {
        listeners.releaseReserve()
        var peer = RawSocketAddress()
        _ = Descriptor(accept(listener, &peer))
        listeners.takeReserve()
        ledger.noteShed()
        pauseAWhile()
    }

    /// Stops accepting until a connection of any loop ends.
    private func pauseUntilRoom() {
        listeners.pause(with: poller)
        if !ledger.waitForRoom(self) { resumeAccepting() }
    }

    /// Stops accepting until a connection of any loop ends or a tenth of a second has passed.
    private func pauseAWhile() {
        listeners.pause(with: poller)
        ledger.waitForEnd(self)
        _ = scheduleTimer(Self.resumeTimer, deadline: now + Self.acceptRetryMilliseconds)
    }

    func resumeAccepting() {
        listeners.resume(with: poller)
    }

    /// Begins with a connection for which a place is reserved; one too many of its client's is closed at once, and so is one of a
    /// stranger where balancers are expected.
    private func add(_ descriptor: consuming Descriptor, peer: RawSocketAddress, proxyProtocol: ProxyProtocol?) {
        ledger.noteAccepted()
        if let proxyProtocol {
            guard proxyProtocol.accepts(peer) else {
                ledger.noteStranger()
                noteProxyRefusal("it comes from \(peer.readable), which is none of the networks of proxyProtocol")
                return ledger.giveBack()
            }
        } else {
            guard ledger.admit(peer.client) else { return ledger.giveBack() }
        }
        let number = Int(descriptor.number)
        let connection = Connection(descriptor, peer: peer, isProxied: proxyProtocol != nil, loop: self)
        while connections.count <= number { connections.append(nil) }
        connections[number] = connection
        connectionCount += 1
        add(ready: connection)
    }

    /// Forgets a connection that ends; its socket is closed with it.
    func remove(_ connection: Connection) {
        poller.removeConnection(connection.socket.descriptor.number)
        connections[Int(connection.socket.descriptor.number)] = nil
        cancelTimer(connection.socket.descriptor.number)
        connectionCount -= 1
        ledger.remove(connection.client)
    }

    /// Tells of a connection that ends for want of a header of the PROXY protocol; of one in ten seconds.
    func noteProxyRefusal(_ reason: @autoclosure () -> String) {
        guard let onProxyRefusal, proxyRefusalEnd <= now else { return }
        proxyRefusalEnd = now + Self.proxyRefusalMilliseconds
        onProxyRefusal("a connection was closed: " + reason())
    }
}

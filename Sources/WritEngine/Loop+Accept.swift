// How connections come to a loop and leave it.

import CWritSystem
import Glibc

extension Loop {
    /// Connections accepted from one listener in one turn.
    static var acceptsPerTurnMax: Int { 64 }

    func acceptConnections(on listener: Int32) {
        if listener == listeners.signal {
            listeners.takeSignal()
            return
        }
        for _ in 0..<Self.acceptsPerTurnMax {
            guard connectionCount < listeners.connectionsMax else { return pauseAccepting() }
            var peer = RawSocketAddress()
            // `writ_accept` fills in at most the size it is told.
            let number = unsafe peer.fill {
                unsafe writ_accept(listener, $0, &$1)
            }
            if number >= 0 {
                add(Connection(Descriptor(number), peer: peer, loop: self))
                continue
            }
            switch errno {
            case EINTR, ECONNABORTED, EPROTO: continue
            case EAGAIN: return
            case EMFILE, ENFILE: return shedConnection(from: listener)
            default: return pauseAccepting()
            }
        }
    }

    /// No descriptor is left: the reserve is spent on taking one connection from the queue and closing it, so that
    /// its client learns of it and the loop doesn't spin on a listener that stays ready.
    private func shedConnection(from listener: Int32) {
        listeners.releaseReserve()
        _ = Descriptor(writ_accept(listener, nil, nil))
        listeners.takeReserve()
        pauseAccepting()
    }

    private func add(_ connection: Connection) {
        let number = Int(connection.descriptor.number)
        while connections.count <= number { connections.append(nil) }
        connections[number] = connection
        connectionCount += 1
        connection.start()
    }

    /// Forgets a connection whose task ends; its socket is closed with it.
    func remove(_ connection: Connection) {
        connections[Int(connection.descriptor.number)] = nil
        cancelTimer(connection.descriptor.number)
        connectionCount -= 1
        if listeners.isPaused { listeners.resume(with: poller) }
    }
}

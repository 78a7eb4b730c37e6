// The sockets of one address, and which loop watches which of them.

import CWritSystem
import Glibc

/// A socket that a loop watches.
struct LoopListener {
    let socket: ListeningSocket
    /// Whether other loops watch the same socket.
    let isShared: Bool
}

/// Listening sockets with the same address: one for each loop where the system can share out connections among them, one
/// for all where it can't, or as many as another process had.
struct ListenerGroup {
    let address: SocketAddress
    let sockets: [ListeningSocket]
    /// Passes the sockets on to a process that comes later.
    var handover: ListenerHandover?
    /// The process that the sockets were taken over from.
    var predecessor: Int?

    /// Passes nothing on any more. Where another process has the sockets too, what waits in their queues is its to accept:
    /// these are returned. Else no further connection comes into the queues.
    func release() -> [Int32] {
        if handover?.end() == true { return sockets.map(\.number) }
        for socket in sockets { socket.refuseNewConnections() }
        return []
    }

    /// The sockets for one of the loops. All sockets are watched by at least one loop, and each loop watches one at least.
    func listeners(forLoop loop: Int, of loopCount: Int) -> [LoopListener] {
        if sockets.count < loopCount { return [LoopListener(socket: sockets[loop % sockets.count], isShared: true)] }
        return stride(from: loop, to: sockets.count, by: loopCount).map {
            LoopListener(socket: sockets[$0], isShared: false)
        }
    }

    /// Opens the sockets for all addresses. None of them listens before all are bound, so that a start that fails takes no
    /// connection from a server that runs.
    static func open(_ configuration: EngineConfiguration, loopCount: Int) throws(EngineError) -> [ListenerGroup] {
        var groups: [ListenerGroup] = []
        for address in configuration.addresses {
            switch address {
            case .tcp(let host, let port):
                groups += try openTCP(
                    host: host, port: port, loopCount: loopCount, handsOver: configuration.handsOverListeners)
            case .unix(let path, let mode):
                groups.append(ListenerGroup(try .bound(toPath: path, mode: mode)))
            case .passed:
                for socket in try PassedSockets.take() { groups.append(ListenerGroup(socket)) }
            case .descriptor(let number):
                groups.append(ListenerGroup(try .passed(Descriptor(number), by: .supervisor)))
            }
        }
        guard !groups.isEmpty else { throw .noAddress }
        for group in groups {
            for socket in group.sockets { try socket.listen(backlog: configuration.backlog) }
        }
        return groups
    }

    private init(_ socket: ListeningSocket) {
        self.init(address: socket.address, sockets: [socket])
    }

    init(address: SocketAddress, sockets: [ListeningSocket]) {
        self.address = address
        self.sockets = sockets
    }

    /// A group for each address that a host name has; they all have the same port.
    private static func openTCP(
        host: String, port: Int, loopCount: Int, handsOver: Bool
    ) throws(EngineError) -> [ListenerGroup] {
        var groups: [ListenerGroup] = []
        var failure: EngineError?
        for address in try HostAddresses.find(host: host, port: port) {
            do throws(EngineError) {
                let address = address.with(port: groups.first?.address.port ?? port)
                groups.append(try openTCP(address, loopCount: loopCount, handsOver: handsOver && port != 0))
            } catch {
                // A machine without IPv6 has a `::1` in its list of hosts all the same: one of the addresses is enough.
                guard case .cannotListen(_, let number) = error, [EADDRNOTAVAIL, EAFNOSUPPORT].contains(number) else {
                    throw error
                }
                failure = error
            }
        }
        if groups.isEmpty, let failure { throw failure }
        return groups
    }

    private static func openTCP(
        _ address: RawSocketAddress, loopCount: Int, handsOver: Bool
    ) throws(EngineError) -> ListenerGroup {
        let claim: ListenerHandover.Claim = handsOver ? try ListenerHandover.claim(address) : .unavailable
        if case .takenOver(let sockets, let handover, let processID) = claim {
            var group = ListenerGroup(address: address.readable, sockets: sockets)
            (group.handover, group.predecessor) = (handover, processID)
            return group
        }
        var address = address
        var sockets: [ListeningSocket] = []
        for _ in 0..<loopCount {
            let socket = try ListeningSocket.bound(to: address)
            // The port that the system chose for the first is that of all.
            address = address.with(port: socket.address.port)
            sockets.append(socket)
        }
        var group = ListenerGroup(address: address.readable, sockets: sockets)
        if case .first(let handover) = claim {
            handover.offer(sockets)
            group.handover = handover
        }
        return group
    }
}

// The sockets of one address, and which loop watches which of them.

import CWritSystem
import Glibc

/// A socket that a loop watches.
struct LoopListener {
    let socket: ListeningSocket
    /// Whether other loops watch the same socket.
    let isShared: Bool
    /// What its connections begin with; nil: the client's bytes.
    var proxyProtocol: ProxyProtocol?
}

/// Listening sockets with the same address: one for each loop where the system can share out connections among them, one
/// for all where it can't, or as many as another process had.
struct ListenerGroup {
    let address: SocketAddress
    private(set) var sockets: [ListeningSocket]
    private var proxyProtocol: ProxyProtocol?
    /// Passes the sockets on to a process that comes later.
    private(set) var handover: ListenerHandover?
    /// The process that the sockets were taken over from.
    private(set) var predecessor: Int?
    /// What is there to make more sockets of, one for each loop, and whether they may be passed on.
    private var shared: RawSocketAddress?
    private var canBePassed = false
    /// The servers that have the same sockets.
    private var links: [ListenerHandover.Link] = []

    /// Passes nothing on any more. Where another process has the sockets too, what waits in their queues is its to accept:
    /// these are returned. Else no further connection comes into the queues.
    func release() -> [Int32] {
        let isShared = handover?.end() ?? links.contains { $0.isAlive }
        if isShared {
            for socket in sockets { socket.leaveFile() }
            return sockets.map(\.number)
        }
        for socket in sockets { socket.refuseNewConnections() }
        return []
    }

    /// The sockets for one of the loops. All sockets are watched by at least one loop, and each loop watches one at least.
    func listeners(forLoop loop: Int, of loopCount: Int) -> [LoopListener] {
        if sockets.count < loopCount {
            return [LoopListener(socket: sockets[loop % sockets.count], isShared: true, proxyProtocol: proxyProtocol)]
        }
        return stride(from: loop, to: sockets.count, by: loopCount).map {
            LoopListener(socket: sockets[$0], isShared: false, proxyProtocol: proxyProtocol)
        }
    }

    /// Opens the sockets for all addresses. None of them listens before all are bound, so that a start that fails takes no
    /// connection from a server that runs.
    static func open(_ configuration: EngineConfiguration, loopCount: Int) throws(EngineError) -> [ListenerGroup] {
        var groups: [ListenerGroup] = []
        for address in configuration.listening.addresses {
            let first = groups.count
            switch address {
            case .tcp(let host, let port): groups += try bindTCP(host: host, port: port, configuration)
            case .unix(let path, let mode): groups.append(try bindUnix(path: path, mode: mode, configuration))
            case .passed:
                for socket in try PassedSockets.take() { groups.append(ListenerGroup(socket)) }
            case .descriptor(let number):
                groups.append(ListenerGroup(try .passed(Descriptor(number), by: .supervisor)))
            }
            guard let proxyProtocol = configuration.listening.proxyProtocol, proxyProtocol.isSpoken(at: address) else { continue }
            for index in first..<groups.count { groups[index].proxyProtocol = proxyProtocol }
        }
        guard !groups.isEmpty else { throw .noAddress }
        for index in groups.indices { try groups[index].listen(configuration.listening, loopCount: loopCount) }
        for index in groups.indices where configuration.listening.handsOver { groups[index].offer(configuration) }
        return groups
    }

    private init(_ socket: ListeningSocket) {
        (address, sockets) = (socket.address, [socket])
    }

    /// The sockets that were taken over.
    private init(_ inheritance: ListenerHandover.Inheritance, at address: SocketAddress) {
        (self.address, sockets) = (address, inheritance.sockets)
        (predecessor, links, canBePassed) = (inheritance.processID, inheritance.links, true)
        for socket in sockets { socket.takeFile() }
    }

    /// The socket of a path: that of who is there, where it is to be taken over, else one of our own.
    private static func bindUnix(
        path: String, mode: UInt32?, _ configuration: EngineConfiguration
    ) throws(EngineError) -> ListenerGroup {
        let address = SocketAddress(path: path)
        if configuration.listening.takesOver {
            let inheritance = ListenerHandover.ask(for: address, in: configuration.handoverFolder)
            for oddity in inheritance.oddities { configuration.onHandoverOddity?(oddity) }
            if !inheritance.sockets.isEmpty { return ListenerGroup(inheritance, at: address) }
        }
        var group = ListenerGroup(try .bound(toPath: path, mode: mode))
        group.canBePassed = true
        return group
    }

    /// A group for each address that a host name has; they all have the same port.
    private static func bindTCP(
        host: String, port: Int, _ configuration: EngineConfiguration
    ) throws(EngineError) -> [ListenerGroup] {
        var groups: [ListenerGroup] = []
        var failure: EngineError?
        for address in try HostAddresses.find(host: host, port: port) {
            do throws(EngineError) {
                let address = address.with(port: groups.first?.address.port ?? port)
                var group = try bindTCP(address, configuration)
                group.canBePassed = port != 0
                groups.append(group)
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

    /// Attempts to get an address from a server that is about to let it go, and the time between two of them.
    private static let attemptsMax = 10
    private static let attemptMicroseconds: UInt32 = 20_000

    /// Takes over who is there, where that is asked for; else binds one socket.
    private static func bindTCP(
        _ address: RawSocketAddress, _ configuration: EngineConfiguration
    ) throws(EngineError) -> ListenerGroup {
        var attempt = 1
        while true {
            var inheritance = ListenerHandover.Inheritance()
            if configuration.listening.takesOver {
                inheritance = ListenerHandover.ask(for: address.readable, in: configuration.handoverFolder)
                for oddity in inheritance.oddities { configuration.onHandoverOddity?(oddity) }
                if !inheritance.sockets.isEmpty { return ListenerGroup(inheritance, at: address.readable) }
            }
            do throws(EngineError) {
                let socket = try ListeningSocket.bound(to: address)
                var group = ListenerGroup(socket)
                // The port that the system chose for the first is that of all.
                group.shared = address.with(port: socket.address.port)
                return group
            } catch {
                // Whoever hung up when it was asked is about to let the address go.
                guard inheritance.hasSeenEnd, attempt < attemptsMax else { throw error }
                usleep(attemptMicroseconds)
                attempt += 1
            }
        }
    }

    /// Begins to listen, with a socket for each loop.
    ///
    /// The first one listens without sharing its port: the system refuses that where anybody else has the port, whether he would
    /// share it or not. Only then the others of this group come in, which share it.
    private mutating func listen(_ settings: ListenSettings, loopCount: Int) throws(EngineError) {
        for socket in sockets {
            try socket.apply(settings.socket)
            try socket.listen(backlog: settings.backlog)
        }
        guard let shared, loopCount > 1 else { return }
        sockets[0].sharePort()
        for _ in 1..<loopCount {
            let socket = try ListeningSocket.bound(to: shared, sharesPort: true)
            try socket.apply(settings.socket)
            try socket.listen(backlog: settings.backlog)
            sockets.append(socket)
        }
    }

    /// Passes the sockets on to who asks for them from now on.
    private mutating func offer(_ configuration: EngineConfiguration) {
        #if os(Linux)
        guard canBePassed else { return }
        do throws(HandoverFolder.Failure) {
            handover = try ListenerHandover(
                of: sockets, at: address, in: configuration.handoverFolder, links: links,
                onOddity: configuration.onHandoverOddity)
        } catch {
            configuration.onHandoverOddity?("the listening sockets of \(address) can't be passed on: \(error.reason)")
        }
        #endif
    }
}

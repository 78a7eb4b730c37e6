// WebSockets that are told the same: a room, a topic, all who watch.

internal import Synchronization
internal import WritEngine
internal import WritWire

/// WebSockets that get messages together, whatever operations and loops they are of.
///
///     let member = try group.join(socket)
///     defer { group.leave(member) }
///     group.send(.said(Said(name: name, text: message.text)), except: member)
///
/// A message is written once for each operation whose sockets are in the group, and compressed once for each window that clients have
/// agreed on; its bytes are shared by all of them. Members whose compression remembers the messages before get it as it is, since for
/// them it would have to be compressed one by one.
///
/// Sending never waits: a member whose client doesn't read is dealt with as `whenSlow` says, and holds up nobody else. A member that is
/// closed is taken out by the next message; until then it counts.
///
/// May be used from any thread.
public final class SocketGroup<Message: Sendable>: Sendable {
    /// What becomes of a member whose client has not taken what was sent before, beyond `WebSocketSettings.unsentBytesMax`.
    public enum WhenSlow: Sendable {
        /// It misses the message.
        case dropMessage
        /// It is closed with 1013, and taken out: a client that comes again finds out what it has missed.
        case close
    }

    /// Who has joined, for `leave` and `send`.
    public struct Member: Sendable, Hashable {
        fileprivate let number: UInt64
        fileprivate let home: ObjectIdentifier
    }

    /// What has happened so far.
    public struct Counts: Sendable, Equatable {
        /// Messages that were handed to members, each for itself.
        public var sent = 0
        /// Messages that a slow member has missed.
        public var dropped = 0
        /// Members that were closed for being slow.
        public var closed = 0
    }

    private let whenSlow: WhenSlow
    private let state = Mutex(State())

    private struct State {
        /// By the loop that serves them: each loop is told once.
        var loops: [ObjectIdentifier: GroupLoop<Message>] = [:]
        var lastNumber: UInt64 = 0
        var counts = Counts()

        /// Takes a member out; whether it was there.
        mutating func remove(_ number: UInt64, of home: ObjectIdentifier) -> Bool {
            guard loops[home]?.places.removeValue(forKey: number) != nil else { return false }
            if loops[home]?.places.isEmpty == true { loops[home] = nil }
            return true
        }
    }

    /// - Parameter whenSlow: What becomes of members that don't keep up.
    public init(whenSlow: WhenSlow = .close) {
        self.whenSlow = whenSlow
    }

    /// How many members there are.
    public var count: Int { state.withLock { $0.loops.values.reduce(0) { $0 + $1.places.count } } }

    /// What has happened so far.
    public var counts: Counts { state.withLock { $0.counts } }

    /// Adds a socket, which is opened by it if it hasn't been.
    ///
    /// - Throws: `WebSocketError`, where the socket is closed already.
    public func join<Incoming>(_ socket: WebSocket<Incoming, Message>) throws -> Member {
        let state = socket.state
        guard let connection = try state.isHere ? state.open() : state.opened else { throw WebSocketError.otherTask }
        let place = GroupPlace(connection, terms: socket.terms)
        let home = connection.home
        return self.state.withLock { state in
            state.lastNumber += 1
            state.loops[home, default: GroupLoop()].places[state.lastNumber] = place
            return Member(number: state.lastNumber, home: home)
        }
    }

    /// Takes a member out; it stays connected.
    public func leave(_ member: Member) {
        state.withLock { _ = $0.remove(member.number, of: member.home) }
    }

    /// Sends a message to all members, or to all but one.
    public func send(_ message: Message, except one: Member? = nil) {
        let loops = state.withLock { $0.loops }
        var written = GroupMessage(message)
        for places in loops.values { for place in places.places.values { written.prepare(for: place) } }
        let frames = written.frames
        for (home, loop) in loops {
            guard let any = loop.places.values.first else { continue }
            guard loop.waiting.begin() else {
                let slow = loop.places.filter { $0.key != one?.number }
                note(slow: Array(slow), of: home)
                continue
            }
            any.connection.perform { _ in
                loop.waiting.end()
                self.deliver(frames, to: loop.places, except: one?.number, of: home)
            }
        }
    }

    /// Runs where those members are served.
    private func deliver(
        _ frames: [GroupFrameKind: SharedFrame], to places: [UInt64: GroupPlace<Message>], except one: UInt64?,
        of home: ObjectIdentifier
    ) {
        var sentCount = 0
        var gone: [UInt64] = []
        var slow: [(UInt64, GroupPlace<Message>)] = []
        for (number, place) in places where number != one {
            if !place.connection.isOpen {
                gone.append(number)
            } else if let frame = frames[place.kind], place.connection.deliver(frame) {
                sentCount += 1
            } else {
                slow.append((number, place))
            }
        }
        state.withLock { state in
            state.counts.sent += sentCount
            for number in gone { _ = state.remove(number, of: home) }
        }
        if !slow.isEmpty { note(slow: slow, of: home) }
    }

    private func note(slow: [(UInt64, GroupPlace<Message>)], of home: ObjectIdentifier) {
        let closed = state.withLock { state -> [GroupPlace<Message>] in
            if whenSlow == .dropMessage {
                state.counts.dropped += slow.count
                return []
            }
            let closed = slow.filter { state.remove($0.0, of: home) }.map(\.1)
            state.counts.closed += closed.count
            return closed
        }
        for place in closed {
            place.connection.perform { $0.close(WebSocketCloseCode.tryAgainLater.rawValue, "The client reads too slowly.") }
        }
    }
}

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
/// A message is written once for each operation whose sockets are in the group, and its bytes are shared by all of them. Sending never
/// waits: a member whose client doesn't read is dealt with as `whenSlow` says, and holds up nobody else. A member that is closed is
/// taken out by the next message; until then it counts.
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
        var members: [UInt64: Place] = [:]
        var lastNumber: UInt64 = 0
        var counts = Counts()
    }

    /// A member, with how its messages are written.
    private final class Place: Sendable {
        let connection: WebSocketConnection
        let terms: WebSocketTermsIdentity
        let frame: @Sendable (Message) -> SharedFrame
        /// Messages that wait for the member's loop: a loop that is blocked must not gather them without end.
        let waitingCount = Atomic(0)

        init(
            _ connection: WebSocketConnection, terms: WebSocketTermsIdentity, frame: @escaping @Sendable (Message) -> SharedFrame
        ) {
            self.connection = connection
            self.terms = terms
            self.frame = frame
        }
    }

    private static var waitingMax: Int { 256 }

    /// - Parameter whenSlow: What becomes of members that don't keep up.
    public init(whenSlow: WhenSlow = .close) {
        self.whenSlow = whenSlow
    }

    /// How many members there are.
    public var count: Int { state.withLock { $0.members.count } }

    /// What has happened so far.
    public var counts: Counts { state.withLock { $0.counts } }

    /// Adds a socket, which is opened by it if it hasn't been.
    ///
    /// - Throws: `WebSocketError`, where the socket is closed already.
    public func join<Incoming>(_ socket: WebSocket<Incoming, Message>) throws -> Member {
        let state = socket.state
        guard let connection = try state.isHere ? state.open() : state.opened else { throw WebSocketError.otherTask }
        let terms = socket.terms
        let place = Place(connection, terms: terms.identity) { terms.frame($0) }
        return self.state.withLock { state in
            state.lastNumber += 1
            state.members[state.lastNumber] = place
            return Member(number: state.lastNumber)
        }
    }

    /// Takes a member out; it stays connected.
    public func leave(_ member: Member) {
        state.withLock { $0.members[member.number] = nil }
    }

    /// Sends a message to all members, or to all but one.
    public func send(_ message: Message, except one: Member? = nil) {
        let members = state.withLock { $0.members }
        var frames: [ObjectIdentifier: SharedFrame] = [:]
        for (number, place) in members where number != one?.number {
            let key = ObjectIdentifier(place.terms)
            let frame = frames[key] ?? place.frame(message)
            frames[key] = frame
            guard place.waitingCount.add(1, ordering: .relaxed).newValue <= Self.waitingMax else {
                place.waitingCount.subtract(1, ordering: .relaxed)
                noteSlow(number, place)
                continue
            }
            place.connection.perform { connection in
                place.waitingCount.subtract(1, ordering: .relaxed)
                self.deliver(frame, to: number, place, connection)
            }
        }
    }

    /// Runs where the connection is served.
    private func deliver(_ frame: SharedFrame, to number: UInt64, _ place: Place, _ connection: WebSocketConnection) {
        guard connection.isOpen else {
            state.withLock { $0.members[number] = nil }
            return
        }
        guard connection.deliver(frame) else { return noteSlow(number, place) }
        state.withLock { $0.counts.sent += 1 }
    }

    private func noteSlow(_ number: UInt64, _ place: Place) {
        let isClosed = state.withLock { state in
            if whenSlow == .dropMessage {
                state.counts.dropped += 1
                return false
            }
            guard state.members.removeValue(forKey: number) != nil else { return false }
            state.counts.closed += 1
            return true
        }
        guard isClosed else { return }
        place.connection.perform { $0.close(WebSocketCloseCode.tryAgainLater.rawValue, "The client reads too slowly.") }
    }
}

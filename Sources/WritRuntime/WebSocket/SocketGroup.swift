// WebSockets and event streams that are told the same: a room, a topic, all who watch.

internal import Synchronization
internal import WritEngine
internal import WritWire

/// WebSockets that get messages together, whatever operations and loops they are of, and the event streams that follow its logs.
///
///     let member = try group.join(socket, as: name)
///     defer { group.leave(member) }
///     group.send(.said(Said(name: name, text: message.text)), except: member)
///
/// A message is written once for each operation whose sockets are in the group, and its bytes are shared by all of them. Sending never
/// waits: a member whose client doesn't read is dealt with as `whenSlow` says, and holds up nobody else. A member that is closed is
/// taken out by the next message; until then it counts. `sendWhenReady` waits for those who read slowly instead.
///
/// What is sent also goes into the logs that the group feeds (`feed`), which event streams follow. With a `GroupRelay` it reaches the
/// groups of one channel in other instances of the server, and those who are there are known in all of them (`present`).
///
/// May be used from any thread.
public final class SocketGroup<Message: Sendable>: Sendable {
    /// What becomes of a member whose client has not taken what was sent before, beyond `WebSocketSettings.unsentBytesMax`.
    public enum WhenSlow: Sendable {
        /// It misses the message.
        case dropMessage
        /// It misses the oldest of those that wait for it: 64 do, beyond `WebSocketSettings.unsentBytesMax`.
        case dropOldest
        /// It is closed with 1013, and taken out: a client that comes again finds out what it has missed.
        case close
    }

    /// Who has joined, for `leave` and `send`.
    public struct Member: Sendable, Hashable {
        let number: UInt64
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

    let whenSlow: WhenSlow
    let state = Mutex(State())
    /// What reaches the groups of other instances; nil: there are none.
    let link: GroupLink<Message>?
    /// Tells ids of this group from those of others.
    private let prefix = String(UInt64.random(in: .min ... .max), radix: 36)
    private let lastMessage = Atomic<UInt64>(0)

    struct State {
        var members: [UInt64: Place] = [:]
        /// By the numbers of members: what they are called.
        var names: [UInt64: String] = [:]
        /// Those of other instances.
        var others = OtherInstances()
        var feeds: [@Sendable (_ message: Message, _ id: String) -> Void] = []
        var lastNumber: UInt64 = 0
        var counts = Counts()

        mutating func nextNumber() -> UInt64 {
            lastNumber += 1
            return lastNumber
        }
    }

    /// A member, with how its messages are written.
    final class Place: Sendable {
        let connection: WebSocketConnection
        let terms: WebSocketTermsIdentity
        let frame: @Sendable (Message) -> SharedFrame
        /// Messages that wait for the member's loop: a loop that is blocked must not gather them without end.
        let waitingCount = Atomic(0)
        /// Messages that wait for the client, where it is to miss the oldest.
        let backlog = Mutex<[SharedFrame]>([])

        init(
            _ connection: WebSocketConnection, terms: WebSocketTermsIdentity, frame: @escaping @Sendable (Message) -> SharedFrame
        ) {
            self.connection = connection
            self.terms = terms
            self.frame = frame
        }
    }

    private static var waitingMax: Int { 256 }

    /// A group of this process alone.
    ///
    /// - Parameter whenSlow: What becomes of members that don't keep up.
    public init(whenSlow: WhenSlow = .close) {
        self.whenSlow = whenSlow
        link = nil
    }

    init(whenSlow: WhenSlow, link: GroupLink<Message>) {
        self.whenSlow = whenSlow
        self.link = link
    }

    /// How many sockets there are in this process.
    public var count: Int { state.withLock { $0.members.count } }

    /// What has happened so far.
    public var counts: Counts { state.withLock { $0.counts } }

    /// Adds a socket, which is opened by it if it hasn't been.
    ///
    /// - Parameter name: What `present` lists it by; nil: not at all.
    /// - Throws: `WebSocketError`, where the socket is closed already.
    public func join<Incoming>(_ socket: WebSocket<Incoming, Message>, as name: String? = nil) throws -> Member {
        let state = socket.state
        guard let connection = try state.isHere ? state.open() : state.opened else { throw WebSocketError.otherTask }
        let terms = socket.terms
        let place = Place(connection, terms: terms.identity) { terms.frame($0) }
        let member = self.state.withLock { state in
            let number = state.nextNumber()
            state.members[number] = place
            if let name { state.names[number] = name }
            return Member(number: number)
        }
        if name != nil { announce() }
        return member
    }

    /// Takes a member out; it stays connected.
    public func leave(_ member: Member) {
        let hadName = state.withLock { state in
            state.members[member.number] = nil
            return state.names.removeValue(forKey: member.number) != nil
        }
        if hadName { announce() }
    }

    /// Sends a message to all members, or to all but one.
    ///
    /// - Parameter id: The message's own id, for the logs that the group feeds; nil: the group makes one.
    /// - Returns: The message's id.
    @discardableResult
    public func send(_ message: Message, except one: Member? = nil, id: String? = nil) -> String {
        let id = id ?? makeID()
        deliver(message, except: one, id: id)
        link?.publish(message, id: id)
        return id
    }

    /// Sends a message to one member, if it is there; others, and the logs, don't get it.
    public func send(_ message: Message, to one: Member) {
        guard let place = state.withLock({ $0.members[one.number] }) else { return }
        post(place.frame(message), to: one.number, place)
    }

    func makeID() -> String { "\(prefix)-\(lastMessage.add(1, ordering: .relaxed).newValue)" }

    /// Hands a message to the members and the logs of this process.
    func deliver(_ message: Message, except one: Member? = nil, id: String) {
        let (members, feeds) = state.withLock { ($0.members, $0.feeds) }
        for feed in feeds { feed(message, id) }
        var frames: [ObjectIdentifier: SharedFrame] = [:]
        for (number, place) in members where number != one?.number {
            let key = ObjectIdentifier(place.terms)
            let frame = frames[key] ?? place.frame(message)
            frames[key] = frame
            post(frame, to: number, place)
        }
    }

    private func post(_ frame: SharedFrame, to number: UInt64, _ place: Place) {
        guard place.waitingCount.add(1, ordering: .relaxed).newValue <= Self.waitingMax else {
            place.waitingCount.subtract(1, ordering: .relaxed)
            return noteSlow(number, place)
        }
        place.connection.perform { connection in
            place.waitingCount.subtract(1, ordering: .relaxed)
            self.deliver(frame, to: number, place, connection)
        }
    }

    /// Runs where the connection is served.
    private func deliver(_ frame: SharedFrame, to number: UInt64, _ place: Place, _ connection: WebSocketConnection) {
        guard connection.isOpen else { return leave(Member(number: number)) }
        if whenSlow == .dropOldest { return deliverInOrder(frame, to: number, place, connection) }
        guard connection.deliver(frame) else { return noteSlow(number, place) }
        state.withLock { $0.counts.sent += 1 }
    }

    private func noteSlow(_ number: UInt64, _ place: Place) {
        let (isClosed, hadName) = state.withLock { state in
            if whenSlow != .close {
                state.counts.dropped += 1
                return (false, false)
            }
            guard state.members.removeValue(forKey: number) != nil else { return (false, false) }
            state.counts.closed += 1
            return (true, state.names.removeValue(forKey: number) != nil)
        }
        if hadName { announce() }
        guard isClosed else { return }
        place.connection.perform { $0.close(WebSocketCloseCode.tryAgainLater.rawValue, "The client reads too slowly.") }
    }
}

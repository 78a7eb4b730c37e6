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
/// A message is written once for each operation whose sockets are in the group, and compressed once for each window that clients have
/// agreed on; its bytes are shared by all of them. Members whose compression remembers the messages before get it as it is, since for
/// them it would have to be compressed one by one.
///
/// Sending never waits: a member whose client doesn't read is dealt with as `whenSlow` says, and holds up nobody else. A member that is
/// closed is taken out by the next message; until then it counts. `sendWhenReady` waits for those who read slowly instead.
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
        /// The loop that serves its socket; nil: it has none.
        let home: ObjectIdentifier?
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
        /// By the loop that serves them: each loop is told once.
        var loops: [ObjectIdentifier: GroupLoop<Message>] = [:]
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

        /// Takes a member out.
        mutating func remove(_ member: Member) -> (wasThere: Bool, hadName: Bool) {
            let hadName = names.removeValue(forKey: member.number) != nil
            guard let home = member.home, loops[home]?.places.removeValue(forKey: member.number) != nil else {
                return (false, hadName)
            }
            if loops[home]?.places.isEmpty == true { loops[home] = nil }
            return (true, hadName)
        }
    }

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
    public var count: Int { state.withLock { $0.loops.values.reduce(0) { $0 + $1.places.count } } }

    /// What has happened so far.
    public var counts: Counts { state.withLock { $0.counts } }

    /// Adds a socket, which is opened by it if it hasn't been.
    ///
    /// - Parameter name: What `present` lists it by; nil: not at all.
    /// - Throws: `WebSocketError`, where the socket is closed already.
    public func join<Incoming>(_ socket: WebSocket<Incoming, Message>, as name: String? = nil) throws -> Member {
        let state = socket.state
        guard let connection = try state.isHere ? state.open() : state.opened else { throw WebSocketError.otherTask }
        let place = GroupPlace(connection, terms: socket.terms)
        let home = connection.home
        let member = self.state.withLock { state in
            let number = state.nextNumber()
            state.loops[home, default: GroupLoop()].places[number] = place
            if let name { state.names[number] = name }
            return Member(number: number, home: home)
        }
        if name != nil { announce() }
        return member
    }

    /// Takes a member out; it stays connected.
    public func leave(_ member: Member) {
        if state.withLock({ $0.remove(member).hadName }) { announce() }
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
        guard let home = one.home, let loop = state.withLock({ $0.loops[home] }), let place = loop.places[one.number] else {
            return
        }
        var written = GroupFrames(message)
        written.prepare(for: place)
        post(written.frames, to: [one.number: place], of: home, waiting: loop.waiting)
    }

    func makeID() -> String { "\(prefix)-\(lastMessage.add(1, ordering: .relaxed).newValue)" }

    /// Hands a message to the members and the logs of this process.
    func deliver(_ message: Message, except one: Member? = nil, id: String) {
        let (loops, feeds) = state.withLock { ($0.loops, $0.feeds) }
        for feed in feeds { feed(message, id) }
        var written = GroupFrames(message)
        for loop in loops.values { for place in loop.places.values { written.prepare(for: place) } }
        for (home, loop) in loops {
            post(written.frames, to: loop.places, except: one?.number, of: home, waiting: loop.waiting)
        }
    }

    private func post(
        _ frames: [GroupFrameKind: SharedFrame], to places: [UInt64: GroupPlace<Message>], except one: UInt64? = nil,
        of home: ObjectIdentifier, waiting: WaitingMessages
    ) {
        guard let any = places.values.first else { return }
        guard waiting.begin() else {
            let slow = places.filter { $0.key != one }
            return note(slow: Array(slow), of: home)
        }
        any.connection.perform { _ in
            waiting.end()
            self.deliver(frames, to: places, except: one, of: home)
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
            guard let frame = frames[place.kind], place.connection.isOpen else {
                gone.append(number)
                continue
            }
            if whenSlow == .dropOldest {
                deliverInOrder(frame, to: place)
            } else if place.connection.deliver(frame) {
                sentCount += 1
            } else {
                slow.append((number, place))
            }
        }
        let lostNames = state.withLock { state in
            state.counts.sent += sentCount
            return gone.count { state.remove(Member(number: $0, home: home)).hadName }
        }
        if lostNames > 0 { announce() }
        if !slow.isEmpty { note(slow: slow, of: home) }
    }

    private func note(slow: [(UInt64, GroupPlace<Message>)], of home: ObjectIdentifier) {
        var lostNames = 0
        let closed = state.withLock { state -> [GroupPlace<Message>] in
            if whenSlow != .close {
                state.counts.dropped += slow.count
                return []
            }
            let closed = slow.filter { number, _ in
                let (wasThere, hadName) = state.remove(Member(number: number, home: home))
                if hadName { lostNames += 1 }
                return wasThere
            }
            state.counts.closed += closed.count
            return closed.map(\.1)
        }
        if lostNames > 0 { announce() }
        for place in closed {
            place.connection.perform { $0.close(WebSocketCloseCode.tryAgainLater.rawValue, "The client reads too slowly.") }
        }
    }
}

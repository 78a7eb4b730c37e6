// Event streams of a group, and who is there.

internal import Synchronization
public import WritWire

extension SocketGroup where Message: JSONRepresentable {
    /// Has each message that is sent go into a log, which event streams follow: one group for sockets and for them.
    ///
    ///     group.feed(log)
    ///
    /// It is written once for all streams. One that reads slowly has the room of the log, and its client gets what it has missed by
    /// `Last-Event-ID`. In the logs of several instances a message has the same id.
    ///
    /// - Parameter kind: What an event of the stream is called.
    public func feed(_ log: EventLog<Message>, kind: @escaping @Sendable (Message) -> String? = { _ in nil }) {
        feed(log, kind: kind) { $0 }
    }
}

extension SocketGroup {
    /// Has messages go into a log as what `event` makes of them; nil: such a message is none for event streams.
    ///
    /// - Parameter kind: What an event of the stream is called.
    public func feed<Event>(
        _ log: EventLog<Event>, kind: @escaping @Sendable (Message) -> String? = { _ in nil },
        _ event: @escaping @Sendable (Message) -> Event?
    ) {
        state.withLock { state in
            state.feeds.append { message, id in
                if let made = event(message) { log.append(made, kind: kind(message), id: id) }
            }
        }
    }

    /// Lists somebody who follows by an event stream, or by something else, until `leave`.
    ///
    ///     let member = group.enter(as: name)
    ///     defer { group.leave(member) }
    public func enter(as name: String) -> Member {
        let member = state.withLock { state in
            let number = state.nextNumber()
            state.names[number] = name
            return Member(number: number, home: nil)
        }
        announce()
        return member
    }

    /// The names of those who are there, each once, in order: of this instance, and of all that the group's relay reaches.
    public var present: [String] {
        let now = ContinuousClock.now
        return state.withLock { state in
            var names = Set(state.names.values)
            names.formUnion(state.others.names(now: now))
            return names.sorted()
        }
    }

    /// Tells the other instances who is here.
    func announce() {
        guard let link else { return }
        link.announce(state.withLock { Set($0.names.values) }.sorted())
    }
}

/// Who is there in other instances of the server, as far as these have been heard of lately.
package struct OtherInstances: Sendable {
    private var rosters: [String: (names: [String], end: ContinuousClock.Instant)] = [:]
    /// Nobody can make an instance gather names without end.
    private static var instancesMax: Int { 1_024 }

    package init() {}

    package mutating func note(
        _ instance: String, _ names: [String], until end: ContinuousClock.Instant, now: ContinuousClock.Instant
    ) {
        rosters = rosters.filter { $0.value.end > now }
        guard rosters[instance] != nil || rosters.count < Self.instancesMax else { return }
        rosters[instance] = names.isEmpty ? nil : (names, end)
    }

    package func names(now: ContinuousClock.Instant) -> [String] { rosters.values.filter { $0.end > now }.flatMap(\.names) }
}

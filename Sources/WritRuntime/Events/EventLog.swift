// Events that are kept for a while, so that a client that was away gets what it has missed.

internal import Synchronization
public import WritWire

/// The latest events of one topic, and all who follow them.
///
///     let log = EventLog<Said>(countMax: 10_000)
///     log.append(said)
///
/// An event stream follows it from where its client was:
///
///     let events = log.events(after: context.lastEventID)
///     if events.hasGap { return AnswerSequence([ServerSentEvent(Said(name: "", text: "You were away for long."))]) }
///     return AnswerSequence(events)
///
/// Each event has an id, and comes once to each follower, in order. It is written once, however many streams send it. The log keeps the
/// latest events within a count and a number of bytes: a client that comes back with an id that is not among them is told by
/// `Events.hasGap`. Followers have no queues of their own: one that reads so slowly that the log has given up what is next for it ends,
/// and its client comes back, or misses the oldest, as it is told.
///
/// Ids are the log's own unless they are given: then they may outlive the process, where a database or a file has the events, too.
///
/// May be used from any thread.
public final class EventLog<Event: JSONRepresentable>: Sendable {
    /// What becomes of a follower that reads so slowly that the log has given up what is next for it.
    public enum WhenSlow: Sendable {
        /// It ends. A client comes back, and is told that it has missed something.
        case end
        /// It misses what was given up, and goes on with the oldest that there is.
        case dropOldest
    }

    /// What became of followers that were too slow.
    public struct Counts: Sendable, Equatable {
        /// Followers that ended.
        public internal(set) var ended = 0
        /// Events that followers have missed, each for itself.
        public internal(set) var dropped = 0
    }

    let state: Mutex<EventLogState<Event>>
    /// Tells ids of this log from those of others, and of this process from those before.
    private let prefix: String

    /// A log without events.
    ///
    /// - Parameters:
    ///   - countMax: Events that it keeps, one at least.
    ///   - bytesMax: Bytes that they take as a stream has them, and 128 more for each. An event that is larger is the only one.
    public init(countMax: Int = 1_000, bytesMax: Int = 1 << 20) {
        state = Mutex(EventLogState(countMax: max(countMax, 1), bytesMax: bytesMax))
        prefix = String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// Adds an event, which all who follow get. After `end` nobody does.
    ///
    /// - Parameters:
    ///   - event: The event's data.
    ///   - kind: What the stream's `event` is; nil: `message`.
    ///   - id: The event's own id, without line breaks and U+0000; nil: the log makes one. One that the log has already stands for the
    ///     later event from then on.
    /// - Returns: The event's id.
    @discardableResult
    public func append(_ event: Event, kind: String? = nil, id: String? = nil) -> String {
        var entry = id.map { LoggedEvent(ServerSentEvent(event, event: kind, id: $0)) }
        var waiting: [CheckedContinuation<Void, Never>] = []
        let id = state.withLock { state in
            let id = id ?? "\(prefix)-\(state.nextNumber)"
            let new = entry ?? LoggedEvent(ServerSentEvent(event, event: kind, id: id))
            entry = new
            waiting = state.append(new, id: id)
            return id
        }
        for waiter in waiting { waiter.resume() }
        return id
    }

    /// The id of the latest event; nil before the first one.
    public var lastID: String? { state.withLock { $0.last?.event.id } }

    /// How many events there are now.
    public var count: Int { state.withLock { $0.count } }

    /// How many bytes they take.
    public var byteCount: Int { state.withLock { $0.byteCount } }

    /// What became of followers that were too slow.
    public var counts: Counts { state.withLock { $0.counts } }

    /// The events that are there now, the oldest first.
    public var latest: [ServerSentEvent<Event>] { state.withLock { state in state.entries.map(\.event) } }

    /// Ends all who follow, once they have had what is there, and those who come later.
    public func end() {
        for waiter in state.withLock({ $0.end() }) { waiter.resume() }
    }
}

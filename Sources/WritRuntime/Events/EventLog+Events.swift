// Following a log of events.

internal import Synchronization
internal import WritEngine
internal import WritWire

extension EventLog {
    /// Where a client that has seen no event yet begins.
    public enum Start: Sendable {
        /// With the next event.
        case next
        /// With the oldest one that the log has.
        case oldest
    }

    /// Events of a log: those after the last one that a client has seen, then those that come.
    ///
    /// They end where the log does, where the task is cancelled, as it is when the server ends, and, unless they are to miss the oldest,
    /// where the log has given up what would be next.
    public struct Events: AsyncSequence, Sendable {
        /// An event with its id.
        public typealias Element = ServerSentEvent<Event>

        let log: EventLog<Event>
        let firstNumber: UInt64
        let whenSlow: WhenSlow
        /// Milliseconds that the client is told to wait before it connects again.
        let retry: Int?
        /// Whether the client has missed events that the log doesn't have any more, or names an id that it never had. What comes is
        /// all that the log has.
        public let hasGap: Bool

        /// The events, one after the other.
        public func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(log: log, whenSlow: whenSlow, number: firstNumber, retry: retry)
        }

        /// Takes the events, one after the other.
        public struct AsyncIterator: AsyncIteratorProtocol {
            let log: EventLog<Event>
            let whenSlow: WhenSlow
            var number: UInt64
            var retry: Int?

            /// The next event; nil where they end.
            public mutating func next() async -> ServerSentEvent<Event>? { await next(isolation: nil) }

            /// The next event; nil where they end.
            public mutating func next(isolation actor: isolated (any Actor)?) async -> ServerSentEvent<Event>? {
                if let milliseconds = retry {
                    retry = nil
                    return ServerSentEvent(nil, retry: milliseconds)
                }
                return await nextEntry()?.event
            }

            mutating func nextEntry() async -> LoggedEvent<Event>? {
                guard let (entry, found) = await log.entry(at: number, whenSlow) else { return nil }
                number = found + 1
                return entry
            }
        }
    }

    /// The events after the one with that id, and all that come.
    ///
    /// - Parameters:
    ///   - lastEventID: What the client has seen last, `RequestContext.lastEventID`; nil: it begins with `start`.
    ///   - start: Where a client begins that has seen nothing.
    ///   - whenSlow: What becomes of it where it reads too slowly.
    ///   - retry: How long it is to wait before it connects again, when it has lost the connection; nil: as it likes.
    public func events(
        after lastEventID: String?, startingAt start: Start = .next, whenSlow: WhenSlow = .end, retry: Duration? = nil
    ) -> Events {
        let milliseconds = OptionalMilliseconds(wrappedValue: retry).projectedValue
        return state.withLock { state in
            guard let lastEventID else {
                let number = start == .next ? state.nextNumber : state.firstNumber
                return Events(log: self, firstNumber: number, whenSlow: whenSlow, retry: milliseconds, hasGap: false)
            }
            let number = state.number(after: lastEventID)
            return Events(
                log: self, firstNumber: number ?? state.firstNumber, whenSlow: whenSlow, retry: milliseconds,
                hasGap: number == nil)
        }
    }

    /// The event of that number, or of the first that is there still, once it is; nil where there is none.
    fileprivate func entry(at number: UInt64, _ whenSlow: WhenSlow) async -> (LoggedEvent<Event>, UInt64)? {
        var number = number
        while !Task.isCancelled {
            switch state.withLock({ $0.step(at: number) }) {
            case .event(let entry): return (entry, number)
            case .over: return nil
            case .waits: await wait(for: number)
            case .behind:
                let first = state.withLock { $0.noteSlow(at: number, whenSlow) }
                guard let first else { return nil }
                number = first
            }
        }
        return nil
    }

    private func wait(for number: UInt64) async {
        let waiter = state.withLock { $0.newWaiter() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard state.withLock({ $0.wait(waiter, for: number, continuation) }) else { return continuation.resume() }
                // Whoever cancelled before it waited has not found it.
                if Task.isCancelled { state.withLock { $0.takeWaiter(waiter) }?.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeWaiter(waiter) }?.resume()
        }
    }
}

extension AnswerSequence {
    /// The events of a log, from where its client was. Each is written once for all streams that send it.
    public init<Event>(_ events: EventLog<Event>.Events) where Item == ServerSentEvent<Event> {
        write = { writer in
            if let retry = events.retry { try await writer.write(ServerSentEvent(nil, retry: retry)) }
            var iterator = EventLog<Event>.Events.AsyncIterator(
                log: events.log, whenSlow: events.whenSlow, number: events.firstNumber, retry: nil)
            while let entry = await iterator.nextEntry() { try await writer.write(entry) }
        }
    }
}

extension ItemWriter {
    nonisolated(nonsending) func write<Event>(_ entry: LoggedEvent<Event>) async throws(AnswerStreamError)
    where Item == ServerSentEvent<Event> {
        guard takesJSONEvents else { return try await write(entry.event) }
        try check?(entry.event)
        try await writer.gather { output in
            // The array lends its bytes for the call.
            unsafe entry.bytes.withUnsafeBytes { unsafe output.append($0) }
        }
    }
}

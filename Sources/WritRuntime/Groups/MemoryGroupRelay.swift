// A relay within one process.

internal import Synchronization

/// Joins groups of one process, as servers in tests have them.
///
///     let relay = MemoryGroupRelay()
///     let here = SocketGroup<Event>(relay: relay, channel: "kitchen")
public final class MemoryGroupRelay: GroupRelay {
    private let state = Mutex(State())

    private struct State {
        var listeners: [String: [UInt64: @Sendable (GroupRelayEvent) -> Void]] = [:]
        var lastNumber: UInt64 = 0
    }

    /// A relay without listeners.
    public init() {}

    /// Hands the bytes to all who listen to the channel, before it returns.
    public func publish(_ bytes: [UInt8], on channel: String) {
        let listeners = state.withLock { $0.listeners[channel]?.sorted { $0.key < $1.key } ?? [] }
        for (_, receive) in listeners { receive(.message(bytes)) }
    }

    /// Calls `receive` with what is published from now on; it is connected at once.
    public func listen(to channel: String, _ receive: @escaping @Sendable (GroupRelayEvent) -> Void) -> GroupListening {
        let number = state.withLock { state in
            state.lastNumber += 1
            state.listeners[channel, default: [:]][state.lastNumber] = receive
            return state.lastNumber
        }
        receive(.connected)
        return GroupListening { [weak self] in
            self?.state.withLock { state in
                state.listeners[channel]?[number] = nil
                if state.listeners[channel]?.isEmpty == true { state.listeners[channel] = nil }
            }
        }
    }
}

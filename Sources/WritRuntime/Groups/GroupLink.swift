// A group's side of its relay.

internal import Synchronization
internal import WritWire

/// Writes the group's messages for other instances, and says who is here from time to time.
final class GroupLink<Message: Sendable>: Sendable {
    let relay: any GroupRelay
    let channel: String
    private let encode: @Sendable (Message) -> [UInt8]
    let decode: @Sendable ([UInt8]) -> Message?
    /// How often the others are told who is here; one that is not heard of for three times as long is gone.
    let rosterInterval: Duration
    let instance = String(UInt64.random(in: .min ... .max), radix: 36)
    private let ends = Mutex<[@Sendable () -> Void]>([])

    init(
        _ relay: any GroupRelay, channel: String, rosterInterval: Duration, encode: @escaping @Sendable (Message) -> [UInt8],
        decode: @escaping @Sendable ([UInt8]) -> Message?
    ) {
        self.relay = relay
        self.channel = channel
        self.rosterInterval = rosterInterval
        self.encode = encode
        self.decode = decode
    }

    deinit {
        for end in ends.withLock({ $0 }) { end() }
    }

    /// What is to be done when the group is gone.
    func atEnd(_ end: @escaping @Sendable () -> Void) { ends.withLock { $0.append(end) } }

    func publish(_ message: Message, id: String) { post(.message(id: id, encode(message))) }
    func announce(_ names: [String]) { post(.roster(names)) }
    func ask() { post(.question) }

    private func post(_ message: GroupMessage) { relay.publish(message.bytes(from: instance), on: channel) }
}

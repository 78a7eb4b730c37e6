// Groups over several instances of a server.

internal import Synchronization
public import WritWire

extension SocketGroup {
    /// A group whose messages and members are those of all groups on one channel of a relay.
    ///
    /// `send`'s `except` is a member of this process, and so is `send(_:to:)`'s; nobody else is left out. Where the relay has no
    /// connection the group goes on by itself, and messages of that time are lost for the others.
    ///
    /// - Parameters:
    ///   - whenSlow: What becomes of members that don't keep up.
    ///   - relay: What joins the groups.
    ///   - channel: Which groups belong together.
    ///   - rosterInterval: How often the others are told who is here; an instance that is not heard of for three times as long has
    ///     nobody present.
    ///   - encode: Writes a message for the relay.
    ///   - decode: Reads one; nil for what is none, which is passed over.
    public convenience init(
        whenSlow: WhenSlow = .close, relay: any GroupRelay, channel: String, rosterInterval: Duration = .seconds(10),
        encode: @escaping @Sendable (Message) -> [UInt8], decode: @escaping @Sendable ([UInt8]) -> Message?
    ) {
        let link = GroupLink(relay, channel: channel, rosterInterval: rosterInterval, encode: encode, decode: decode)
        self.init(whenSlow: whenSlow, link: link)
        let listening = relay.listen(to: channel) { [weak self] event in self?.receive(event) }
        link.atEnd { listening.cancel() }
        let rosters = Task { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: rosterInterval)
                guard let self else { return }
                self.announce()
            }
        }
        link.atEnd { rosters.cancel() }
    }

    private func receive(_ event: GroupRelayEvent) {
        guard let link else { return }
        switch event {
        case .connected:
            link.ask()
            announce()
        case .disconnected: break
        case .message(let bytes):
            guard let (instance, message) = GroupMessage.read(bytes), instance != link.instance else { return }
            switch message {
            case .message(let id, let bytes): if let message = link.decode(bytes) { deliver(message, id: id) }
            case .question: announce()
            case .roster(let names):
                let now = ContinuousClock.now
                state.withLock { $0.others.note(instance, names, until: now + link.rosterInterval * 3, now: now) }
            }
        }
    }
}

extension SocketGroup where Message: JSONRepresentable {
    /// The same for messages that are JSON.
    public convenience init(
        whenSlow: WhenSlow = .close, relay: any GroupRelay, channel: String, rosterInterval: Duration = .seconds(10)
    ) {
        self.init(
            whenSlow: whenSlow, relay: relay, channel: channel, rosterInterval: rosterInterval, encode: { $0.jsonBytes() },
            decode: { try? Message(jsonBytes: $0) })
    }
}

// Listens to channels, on a thread of its own.

internal import Foundation
internal import Synchronization
internal import WritServer

final class RedisListener: Sendable {
    typealias Receive = @Sendable (GroupRelayEvent) -> Void

    private let host: String
    private let port: Int
    private let state = Mutex(State())
    /// Wakes the thread: a byte in a pipe.
    private let wake = Pipe()

    private struct State {
        var listeners: [String: [UInt64: Receive]] = [:]
        var lastNumber: UInt64 = 0
        var isOver = false
    }

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    func listen(to channel: String, _ receive: @escaping Receive) -> GroupListening {
        let number = state.withLock { state in
            state.lastNumber += 1
            state.listeners[channel, default: [:]][state.lastNumber] = receive
            return state.lastNumber
        }
        nudge()
        return GroupListening { [weak self] in
            self?.state.withLock { state in
                state.listeners[channel]?[number] = nil
                if state.listeners[channel]?.isEmpty == true { state.listeners[channel] = nil }
            }
            self?.nudge()
        }
    }

    func end() {
        state.withLock { $0.isOver = true }
        nudge()
    }

    private func nudge() { try? wake.fileHandleForWriting.write(contentsOf: [0]) }

    func start() {
        Thread.detachNewThread { [self] in
            var pause = 0.05
            while !state.withLock({ $0.isOver }) {
                if let connection = RedisConnection(host: host, port: port) {
                    pause = 0.05
                    listen(over: connection)
                    tell(.disconnected)
                } else {
                    Thread.sleep(forTimeInterval: pause)
                    pause = min(pause * 2, 2)
                }
            }
        }
    }

    /// Returns where the connection is lost, or all is over.
    private func listen(over connection: borrowing RedisConnection) {
        var subscribed: Set<String> = []
        while true {
            let (wanted, isOver) = state.withLock { (Set($0.listeners.keys), $0.isOver) }
            if isOver { return }
            let (new, old) = (wanted.subtracting(subscribed), subscribed.subtracting(wanted))
            if !new.isEmpty { connection.append([Array("SUBSCRIBE".utf8)] + new.map { Array($0.utf8) }) }
            if !old.isEmpty { connection.append([Array("UNSUBSCRIBE".utf8)] + old.map { Array($0.utf8) }) }
            guard connection.flush() else { return }
            subscribed = wanted
            for channel in new { tell(.connected, on: channel) }
            var waits = [
                pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0),
            ]
            // The array lends as many entries as it has.
            guard unsafe poll(&waits, nfds_t(waits.count), -1) > 0 else { continue }
            if waits[1].revents != 0 { _ = wake.fileHandleForReading.availableData }
            guard waits[0].revents != 0 else { continue }
            guard let messages = connection.receive() else { return }
            for message in messages { tell(.message(message.bytes), on: message.channel) }
        }
    }

    private func tell(_ event: GroupRelayEvent) {
        for channel in state.withLock({ Array($0.listeners.keys) }) { tell(event, on: channel) }
    }

    private func tell(_ event: GroupRelayEvent, on channel: String) {
        let listeners = state.withLock { $0.listeners[channel]?.sorted { $0.key < $1.key } ?? [] }
        for (_, receive) in listeners { receive(event) }
    }
}

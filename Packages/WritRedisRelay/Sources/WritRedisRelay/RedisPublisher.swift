// Publishes what is handed to it, on a thread of its own.

internal import Foundation
internal import Synchronization

final class RedisPublisher: Sendable {
    private let host: String
    private let port: Int
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    private struct State {
        var waiting: [(channel: String, bytes: [UInt8])] = []
        var byteCount = 0
        var droppedCount = 0
        var isOver = false
    }

    private static let countMax = 10_000
    private static let bytesMax = 16 << 20

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    var droppedCount: Int { state.withLock { $0.droppedCount } }

    func add(_ bytes: [UInt8], on channel: String) {
        let isTaken = state.withLock { state in
            guard state.waiting.count < Self.countMax, state.byteCount + bytes.count <= Self.bytesMax else {
                state.droppedCount += 1
                return false
            }
            state.waiting.append((channel, bytes))
            state.byteCount += bytes.count
            return true
        }
        if isTaken { wake.signal() }
    }

    func start() {
        Thread.detachNewThread { [self] in
            var pause = 0.05
            while !state.withLock({ $0.isOver }) {
                guard let connection = RedisConnection(host: host, port: port) else {
                    // What is of the moment is not kept for later.
                    dropAll()
                    Thread.sleep(forTimeInterval: pause)
                    pause = min(pause * 2, 2)
                    continue
                }
                pause = 0.05
                while publish(over: connection) {}
            }
        }
    }

    func end() {
        state.withLock { $0.isOver = true }
        wake.signal()
    }

    /// Publishes what waits, or waits for it; false where the connection is lost, or all is over.
    private func publish(over connection: borrowing RedisConnection) -> Bool {
        let (messages, isOver) = state.withLock { state in
            defer { (state.waiting, state.byteCount) = ([], 0) }
            return (state.waiting, state.isOver)
        }
        if isOver { return false }
        guard !messages.isEmpty else {
            wake.wait()
            return true
        }
        for (channel, bytes) in messages { connection.append([Array("PUBLISH".utf8), Array(channel.utf8), bytes]) }
        guard connection.flush() else { return noteLoss(of: messages.count) }
        for index in messages.indices where !connection.dropReply() { return noteLoss(of: messages.count - index) }
        return true
    }

    private func noteLoss(of count: Int) -> Bool {
        state.withLock { $0.droppedCount += count }
        return false
    }

    private func dropAll() {
        state.withLock { state in
            state.droppedCount += state.waiting.count
            (state.waiting, state.byteCount) = ([], 0)
        }
    }
}

// Members that read slowly: the oldest of what waits for them is dropped, or the sender waits.

internal import Synchronization
internal import WritEngine

extension SocketGroup {
    private static var backlogMax: Int { 64 }

    /// Sends behind what waits already; where too much does, the oldest is dropped. Runs where the connection is served.
    func deliverInOrder(_ frame: SharedFrame, to place: GroupPlace<Message>) {
        let connection = place.connection
        let (isFirst, isDropped) = place.backlog.withLock { backlog in
            if backlog.isEmpty, connection.deliver(frame) { return (nil as Bool?, false) }
            backlog.append(frame)
            guard backlog.count > Self.backlogMax else { return (backlog.count == 1, false) }
            backlog.removeFirst()
            return (false, true)
        }
        state.withLock { state in
            if isFirst == nil { state.counts.sent += 1 }
            if isDropped { state.counts.dropped += 1 }
        }
        if isFirst == true { deliverBacklog(of: place) }
    }

    /// Waits for the client, then sends what it has room for, until nothing is left.
    private func deliverBacklog(of place: GroupPlace<Message>) {
        let connection = place.connection
        connection.afterDrain {
            connection.perform { connection in
                let (sentCount, isDone) = place.backlog.withLock { backlog in
                    guard connection.isOpen else {
                        backlog.removeAll()
                        return (0, true)
                    }
                    let count = backlog.firstIndex { !connection.deliver($0) } ?? backlog.count
                    backlog.removeFirst(count)
                    return (count, backlog.isEmpty)
                }
                self.state.withLock { $0.counts.sent += sentCount }
                if !isDone { self.deliverBacklog(of: place) }
            }
        }
    }

    /// Sends a message to all members, or to all but one, and returns when each has room for it or is gone: who reads slowly slows the
    /// sender down, for as long as `ServerLimits.sendTimeout` lets it take nothing at all. What `whenSlow` says is for `send` alone.
    ///
    /// - Parameter id: The message's own id, for the logs that the group feeds; nil: the group makes one.
    public nonisolated(nonsending) func sendWhenReady(_ message: Message, except one: Member? = nil, id: String? = nil) async {
        let id = id ?? makeID()
        let (loops, feeds) = state.withLock { ($0.loops, $0.feeds) }
        for feed in feeds { feed(message, id) }
        link?.publish(message, id: id)
        var written = GroupFrames(message)
        await withDiscardingTaskGroup { tasks in
            for (home, loop) in loops {
                for (number, place) in loop.places where number != one?.number {
                    written.prepare(for: place)
                    guard let frame = written.frames[place.kind] else { continue }
                    tasks.addTask {
                        if await place.sendWhenReady(frame) {
                            self.state.withLock { $0.counts.sent += 1 }
                        } else {
                            self.leave(Member(number: number, home: home))
                        }
                    }
                }
            }
        }
    }
}

extension GroupPlace {
    /// Waits until the client has room; false where the connection is closed.
    fileprivate func sendWhenReady(_ frame: SharedFrame) async -> Bool {
        while true {
            let isSent: Bool? = await withCheckedContinuation { continuation in
                connection.perform { connection in
                    guard connection.isOpen else { return continuation.resume(returning: nil) }
                    if connection.deliver(frame) { return continuation.resume(returning: true) }
                    connection.afterDrain { continuation.resume(returning: false) }
                }
            }
            guard let isSent else { return false }
            if isSent { return true }
        }
    }
}

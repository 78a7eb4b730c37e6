// A room: who is in it, and what was said.

import RoomsExample
import Synchronization
import WritServer

/// A room, as all its handlers share it. A connection may be served by any thread, so each look at what changes is under a lock.
final class Room: Sendable {
    let guests = SocketGroup<JoinRoom.FromServer>()
    let moderators = SocketGroup<Event>()
    private let state = Mutex(State())

    private struct State {
        var history: [Said] = []
        var sockets: [SocketGroup<JoinRoom.FromServer>.Member: (name: String, socket: JoinRoom.Socket)] = [:]
    }

    private static let historyMax = 100

    var history: [Said] { state.withLock { $0.history } }

    /// From here on the guest hears what happens.
    func join(_ name: String, _ socket: JoinRoom.Socket) throws -> SocketGroup<JoinRoom.FromServer>.Member {
        let member = try guests.join(socket)
        state.withLock { $0.sockets[member] = (name, socket) }
        tell(.joined(Joined(name: name)), except: member)
        return member
    }

    func leave(_ member: SocketGroup<JoinRoom.FromServer>.Member) {
        guests.leave(member)
        if let name = state.withLock({ $0.sockets.removeValue(forKey: member)?.name }) { tell(.left(Left(name: name))) }
    }

    /// Tells guests and moderators. Nobody waits for those who don't read.
    func tell(_ event: Event, except member: SocketGroup<JoinRoom.FromServer>.Member? = nil) {
        if case .said(let said) = event {
            state.withLock { state in
                state.history.append(said)
                if state.history.count > Self.historyMax { state.history.removeFirst() }
            }
        }
        guests.send(.json(event), except: member)
        moderators.send(event)
    }

    /// Closes the connections of all guests of that name.
    func remove(_ name: String, because reason: String) {
        for guest in state.withLock({ $0.sockets.values.filter { $0.name == name } }) {
            guest.socket.close(JoinRoom.CloseCodes.youWereRemoved, reason: reason)
        }
    }
}

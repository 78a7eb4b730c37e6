// A room: who is in it, and what was said lately.

import ChatExample
import WritServer

/// One room. All of it is used under the house's lock, so that what is said reaches the log and those who join in one order.
struct ChatRoom {
    let title: String
    let guests = SocketGroup<Happening>(whenSlow: .close)
    /// What event streams follow, and what those get who come back.
    let log = EventLog<Happening>(countMax: 2_000, bytesMax: 4 << 20)
    private var names: [SocketGroup<Happening>.Member: String] = [:]
    private var lastID = "0"

    init(title: String) { self.title = title }

    mutating func tell(_ happening: Happening, id: String) {
        lastID = id
        log.append(happening, kind: happening.kind, id: id)
        guard case .whispered = happening else { return _ = guests.send(happening, id: id) }
        for (member, name) in names where happening.isFor(name) { guests.send(happening, to: member) }
    }

    /// Nobody is between what is kept and what comes: whoever joins has had all that was said.
    mutating func join(_ socket: JoinRoom.Socket, as name: String) throws -> SocketGroup<Happening>.Member {
        let member = try guests.join(socket, as: name)
        names[member] = name
        tellPresence()
        return member
    }

    mutating func enter(as name: String) -> SocketGroup<Happening>.Member {
        let member = guests.enter(as: name)
        tellPresence()
        return member
    }

    mutating func leave(_ member: SocketGroup<Happening>.Member) {
        guests.leave(member)
        names[member] = nil
        tellPresence()
    }

    /// Who comes back with the id of this event goes on behind it, as behind the message before.
    private func tellPresence() {
        let happening = Happening.present(Present(names: guests.present))
        guests.send(happening)
        log.append(happening, kind: happening.kind, id: lastID)
    }
}

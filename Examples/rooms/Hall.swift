// All rooms: who is in them, and what was said.

import RoomsExample
import Synchronization
import WritServer

/// What handlers share. A connection may be served by any thread, so each look at it is under a lock, and nobody sends under that.
final class Hall: Sendable {
    struct Guest: Sendable {
        let name: String
        let socket: JoinRoom.Socket
    }

    private struct Room {
        var history: [Said] = []
        var guests: [Int: Guest] = [:]
        var moderators: [Int: ModerateRoom.Socket] = [:]
        var lastNumber = 0

        mutating func number() -> Int {
            lastNumber += 1
            return lastNumber
        }
    }

    private let rooms: Mutex<[String: Room]>
    private static let historyMax = 100

    init(rooms names: [String]) {
        rooms = Mutex(Dictionary(uniqueKeysWithValues: names.map { ($0, Room()) }))
    }

    /// Nil where there is no such room.
    func history(of room: String) -> [Said]? { rooms.withLock { $0[room]?.history } }

    func join(_ room: String, _ guest: Guest) -> Int {
        rooms.withLock { rooms in
            let number = rooms[room]?.number() ?? 0
            rooms[room]?.guests[number] = guest
            return number
        }
    }

    func moderate(_ room: String, _ socket: ModerateRoom.Socket) -> Int {
        rooms.withLock { rooms in
            let number = rooms[room]?.number() ?? 0
            rooms[room]?.moderators[number] = socket
            return number
        }
    }

    func leave(_ room: String, _ number: Int) {
        rooms.withLock { rooms in
            rooms[room]?.guests[number] = nil
            rooms[room]?.moderators[number] = nil
        }
    }

    /// Tells all who are in the room. Whoever is gone is told nothing.
    func tell(_ room: String, _ event: Event, except number: Int? = nil) async {
        let (guests, moderators) = rooms.withLock { rooms in
            if case .said(let said) = event, let count = rooms[room]?.history.count {
                rooms[room]?.history.append(said)
                if count == Self.historyMax { rooms[room]?.history.removeFirst() }
            }
            return (rooms[room]?.guests ?? [:], rooms[room]?.moderators ?? [:])
        }
        for (other, guest) in guests where other != number { try? await guest.socket.send(.json(event)) }
        for (_, moderator) in moderators { try? await moderator.send(event) }
    }

    /// Shows a picture to all others.
    func show(_ room: String, _ bytes: [UInt8], except number: Int) async {
        let guests = rooms.withLock { $0[room]?.guests ?? [:] }
        for (other, guest) in guests where other != number { try? await guest.socket.send(.bytes(bytes)) }
    }

    /// Closes the connections of all guests of that name.
    func remove(_ name: String, from room: String, because reason: String) {
        let guests = rooms.withLock { $0[room]?.guests ?? [:] }
        for (_, guest) in guests where guest.name == name {
            guest.socket.close(JoinRoom.CloseCodes.youWereRemoved, reason: reason)
        }
    }
}

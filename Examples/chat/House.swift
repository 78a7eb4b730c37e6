// All rooms, and the journal that they live from.

import ChatExample
import Synchronization
import WritServer

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// The rooms of a chat. What is said goes to the journal first, and from there to all who listen, in the journal's order.
final class House: Sendable {
    let pictures: PictureStore
    private let state: Mutex<State>

    private struct State {
        var journal: Journal
        var rooms: [String: ChatRoom]
        /// What is known under the names that clients gave it: what comes twice is taken once.
        var ids: [String: String] = [:]
        var keys: [String] = []
        private static let keysMax = 20_000

        mutating func tellNews() {
            for entry in journal.news() {
                rooms[entry.room]?.tell(entry.happening, id: entry.id)
                if ids.updateValue(entry.id, forKey: entry.key) == nil { keys.append(entry.key) }
            }
            guard keys.count > Self.keysMax else { return }
            for key in keys.prefix(Self.keysMax / 2) { ids[key] = nil }
            keys.removeFirst(Self.keysMax / 2)
        }
    }

    init(folder: String) throws {
        // The string lends its bytes for the call.
        _ = unsafe mkdir(folder, 0o700)
        pictures = try PictureStore(folder: folder + "/pictures")
        let rooms = ["kitchen": "The kitchen", "garden": "In the garden", "library": "Library"]
        state = Mutex(
            State(journal: try Journal(path: folder + "/journal"), rooms: rooms.mapValues { ChatRoom(title: $0) }))
        state.withLock { $0.tellNews() }
    }

    /// Tells what other servers have written, until the task is cancelled: while one takes over from another there are two.
    func watch() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(50))
            state.withLock { state in if state.journal.hasNews { state.tellNews() } }
        }
    }

    var rooms: [Room] {
        state.withLock { state in
            state.rooms.sorted { $0.key < $1.key }.map {
                Room(name: $0.key, title: $0.value.title, present: $0.value.guests.present)
            }
        }
    }

    func has(_ room: String) -> Bool { state.withLock { $0.rooms[room] != nil } }

    /// Keeps what happens and tells it; its id, once it is in the journal.
    func tell(_ happening: Happening, in room: String, key: String) throws -> Accepted {
        try state.withLock { state in
            state.journal.beginWriting()
            defer { state.journal.endWriting() }
            // Another server may have it already.
            state.tellNews()
            if let id = state.ids[key] { return Accepted(key: key, id: id) }
            try state.journal.append(room: room, key: key, happening)
            state.tellNews()
            return Accepted(key: key, id: state.ids[key] ?? "")
        }
    }

    /// The log of a room; nil where there is none.
    func log(of room: String) -> EventLog<Happening>? { state.withLock { $0.rooms[room]?.log } }

    /// What a guest hasn't had of what is kept; where that is nothing it joins at the same moment.
    func join(_ room: String, _ socket: JoinRoom.Socket, as name: String, after id: String?) throws -> Joining {
        try state.withLock { state in
            guard let log = state.rooms[room]?.log else { return .missed([], hasGap: false) }
            let (rest, hasGap) = log.kept(after: id)
            let missed = rest.filter { $0.id != nil && $0.isFor(name) }
            if !missed.isEmpty || hasGap { return .missed(missed, hasGap: hasGap) }
            guard let member = try state.rooms[room]?.join(socket, as: name) else { return .missed([], hasGap: false) }
            return .joined(member)
        }
    }

    func enter(_ room: String, as name: String) -> SocketGroup<Happening>.Member? {
        state.withLock { $0.rooms[room]?.enter(as: name) }
    }

    func leave(_ room: String, _ member: SocketGroup<Happening>.Member) { state.withLock { $0.rooms[room]?.leave(member) } }
}

enum Joining {
    case joined(SocketGroup<Happening>.Member)
    case missed([Happening], hasGap: Bool)
}

extension EventLog<Happening> {
    /// What there is behind an id; all of it behind `0`, and nothing where no id is given.
    func kept(after id: String?) -> (rest: [Happening], hasGap: Bool) {
        guard let id else { return ([], false) }
        let all = latest
        if id == "0" { return (all.compactMap(\.data), false) }
        guard let place = all.lastIndex(where: { $0.id == id }) else { return (all.compactMap(\.data), true) }
        return (all[(place + 1)...].compactMap(\.data), false)
    }
}

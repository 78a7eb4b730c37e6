// Guests and moderators of rooms.

import RoomsExample
import WritServer

struct Talk: RoomsHandlers {
    let rooms: [String: Room]

    func listHistory(_ input: ListHistory.Input, context: RequestContext) async throws -> [Said] {
        guard let room = rooms[input.room] else { throw ListHistory.Failure.notFound(Problem()) }
        return room.history
    }

    func joinRoom(_ input: JoinRoom.Input, socket: JoinRoom.Socket, context: RequestContext) async throws {
        // Nothing is answered yet: this is a 404 as any other.
        guard let room = rooms[input.room] else { throw JoinRoom.Failure.notFound(Problem()) }
        // From here on it is a WebSocket.
        try await socket.send(.json(.joined(Joined(name: input.name))))
        let member = try room.join(input.name, socket)
        defer { room.leave(member) }
        for try await message in socket {
            switch message {
            case .json(.say(let say)): room.tell(.said(Said(name: input.name, text: say.text)))
            case .json(.leave): return
            case .bytes(let picture): room.guests.send(.bytes(picture), except: member)
            }
        }
    }

    func moderateRoom(
        _ input: ModerateRoom.Input, socket: ModerateRoom.Socket, principal: Moderator, context: RequestContext
    ) async throws {
        guard let room = rooms[input.room] else { throw ModerateRoom.Failure.notFound(Problem()) }
        try await socket.send(.joined(Joined(name: principal.name)))
        let member = try room.moderators.join(socket)
        defer { room.moderators.leave(member) }
        for try await removal in socket { room.remove(removal.name, because: removal.because ?? "") }
    }
}

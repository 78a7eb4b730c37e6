// Guests and moderators of rooms.

import RoomsExample
import WritServer

struct Talk: RoomsHandlers {
    let hall: Hall

    func listHistory(_ input: ListHistory.Input, context: RequestContext) async throws -> [Said] {
        guard let history = hall.history(of: input.room) else { throw ListHistory.Failure.notFound(Problem()) }
        return history
    }

    func joinRoom(_ input: JoinRoom.Input, socket: JoinRoom.Socket, context: RequestContext) async throws {
        // Nothing is answered yet: this is a 404 as any other.
        guard hall.history(of: input.room) != nil else { throw JoinRoom.Failure.notFound(Problem()) }
        // From here on it is a WebSocket.
        try await socket.send(.json(.joined(Joined(name: input.name))))
        let number = hall.join(input.room, Hall.Guest(name: input.name, socket: socket))
        defer { hall.leave(input.room, number) }
        await hall.tell(input.room, .joined(Joined(name: input.name)), except: number)
        messages: for try await message in socket {
            switch message {
            case .json(.say(let say)): await hall.tell(input.room, .said(Said(name: input.name, text: say.text)))
            case .json(.leave): break messages
            case .bytes(let picture): await hall.show(input.room, picture, except: number)
            }
        }
        await hall.tell(input.room, .left(Left(name: input.name)), except: number)
    }

    func moderateRoom(
        _ input: ModerateRoom.Input, socket: ModerateRoom.Socket, principal: Moderator, context: RequestContext
    ) async throws {
        guard hall.history(of: input.room) != nil else { throw ModerateRoom.Failure.notFound(Problem()) }
        try await socket.send(.joined(Joined(name: principal.name)))
        let number = hall.moderate(input.room, socket)
        defer { hall.leave(input.room, number) }
        for try await removal in socket {
            hall.remove(removal.name, from: input.room, because: removal.because ?? "")
        }
    }
}

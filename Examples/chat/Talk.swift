// What happens, as it happens: by WebSocket and by event stream.

import ChatExample
import WritServer

struct Talk: LiveHandlers {
    let house: House

    func followRoom(_ input: FollowRoom.Input, context: RequestContext) async throws -> AnswerSequence<ServerSentEvent<Happening>>
    {
        guard let log = house.log(of: input.room) else { throw FollowRoom.Failure.notFound(Problem()) }
        let last = context.lastEventID ?? input.after
        let events = log.events(
            after: last == "0" ? nil : last, startingAt: last == "0" ? .oldest : .next, retry: .milliseconds(500))
        return AnswerSequence { answer in
            guard let member = house.enter(input.room, as: input.name) else { return }
            defer { house.leave(input.room, member) }
            if events.hasGap { try await answer.write(ServerSentEvent(.missed(Missed()), event: "missed")) }
            for await event in events where event.data?.isFor(input.name) != false { try await answer.write(event) }
        }
    }

    func joinRoom(_ input: JoinRoom.Input, socket: JoinRoom.Socket, context: RequestContext) async throws {
        guard house.has(input.room) else { throw JoinRoom.Failure.notFound(Problem()) }
        let member = try await join(input, socket)
        defer { house.leave(input.room, member) }
        var upload: PictureUpload?
        for try await message in socket {
            switch message {
            case .json(.say(let say)):
                try await socket.send(.accepted(house.say(say.text, to: say.to, from: input.name, in: input.room, key: say.key)))
            case .json(.announce(let picture)): upload = PictureUpload(picture)
            case .bytes(let bytes):
                guard upload?.add(bytes) == true, let current = upload else {
                    return socket.close(upload == nil ? JoinRoom.CloseCodes.unexpectedBytes : JoinRoom.CloseCodes.pictureTooLarge)
                }
                try await socket.send(.progress(ProgressModel(key: current.key, received: current.bytes.count)))
                guard current.isWhole else { continue }
                upload = nil
                try await show(current, input, socket, context)
            }
        }
    }

    /// Sends what the guest has missed until it is level with the room.
    private nonisolated(nonsending) func join(_ input: JoinRoom.Input, _ socket: JoinRoom.Socket) async throws
        -> SocketGroup<Happening>.Member
    {
        var last = input.after
        while true {
            switch try house.join(input.room, socket, as: input.name, after: last) {
            case .joined(let member): return member
            case .missed(let happenings, let hasGap):
                if hasGap { try await socket.send(.missed(Missed())) }
                for happening in happenings { try await socket.send(happening) }
                // Where nothing of it was for this guest it goes on behind the latest.
                last = happenings.last?.id ?? house.log(of: input.room)?.lastID
            }
        }
    }

    private nonisolated(nonsending) func show(
        _ picture: PictureUpload, _ input: JoinRoom.Input, _ socket: JoinRoom.Socket, _ context: RequestContext
    ) async throws {
        let pictures = house.pictures
        let path = try await context.offload { try pictures.save(picture.bytes) }
        guard let path else { return socket.close(.policyViolation, reason: "That is no picture.") }
        try await socket.send(.accepted(house.show(path, from: input.name, in: input.room, key: picture.key)))
    }
}

/// A picture that comes piece by piece.
struct PictureUpload: Sendable {
    let key: String
    private let size: Int
    private(set) var bytes: [UInt8] = []

    init(_ announced: Announce) {
        key = announced.key
        size = announced.size
    }

    var isWhole: Bool { bytes.count == size }

    /// False where more comes than was announced.
    mutating func add(_ piece: [UInt8]) -> Bool {
        guard bytes.count + piece.count <= size else { return false }
        bytes += piece
        return true
    }
}

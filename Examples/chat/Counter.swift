// What is there without a connection that stays.

import ChatExample
import WritServer

struct Counter: RoomsHandlers {
    let house: House

    func listRooms(_ input: ListRooms.Input, context: RequestContext) async throws -> [Room] { house.rooms }

    func listMessages(_ input: ListMessages.Input, context: RequestContext) async throws -> [Happening] {
        guard let log = house.log(of: input.room) else { throw ListMessages.Failure.notFound(Problem()) }
        let kept = log.latest.compactMap(\.data).filter { happening in
            if case .whispered = happening { false } else { happening.id != nil }
        }
        return kept.suffix(input.limit)
    }

    func say(_ input: SayOperation.Input, context: RequestContext) async throws -> Accepted {
        guard house.has(input.room) else { throw SayOperation.Failure.notFound(Problem()) }
        return try house.say(input.body.text, to: input.body.to, from: input.name, in: input.room, key: input.body.key)
    }

    func showPicture(_ input: ShowPicture.Input, context: RequestContext) async throws -> Accepted {
        guard house.has(input.room) else { throw ShowPicture.Failure.notFound(Problem()) }
        var bytes: [UInt8] = []
        for try await chunk in input.body {
            guard bytes.count + chunk.count <= PictureStore.bytesMax else { throw ShowPicture.Failure.contentTooLarge(Problem()) }
            bytes += chunk
        }
        let (pictures, whole) = (house.pictures, bytes)
        let path = try await context.offload { try pictures.save(whole) }
        guard let path else { throw PictureRefused() }
        return try house.show(path, from: input.name, in: input.room, key: input.key)
    }

    func getPicture(_ input: GetPicture.Input, context: RequestContext) async throws -> AnswerBytes {
        guard let picture = house.pictures.picture(input.picture) else { throw GetPicture.Failure.notFound(Problem()) }
        return picture
    }
}

/// Bytes that are no picture.
struct PictureRefused: Error {}

extension House {
    func say(_ text: String, to: String?, from name: String, in room: String, key: String) throws -> Accepted {
        let happening: Happening =
            if let to {
                .whispered(Whispered(id: "", name: name, to: to, text: text, at: .now))
            } else {
                .said(Said(id: "", name: name, text: text, at: .now))
            }
        return try tell(happening, in: room, key: key)
    }

    func show(_ path: String, from name: String, in room: String, key: String) throws -> Accepted {
        try tell(.shown(Shown(id: "", name: name, picture: path, at: .now)), in: room, key: key)
    }
}

// Who moderates, by a cookie.

import RoomsExample
import WritServer

struct Moderator: Sendable {
    var name: String
}

struct Doorman: RoomsSecurity {
    func authenticate(session credential: APIKey, context: RequestContext) async throws -> Moderator? {
        credential.matches("letmein") ? Moderator(name: "moderator") : nil
    }
}

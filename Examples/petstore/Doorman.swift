// Who asks: the staff, by the key behind the counter, or a user who has logged in.

import Glibc
import PetstoreExample
import WritServer

/// Whose credentials a request shows.
enum Visitor: Sendable {
    case staff
    case user(String)
}

struct Doorman: PetstoreSecurity {
    let store: PetStore
    let staffKey: String

    func authenticate(staffKey key: APIKey, context: RequestContext) async throws -> Visitor? {
        key.matches(staffKey) ? .staff : nil
    }

    func authenticate(session token: BearerToken, context: RequestContext) async throws -> Visitor? {
        guard let id = UniqueID(token.value), let owner = store.with({ $0.sessions[id] }) else { return nil }
        return owner.expiresAtSecond > Int64(time(nil)) ? .user(owner.username) : nil
    }
}

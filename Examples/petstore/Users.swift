// The operations of the tag `users`.

import Glibc
import PetstoreExample
import WritServer

struct Users: UsersHandlers {
    let store: PetStore

    func listUsers(_ input: ListUsers.Input, context: RequestContext) async throws -> [User] {
        let all = store.with { state in state.users.values.map(\.user) }
        let matches = all.filter { input.subscribed == nil || $0.subscribed == input.subscribed }
        return Array(matches.sorted { $0.username < $1.username }.prefix(Int(input.limit)))
    }

    func createUser(_ input: CreateUser.Input, context: RequestContext) async throws -> User {
        let user = User(input.body, id: .random())
        let isNew = store.with { state in
            guard state.users[user.username] == nil else { return false }
            state.users[user.username] = .init(user: user, password: input.body.password)
            return true
        }
        guard isNew else { throw CreateUser.Failure.conflict(taken(user.username)) }
        return user
    }

    func login(_ input: Login.Input, context: RequestContext) async throws -> Session {
        let account = store.with { $0.users[input.body.username] }
        guard let account, account.password == input.body.password else {
            throw Login.Failure.unauthorized(Problem(detail: "The name or the password is wrong."))
        }
        let (token, twelveHours) = (UniqueID.random(), 12 * 3600)
        let expiry = Int64(time(nil) + twelveHours)
        store.with { $0.beginSession(of: input.body.username, token: token, expiresAtSecond: expiry) }
        return Session(token: token, expiresAt: DateTime(secondsSinceEpoch: expiry), device: input.xDeviceName)
    }

    func showUser(_ input: ShowUser.Input, context: RequestContext) async throws -> User {
        guard let account = store.with({ $0.users[input.username] }) else { throw ShowUser.Failure.notFound(noUser) }
        return account.user
    }

    func updateUser(_ input: UpdateUser.Input, principal: Visitor, context: RequestContext) async throws -> User {
        try check(principal, mayChange: input.username)
        let (name, newName) = (input.username, input.body.username)
        let updated: Result<User, UpdateUser.Failure> = store.with { state in
            guard var account = state.users[name] else { return .failure(.notFound(noUser)) }
            guard newName == name || state.users[newName] == nil else { return .failure(.conflict(taken(newName))) }
            // The password has changed, too: whoever knew the old one has to log in again.
            state.endSession(of: name)
            state.users[name] = nil
            account = .init(user: User(input.body, id: account.user.id), password: input.body.password)
            state.users[newName] = account
            return .success(account.user)
        }
        return try updated.get()
    }

    func deleteUser(_ input: DeleteUser.Input, principal: Visitor, context: RequestContext) async throws {
        try check(principal, mayChange: input.username)
        let isGone = store.with { state in
            state.endSession(of: input.username)
            return state.users.removeValue(forKey: input.username) != nil
        }
        if !isGone { throw DeleteUser.Failure.notFound(noUser) }
    }

    /// The staff changes everybody, a user nobody else: 403.
    private func check(_ visitor: Visitor, mayChange username: String) throws {
        if case .user(let name) = visitor, name != username { throw AccessDenied("You are \(name).") }
    }

    private func taken(_ name: String) -> Problem { Problem(detail: "The name \(name) is taken.") }

    private var noUser: Problem { Problem(detail: "There is no such user.") }
}

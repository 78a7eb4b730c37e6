// The operations of the tag `users`.

import Glibc
import PetstoreExample
import WritServer
import WritWire

struct Users: UsersHandlers {
    let store: PetStore

    func listUsers(_ input: ListUsers.Input, context: Context) async throws -> [User] {
        let all = store.with { state in state.users.values.map(\.user) }
        let matches = all.filter { input.subscribed == nil || $0.subscribed == input.subscribed }
        return Array(matches.sorted { $0.username < $1.username }.prefix(Int(input.limit)))
    }

    func createUser(_ input: CreateUser.Input, context: Context) async throws -> User {
        let user = User(input.body, id: .random())
        let isNew = store.with { state in
            guard state.users[user.username] == nil else { return false }
            state.users[user.username] = .init(user: user, password: input.body.password)
            return true
        }
        guard isNew else {
            throw CreateUser.Failure.conflict(
                Problem(title: "Conflict", status: 409, detail: "The name \(user.username) is taken."))
        }
        return user
    }

    func login(_ input: Login.Input, context: Context) async throws -> Session {
        let account = store.with { $0.users[input.body.username] }
        guard let account, account.password == input.body.password else {
            throw Login.Failure.unauthorized(
                Problem(title: "Unauthorized", status: 401, detail: "The name or the password is wrong."))
        }
        let twelveHours = 12 * 3600
        return Session(
            token: .random(), expiresAt: DateTime(secondsSinceEpoch: Int64(time(nil) + twelveHours)),
            device: input.xDeviceName)
    }

    func showUser(_ input: ShowUser.Input, context: Context) async throws -> User {
        guard let account = store.with({ $0.users[input.username] }) else { throw ShowUser.Failure.notFound(noUser) }
        return account.user
    }

    func updateUser(_ input: UpdateUser.Input, context: Context) async throws -> User {
        let updated: User? = store.with { state in
            guard let old = state.users[input.username] else { return nil }
            let user = User(input.body, id: old.user.id)
            state.users[input.username] = nil
            state.users[user.username] = .init(user: user, password: input.body.password)
            return user
        }
        guard let updated else { throw UpdateUser.Failure.notFound(noUser) }
        return updated
    }

    func deleteUser(_ input: DeleteUser.Input, context: Context) async throws {
        let isGone = store.with { $0.users.removeValue(forKey: input.username) != nil }
        if !isGone { throw DeleteUser.Failure.notFound(noUser) }
    }

    private var noUser: Problem { Problem(title: "Not Found", status: 404, detail: "There is no such user.") }
}

extension User {
    fileprivate init(_ input: UserInput, id: UniqueID) {
        self.init(
            id: id, username: input.username, fullName: input.fullName, email: input.email, subscribed: input.subscribed)
    }
}

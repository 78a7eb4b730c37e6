// The petstore's own handlers behind a socket, with the pets that the shop opens with.

import WritLoopback
import PetstoreExample
import WritServer

@testable import PetstoreExampleServer

@discardableResult
func withPetstore<Result>(
    _ configuration: ServerConfiguration = ServerConfiguration(), _ body: (LoopbackClient) async throws -> Result
) async throws -> Result {
    try await withPetstoreServer(configuration) { try await body(try $0.connect()) }
}

/// For tests that need several connections.
@discardableResult
func withPetstoreServer<Result>(
    _ configuration: ServerConfiguration = ServerConfiguration(), _ body: (LoopbackServer) async throws -> Result
) async throws -> Result {
    let store = PetStore()
    let api = PetstoreAPI(pets: Pets(store: store), store: Orders(store: store), users: Users(store: store))
    return try await withServer(api, configuration, body)
}

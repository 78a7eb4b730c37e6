// The petstore's own handlers behind a socket, with the pets that the shop opens with.

import WritLoopback
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
    try await withServer(petstore(), configuration, body)
}

/// What lets a request in that only the staff may make.
let staff = ["X-Staff-Key: treats"]

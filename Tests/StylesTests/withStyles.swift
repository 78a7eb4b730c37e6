// The styles' own handlers behind a socket.

import WritLoopback
import WritServer
import WritWire

@testable import StylesExampleServer

@discardableResult
func withStyles<Result>(_ body: (LoopbackClient) async throws -> Result) async throws -> Result {
    try await withStylesServer { try await body(try $0.connect()) }
}

@discardableResult
func withStylesServer<Result>(_ body: (LoopbackServer) async throws -> Result) async throws -> Result {
    try await withServer(styles(), ServerConfiguration(), body)
}

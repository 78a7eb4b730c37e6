// What the documentation shows of WebSockets.

import WritCompression
import WritServer

struct Said: Sendable { let text: String }

enum RoomEvent: Sendable {
    case said(String)
    case refused(String)
}

func socketSettings() -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.webSockets.pingInterval = .seconds(20)
    configuration.webSockets.compression = .deflate()
    return configuration
}

func talk(_ socket: WebSocket<Said, RoomEvent>) async throws {
    for try await message in socket {
        try await socket.send(.said(message.text))
    }
}

func talkOn(_ socket: WebSocket<Said, RoomEvent>) async throws {
    while let result = try await socket.nextResult() {
        if case .failure(let violation) = result { try await socket.send(.refused(violation.description)) }
    }
    socket.close(.policyViolation, reason: "You were removed.")
    socket.close(WebSocketCloseCode(4001))
}

// What documentation shows of WebSockets.

import RoomsExample
import WritCompression
import WritServer

func answering(socket: WebSocket<Say, Event>, name: String) async throws {
    for try await message in socket {
        try await socket.send(.said(Said(name: name, text: message.text)))
    }
}

func tolerating(socket: WebSocket<Say, String>) async throws {
    while let result = try await socket.nextResult() {
        if case .failure(let violation) = result { try await socket.send(violation.description) }
    }
}

func together(group: SocketGroup<Event>, socket: WebSocket<Say, Event>, name: String) async throws {
    let member = try group.join(socket, as: name)
    defer { group.leave(member) }
    for try await message in socket {
        group.send(.said(Said(name: name, text: message.text)), except: member)
    }
}

func closing(socket: JoinRoom.Socket) {
    socket.close(.policyViolation, reason: "You were removed.")
    socket.close(WebSocketCloseCode(4001))
    socket.close(JoinRoom.CloseCodes.youWereRemoved)
}

func socketSettings() -> ServerConfiguration {
    var configuration = ServerConfiguration()
    configuration.webSockets.pingInterval = .seconds(20)
    configuration.webSockets.compression = .deflate()
    return configuration
}

func countingDown(socket: WatchClock.Socket, context: RequestContext) async throws {
    for number in 1...10 where !socket.isDraining {
        try await socket.send(number)
        try await context.sleep(for: .seconds(1))
    }
}

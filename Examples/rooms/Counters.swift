// WebSockets of one kind of message each.

import RoomsExample
import WritServer

struct Counters: FramesHandlers {
    func watchClock(_ input: WatchClock.Input, socket: WatchClock.Socket, context: RequestContext) async throws {
        for number in 1...input.to { try await socket.send(number) }
    }

    func shout(_ input: Shout.Input, socket: Shout.Socket, context: RequestContext) async throws {
        for try await text in socket { try await socket.send(text.uppercased()) }
    }

    func measure(_ input: Measure.Input, socket: Measure.Socket, context: RequestContext) async throws {
        for try await bytes in socket { try await socket.send(Measure.ServerMessage(bytes: bytes.count)) }
    }
}

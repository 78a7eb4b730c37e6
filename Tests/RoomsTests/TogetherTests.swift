// Several guests at once, over loopback.

import Testing
import WritLoopback
import WritServer
import WritTesting

@testable import RoomsExampleServer

@Suite struct `Guests in one room` {
    /// Joins, and waits until that is so.
    private func join(_ server: LoopbackServer, _ name: String) throws -> LoopbackClient {
        let guest = try server.connect()
        try guest.send(SocketAnswer.upgrade.replacing("GET /socket", with: "GET /rooms/garden/socket?name=\(name)") + "\r\n")
        let answer = try guest.answer(upTo: #"{"kind":"joined","name":"\#(name)"}"#)
        #expect(answer.hasPrefix("HTTP/1.1 101"))
        return guest
    }

    @Test func `hear each other, and see what is shown`() async throws {
        try await withServer(rooms()) { server in
            let ada = try join(server, "ada")
            let bob = try join(server, "bob")
            _ = try ada.answer(upTo: #"{"kind":"joined","name":"bob"}"#)
            try bob.send(clientText(#"{"kind":"say","text":"hello"}"#))
            let said = #"{"kind":"said","name":"bob","text":"hello"}"#
            _ = try ada.answer(upTo: said)
            _ = try bob.answer(upTo: said)
            // A picture goes to the others alone.
            try ada.send(clientFrame(0x82, Array("picture".utf8)))
            _ = try bob.answer(upTo: "picture")
            try ada.send(clientClose)
            let left = SocketAnswer(Array("HTTP/1.1 101\r\n\r\n".utf8) + (try ada.rest()))
            #expect(left.frames == ["close 1000 "])
            _ = try bob.answer(upTo: #"{"kind":"left","name":"ada"}"#)
        }
    }

    @Test func `are removed with the contract's code`() async throws {
        try await withServer(rooms()) { server in
            let ada = try join(server, "ada")
            let moderator = try server.connect()
            try moderator.send(
                SocketAnswer.upgrade.replacing("GET /socket", with: "GET /rooms/garden/moderation")
                    + "Cookie: session=letmein\r\n\r\n")
            _ = try moderator.answer(upTo: #"{"kind":"joined","name":"moderator"}"#)
            try moderator.send(clientText(#"{"name":"ada","because":"Enough."}"#))
            let end = try ada.answer(upTo: "Enough.")
            #expect(end == String(decoding: [0x88, 9, 0x0F, 0xA1] + Array("Enough.".utf8), as: UTF8.self))
            try ada.send(clientClose)
            #expect(try ada.isEnded())
            _ = try moderator.answer(upTo: #"{"kind":"left","name":"ada"}"#)
        }
    }
}

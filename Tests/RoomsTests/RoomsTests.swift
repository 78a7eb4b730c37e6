// The rooms' contract, from frames to handlers and back, in memory.

import RoomsExample
import Testing
import WritLoopback
import WritRuntime
import WritServer
import WritTesting

@testable import RoomsExampleServer

@Suite struct `The rooms` {
    private func answer(
        _ target: String, _ frames: [[UInt8]] = [clientClose], fields: String = "", of client: TestClient = TestClient(rooms())
    ) async -> SocketAnswer {
        let upgrade = SocketAnswer.upgrade.replacing("GET /socket", with: "GET \(target)")
        return SocketAnswer(await client.sendRaw(Array((upgrade + fields + "\r\n").utf8) + frames.flatMap(\.self)))
    }

    private let kitchen = "/rooms/kitchen/socket?name=ada"
    private let joined = #"text {"kind":"joined","name":"ada"}"#

    @Test func `carry unions both ways, and keep what was said`() async {
        let client = TestClient(rooms())
        let talk = await answer(
            kitchen, [clientText(#"{"kind":"say","text":"hi"}"#), clientText(#"{"kind":"leave"}"#), clientText("late")],
            of: client)
        #expect(talk.status == 101)
        #expect(talk.frames == [joined, #"text {"kind":"said","name":"ada","text":"hi"}"#, "close 1000 "])
        let history = await client.get("/rooms/kitchen/history")
        #expect(history.text == #"[{"kind":"said","name":"ada","text":"hi"}]"#)
    }

    @Test func `agree on the best subprotocol that both have`() async {
        let talk = await answer(kitchen, fields: "Sec-WebSocket-Protocol: rooms.v1, rooms.v2\r\n")
        #expect(talk.head.contains("Sec-WebSocket-Protocol: rooms.v2"))
        #expect(await answer(kitchen).head.contains("Sec-WebSocket-Protocol") == false)
    }

    @Test func `answer as any operation does until the socket is used`() async {
        let missing = await answer("/rooms/attic/socket?name=ada")
        #expect(missing.status == 404 && missing.head.contains("application/problem+json"))
        let nameless = await answer("/rooms/kitchen/socket")
        #expect(nameless.status == 400 || nameless.status == 422, "\(nameless.head)")
        let plain = await TestClient(rooms()).get(kitchen)
        #expect(plain.status == 426 && plain["Upgrade"] == "websocket")
    }

    @Test(arguments: [
        (#"{"kind":"say","text":""}"#, "close 1008 /text: "), (#"{"kind":"shout","text":"a"}"#, "close 1008 /kind: "),
        (#"{"kind":"say"}"#, "close 1008 /text: "), ("{", "close 1007 "),
        (#"{"kind":"say","text":"\#(String(repeating: "a", count: 4096))"}"#, "close 1009 "),
    ])
    func `close what breaks the contract`(text: String, ending: String) async {
        let talk = await answer(kitchen, [clientText(text), clientClose])
        #expect(talk.frames.count == 2 && talk.frames.last?.hasPrefix(ending) == true, "\(talk.frames)")
    }

    @Test func `let nobody moderate without the cookie, nor by a page from elsewhere`() async {
        let target = "/rooms/kitchen/moderation"
        #expect(await answer(target).status == 401)
        let cookie = "Cookie: session=letmein\r\n"
        let moderated = await answer(target, [clientText(#"{"name":"bob"}"#), clientClose], fields: cookie)
        #expect(moderated.frames == [#"text {"kind":"joined","name":"moderator"}"#, "close 1000 "])
        #expect(await answer(target, fields: cookie + "Origin: https://evil.example\r\n").status == 403)
        #expect(await answer(target, fields: cookie + "Origin: http://here\r\n").status == 101)
        // Without a cookie there is nothing that another page could use.
        #expect(await answer(kitchen, fields: "Origin: https://other.example\r\n").status == 101)
    }

    @Test func `send where nothing is to be said`() async {
        #expect(await answer("/clock?to=2").frames == ["text 1", "text 2", "close 1000 "])
        #expect(await answer("/clock").frames == ["text 1", "text 2", "text 3", "close 1000 "])
        #expect(await answer("/clock?to=0").status != 101)
    }

    @Test func `take texts as they are`() async {
        #expect(await answer("/shout", [clientText("hi \"x\""), clientClose]).frames == ["text HI \"X\"", "close 1000 "])
        let long = await answer("/shout", [clientText("12345678901"), clientClose])
        #expect(long.frames.count == 1 && long.frames[0].hasPrefix("close 1008 /: "), "\(long.frames)")
        #expect(await answer("/shout", [clientFrame(0x82, [1])]).frames.first?.hasPrefix("close 1003 ") == true)
    }

    @Test func `take bytes, and no texts where there are none`() async {
        let measured = await answer("/measure", [clientFrame(0x82, [1, 2, 3]), clientFrame(0x82, []), clientClose])
        #expect(measured.frames == [#"text {"bytes":3}"#, #"text {"bytes":0}"#, "close 1000 "])
        #expect(await answer("/measure", [clientText("a")]).frames.first?.hasPrefix("close 1003 ") == true)
    }
}

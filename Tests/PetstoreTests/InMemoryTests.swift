// The same requests without sockets and through them, compared byte for byte.

import PetstoreExample
import Testing
import WritLoopback
import WritServer
import WritTesting
import WritWire

@testable import PetstoreExampleServer

@Suite struct `Answers in memory` {
    static func request(_ line: String, _ fields: String = "", _ body: String = "") -> String {
        "\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(fields)\r\n\(body)"
    }

    static func post(_ target: String, _ json: String, method: String = "POST", staff: Bool = false) -> String {
        let fields = "Content-Type: application/json\r\nContent-Length: \(json.utf8.count)\r\n"
        return request("\(method) \(target)", staff ? fields + staffKey : fields, json)
    }

    static let staffKey = "X-Staff-Key: treats\r\n"
    static let pet = #"{"name":"Ada","status":"sold"}"#
    static let chunked = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
    static let expecting = "Content-Type: application/json\r\nContent-Length: 30\r\nExpect: 100-continue\r\n"

    /// Each a connection; its pieces are sent one after the other.
    static let conversations: [[String]] = [
        [request("GET /pets")], [request("GET /pets?limit=2")], [request("GET /pets/1")], [request("HEAD /pets/1")],
        [request("GET /pets?limit=0")], [request("GET /pets?limit=x&bornAfter=y")], [request("GET /pets/nobody")],
        [request("GET /pets/999")], [request("GET /nothing")], [request("DELETE /pets")], [request("OPTIONS /pets")],
        [request("OPTIONS *")], [request("BREW /pets")], [request("GET /docs")], [request("HEAD /openapi.yaml")],
        [request("GET /openapi.json")], [request("GET /pets", "Accept: text/html\r\n")], [request("GET /users")],
        [post("/pets", pet)], [post("/pets", #"{"name":""}"#)], [post("/pets", #"{"name":"#)], [post("/pets", "")],
        [post("/pets/1", pet, method: "PUT")], [post("/pets/1", pet, method: "PUT", staff: true)],
        [request("POST /pets", "Content-Type: text/plain\r\nContent-Length: 1\r\n", "x")],
        [request("POST /pets", chunked, "5\r\n{\"nam\r\n19;a=b\r\ne\":\"Ada\",\"status\":\"sold\"}\r\n0\r\nX: y\r\n\r\n")],
        [request("POST /pets", chunked, "x\r\n")], [request("POST /pets", chunked, "5\r\n{\"nam")],
        [request("POST /pets", expecting), pet], [request("POST /nothing", expecting)],
        [request("POST /pets", "Content-Type: application/json\r\nContent-Length: 99999999\r\n", "{")],
        [
            request("GET /pets/1") + post("/pets", pet) + request("HEAD /pets/1") + request("GET /nothing")
                + request("GET /pets/2")
        ],
        [request("GET /pets/1", "Connection: close\r\n") + request("GET /pets/2")],
        ["GET /pets/1 HTTP/1.0\r\n\r\n"], ["GET /pets/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"],
        ["GET http://127.0.0.1/pets/1?x HTTP/1.1\r\nHost: b\r\n\r\n"], ["GET /pets HTTP/1.1\r\n\r\n"],
        ["GET /pets HTTP/3.0\r\n\r\n"],
        ["GET /pets\r\n\r\n"], ["nonsense\r\n\r\n"], ["GET /pe"], [], [request("DELETE /pets/1", staffKey)],
        [request("DELETE /pets/1", staffKey)],
        [request("GET /pets", "X: \(String(repeating: "y", count: 70_000))\r\n")],
    ]

    @Test func `are those of a server over loopback, byte for byte`() async throws {
        let client = TestClient(petstore())
        try await withServer(petstore()) { server in
            for pieces in Self.conversations {
                let inMemory = await client.sendRaw(pieces: pieces.map { Array($0.utf8) })
                let connection = try server.connect()
                for (index, piece) in pieces.enumerated() {
                    // The server says that it wants the body.
                    if index > 0 { _ = try connection.isEnded() }
                    try connection.send(piece)
                }
                connection.finishSending()
                #expect(Self.masked(try connection.rest()) == Self.masked(inMemory), "\(pieces)")
                #expect(pieces.isEmpty == inMemory.isEmpty)
            }
        }
    }

    @Test func `come from the handlers that a server would call`() async throws {
        let client = TestClient(petstore())
        let staff: KeyValuePairs = ["X-Staff-Key": "treats"]
        #expect(await client.delete("/pets/1").status == 401)
        let pets = await client.get("/pets?limit=2")
        #expect(pets.status == 200 && pets.reason == "OK")
        guard case .array(let list) = pets.json else { return #expect(Bool(false), "no list: \(pets.text)") }
        #expect(list.count == 2)
        let made = await client.post("/pets", json: Self.pet)
        #expect(made.status == 201 && made.text.contains("Ada"))
        #expect(await client.post("/pets", json: "{}").status == 422)
        #expect(await client.put("/pets/1", json: Self.pet, fields: staff).status == 200)
        #expect(await client.patch("/pets/1", json: "[]", fields: staff).status == 422)
        #expect(await client.delete("/pets/1", fields: staff).status == 204)
        #expect(await client.get("/pets/1").status == 404)
        #expect(await client.head("/pets/2")["Content-Type"] == "application/json")
        #expect(await client.get("/pets/2", fields: ["Accept": "text/html"]).status == 406)
    }

    /// With the same date everywhere.
    private static func masked(_ bytes: [UInt8]) -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        return lines.map { $0.hasPrefix("Date: ") && $0.count == 35 ? "Date: -" : $0 }.joined(separator: "\r\n")
    }
}

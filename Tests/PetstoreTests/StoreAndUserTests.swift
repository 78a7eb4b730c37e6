// Orders, receipts and users over a socket; what may only be written is never answered.

import WritLoopback
import Testing
import WritWire

@Suite struct `Orders and users` {
    static func id(_ answer: LoopbackAnswer) throws -> String {
        guard case .object(let object) = answer.json, case .string(let id) = object["id"] else {
            throw LoopbackFailure(description: "no id in \(answer.text)")
        }
        return id
    }

    @Test func `an order takes a pet from the shelf, and has a receipt as text`() async throws {
        try await withPetstore { client throws in
            let placed = try client.ask(
                "POST", "/store/orders", body: #"{"petId":1,"quantity":1,"priority":2,"status":"delivered","complete":true}"#)
            #expect(placed.status == 201)
            let id = try Self.id(placed)
            #expect(
                placed.json == [
                    "id": .string(id), "petId": 1, "quantity": 1, "priority": 2, "status": "placed", "complete": false,
                ])
            #expect(try client.ask("GET", "/store/inventory").json == ["pending": 2, "sold": 18])
            #expect(try client.ask("GET", "/store/orders/\(id)").json == placed.json)
            let receipt = try client.ask("GET", "/store/orders/\(id)/receipt", ["Accept: text/*"])
            #expect(receipt["Content-Type"] == "text/plain; charset=utf-8")
            #expect(receipt.text == "Petstore\n1 x Rex\n")
            #expect(try client.ask("GET", "/store/orders/\(id)/receipt", ["Accept: application/json"]).status == 406)
            #expect(try client.ask("DELETE", "/store/orders/\(id)").status == 204)
            #expect(try client.ask("GET", "/store/orders/\(id)").status == 404)
        }
    }

    @Test func `a password is taken and never answered`() async throws {
        try await withPetstore { client throws in
            let body = #"{"username":"ada","password":"correct horse","fullName":null,"id":"not a UUID"}"#
            let created = try client.ask("POST", "/users", body: body)
            #expect(created.status == 201)
            let user: JSONValue = ["id": .string(try Self.id(created)), "username": "ada", "fullName": nil, "subscribed": false]
            #expect(created.json == user)
            let others = [
                try client.ask("GET", "/users/ada"), try client.ask("PUT", "/users/ada", staff, body: body),
                try client.ask("GET", "/users?subscribed=false"),
            ]
            for answer in others { #expect(!answer.text.contains("password") && answer.text.contains("ada")) }
            #expect(try client.ask("GET", "/users?subscribed=true").json == [])
            #expect(try client.ask("POST", "/users", body: body).status == 409)
            #expect(try client.ask("DELETE", "/users/ada", staff).status == 204)
        }
    }

    @Test(
        arguments: [
            ([], "unnamed"), (["X-Device-Name: kitchen"], "kitchen"), (["x-device-name:  two words "], "two words"),
            (["X-Accepted-Terms: sale, privacy", "X-Accepted-Terms: more"], "unnamed"),
            (["Cookie: a=b; visitor=\"0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11\""], "unnamed"),
        ] as [([String], JSONValue)])
    func `a session knows the device that it was begun on`(fields: [String], device: JSONValue) async throws {
        try await withPetstore { client throws in
            _ = try client.ask("POST", "/users", body: #"{"username":"ada","password":"correct horse"}"#)
            let answer = try client.ask("POST", "/users/login", fields, body: #"{"username":"ada","password":"correct horse"}"#)
            #expect(answer.status == 200)
            guard case .object(let session) = answer.json else { throw LoopbackFailure(description: answer.text) }
            #expect(session["device"] == device)
        }
    }

    @Test func `users change themselves, the staff changes everybody, and strangers nobody`() async throws {
        try await withPetstore { client throws in
            func body(_ name: String) -> String { #"{"username":"\#(name)","password":"correct horse"}"# }
            for name in ["ada", "bob"] { #expect(try client.ask("POST", "/users", body: body(name)).status == 201) }
            guard case .object(let session) = try client.ask("POST", "/users/login", body: body("ada")).json,
                case .string(let token) = session["token"]
            else { throw LoopbackFailure(description: "no session") }
            let ada = ["Authorization: Bearer \(token)"]
            let stranger = try client.ask("PUT", "/users/ada", body: body("ada"))
            #expect(stranger.status == 401)
            #expect(
                stranger.fields.filter { $0.name == "WWW-Authenticate" }.map(\.value)
                    == ["Bearer realm=\"Petstore\"", "ApiKey realm=\"Petstore\""])
            #expect(try client.ask("DELETE", "/users/bob", ada).status == 403)
            #expect(try client.ask("PUT", "/users/ada", ada, body: body("bob")).status == 409)
            #expect(try client.ask("PUT", "/users/ada", ada, body: body("eve")).status == 200)
            // A user who has changed logs in again.
            #expect(try client.ask("DELETE", "/users/eve", ada).status == 401)
            #expect(try client.ask("DELETE", "/users/eve", staff).status == 204)
            #expect(try client.ask("DELETE", "/pets/1", ada).status == 401)
            #expect(try client.ask("DELETE", "/pets/1", ["X-Staff-Key: tricks"]).status == 401)
        }
    }
}

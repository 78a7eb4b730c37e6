// The pets' whole life, from being created to being deleted, as a client sees it.

import WritLoopback
import Testing
import WritWire

@Suite struct `A pet` {
    static let rex: JSONValue = [
        "id": 1, "name": "Rex", "status": "available", "category": ["id": 1, "name": "dogs"], "tags": ["friendly", "small"],
        "weight": 12.5, "price": 250,
    ]

    /// The ids of the shop as new.
    static let all: [JSONValue] = [1, 2, 3] + goldfish
    static let goldfish = (101...117).map { JSONValue(integerLiteral: $0) }

    @Test func `is created, read and listed`() async throws {
        try await withPetstore { client throws in
            let body =
                #"{"name":"Ada","status":"available","tags":["new"],"birthday":null,"weight":0.1,"price":1e2,"attributes":{"b":"2","a":"1"}}"#
            let created = try client.ask("POST", "/pets", body: body)
            #expect(created.status == 201)
            #expect(created["Content-Type"] == "application/json")
            let ada: JSONValue = [
                "id": 100_001, "name": "Ada", "status": "available", "tags": ["new"], "birthday": nil, "weight": 0.1,
                "price": 100,
                "attributes": ["a": "1", "b": "2"],
            ]
            #expect(created.json == ada)
            let shown = try client.ask("GET", "/pets/100001")
            #expect(shown.status == 200)
            #expect(shown.json == ada)
            let listed = try client.ask("GET", "/pets?tags=new")
            #expect(listed.json == [ada])
        }
    }

    @Test(
        arguments: [
            ("", all), ("?limit=2", [1, 2]), ("?limit=1", [1]), ("?limit=100", all), ("?limit=1e0", [1]),
            ("?status=sold", [3] + goldfish), ("?status=s%6Fld&limit=2", [3, 101]), ("?tags=small&tags=friendly", [1]),
            ("?tags=small&tags=slow", []),
            ("?bornAfter=2000-01-01", []), ("?unknown=1", all), ("?", all),
        ] as [(String, [JSONValue])])
    func `is listed within a limit and through filters`(query: String, ids: [JSONValue]) async throws {
        try await withPetstore { client throws in
            let answer = try client.ask("GET", "/pets" + query)
            #expect(answer.status == 200)
            guard case .array(let pets) = answer.json else { throw LoopbackFailure(description: answer.text) }
            #expect(pets.compactMap { $0["id"] } == ids)
        }
    }

    @Test func `is found by status, an available one where none is named`() async throws {
        try await withPetstore { client throws in
            #expect(try client.ask("GET", "/pets/by-status").json == [Self.rex])
            #expect(try client.ask("GET", "/pets/by-status?status=available&maximumPrice=249.99").json == [])
            #expect(try client.ask("GET", "/pets/by-status?maximumPrice=250").json == [Self.rex])
            let two = try client.ask("GET", "/pets/by-status?status=sold&status=pending").text
            #expect(two.contains("Minka") && two.contains("Oskar") && !two.contains("Rex"))
        }
    }

    @Test func `is compared in the order of the ids`() async throws {
        try await withPetstore { client throws in
            let answer = try client.ask("GET", "/pets/compare/3,1")
            let order = [answer.text.firstRange(of: "Oskar")?.lowerBound, answer.text.firstRange(of: "Rex")?.lowerBound]
            #expect(try #require(order[0]) < #require(order[1]))
            #expect(try client.ask("GET", "/pets/compare/1,9").status == 404)
        }
    }

    /// What a PATCH does to Rex, whom a PUT has given a birthday.
    @Test(
        arguments: [
            ("{}", [:]),
            (#"{"name":"Max"}"#, ["name": "Max"]),
            (#"{"birthday":null}"#, ["birthday": nil]),
            (#"{"birthday":"2020-02-29"}"#, ["birthday": "2020-02-29"]),
            (#"{"weight":7.25,"price":0,"tags":[]}"#, ["weight": 7.25, "price": 0, "tags": []]),
            (#"{"status":"sold","unknown":{"deep":[1]}}"#, ["status": "sold"]),
        ] as [(String, JSONValue)])
    func `is changed by what a patch names: absent stays, null clears`(patch: String, changes: JSONValue) async throws {
        try await withPetstore { client throws in
            let old = #"{"name":"Rex","status":"available","birthday":"2019-05-17","weight":12.5,"tags":["a"]}"#
            #expect(try client.ask("PUT", "/pets/1", staff, body: old).status == 200)
            let answer = try client.ask("PATCH", "/pets/1", staff, body: patch)
            #expect(answer.status == 200)
            guard case .object(var expected) = try client.ask("GET", "/pets/1").json, case .object(let changes) = changes else {
                throw LoopbackFailure(description: answer.text)
            }
            #expect(answer.json == .object(expected))
            for (name, value) in [
                ("id", 1), ("name", "Rex"), ("status", "available"), ("birthday", "2019-05-17"), ("weight", 12.5),
                ("tags", ["a"]),
            ] as [(String, JSONValue)] {
                #expect(expected[name] == changes[name] ?? value)
                expected[name] = nil
            }
            #expect(expected.names == changes.names.filter { $0 == "price" })
        }
    }

    @Test func `loses its weight where a patch says null`() async throws {
        try await withPetstore { client throws in
            #expect(try client.ask("PATCH", "/pets/1", staff, body: #"{"weight":null}"#).text.contains("weight") == false)
            #expect(try client.ask("PATCH", "/pets/9", staff, body: "{}").status == 404)
        }
    }

    @Test func `is replaced, or added where there was none`() async throws {
        try await withPetstore { client throws in
            let body = #"{"name":"Zoe","status":"pending"}"#
            let replaced = try client.ask("PUT", "/pets/1", staff, body: body)
            #expect(replaced.status == 200)
            #expect(replaced.json == ["id": 1, "name": "Zoe", "status": "pending"])
            let added = try client.ask("PUT", "/pets/70", staff, body: body)
            #expect(added.status == 201)
            #expect(added.json == ["id": 70, "name": "Zoe", "status": "pending"])
            let created = try client.ask("POST", "/pets", body: body)
            #expect(created.json == ["id": 100_001, "name": "Zoe", "status": "pending"])
            _ = try client.ask("PUT", "/pets/200000", staff, body: body)
            #expect(try client.ask("POST", "/pets", body: body).text.contains("200001"))
        }
    }

    @Test func `is gone when it was deleted`() async throws {
        try await withPetstore { client throws in
            let deleted = try client.ask("DELETE", "/pets/1", staff)
            #expect(deleted.status == 204)
            #expect(deleted["Content-Length"] == nil && deleted["Content-Type"] == nil)
            #expect(try client.ask("GET", "/pets/1").status == 404)
            #expect(try client.ask("DELETE", "/pets/1", staff).status == 404)
        }
    }

    @Test func `keeps an id of the shop's own, whatever the request says`() async throws {
        try await withPetstore { client throws in
            for id in ["77", "\"x\"", "null", "{\"a\":[]}"] {
                let answer = try client.ask("POST", "/pets", body: #"{"id":\#(id),"name":"Ada","status":"sold"}"#)
                #expect(answer.status == 201)
                #expect(!answer.text.contains("77"))
            }
        }
    }

    @Test func `has photos`() async throws {
        try await withPetstore { client throws in
            #expect(try client.ask("GET", "/pets/1/photos").json == [])
            let body = #"{"thumbnail":"R0lGODlhAQABAAAAACw=","caption":null,"takenAt":"2026-03-14t09:26:53.50+01:00"}"#
            let added = try client.ask("POST", "/pets/1/photos", body: body)
            #expect(added.status == 201)
            guard case .object(let photo) = added.json, case .string(let id) = photo["id"] else {
                throw LoopbackFailure(description: added.text)
            }
            #expect(photo["takenAt"] == "2026-03-14T09:26:53.5+01:00")
            #expect(photo["caption"] == .null)
            #expect(try client.ask("GET", "/pets/1/photos").json == [.object(photo)])
            #expect(try client.ask("DELETE", "/pets/1/photos/\(id.uppercased())", staff).status == 204)
            #expect(try client.ask("DELETE", "/pets/1/photos/\(id)", staff).status == 404)
            #expect(try client.ask("POST", "/pets/9/photos", body: body).status == 404)
        }
    }
}

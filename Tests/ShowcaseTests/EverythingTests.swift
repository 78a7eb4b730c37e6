// A body with a property of every type, bound, default and name, echoed.

import WritLoopback
import Testing
import WritWire

@Suite struct `A body with everything` {
    static func send(_ client: LoopbackClient, _ members: String) throws -> LoopbackAnswer {
        try client.ask("POST", "/api/v1/bodies/everything", body: "{\(members)}")
    }

    /// What is answered for the required properties alone: defaults are filled in.
    static let least = #""text":"t","requiredNull":null,"number":0"#
    static let defaults = #""withDefault":7,"defaultOrNull":"x","defaultColour":"cold""#

    /// Members that come back as they are, in the contract's order, before or behind those with defaults.
    @Test(arguments: [
        #""int8":-128,"int16":32767,"uint16":65535,"uint32":4294967295,"uint64":18446744073709551615,"int":1"#,
        #""float":0.1,"double":100.49,"flag":false,"day":"2024-02-29","moment":"2026-03-14T09:26:53.5+01:00""#,
        ##""id":"0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11","bytes":"Zm8=","colour":"#fff","level":-1,"inline":"two","optionalNull":null"##,
        #""optionalNull":3"#,
    ])
    func `comes back as it was sent, before the defaults`(members: String) async throws {
        try await withShowcase { client throws in
            let answer = try Self.send(client, Self.least + "," + members)
            #expect(answer.text == "{\(Self.least),\(members),\(Self.defaults)}")
        }
    }

    @Test(arguments: [
        #""list":["a","b","c"],"lists":[[],[null,1],[2]],"nullList":null"#,
        #""nullList":["red","dark-blue"],"map":{"":1.5},"mapOfLists":{"a":[true],"b":[]}"#,
        #""map":{"a":1,"b":-2e+300},"anything":null,"free":{"a":null,"b":[{"c":1.0}]}"#,
        #""anything":[1e400,{"x":[]}],"free":{}"#,
        #""point":{"x":1,"y":1,"a":3,"z":4},"points":[{"label":"l"},{"extra":"e","more":"m"}]"#,
        #""type":"a","self":"b","init":"c","read":"d","default":"e","hashValue":1,"\"quoted\\":"f","with space!":"g","":"h","größe":"i""#,
    ])
    func `comes back as it was sent, behind the defaults`(members: String) async throws {
        try await withShowcase { client throws in
            let answer = try Self.send(client, Self.least + "," + members)
            #expect(answer.text == "{\(Self.least),\(Self.defaults),\(members)}")
        }
    }

    @Test(
        arguments: [
            // Absent, null and present where they are two things, and where they are three.
            ("\"defaultOrNull\":null", ["defaultOrNull": nil]), ("\"defaultOrNull\":\"y\"", ["defaultOrNull": "y"]),
            ("\"withDefault\":-7", ["withDefault": -7]),
            ("\"defaultColour\":\"warm\"", ["defaultColour": "warm"]), ("\"requiredNull\":\"z\"", ["requiredNull": "z"]),
            // Other ways to write the same.
            ("\"int\":1.0e1", ["int": 10]), ("\"\\u0074ype\":\"\\u00e9\"", ["type": "é"]),
            ("\"gr\\u00f6\\u00dfe\":\"x\"", ["größe": "x"]),
            ("\"text\":\"\\ud83d\\udc4d\"", ["text": "👍"]), ("\"point\":{\"x\":2}", ["point": ["x": 2, "y": 1]]),
            ("\"moment\":\"2026-03-14t09:26:53z\"", ["moment": "2026-03-14T09:26:53Z"]),
        ] as [(String, JSONValue)])
    func `has defaults where a property is absent`(members: String, changes: JSONValue) async throws {
        try await withShowcase { client throws in
            guard case .object(let changes) = changes else { throw LoopbackFailure(description: "changes are an object") }
            var least: [(String, String)] = [("text", "\"t\""), ("requiredNull", "null"), ("number", "0")]
            least.removeAll { changes[$0.0] != nil }
            let answer = try Self.send(client, (least.map { "\"\($0.0)\":\($0.1)" } + [members]).joined(separator: ","))
            #expect(answer.status == 200, "\(answer.text)")
            let echo = try #require(answer.json)
            for name in changes.names { #expect(echo[name] == changes[name]) }
            for (name, value) in ["withDefault": 7, "defaultOrNull": "x", "defaultColour": "cold"] as [String: JSONValue]
            where changes[name] == nil {
                #expect(echo[name] == value)
            }
        }
    }

    static let bad: [(members: String, violations: [String])] = [
        ("", ["/text required: is required", "/requiredNull required: is required", "/number required: is required"]),
        (
            #""text":null,"requiredNull":1,"number":null"#,
            [
                "/text type: must be a string, not null", "/requiredNull type: must be a string, not a number",
                "/number type: must be a whole number, not null",
            ]
        ),
        (
            least + #","other":1,"Text":2"#,
            ["/other additionalProperties: is not a known property", "/Text additionalProperties: is not a known property"]
        ),
        (least + #","text":"u""#, ["/text uniqueNames: must not be given twice"]),
        (
            #""text":"","requiredNull":null,"number":-6"#,
            ["/text minLength: must be at least 1 character long", "/number minimum: must be at least -5"]
        ),
        (
            #""text":"123456789","requiredNull":null,"number":6"#,
            ["/text maxLength: must be at most 8 characters long", "/number maximum: must be at most 5"]
        ),
        (
            least + #","int8":128,"int16":-32769,"uint16":-1,"uint32":4294967296,"uint64":18446744073709551616,"int":0"#,
            [
                "/int8 format: must be a whole number from -128 to 127",
                "/int16 format: must be a whole number from -32768 to 32767",
                "/uint16 format: must be a whole number from 0 to 65535",
                "/uint32 format: must be a whole number from 0 to 4294967295",
                "/uint64 format: must be a whole number of at most 64 bits", "/int exclusiveMinimum: must be greater than 0",
            ]
        ),
        (
            least + #","int8":1.5,"float":"1","double":100.5,"flag":0"#,
            [
                "/int8 type: must be a whole number", "/float type: must be a number, not a string",
                "/double exclusiveMaximum: must be less than 100.5",
                "/flag type: must be true or false, not a number",
            ]
        ),
        (
            least
                + #","day":"2026-02-29","moment":"2026-03-14","id":"","bytes":"Z","colour":"Red","level":1,"inline":"","defaultColour":null"#,
            [
                "/day format: must be a date such as 2026-03-14",
                "/moment format: must be a date and time such as 2026-03-14T09:26:53Z",
                "/id format: must be a UUID such as 0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11",
                "/bytes format: must be bytes in Base64 with padding",
                "/colour enum: must be one of: red, green, dark-blue, #fff", "/level enum: must be one of: -1, 0, 10",
                "/inline enum: must be one of: one, two", "/defaultColour type: must be a string, not null",
            ]
        ),
        (
            least + #","list":[],"lists":[[1,"x"],null],"nullList":["red",1],"map":{}"#,
            [
                "/list minItems: must have at least 1 item", "/lists/0/1 type: must be a whole number, not a string",
                "/lists/1 type: must be an array, not null",
                "/nullList/1 type: must be a string, not a number", "/map minProperties: must have at least 1 property",
            ]
        ),
        (
            least + #","list":["",2,"c","d"],"map":{"a":1,"b/c":"2","~":3}"#,
            [
                "/list/0 minLength: must be at least 1 character long", "/list/1 type: must be a string, not a number",
                "/list maxItems: must have at most 3 items",
                "/map/b~1c type: must be a number, not a string", "/map maxProperties: must have at most 2 properties",
            ]
        ),
        (
            least
                + #","mapOfLists":{"a":[1]},"free":[],"point":{"y":"1","z":null},"points":[{},{"label":"l","extra":"e","more":"m"},{"unknown":1}]"#,
            [
                "/mapOfLists/a/0 type: must be true or false, not a number", "/free type: must be an object, not an array",
                "/point/y type: must be a whole number, not a string", "/point/z type: must be a whole number, not null",
                "/point/x required: is required",
                "/points/0 minProperties: must have at least 1 property",
                "/points/1 maxProperties: must have at most 2 properties",
            ]
        ),
        (
            least + #","\"quoted\\":1,"with space!":2,"":3,"größe":4"#,
            [
                "/\"quoted\\ type: must be a string, not a number", "/with space! type: must be a string, not a number",
                "/ type: must be a string, not a number",
                "/größe type: must be a string, not a number",
            ]
        ),
    ]

    @Test(arguments: bad.indices)
    func `is refused with everything that is wrong in it`(index: Int) async throws {
        let (members, violations) = Self.bad[index]
        try await withShowcase { client throws in
            let answer = try Self.send(client, members)
            #expect(answer.status == 422)
            #expect(answer.violations == violations)
        }
    }

    @Test func `has its other media type, and no third`() async throws {
        try await withShowcase { client throws in
            let path = "/api/v1/bodies/everything"
            let body = "{\(Self.least)}"
            #expect(
                try client.ask("POST", path, ["Content-Type: application/vnd.showcase+json; charset=utf-8"], body: body).status
                    == 200)
            let refused = try client.ask("POST", path, ["Content-Type: application/xml"], body: body)
            #expect(refused.status == 415)
            #expect(refused["Accept"] == "application/json, application/vnd.showcase+json")
        }
    }

    @Test func `stops at the thirty-second violation`() async throws {
        try await withShowcase { client throws in
            let many = (0..<100).map { "\"u\($0)\":\($0)" }.joined(separator: ",")
            let answer = try Self.send(client, Self.least + "," + many)
            #expect(answer.status == 422)
            #expect(answer.violations.count == 32)
        }
    }
}

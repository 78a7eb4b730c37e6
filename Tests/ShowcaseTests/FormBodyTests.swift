// Urlencoded bodies over a socket.

import Testing
import WritLoopback
import WritWire

@Suite struct `Forms as bodies` {
    static func send(_ path: String, _ form: String, _ type: String = "application/x-www-form-urlencoded") async throws
        -> LoopbackAnswer
    {
        try await withShowcase { client throws in
            try client.ask("POST", "/api/v1/forms/" + path, ["Content-Type: " + type], body: form)
        }
    }

    @Test(
        arguments: [
            ("number=7", ["number": 7, "currency": "eur"]),
            (
                "number=7&currency=sek&price=&express=true&day=2026-01-31&codes=1%7C2|3&tags=a,b%2Cc",
                [
                    "number": 7, "currency": "sek", "price": nil, "express": true, "day": "2026-01-31", "codes": [1, 2, 3],
                    "tags": ["a", "b,c"],
                ]
            ),
            (
                "number=1&price=1.5&note=%7B%22a%22:1%7D&shade[R]=1&shade[G]=2&metadata[order+id]=6735&metadata[x]=",
                [
                    "number": 1, "currency": "eur", "price": 1.5, "note": ["a": 1], "shade": ["R": 1, "G": 2, "B": 9],
                    "metadata": ["order id": "6735", "x": ""],
                ]
            ),
            (
                "lines[0][product]=a&lines[0][amount]=2&lines[1][product]=b&number=1",
                [
                    "number": 1, "currency": "eur",
                    "lines": [["product": "a", "amount": 2], ["product": "b", "amount": 1]],
                ]
            ),
            (
                "lines[][product]=a&lines[][amount]=2&lines[][product]=b&number=1&unknown[x]=1",
                [
                    "number": 1, "currency": "eur",
                    "lines": [["product": "a", "amount": 2], ["product": "b", "amount": 1]],
                ]
            ),
        ] as [(String, JSONValue)])
    func `reach the handler as what they stand for`(form: String, echo: JSONValue) async throws {
        let answer = try await Self.send("order", form)
        #expect(answer.status == 200, "\(form) \(answer.violations)")
        #expect(answer.json == echo, "\(form)")
    }

    @Test(
        arguments: [
            (
                "currency=usd&tags=a,b,c",
                [
                    "/currency enum: must be one of: eur, sek", "/tags maxItems: must have at most 2 items",
                    "/number required: is required",
                ]
            ),
            (
                "number=0&lines[0][amount]=x&express=1",
                [
                    "/number minimum: must be at least 1", "/lines/0/amount type: must be a whole number, not a string",
                    "/lines/0/product required: is required", "/express type: must be true or false, not a string",
                ]
            ),
            ("number=1&number=2", ["/number type: must be a whole number, not an array"]),
        ] as [(String, [String])])
    func `break their schema with every violation`(form: String, violations: [String]) async throws {
        let answer = try await Self.send("order", form)
        #expect(answer.status == 422)
        #expect(Set(answer.violations) == Set(violations))
    }

    @Test(
        arguments: [
            ("number=%4", "`number` of the form has a percent sign without two hexadecimal digits behind it."),
            ("shade[name]=%FF&number=1", "`shade[name]` of the form must be text in UTF-8."),
            ("number=1&note={", "`note` of the form must be JSON."),
        ])
    func `are refused where they are malformed`(form: String, detail: JSONValue) async throws {
        let answer = try await Self.send("order", form)
        #expect(answer.status == 400)
        guard case .object(let problem) = answer.json else { return }
        #expect(problem["detail"] == detail)
    }

    @Test func `stand beside JSON, and are told apart by their media type`() async throws {
        let form = try await Self.send("filter", "text=aa&range[from]=1", "application/x-www-form-urlencoded; charset=utf-8")
        let json = try await Self.send("filter", #"{"text":"aa","range":{"from":1}}"#, "application/json")
        #expect(form.status == 200 && form.json == json.json)
        #expect(try await Self.send("filter", "text=aa", "text/plain").status == 415)
        #expect(try await Self.send("filter", "text=aa&x=1").violations == ["/x additionalProperties: is not a known property"])
        #expect(try await Self.send("filter", (0..<30_000).map { "a\($0)=1" }.joined(separator: "&")).status == 400)
    }
}

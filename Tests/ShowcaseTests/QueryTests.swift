// Every type of parameter in the query: what the handler gets, or what the client is told.

import WritLoopback
import Testing
import WritWire

@Suite struct `The showcase's query` {
    /// What the handler gets for `?text=t&colours=red`.
    static let plain: [String: String?] = [
        "text": "t", "int": nil, "small": nil, "huge": "18446744073709551615", "ratio": nil, "single": nil, "flag": "true",
        "moment": nil,
        "day": nil, "id": nil, "bytes": nil, "colour": nil, "level": nil, "sort": "+name", "many": nil, "commas": "a|b",
        "colours": "red",
    ]

    static let good: [(query: String, changes: [String: String])] = [
        ("", [:]),
        ("&int=-9223372036854775808&small=255&huge=0", ["int": "-9223372036854775808", "small": "255", "huge": "0"]),
        ("&int=1e3", ["int": "1000"]),
        ("&ratio=1&single=0.1", ["ratio": "1.0", "single": "0.1"]),
        ("&ratio=5e-324", ["ratio": "5e-324"]),
        ("&flag=false", ["flag": "false"]),
        (
            "&moment=2026-03-14T09:26:53.250%2B01:00&day=2024-02-29",
            ["moment": "2026-03-14T09:26:53.25+01:00", "day": "2024-02-29"]
        ),
        ("&id=0F6B7D0E-52C8-4F2E-9C60-3F1F0F3F8A11", ["id": "0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11"]),
        ("&bytes=Zm8%3D", ["bytes": "Zm8="]),
        ("&bytes=", ["bytes": ""]),
        ("&colour=dark-blue&level=-1", ["colour": "dark-blue", "level": "-1"]),
        ("&colour=%23fff&level=10", ["colour": "#fff", "level": "10"]),
        ("&sort=", ["sort": ""]), ("&sort", ["sort": ""]), ("&sort=-name", ["sort": "-name"]),
        ("&sort=%2Bname", ["sort": "+name"]),
        ("&sort=name", ["sort": "name"]),
        ("&many=1&many=2147483647", ["many": "1|2147483647"]),
        ("&commas=x", ["commas": "x"]), ("&commas=x,,y%2C", ["commas": "x||y,"]), ("&commas=", [:]),
        ("&colours=green&colours=red", ["colours": "red|green|red"]),
        ("&other=1&INT=x&int%5B%5D=x", [:]),
    ]

    @Test(arguments: good.indices)
    func `reaches the handler with its defaults`(index: Int) async throws {
        let (query, changes) = Self.good[index]
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/parameters/query?text=t&colours=red" + query)
            #expect(answer.status == 200, "\(answer.text)")
            let expected = Self.plain.merging(changes) { $1 }
            guard case .object(let echo) = answer.json else { throw LoopbackFailure(description: answer.text) }
            #expect(echo.names == expected.keys.sorted())
            for (name, value) in expected { #expect(echo[name] == value.map { .string($0) } ?? .null, "\(name) of \(query)") }
        }
    }

    @Test(
        arguments: [
            ("", ["query text required: is required", "query colours required: is required"]),
            ("text=t&colours=", ["query colours enum: must be one of: red, green, dark-blue, #fff"]),
            ("text=t&text=u&colours=red", ["query text explode: must be given once only"]),
            (
                "text=%FF&colours=red&int=%7F",
                ["query text type: must be text in UTF-8", "query int type: must be a whole number"]
            ),
            (
                "text=&colours=red&int=x&small=256&huge=-1",
                [
                    "query int type: must be a whole number", "query small format: must be a whole number from 0 to 255",
                    "query huge format: must be a whole number from 0 to 18446744073709551615",
                ]
            ),
            ("text=&colours=red&ratio=0", ["query ratio exclusiveMinimum: must be greater than 0"]),
            ("text=&colours=red&ratio=1.0001", ["query ratio maximum: must be at most 1"]),
            (
                "text=&colours=red&ratio=NaN&single=1e39",
                ["query ratio type: must be a number", "query single format: must be a number that fits 32-bit floating point"]
            ),
            (
                "text=&colours=red&flag=&flag=1",
                ["query flag type: must be true or false", "query flag explode: must be given once only"]
            ),
            (
                "text=&colours=red&moment=2026-03-14&day=2026-02-29&id=1&bytes=+/%2B/",
                [
                    "query moment format: must be a date and time such as 2026-03-14T09:26:53Z",
                    "query day format: must be a date such as 2026-03-14",
                    "query id format: must be a UUID such as 0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11",
                    "query bytes format: must be bytes in Base64 with padding",
                ]
            ),
            (
                "text=&colours=red&colour=Red&level=1&sort=+name",
                [
                    "query colour enum: must be one of: red, green, dark-blue, #fff",
                    "query level enum: must be one of: -1, 0, 10",
                    "query sort enum: must be one of: +name, -name, \"\", name",
                ]
            ),
            ("text=&colours=red&level=x", ["query level type: must be a whole number"]),
            (
                "text=&colours=red&many=0&many=2147483648",
                [
                    "query many minimum: must be at least 1",
                    "query many format: must be a whole number from -2147483648 to 2147483647",
                ]
            ),
            (
                "text=&colours=red&commas=a,bcde,c,d",
                ["query commas maxLength: must be at most 3 characters long", "query commas maxItems: must have at most 3 items"]
            ),
        ] as [(String, [String])])
    func `is refused with everything that is wrong in it`(query: String, violations: [String]) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/parameters/query?" + query)
            #expect(answer.status == 400)
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(answer.violations == violations)
        }
    }

    @Test func `may make the handler answer any status`() async throws {
        try await withShowcase { client throws in
            for status in [418, 200, 599] {
                let answer = try client.ask("GET", "/api/v1/parameters/query?text=fail&colours=red&int=\(status)")
                #expect(answer.status == status && answer.text == "\"as asked\"")
            }
            #expect(try client.ask("GET", "/api/v1/parameters/query?text=fail&colours=red&int=99").status == 500)
            #expect(try client.ask("GET", "/parameters/query?text=t&colours=red").status == 404)
        }
    }
}

// Parameters in the path, in fields and in cookies, and names that mean something in Swift.

import WritLoopback
import Testing
import WritWire

@Suite struct `The showcase's other parameters` {
    @Test(
        arguments: [
            ("ab/of/-128/true", ["text": "ab", "number": "-128", "list": "true"]),
            ("%C3%A4+%2F/of/1.0/true,false,true", ["text": "ä+/", "number": "1", "list": "true|false|true"]),
            ("of/of/%31/false", ["text": "of", "number": "1", "list": "false"]),
        ] as [(String, JSONValue)])
    func `in the path reach the handler`(path: String, echo: JSONValue) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/parameters/" + path)
            #expect(answer.status == 200)
            #expect(answer.json == echo)
        }
    }

    @Test(
        arguments: [
            (
                "a/of/128/yes",
                [
                    "path text minLength: must be at least 2 characters long",
                    "path number format: must be a whole number from -128 to 127",
                    "path list type: must be true or false",
                ]
            ),
            (
                "abcdef/of/1/true,false,true,false",
                [
                    "path text maxLength: must be at most 5 characters long", "path list maxItems: must have at most 3 items",
                ]
            ),
            (
                "%FF/of/x/true,",
                [
                    "path text type: must be text in UTF-8", "path number type: must be a whole number",
                    "path list type: must be true or false",
                ]
            ),
        ] as [(String, [String])])
    func `in the path are refused together`(path: String, violations: [String]) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/parameters/" + path)
            #expect(answer.status == 400)
            #expect(answer.violations == violations)
        }
    }

    @Test(arguments: ["ab/of/1", "ab/of//true", "//of/1/true", "ab/OF/1/true", "ab/of/1/true/"])
    func `in the path that are not there are another path`(path: String) async throws {
        try await withShowcase { client throws in
            #expect(try client.ask("GET", "/api/v1/parameters/" + path).status == 404)
        }
    }

    @Test(
        arguments: [
            (["X-Count: 9", "Cookie: session=abc"], ["xCount": "9", "xList": nil, "session": "abc", "visits": "0"]),
            (
                ["x-count:-1", "X-LIST: a , b%2Cc", "Cookie: visits=3; session=\"a%20c\""],
                ["xCount": "-1", "xList": "a|b%2Cc", "session": "a c", "visits": "3"]
            ),
            (
                ["X-Count: 1", "X-List: a", "X-List: b", "Cookie: session=abc", "Cookie: visits=2"],
                ["xCount": "1", "xList": "a|b", "session": "abc", "visits": "2"]
            ),
            (
                ["X-Count: 1", "X-List:", "Cookie: x; session=a=b; y=\"\""],
                ["xCount": "1", "xList": nil, "session": "a=b", "visits": "0"]
            ),
        ] as [([String], JSONValue)])
    func `in fields and cookies reach the handler`(fields: [String], echo: JSONValue) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/parameters/fields", fields)
            #expect(answer.status == 200)
            #expect(answer.json == echo)
        }
    }

    @Test(
        arguments: [
            ([], ["header X-Count required: is required", "cookie session required: is required"]),
            (
                ["X-Count: 10", "X-List: a,b,c", "Cookie: session=ab; visits=x"],
                [
                    "header X-Count maximum: must be at most 9", "header X-List maxItems: must have at most 2 items",
                    "cookie session minLength: must be at least 3 characters long", "cookie visits type: must be a whole number",
                ]
            ),
            (
                ["X-Count: 1", "X-Count: 2", "Cookie: session=abc; session=abc"],
                ["header X-Count type: must be a whole number"]
            ),
            (
                ["X-Count: %31", "Cookie: session=%4"],
                [
                    "header X-Count type: must be a whole number",
                    "cookie session minLength: must be at least 3 characters long",
                    "cookie session pattern: must match the pattern ^[A-Za-z0-9]+([ =.-][A-Za-z0-9]+)*$",
                ]
            ),
        ] as [([String], [String])])
    func `in fields and cookies are refused together`(fields: [String], violations: [String]) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/parameters/fields", fields)
            #expect(answer.status == 400)
            #expect(answer.violations == violations)
        }
    }

    @Test func `may have names of Swift's and of the generated code's own`() async throws {
        try await withShowcase { client throws in
            let query =
                "self=2&default=3&key=4&json=5&request=6&parameters=7&item=8&item=9&a+b!c%5Cd=10&gr%C3%B6%C3%9Fe=11&page[size]=12&%22=13&body=14"
            let answer = try client.ask("GET", "/api/v1/parameters/names/1?" + query)
            #expect(
                answer.json == [
                    "pathSelf": "1", "querySelf": "2", "default": "3", "key": "4", "json": "5", "request": "6", "parameters": "7",
                    "item": "8|9",
                    "aBCD": "10", "größe": "11", "pageSize": "12", "value": "13", "body": "14",
                ])
            let wrong = try client.ask("GET", "/api/v1/parameters/names/1?page%5Bsize%5D=x&gr%C3%B6%C3%9Fe=y&%22=%FF")
            #expect(
                wrong.violations == [
                    "query page[size] type: must be a whole number", "query größe type: must be a whole number",
                    "query \" type: must be text in UTF-8",
                ])
        }
    }
}

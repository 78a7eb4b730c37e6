// Optional bodies, recursion, and properties that go one way only.

import WritLoopback
import Testing
import WritWire

@Suite struct `The showcase's other bodies` {
    @Test func `may be left out where they are optional`() async throws {
        try await withShowcase { client throws in
            let path = "/api/v1/bodies/optional"
            #expect(try client.ask("POST", path).text == "null")
            #expect(try client.ask("POST", path, body: "").text == "null")
            #expect(try client.ask("POST", path, ["Content-Length: 0"]).text == "null")
            #expect(try client.ask("POST", path, body: "[]").text == "[]")
            #expect(try client.ask("POST", path, body: "[1,null]").text == "[1,null]")
            #expect(try client.ask("POST", path, body: "null").violations == [" type: must be an array, not null"])
            #expect(
                try client.ask("POST", path, body: #"["x",1,2]"#).violations
                    == ["/0 type: must be a whole number, not a string", " maxItems: must have at most 2 items"])
            #expect(try client.ask("POST", path, ["Content-Type: text/plain"], body: "[]").status == 415)
            #expect(try client.ask("POST", path, body: " ").status == 400)
        }
    }

    @Test func `hold several collections side by side`() async throws {
        try await withShowcase { client throws in
            let path = "/api/v1/bodies/lists"
            let lists =
                #"{"first":[1,2],"second":[["a"],[]],"third":{"x":true,"y":false},"fourth":{"z":[1.5,2]},"names":["input"],"var":[3]}"#
            #expect(try client.ask("POST", path, body: lists).text == lists)
            let empty = #"{"first":[],"second":[],"third":{},"fourth":{},"var":null}"#
            #expect(try client.ask("POST", path, body: empty).text == empty)
            #expect(try client.ask("POST", path, body: "{}").violations.count == 5)
        }
    }

    @Test func `may contain themselves, in every way`() async throws {
        try await withShowcase { client throws in
            let path = "/api/v1/bodies/tree"
            let tree =
                #"{"name":"a","left":{"name":"b"},"right":{"name":"c","left":{"name":"d"}},"others":[{"name":"e","others":[]}],"named":{"f":{"name":"g"}},"owner":{"tree":{"name":"h","owner":{}}}}"#
            #expect(try client.ask("PUT", path, body: tree).text == tree)
            let wrong = #"{"name":"a","left":{"right":{"name":1}},"others":[{"named":{"x/y":{}}}],"owner":{"tree":null}}"#
            #expect(
                try client.ask("PUT", path, body: wrong).violations == [
                    "/left/right/name type: must be a string, not a number", "/left/name required: is required",
                    "/others/0/named/x~1y/name required: is required", "/others/0/name required: is required",
                    "/owner/tree type: must be an object, not null",
                ])
        }
    }

    @Test(arguments: [(127, 200), (128, 200), (129, 400), (5000, 400)])
    func `nest as deep as the reader's limit`(depth: Int, status: Int) async throws {
        try await withShowcase { client throws in
            let open = String(repeating: #"{"name":"a","left":"#, count: depth - 1)
            let body = open + #"{"name":"a"}"# + String(repeating: "}", count: depth - 1)
            let answer = try client.ask("PUT", "/api/v1/bodies/tree", body: body)
            #expect(answer.status == status)
            if status == 200 { #expect(answer.text == body) } else { #expect(answer.text.contains("nested too deep")) }
        }
    }

    @Test func `take what is only written and answer what is only read`() async throws {
        try await withShowcase { client throws in
            let path = "/api/v1/bodies/account"
            let body = #"{"id":"skipped","name":"n","secret":"hidden","parts":[{"serial":[],"note":"x"},{}]}"#
            let answer = try client.ask("PUT", path, body: body)
            #expect(
                answer.text == #"{"id":7,"name":"n, 6 secret characters","parts":[{"serial":"P0","note":"x"},{"serial":"P1"}]}"#)
            #expect(try client.ask("PUT", path, body: #"{"id":1,"name":"n"}"#).violations == ["/secret required: is required"])
        }
    }
}

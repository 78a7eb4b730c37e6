// Parameters that are no texts of their style: the status, and the words of the problem.

import Testing
import WritLoopback
import WritWire

@Suite struct `Bad bytes` {
    static let percent = "has a percent sign without two hexadecimal digits behind it"

    static let requests: [(target: String, fields: [String], violations: [String])] = [
        ("simple/%FF/a,%C3/R,1", [], ["path color type: must be text in UTF-8", "path colors type: must be text in UTF-8"]),
        ("simple/x/a/R,%31%30%2E", [], ["path rgb[R] type: must be a whole number, not a string"]),
        ("simple/x/a/R", [], ["path rgb[R] type: must be a whole number, not a string"]),
        ("simple/x/a/R,1,R,2", [], ["path rgb[R] uniqueNames: must not be given twice"]),
        (
            "simple/x/a,b,c,d,e/R,-1", [],
            ["path colors maxItems: must have at most 4 items", "path rgb[R] minimum: must be at least 0"]
        ),
        (
            "label/blue/black/R,1", [],
            [
                "path color style: must begin with a dot", "path colors style: must begin with a dot",
                "path rgb style: must begin with a dot",
            ]
        ),
        (
            "matrix/color=blue/;other=1/;rgb", [],
            [
                "path color style: must be written as ;color=value", "path colors style: must be written as ;colors=value",
            ]
        ),
        (
            "matrix/exploded/;color=a/;colors=a;other=b/R=1", [],
            [
                "path colors style: must be written as ;colors=value", "path rgb style: must begin with a semicolon",
            ]
        ),
        (
            "form?color=%C0%80&rgb=R,%FF", [],
            ["query color type: must be text in UTF-8", "query rgb[R] type: must be text in UTF-8"]
        ),
        (
            "form?color=a&color=b&colors=a&colors=b", [],
            [
                "query color explode: must be given once only", "query colors explode: must be given once only",
            ]
        ),
        (
            "form/exploded?R=x&G=1.5&B=1e3", [],
            [
                "query R type: must be a whole number, not a string", "query G type: must be a whole number",
            ]
        ),
        ("form/reserved?count=0", [], ["query count minimum: must be at least 1"]),
        ("deep?rgb=1", [], ["query rgb type: must be an object, not a string"]),
        (
            "deep?rgb[R][x]=1&rgb[G][]=1", [],
            [
                "query rgb[R] type: must be a whole number, not an object",
                "query rgb[G] type: must be a whole number, not an array",
            ]
        ),
        (
            "deep?paint[layers][a]=1", [],
            [
                "query paint[layers] type: must be an array, not an object", "query paint[name] required: is required",
            ]
        ),
        ("deep?rgb[R]=1&rgb[R]=2", [], ["query rgb[R] type: must be a whole number, not an array"]),
        ("spaces?rgb=R%20x", [], ["query rgb[R] type: must be a whole number, not a string"]),
        (
            "pipes?colors=a|b|c|d|%FF", [],
            [
                "query colors type: must be text in UTF-8"
            ]
        ),
        (
            "fields", ["X-Count: 1.5", "X-RGB: R"],
            [
                "header X-RGB[R] type: must be a whole number, not a string", "header X-Count type: must be a whole number",
            ]
        ),
        (
            "fields", ["X-Paint: {", "X-Color: a", "X-Color: b"],
            [
                "header X-Paint content: must be JSON: at byte 1, expected a property name in quotes, but the text ends here"
            ]
        ),
        (
            "cookies", ["Cookie: color=%; count=x; colors=%FF"],
            [
                "cookie count type: must be a whole number",
                "cookie colors type: must be text in UTF-8",
            ]
        ),
        (
            "cookies/plain", ["Cookie: R=x; color=a; color=b"],
            ["cookie R type: must be a whole number, not a string"]
        ),
        ("search", [], ["querystring name required: is required"]),
        (
            "search?name=&layers=x", [],
            [
                "querystring name minLength: must be at least 1 character long",
                "querystring layers[0] type: must be a whole number, not a string",
            ]
        ),
        ("select?%7B%22name%22:1%7D", [], ["querystring selector[name] type: must be a string, not a number"]),
        ("select?name=a", [], ["querystring selector content: must be JSON: at byte 0, expected null, true or false"]),
    ]

    @Test(arguments: requests.indices)
    func `are refused with 400, each in its words`(index: Int) async throws {
        let (target, fields, violations) = Self.requests[index]
        try await withStyles { client throws in
            let answer = try client.ask("GET", "/" + target, fields)
            #expect(answer.status == 400, "\(target)")
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(Self.violations(of: answer) == violations, "\(target)")
        }
    }

    @Test(arguments: ["form?color=a%2", "form?%zz=1", "simple/%/a/b", "simple/%0g/a/b", "form?color=%00", "simple/%00/a/R,1"])
    func `that are no target at all are refused before the contract is asked`(target: String) async throws {
        try await withStyles { client throws in
            let answer = try client.ask("GET", "/" + target)
            #expect(answer.status == 400)
            #expect(answer.json?["detail"] == "The request target is malformed.", "\(target)")
        }
    }

    static func violations(of answer: LoopbackAnswer) -> [String] {
        guard case .array(let items) = answer.json?["violations"] else { return [answer.text] }
        return items.map { item in
            let words = ["in", "name", "keyword", "message"].map { name in
                if case .string(let text) = item[name] { text } else { "?" }
            }
            return "\(words[0]) \(words[1]) \(words[2]): \(words[3])"
        }
    }
}

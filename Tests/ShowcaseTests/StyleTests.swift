// The specification's table of styles, over a socket: raw bytes and what the handler gets.

import Testing
import WritLoopback
import WritWire

@Suite struct `Parameters of every style` {
    static let read: [(String, JSONValue)] = [
        // Path, simple.
        (
            "simple/3,4,5/R,100,G,200/R=100,G=200,B=150/a,true,b,false",
            [
                "list": [3, 4, 5], "object": ["R": 100, "G": 200, "B": 9], "members": ["R": 100, "G": 200, "B": 150],
                "nested": ["a": true, "b": false],
            ]
        ),
        (
            "simple/3/G,1,R,2,name,a%2Cb%3D/name=%C3%A4+b,R=1,G=2/x%20y,true",
            [
                "list": [3], "object": ["R": 2, "G": 1, "B": 9, "name": "a,b="],
                "members": ["R": 1, "G": 2, "B": 9, "name": "ä+b"],
                "nested": ["x y": true],
            ]
        ),
        // Path, label.
        (
            "label/.5/.3,4,5/.blue.black.brown/.R,100,G,200,B,150/.R=100.G=200.B=150",
            [
                "one": 5, "list": [3, 4, 5], "exploded": ["blue", "black", "brown"], "object": ["R": 100, "G": 200, "B": 150],
                "members": ["R": 100, "G": 200, "B": 150],
            ]
        ),
        (
            "label/.5/.3/./.R,1,G,2/.R=1.G=2",
            [
                "one": 5, "list": [3], "exploded": [], "object": ["R": 1, "G": 2, "B": 9], "members": ["R": 1, "G": 2, "B": 9],
            ]
        ),
        // Path, matrix.
        (
            "matrix/;one=5/;list=3,4,5/;exploded=blue;exploded=black/;object=R,100,G,200,B,150/;R=100;G=200;B=150",
            [
                "one": 5, "list": [3, 4, 5], "exploded": ["blue", "black"], "object": ["R": 100, "G": 200, "B": 150],
                "members": ["R": 100, "G": 200, "B": 150],
            ]
        ),
        (
            "matrix/;%6Fne=5/;list=3/;exploded/;object=R,1,G,2/;G=2;R=1;name",
            [
                "one": 5, "list": [3], "exploded": [""], "object": ["R": 1, "G": 2, "B": 9],
                "members": ["R": 1, "G": 2, "B": 9, "name": ""],
            ]
        ),
        // Query.
        ("query", [:]), ("query?unknown=1&%FF=1&also[x]=1", [:]), ("query?one", [:]), ("query?one=", [:]),
        ("query?one=7", ["one": 7]),
        ("query?list=3%204%205", ["list": [3, 4, 5]]), ("query?list=3+4+5", ["list": [3, 4, 5]]),
        ("query?exploded=a|b%2Cc%7Cd", ["exploded": ["a", "b,c", "d"]]),
        ("query?object=R,100,G,200,B,150", ["object": ["R": 100, "G": 200, "B": 150]]),
        ("query?R=100&G=200&B=150", ["members": ["R": 100, "G": 200, "B": 150]]),
        ("query?G=200&x=1&R=1&name=a+b", ["members": ["R": 1, "G": 200, "B": 9, "name": "a b"]]),
        (
            "query?filter[text]=a%26b&filter[number]=&filter[flag]=true&filter[colour]=dark-blue",
            ["filter": ["text": "a&b", "number": nil, "flag": true, "colour": "dark-blue"]]
        ),
        ("query?filter%5Btags%5D=a&filter%5Btags%5D=b", ["filter": ["tags": ["a", "b"]]]),
        ("query?filter[tags][]=a&filter[tags][]=b", ["filter": ["tags": ["a", "b"]]]),
        ("query?filter[tags][1]=b&filter[tags][0]=a", ["filter": ["tags": ["a", "b"]]]),
        ("query?filter[tags]=a", ["filter": ["tags": ["a"]]]), ("query?filter[tags]=", ["filter": ["tags": []]]),
        ("query?filter[range][from]=1&filter[range][to]=2", ["filter": ["range": ["from": 1, "to": 2]]]),
        ("query?filter[any]=1", ["filter": ["any": "1"]]),
        ("query?filter[any][a][]=1&filter[any][b]=", ["filter": ["any": ["a": ["1"], "b": ""]]]),
        (
            "query?filter[filters][][text]=aa&filter[filters][][number]=1&filter[filters][][text]=bb",
            ["filter": ["filters": [["text": "aa", "number": 1], ["text": "bb"]]]]
        ),
        (
            "query?filter[filters][10][number]=3&filter[filters][9][number]=2&filter[filters][999999999999999999999][number]=4",
            ["filter": ["filters": [["number": 2], ["number": 3], ["number": 4]]]]
        ),
        ("query?expand[]=a&expand[]=b", ["exploded": ["a", "b"]]), ("query?expand[0]=a", ["exploded": ["a"]]),
        ("query?expand=a&expand=b", ["exploded": ["a", "b"]]),
        ("query?json=%7B%22text%22:%22a+b%22,%22number%22:1%7D", ["json": ["text": "a b", "number": 1]]),
        ("free?one=1&a=2&b=3&deep[x][y]=1&deep[z]=2", ["a": 2, "b": 3, "x": ["y": "1"], "z": "2"]),
        ("free?one=1&deep[x]=1", ["x": "1"]), ("free?deep=&one=1", [:]),
    ]

    @Test(arguments: read.indices)
    func `reach the handler`(index: Int) async throws {
        let (target, echo) = Self.read[index]
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/styles/" + target)
            #expect(answer.status == 200, "\(target): \(answer.violations)")
            #expect(answer.json == echo, "\(target)")
        }
    }

    static let refused: [(String, [String])] = [
        (
            "simple/3,x/R,100/R=1,G=x/a,1",
            [
                "path list type: must be a whole number", "path object[G] required: is required",
                "path members[G] type: must be a whole number, not a string",
                "path nested[a] type: must be true or false, not a string",
            ]
        ),
        ("label/5/.3/.a/.R,1,G,2/.R=1.G=2", ["path one style: must begin with a dot"]),
        (
            "label/.5/.3/.a/.R,256,G,2/R=1.G=2",
            [
                "path object[R] maximum: must be at most 255", "path members style: must begin with a dot",
            ]
        ),
        (
            "matrix/;two=5/;list=x/;exploded=a;other=b/;object=R,1,G,2,R,3/R=1;G=2",
            [
                "path one style: must be written as ;one=value", "path list type: must be a whole number",
                "path exploded style: must be written as ;exploded=value", "path object[R] uniqueNames: must not be given twice",
                "path members style: must begin with a semicolon",
            ]
        ),
        (
            "query?one=x&one=2&object=R,1&R=x",
            [
                "query one type: must be a whole number", "query one explode: must be given once only",
                "query object[G] required: is required", "query R type: must be a whole number, not a string",
                "query G required: is required",
            ]
        ),
        (
            "query?filter[text]=a&filter[x]=1&filter[number]=1.5&filter[flag]=yes&filter[range]=1&filter[tags][0][a]=1",
            [
                "query filter[text] minLength: must be at least 2 characters long",
                "query filter[x] additionalProperties: is not a known property",
                "query filter[number] type: must be a whole number",
                "query filter[flag] type: must be true or false, not a string",
                "query filter[range] type: must be an object, not a string",
                "query filter[tags][0] type: must be a string, not an object",
            ]
        ),
        ("query?filter[text]=aa&filter[text]=bb", ["query filter[text] type: must be a string, not an array"]),
        ("query?filter[text]=%FF&filter[number]=1", ["query filter[text] type: must be text in UTF-8"]),
        ("query?filter[%FF]=a&filter[text]=aa", ["query filter type: must be text in UTF-8"]),
        ("query?filter=1", ["query filter type: must be an object, not a string"]),
        ("query?expand[]=a&expand[]=b&expand[]=c&expand[]=d", ["query expand maxItems: must have at most 3 items"]),
        ("query?exploded=a|b%2Cc%7Cd%7c", ["query exploded maxItems: must have at most 3 items"]),
        (
            "query?json=%7B&list=1",
            ["query json content: must be JSON: at byte 1, expected a property name in quotes, but the text ends here"]
        ),
        ("query?json=%7B%22text%22:1%7D", ["query json[text] type: must be a string, not a number"]),
        (
            "free?a=x",
            [
                "query one required: is required", "query deep required: is required",
                "query a type: must be a whole number, not a string",
            ]
        ),
    ]

    @Test(arguments: refused.indices)
    func `are refused with each violation`(index: Int) async throws {
        let (target, violations) = Self.refused[index]
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/styles/" + target)
            #expect(answer.status == 400, "\(target)")
            #expect(answer.violations == violations, "\(target)")
        }
    }

    @Test(
        arguments: [
            (["X-Object: R,1,G,2,name,a b"], ["object": ["R": 1, "G": 2, "B": 9, "name": "a b"]]),
            (["X-Members: R=1,G=2,name=a%20b"], ["members": ["R": 1, "G": 2, "B": 9, "name": "a%20b"]]),
            (["X-Object: R,1", "X-Object: G,2"], ["object": ["R": 1, "G": 2, "B": 9]]),
            (["X-Json: {\"text\": \"ab\", \"any\": [null]}"], ["json": ["text": "ab", "any": [nil]]]),
            (["Cookie: list=1; list=2"], ["list": [1, 2]]),
            (["Cookie: list=1&list=2; exploded=a,b%2C"], ["list": [1, 2], "exploded": ["a", "b,"]]),
            (["Cookie: object=R,1,G,2; x=1"], ["object": ["R": 1, "G": 2, "B": 9]]),
            (["Cookie: R=1; G=2; name=%C3%A4"], ["members": ["R": 1, "G": 2, "B": 9, "name": "ä"]]),
            (["Cookie: R=1&G=2&B=3"], ["members": ["R": 1, "G": 2, "B": 3]]),
        ] as [([String], JSONValue)])
    func `in fields and cookies reach the handler`(fields: [String], echo: JSONValue) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/styles/fields", fields)
            #expect(answer.status == 200, "\(answer.violations)")
            #expect(answer.json == echo)
        }
    }

    @Test(
        arguments: [
            (
                "%7B%22text%22%3A%22aa%22%7D/100%25/12345?p=5&1s=foo", ["Cookie: co={\"number\":7}", "X-Text: a b, c"],
                ["object": ["text": "aa"], "cookie": ["number": 7], "texts": ["100%", "foo", "a b, c"], "numbers": [12345, 5]]
            ),
            (
                "%7B%7D/%2525/-1", ["Cookie: co=%7B%22flag%22%3Atrue%7D"],
                ["object": [:], "cookie": ["flag": true], "texts": ["%25"], "numbers": [-1]]
            ),
        ] as [(String, [String], JSONValue)])
    func `in media types reach the handler`(target: String, fields: [String], echo: JSONValue) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/styles/contents/" + target, fields)
            #expect(answer.status == 200, "\(answer.violations)")
            #expect(answer.json == echo)
        }
    }

    @Test(
        arguments: [
            ("a.txt", ["name": "a", "extension": "txt"]), ("a.tar.gz", ["name": "a.tar", "extension": "gz"]),
            ("%2E.%2e.x", ["name": "...", "extension": "x"]), ("a%2Ftxt%2Eb", ["name": "a/txt", "extension": "b"]),
            ("v7/3-4", ["version": "7", "from": "3", "to": "4"]), ("v7/-3-4", ["version": "7", "from": "-3", "to": "4"]),
            ("a.b:cancel", ["id": "a.b"]), (":::cancel", ["id": "::"]), ("7%3acancel", ["id": "7"]),
        ] as [(String, JSONValue)])
    func `may share a segment of the path`(path: String, echo: JSONValue) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("GET", "/api/v1/segments/" + path)
            #expect(answer.status == 200, "\(path)")
            #expect(answer.json == echo, "\(path)")
        }
    }

    @Test(arguments: [".txt", "a.", "txt", ":cancel", "v/3-4", "v7/-3", "v7/3-", "V7/3-4"])
    func `share no segment that lacks one of them`(path: String) async throws {
        try await withShowcase { client throws in
            #expect(try client.ask("GET", "/api/v1/segments/" + path).status == 404, "\(path)")
        }
    }
}

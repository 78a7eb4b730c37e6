// Every kind of value in every place: the bytes of the request, and what the handler gets.

import Testing
import WritLoopback
import WritWire

@Suite struct `Values in every place` {
    static let ada: JSONValue = ["name": "Ada", "age": 36, "isAdmin": true]
    static let bob: JSONValue = ["name": "Bob"]
    static let all: JSONValue = [
        "number": 5, "exploded": 6, "text": "a b", "numbers": [3, 4, 5], "list": [6, -7], "person": ada, "members": bob,
    ]

    static let paths: [(String, JSONValue)] = [
        ("simple/5/6/a%20b/3,4,5/6,-7/name,Ada,age,36,isAdmin,true/name=Bob", all),
        ("label/.5/.6/.a%20b/.3,4,5/.6.-7/.name,Ada,age,36,isAdmin,true/.name=Bob", all),
        (
            "matrix/;number=5/;exploded=6/;text=a%20b/;numbers=3,4,5/;list=6;list=-7/;person=name,Ada,age,36,isAdmin,true/;name=Bob",
            all
        ),
        // Percent signs of a text survive, encoded once; so does what separates.
        (
            "simple/5/6/100%25%20%2541%2F/1/2/name,%2C/name=%3D%2C",
            [
                "number": 5, "exploded": 6, "text": "100% %41/", "numbers": [1], "list": [2], "person": ["name": ","],
                "members": ["name": "=,"],
            ]
        ),
        (
            "label/.-2147483648/.2147483647/.%2E/.1/.2/.name,%2E/.age=1.name=a",
            [
                "number": -2_147_483_648, "exploded": 2_147_483_647, "text": ".", "numbers": [1], "list": [2],
                "person": ["name": "."], "members": ["name": "a", "age": 1],
            ]
        ),
        (
            "matrix/;number=0/;exploded=0/;text=%3B/;numbers=1/;list=2/;person=age,1,name,x/;isAdmin=false;name=%3B",
            [
                "number": 0, "exploded": 0, "text": ";", "numbers": [1], "list": [2], "person": ["name": "x", "age": 1],
                "members": ["name": ";", "isAdmin": false],
            ]
        ),
        (
            "content/%7B%22name%22:%22Ada%22,%22age%22:36,%22isAdmin%22:true%7D/a%2Cb%20c/7",
            ["number": 7, "text": "a,b c", "person": ada]
        ),
        (#"content/{"name":"Bob"}/%25/7"#, nil),
    ]

    static let queries: [(String, JSONValue)] = [
        (
            "query?number=5&exploded=6&text=a%20b&numbers=3,4,5&list=6&list=-7&person=name,Ada,age,36,isAdmin,true&name=Bob",
            all
        ),
        ("query?content=%7B%22name%22%3A%22Bob%22%7D&1st=one", ["content": bob, "first": "one"]),
        // Not joined where they are exploded, whatever the style; a list in one text where they aren't.
        ("query?spaced=1&spaced=2&piped=3&piped=4", ["numbers": [1, 2], "list": [3, 4]]),
        ("query?numbers=3%2C4%2C5", nil), ("query?text=a+b%2Bc%25", ["text": "a b+c%"]), ("query?age=1", nil),
        ("query", [:]), ("query?other=1&x", [:]),
        (
            "deep?journey[id]=12&journey[isLong]=true&journey[leader][name]=Ada&journey[leader][age]=36&journey[leader][isAdmin]=true&journey[stops][]=a&journey[stops][]=b%20c",
            ["journey": ["id": 12, "isLong": true, "leader": ada, "stops": ["a", "b c"]]]
        ),
        (
            "deep?journey%5Bpeople%5D%5B1%5D%5Bname%5D=Bob&journey%5Bpeople%5D%5B0%5D%5Bname%5D=A&journey%5Bid%5D=1",
            ["journey": ["id": 1, "people": [["name": "A"], ["name": "Bob"]]]]
        ),
        ("deep?journey[stops][0]=a&journey[stops][1]=b&journey[id]=-1", ["journey": ["id": -1, "stops": ["a", "b"]]]),
        ("deep?journey[isLong]=true", nil), ("deep", nil),
    ]

    /// Lists whose items differ by their places, and listed values that are no strings.
    static let choices: [(String, [String], JSONValue)] = [
        (
            "choices?pair=7,seven,true,false&rate=0.5&isLast=true&pick=1&picks=1&picks=a&picks=true", [],
            ["pair": [7, "seven", true, false], "rate": 0.5, "isLast": true, "pick": 1, "picks": [1, "a", true]]
        ),
        ("choices?pair=7&rate=2.5&pick=a", [], ["pair": [7], "rate": 2.5, "pick": "a"]),
        ("choices", ["X-Pair: 7, 8 ,true", "X-Pick: true"], ["pair": [7, "8", true], "pick": true]),
        ("choices?pair=seven", [], nil), ("choices?pair=7,seven,1", [], nil), ("choices?rate=3", [], nil),
        ("choices?isLast=false", [], nil), ("choices?pick=2", [], nil), ("choices?picks=1&picks=b", [], nil),
        ("choices", ["X-Pair: a,7"], nil), ("choices", ["X-Pick: false"], nil),
        // A query that is a form, with an encoding for some of its fields.
        (
            "form?pair=1&pair=1&pair=false&rate=1&picks=1|a|true&people=%7B%22name%22:%22Bob%22%7D&people=%7B%22name%22:%22Ada%22,%22age%22:36%7D",
            [],
            [
                "pair": [1, "1", false], "rate": 1, "picks": [1, "a", true],
                "people": [["name": "Bob"], ["name": "Ada", "age": 36]],
            ]
        ),
        ("form?people=%7B%22name%22:%22Bob%22%7D", [], ["people": [["name": "Bob"]]]),
        ("form?people=%20%5B%7B%22name%22:%22Bob%22%7D%5D", [], ["people": [["name": "Bob"]]]),
        ("form?people=Bob", [], nil), ("form?people=1", [], nil), ("form?picks=1,a", [], nil),
        ("form?pair[1]=x&pair[0]=2", [], ["pair": [2, "x"]]),
    ]

    static let fields: [([String], JSONValue)] = [
        (
            [
                "X-Number: 5", "X-Exploded: 6", "X-Text: a b", "X-Numbers: 3,4,5", "X-List: 6, -7",
                "X-Person: name,Ada,age,36,isAdmin,true", "X-Members: name=Bob",
            ], all
        ),
        ([#"X-Content: {"name":"Bob"}"#, "1-St: one"], ["content": bob, "first": "one"]),
        (["x-list: 1", "X-LIST: 2 ,3", "X-Text:   "], ["list": [1, 2, 3], "text": ""]),
        (["X-Members: age=1, name=a b"], ["members": ["name": "a b", "age": 1]]),
        (["X-Number: five"], nil), (["X-Number: 5", "X-Number: 6"], nil), (["X-Person: age,1"], nil), ([], [:]),
    ]

    static let cookies: [(String, JSONValue)] = [
        (
            "number=5; exploded=6; text=a%20b; numbers=3,4,5; list=6&list=-7; person=name,Ada,age,36,isAdmin,true; name=Bob",
            all
        ),
        ("list=6; list=-7", ["list": [6, -7]]),
        ("content=%7B%22name%22:%22Bob%22%7D; 1st=one", ["content": bob, "first": "one"]),
        ("other=1; number=1", ["number": 1]), ("number=", nil), ("age=1", nil), ("numbers=1,,2", nil),
    ]

    @Test(arguments: paths.indices)
    func `of a path`(index: Int) async throws { try await Self.expect(Self.paths[index].0, [], Self.paths[index].1) }

    @Test(arguments: queries.indices)
    func `of a query`(index: Int) async throws { try await Self.expect(Self.queries[index].0, [], Self.queries[index].1) }

    @Test(arguments: choices.indices)
    func `of lists by place and listed values`(index: Int) async throws {
        let (target, fields, read) = Self.choices[index]
        try await Self.expect(target, fields, read == .null ? .null : ["choices": read])
    }

    @Test(arguments: fields.indices)
    func `of fields`(index: Int) async throws { try await Self.expect("fields", Self.fields[index].0, Self.fields[index].1) }

    @Test(arguments: cookies.indices)
    func `of cookies`(index: Int) async throws {
        try await Self.expect("cookies", ["Cookie: " + Self.cookies[index].0], Self.cookies[index].1)
    }

    /// - Parameter read: null: the request is refused with 400.
    private static func expect(_ target: String, _ fields: [String], _ read: JSONValue) async throws {
        try await withStyles { client throws in
            let answer = try client.ask("GET", "/trips/" + target, fields)
            if read == .null { return #expect(answer.status == 400, "\(target) \(fields) \(answer.text)") }
            #expect(answer.status == 200, "\(target) \(fields) \(answer.text)")
            #expect(answer.json == read, "\(target) \(fields) \(answer.text)")
        }
    }
}

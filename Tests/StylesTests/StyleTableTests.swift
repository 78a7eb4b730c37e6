// The specification's table of styles, cell by cell: the bytes of the request, and what the handler gets.

import Testing
import WritLoopback
import WritWire

@Suite struct `The table of styles` {
    static let blue: JSONValue = ["blue", "black", "brown"]
    static let hundred: JSONValue = ["R": 100, "G": 200, "B": 150]
    static let all: JSONValue = ["color": "blue", "colors": blue, "rgb": hundred]

    static let paths: [(String, JSONValue)] = [
        ("simple/blue/blue,black,brown/R,100,G,200,B,150", all),
        ("simple/exploded/blue/blue,black,brown/R=100,G=200,B=150", all),
        ("label/.blue/.blue,black,brown/.R,100,G,200,B,150", all),
        ("label/exploded/.blue/.blue.black.brown/.R=100.G=200.B=150", all),
        ("matrix/;color=blue/;colors=blue,black,brown/;rgb=R,100,G,200,B,150", all),
        ("matrix/exploded/;color=blue/;colors=blue;colors=black;colors=brown/;R=100;G=200;B=150", all),
        // Empty texts; an empty segment is no value of style `simple`.
        ("label/./././", nil), ("label/././.", ["color": "", "colors": [], "rgb": [:]]),
        ("label/exploded/././.", ["color": "", "colors": [], "rgb": [:]]),
        ("matrix/;color/;colors/;rgb", ["color": "", "colors": [], "rgb": [:]]),
        ("matrix/;color=/;colors=/;rgb=", ["color": "", "colors": [], "rgb": [:]]),
        ("matrix/exploded/;color/;colors/;", ["color": "", "colors": [""], "rgb": [:]]),
        ("simple//blue/R,1", nil),
        // What separates, encoded, is part of the text: it is cut before it is decoded.
        ("simple/a%2Cb/a%2Cb,c/R,1", ["color": "a,b", "colors": ["a,b", "c"], "rgb": ["R": 1]]),
        ("simple/a,b/a%2Fb/R,1", ["color": "a,b", "colors": ["a/b"], "rgb": ["R": 1]]),
        ("label/.a.b/.a.b/.R,1", ["color": "a.b", "colors": ["a.b"], "rgb": ["R": 1]]),
        ("label/exploded/.a%2Eb/.a%2Eb.c/.R=1", ["color": "a.b", "colors": ["a.b", "c"], "rgb": ["R": 1]]),
        (
            "matrix/exploded/;color=a%3Bb=c/;colors=a%3B;colors==/;R=1",
            ["color": "a;b=c", "colors": ["a;", "="], "rgb": ["R": 1]]
        ),
        ("simple/%E4%BD%A0%20+/%C3%A4,%F0%9F%91%8D/%52,1", ["color": "你 +", "colors": ["ä", "👍"], "rgb": ["R": 1]]),
        ("simple/x/a,,b,/R,1", ["color": "x", "colors": ["a", "", "b", ""], "rgb": ["R": 1]]),
        // Clients that encode a whole text at once: of an object nothing else could be meant.
        ("simple/x/y/R%2C100%2CG%2C200", ["color": "x", "colors": ["y"], "rgb": ["R": 100, "G": 200]]),
    ]

    static let queries: [(String, JSONValue)] = [
        ("form?color=blue&colors=blue,black,brown&rgb=R,100,G,200,B,150", all),
        ("form/exploded?color=blue&colors=blue&colors=black&colors=brown&R=100&G=200&B=150", all),
        ("form?color=&colors=&rgb=", ["color": "", "rgb": [:]]),
        ("form/exploded?color=&colors=", ["color": "", "colors": [""]]),
        ("form?color&colors&rgb", ["color": "", "rgb": [:]]), ("form", [:]), ("form?", [:]), ("form?&&", [:]),
        ("form?color=a+b%2Bc&colors=a%2Cb,+,%2C", ["color": "a b+c", "colors": ["a,b", " ", ","]]),
        ("form?rgb=R%2C100%2CG%2C200", ["rgb": ["R": 100, "G": 200]]),
        ("form/exploded?c%6Flor=blue&%63olors=x", ["color": "blue", "colors": ["x"]]),
        ("spaces?colors=blue%20black%20brown&rgb=R%20100%20G%20200%20B%20150", ["colors": blue, "rgb": hundred]),
        ("spaces?colors=blue+black+brown&rgb=R+100+G+200+B+150", ["colors": blue, "rgb": hundred]),
        ("pipes?colors=blue%7Cblack%7Cbrown&rgb=R%7C100%7CG%7C200%7CB%7C150", ["colors": blue, "rgb": hundred]),
        ("pipes?colors=blue|black|brown&rgb=R|100|G|200|B|150", ["colors": blue, "rgb": hundred]),
        ("pipes?colors=a,b|c", ["colors": ["a,b", "c"]]),
        ("deep?rgb%5BR%5D=100&rgb%5BG%5D=200&rgb%5BB%5D=150", ["rgb": hundred]),
        ("deep?rgb[R]=100&rgb[G]=200&rgb[B]=150", ["rgb": hundred]),
        (
            "deep?paint[name]=a+b&paint[shade][R]=1&paint[layers][]=1&paint[layers][]=2&paint[glossy]=true",
            ["paint": ["name": "a b", "shade": ["R": 1], "layers": [1, 2], "glossy": true]]
        ),
        // `allowReserved` lets clients leave out the encoding; what is encoded means the same.
        ("form/reserved?color=:/?@!$'()*,;=&colors=a/b,c?d", ["color": ":/?@!$'()*,;=", "colors": ["a/b", "c?d"]]),
        ("form/reserved?color=%3A%2F%26%23%5B%5D", ["color": ":/&#[]"]),
        ("form/reserved?count=", [:]), ("form/reserved?count", [:]), ("form/reserved?count=2", ["count": 2]),
    ]

    @Test(arguments: paths.indices)
    func `holds for paths`(index: Int) async throws { try await Self.expect(Self.paths[index].0, [], Self.paths[index].1) }

    @Test(arguments: queries.indices)
    func `holds for queries`(index: Int) async throws {
        try await Self.expect(Self.queries[index].0, [], Self.queries[index].1)
    }

    @Test(
        arguments: [
            (["X-Color: blue", "X-Colors: blue,black,brown", "X-RGB: R,100,G,200,B,150"], all),
            (["x-color: blue", "X-COLORS: blue , black,\tbrown", "X-RGB-Exploded: R=100, G=200, B=150"], all),
            (["X-Color:", "X-Colors:", "X-RGB:", "X-Count: 7"], ["color": "", "rgb": [:], "count": 7]),
            // Fields are not percent-encoded.
            (["X-Color: a%20b", "X-Colors: a%2Cb", "X-Colors: c"], ["color": "a%20b", "colors": ["a%2Cb", "c"]]),
            ([#"X-Paint: {"name":"a","layers":[1]}"#], ["paint": ["name": "a", "layers": [1]]]),
        ] as [([String], JSONValue)])
    func `holds for fields`(fields: [String], read: JSONValue) async throws { try await Self.expect("fields", fields, read) }

    @Test(
        arguments: [
            ("cookies", "color=blue; colors=blue,black,brown; rgb=R,100,G,200,B,150", all),
            ("cookies", "color=; colors=; rgb=; count=3", ["color": "", "rgb": [:], "count": 3]),
            ("cookies", "a=b;color=a%20b%3Bc;colors=a%2Cb,c", ["color": "a b;c", "colors": ["a,b", "c"]]),
            ("cookies", "paint=%7B%22name%22:%22a%22%7D", ["paint": ["name": "a"]]),
            ("cookies/plain", "color=blue; colors=blue; colors=black; colors=brown; R=100; G=200; B=150", all),
            // This style encodes nothing.
            ("cookies/plain", "color=a%20b+c; colors=50%; colors=\"x\"", ["color": "a%20b+c", "colors": ["50%", "x"]]),
            ("cookies/plain/joined", "colors=blue,black,brown; rgb=R,100,G,200,B,150", ["colors": blue, "rgb": hundred]),
            ("cookies/plain/joined", "colors=%2C,a", ["colors": ["%2C", "a"]]),
        ] as [(String, String, JSONValue)])
    func `holds for cookies`(path: String, cookies: String, read: JSONValue) async throws {
        try await Self.expect(path, ["Cookie: " + cookies], read)
    }

    /// - Parameter read: null: there is nothing at this path.
    static func expect(_ target: String, _ fields: [String], _ read: JSONValue) async throws {
        try await withStyles { client throws in
            let answer = try client.ask("GET", "/" + target, fields)
            if read == .null { return #expect(answer.status == 404, "\(target)") }
            #expect(answer.status == 200, "\(target) \(fields) \(answer.text)")
            #expect(answer.json == read, "\(target) \(fields)")
        }
    }
}

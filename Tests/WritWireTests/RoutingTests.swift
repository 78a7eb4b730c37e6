// Which operation a method and a path belong to.

import Testing

@testable import WritWire

@Suite struct `Routes` {
    static let table = RouteTable(
        """
        GET /pets listPets
        POST /pets createPet
        GET /pets/by-status findByStatus
        GET /pets/{id} showPet
        DELETE /pets/{id} deletePet
        GET /pets/{id}/photos listPhotos
        GET /pets/by-status/deep/{x} deep
        GET /pets/{id}/deep/end end
        GET /a%20b/ä space
        GET / root
        GET /slash/ slash
        OPTIONS /own ownOptions
        HEAD /own ownHead
        GET /own ownGet
        POST /only/post onlyPost
        GET /{any}/x/y anyXY
        """)

    /// The operation's number and the texts of its captures; nil for none.
    static func match(
        _ method: HTTPMethod, _ path: String, in table: RouteTable = table
    ) -> (operation: Int, captures: [String])? {
        let bytes = Array(path.utf8)
        // The array lends its bytes for the closure.
        return unsafe bytes.withUnsafeBytes { bytes in
            guard case .operation(let operation, let captures) = unsafe table.match(method, bytes) else { return nil }
            return (operation, (0..<captures.count).map { unsafe String(decoding: bytes[captures[$0]], as: UTF8.self) })
        }
    }

    static func allow(_ method: HTTPMethod, _ path: String, in table: RouteTable = table) -> String? {
        let bytes = Array(path.utf8)
        // The array lends its bytes for the closure.
        return unsafe bytes.withUnsafeBytes { bytes in
            guard case .methodNotAllowed(let place) = unsafe table.match(method, bytes) else { return nil }
            return table.allow(at: place)
        }
    }

    static let found: [(HTTPMethod, String, Int, [String])] = [
        (.get, "/pets", 0, []), (.post, "/pets", 1, []), (.head, "/pets", 0, []),
        // A literal wins over a parameter, and the search goes back where it leads nowhere.
        (.get, "/pets/by-status", 2, []), (.get, "/pets/7", 3, ["7"]), (.get, "/pets/by-statu", 3, ["by-statu"]),
        (.get, "/pets/by-statuses", 3, ["by-statuses"]), (.delete, "/pets/7", 4, ["7"]),
        (.get, "/pets/by-status/photos", 5, ["by-status"]), (.get, "/pets/by-status/deep/1", 6, ["1"]),
        (.get, "/pets/by-status/deep/end", 6, ["end"]), (.get, "/pets/7/deep/end", 7, ["7"]),
        (.get, "/pets/x/y", 15, ["pets"]), (.get, "/slash/x/y", 15, ["slash"]),
        // Encoded bytes are compared decoded; an encoded slash stays in its segment.
        (.get, "/p%65ts", 0, []), (.get, "/pets/by%2Dstatus", 2, []), (.get, "/pets/by%2dstatus", 2, []),
        (.get, "/a%20b/%C3%A4", 8, []), (.get, "/a%20b/ä", 8, []), (.get, "/pets/a%2Fb", 3, ["a%2Fb"]),
        (.get, "/pets/%zz", 3, ["%zz"]), (.get, "/pets/%", 3, ["%"]), (.get, "/pets/ä", 3, ["ä"]),
        (.get, "/pets/{id}", 3, ["{id}"]), (.get, "/pets/..", 3, [".."]),
        (.get, "/", 9, []), (.get, "/slash/", 10, []), (.options, "/own", 11, []), (.head, "/own", 12, []),
        (.get, "/own", 13, []),
    ]

    @Test(arguments: found.indices)
    func `lead to their operation, with the values of their parameters`(index: Int) throws {
        let (method, path, operation, captures) = Self.found[index]
        let match = try #require(Self.match(method, path), "\(method) \(path)")
        #expect(match.operation == operation, "\(method) \(path)")
        #expect(match.captures == captures)
    }

    @Test(arguments: [
        "", "pets", "*", "//", "/pets/", "//pets", "/pets//", "/pets//photos", "/pets/7/", "/Pets", "/pets/7/photos/",
        "/pets/7/photos/8", "/pets%2Fby-status", "/slash", "/pet", "/petss", "/a b", "/a+b/ä", "/pets/by-status/deep/",
        "/pets/by-status/deep", "/pets/7/deep", "/pets/7/deep/ende", "/own/", "/%", "/%2", "http://x/pets", "/pets?x",
        "/only", "/only/post/", "/x/y",
    ])
    func `that are not there are found by no method`(path: String) {
        for method in HTTPMethod.allCases {
            #expect(Self.match(method, path) == nil)
            #expect(Self.allow(method, path) == nil)
        }
    }

    @Test(
        arguments: [
            (.delete, "/pets", "GET, POST, HEAD, OPTIONS"), (.options, "/pets", "GET, POST, HEAD, OPTIONS"),
            (.put, "/pets/7", "GET, DELETE, HEAD, OPTIONS"), (.head, "/only/post", "POST, OPTIONS"),
            (.get, "/only/post", "POST, OPTIONS"), (.other, "/pets/7", "GET, DELETE, HEAD, OPTIONS"),
            (.query, "/own", "GET, HEAD, OPTIONS"), (.connect, "/pets/7", "GET, DELETE, HEAD, OPTIONS"),
            // The literal's own methods count, not those of the parameter beside it.
            (.delete, "/pets/by-status", "GET, HEAD, OPTIONS"),
        ] as [(HTTPMethod, String, String)])
    func `refuse other methods and list their own`(method: HTTPMethod, path: String, allow: String) {
        #expect(Self.allow(method, path) == allow)
    }

    static let additional = RouteTable(
        """
        GET /pets/{id} showPet
        COPY /pets/{id} copyPet
        M-SEARCH /pets searchPets
        Copy /pets/{id} copyDifferently
        PURGE /pets/{id}/photos purgePhotos
        """)

    @Test(
        arguments: [
            ("COPY", "/pets/7", 1, ["7"]), ("Copy", "/pets/7", 3, ["7"]), ("M-SEARCH", "/pets", 2, []),
            ("PURGE", "/pets/a/photos", 4, ["a"]), ("GET", "/pets/7", 0, ["7"]), ("HEAD", "/pets/7", 0, ["7"]),
        ] as [(String, String, Int, [String])])
    func `lead to operations with methods of their own`(method: String, path: String, operation: Int, captures: [String]) {
        let (found, texts, _) = Self.matchNamed(method, path)
        #expect(found == operation)
        #expect(texts == captures)
    }

    @Test(
        arguments: [
            ("COPY", "/pets", "OPTIONS, M-SEARCH"), ("copy", "/pets/7", "GET, HEAD, OPTIONS, COPY, Copy"),
            ("DELETE", "/pets/7", "GET, HEAD, OPTIONS, COPY, Copy"), ("M-SEARCH", "/pets/7/photos", "OPTIONS, PURGE"),
            ("COPY", "/other", nil), ("BREW", "/pets/7", "GET, HEAD, OPTIONS, COPY, Copy"),
        ] as [(String, String, String?)])
    func `list methods of their own among what is allowed`(method: String, path: String, allow: String?) {
        let (found, _, allowed) = Self.matchNamed(method, path)
        #expect(found == nil)
        #expect(allowed == allow)
    }

    @Test func `know the methods that they have, in their own case`() {
        for (name, isKnown) in [("COPY", true), ("copy", false), ("PURGE", true), ("BREW", false), ("COP", false), ("", false)] {
            let bytes = Array(name.utf8)
            // The array lends its bytes for the closure.
            #expect(unsafe bytes.withUnsafeBytes { unsafe Self.additional.hasMethod(named: $0) } == isKnown)
        }
    }

    private static func matchNamed(_ method: String, _ path: String) -> (operation: Int?, captures: [String], allow: String?) {
        let (name, bytes) = (Array(method.utf8), Array(path.utf8))
        // The arrays lend their bytes for the closures.
        return unsafe name.withUnsafeBytes { name in
            unsafe bytes.withUnsafeBytes { bytes in
                let method = unsafe HTTPMethod(name)
                let match =
                    method == .other
                    ? unsafe additional.match(methodNamed: name, bytes) : unsafe additional.match(method, bytes)
                switch match {
                case .operation(let operation, let captures):
                    let texts = (0..<captures.count).map { unsafe String(decoding: bytes[captures[$0]], as: UTF8.self) }
                    return (operation, texts, nil)
                case .methodNotAllowed(let place): return (nil, [], additional.allow(at: place))
                case .notFound: return (nil, [], nil)
                }
            }
        }
    }

    static let mixed = RouteTable(
        """
        GET /files/{name}.{extension} file
        GET /files/readme.txt readme
        GET /files/{name} any
        GET /files/{name}.json json
        GET /files/{id}:cancel cancel
        GET /v{version}/{from}-{to}/end range
        GET /v{version}/{all}/end all
        GET /%C3%A4{x}%20b encoded
        POST /files/{a}-{b}-{c} three
        """)

    @Test(
        arguments: [
            ("/files/a.b", 0, ["a", "b"]), ("/files/a.b.c", 0, ["a.b", "c"]), ("/files/readme.txt", 1, []),
            ("/files/ab", 2, ["ab"]), ("/files/.b", 2, [".b"]), ("/files/a.", 2, ["a."]), ("/files/.", 2, ["."]),
            ("/files/a.json", 3, ["a"]), ("/files/.json", 2, [".json"]), ("/files/a%2Ejson", 3, ["a"]),
            ("/files/a.json%20", 0, ["a", "json%20"]), ("/files/x.y:cancel", 4, ["x.y"]), ("/files/x%3Acancel", 4, ["x"]),
            ("/v1/2-3/end", 5, ["1", "2", "3"]), ("/v1/23/end", 6, ["1", "23"]), ("/v1/-/end", 6, ["1", "-"]),
            ("/v1/a-b-c/end", 5, ["1", "a-b", "c"]), ("/\u{E4}1 b", 7, ["1"]), ("/%c3%a4%41%20b", 7, ["%41"]),
            ("/files/%2", 2, ["%2"]), ("/files/%%2e%2eb", 0, ["%%2e", "b"]),
        ] as [(String, Int, [String])])
    func `may have literals and parameters in one segment`(path: String, operation: Int, captures: [String]) throws {
        let match = try #require(Self.match(.get, path, in: Self.mixed), "\(path)")
        #expect(match.operation == operation, "\(path)")
        #expect(match.captures == captures, "\(path)")
    }

    @Test func `of such segments are found by what they are alone`() {
        for path in ["/v/2-3/end", "/v1/2-3", "/v1//end", "/files/", "/ä b", "/äb", "/x"] {
            #expect(Self.match(.get, path, in: Self.mixed) == nil, "\(path)")
        }
        #expect(Self.match(.post, "/files/a-b-c-d", in: Self.mixed)?.captures == ["a-b", "c", "d"])
        #expect(Self.match(.post, "/files/---", in: Self.mixed) == nil)
        #expect(Self.match(.post, "/files/-----", in: Self.mixed)?.captures == ["-", "-", "-"])
        let long = String(repeating: "%2D", count: 20_000)
        #expect(Self.match(.post, "/files/" + long, in: Self.mixed) != nil)
        #expect(Self.match(.get, "/v1/" + String(repeating: "-", count: 60_000) + "/end", in: Self.mixed)?.operation == 5)
        #expect(Self.match(.get, "/files/" + String(repeating: "a", count: 70_000), in: Self.mixed) == nil)
    }

    @Test func `may stand below a base path`() {
        let table = RouteTable(
            basePath: "/api/v1",
            """
            GET /pets/{id} showPet
            GET / root
            """)
        #expect(Self.match(.get, "/api/v1/pets/7", in: table)?.captures == ["7"])
        #expect(Self.match(.get, "/api/v1/", in: table)?.operation == 1)
        for path in ["/pets/7", "/api/v1", "/api/v1pets/7", "/api/v2/pets/7", "/api/v1//pets/7"] {
            #expect(Self.match(.get, path, in: table) == nil)
        }
    }

    @Test func `may have twelve parameters`() {
        let table = RouteTable("GET /{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}/{j}/{k}/{l} twelve")
        #expect(Self.match(.get, "/1/2/3/4/5/6/7/8/9/10/11/12", in: table)?.captures == (1...12).map { "\($0)" })
        #expect(Self.match(.get, "/1/2/3/4/5/6/7/8/9/10/11", in: table) == nil)
        #expect(Self.match(.get, "/1/2/3/4/5/6/7/8/9/10/11/12/13", in: table) == nil)
        #expect(RouteTable.capturesMax == 12)
    }

    @Test func `leave nothing behind when the search goes back`() throws {
        let table = RouteTable(
            """
            GET /{a}/{b}/{c}/end deep
            GET /x/{b}/y other
            GET /{a}/{b}/{c}/{d} all
            """)
        #expect(Self.match(.get, "/x/1/y", in: table)?.captures == ["1"])
        #expect(Self.match(.get, "/x/1/y/end", in: table)?.captures == ["x", "1", "y"])
        #expect(Self.match(.get, "/x/1/y/z", in: table)?.captures == ["x", "1", "y", "z"])
    }

    @Test func `bear paths of ten thousand segments and of 64 KB and more`() {
        let deep = String(repeating: "/pets", count: 10_000)
        #expect(Self.match(.get, deep) == nil)
        #expect(Self.match(.get, String(repeating: "/", count: 10_000)) == nil)
        #expect(Self.match(.get, String(repeating: "/%70ets", count: 10_000)) == nil)
        let long = String(repeating: "a", count: 65_529)
        #expect(Self.match(.get, "/pets/" + long)?.captures == [long])
        #expect(Self.match(.get, "/pets/" + long + "a") == nil)
        #expect(Self.match(.get, "/pets/" + String(repeating: "%2", count: 40_000)) == nil)
    }

    @Test func `may be a thousand, each found among the others`() throws {
        let paths = (0..<1000).map { number in
            switch number % 4 {
            case 0: "/resources-\(number)"
            case 1: "/shared/resource-\(number)"
            case 2: "/shared/things/{id}/part-\(number)"
            default: "/resources-\(number)/{id}"
            }
        }
        let lines = paths.enumerated().map { "GET \($1) operation\($0)" }.joined(separator: "\n")
        let table = RouteTable(lines: lines)
        for (number, path) in paths.enumerated() {
            let match = try #require(Self.match(.get, path.replacing("{id}", with: "7"), in: table), "\(path)")
            #expect(match.operation == number)
            #expect(match.captures == (path.contains("{") ? ["7"] : []))
            #expect(Self.match(.get, path + "x/y", in: table) == nil)
            #expect(Self.allow(.post, path.replacing("{id}", with: "7"), in: table) == "GET, HEAD, OPTIONS")
        }
    }
}

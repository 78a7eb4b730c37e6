// Where parameters are found: path, query, header and cookie, once or several times, alone or in lists.

import Testing

@testable import WritWire

@Suite struct `Places of parameters` {
    /// Reads a query against a table of names and answers `index=value` for each pair.
    static func pairs(_ query: String, _ names: StaticString, lists: UInt64 = 0) -> (read: [String], violations: [String]) {
        var read: [String] = []
        let noted = violations(query: query) { parameters in
            let keys = JSONKeys(names)
            while let key = parameters.nextQuery(keys, lists: lists) {
                if let value = parameters.readString() { read.append("\(key)=\(value)") }
            }
        }
        return (read, noted)
    }

    @Test(
        arguments: [
            ("", []), ("a=1", ["0=1"]), ("a=1&b=2", ["0=1", "1=2"]), ("b=2&a=1", ["1=2", "0=1"]), ("c=3&a=1&d", ["0=1"]),
            ("a", ["0="]), ("a=", ["0="]), ("a=1=2", ["0=1=2"]), ("&&a=1&&", ["0=1"]), ("=1&a=2", ["0=2"]),
            ("a=1;b=2", ["0=1;b=2"]),
            ("%61=1", ["0=1"]), ("A=1", []), ("a%5B%5D=1", ["2=1"]), ("a[]=1", ["2=1"]), ("x%20y=1", ["3=1"]), ("x+y=1", ["3=1"]),
            ("%=1&a=2", ["0=2"]), ("a%=1", []), ("aa=1", []), ("gr%C3%B6%C3%9Fe=1", ["4=1"]), ("größe=1", ["4=1"]),
        ] as [(String, [String])])
    func `in the query are found by name, in any order, among others`(query: String, read: [String]) {
        let found = Self.pairs(query, "a b a[] x\\ y größe")
        #expect(found.read == read)
        #expect(found.violations.isEmpty)
    }

    @Test func `in the query that must come and do not are noted, all of them`() {
        #expect(
            Self.pairs("b=1", "a! b! c d!").violations == ["query a: required: is required", "query d: required: is required"])
        #expect(Self.pairs("a=&d", "a! b c d!").violations.isEmpty)
    }

    @Test func `that come twice are noted, unless they are lists`() {
        let once = Self.pairs("a=1&a=2&b=3&a=4", "a b")
        #expect(once.read == ["0=1", "1=3"])
        #expect(once.violations == ["query a: explode: must be given once only", "query a: explode: must be given once only"])
        let lists = Self.pairs("a=1&a=2&b=3&a=", "a b", lists: 1)
        #expect(lists.read == ["0=1", "0=2", "1=3", "0="])
        #expect(lists.violations.isEmpty)
    }

    static let many: StaticString = """
        n0! n1! n2! n3! n4! n5! n6! n7! n8! n9! n10! n11! n12! n13! n14! n15! n16! n17! n18! n19! n20! n21! n22! n23! n24! n25! \
        n26! n27! n28! n29! n30! n31! n32! n33! n34! n35! n36! n37! n38! n39! n40! n41! n42! n43! n44! n45! n46! n47! n48! n49! \
        n50! n51! n52! n53! n54! n55! n56! n57! n58! n59! n60! n61! n62! n63! n64! n65! n66! n67! n68! n69!
        """

    @Test func `may be more than 64, and those behind are required too`() {
        let all = (0..<70).map { "n\($0)=\($0)" }
        #expect(Self.pairs(all.joined(separator: "&"), Self.many).read.count == 70)
        #expect(Self.pairs(all.joined(separator: "&"), Self.many).violations.isEmpty)
        for missing in [0, 62, 63, 64, 65, 69] {
            let rest = all.filter { $0 != "n\(missing)=\(missing)" }
            #expect(Self.pairs(rest.joined(separator: "&"), Self.many).violations == ["query n\(missing): required: is required"])
        }
        #expect(Self.pairs((all + ["n63=x"]).joined(separator: "&"), Self.many, lists: 1 << 63).violations.isEmpty)
        #expect(Self.pairs((all + ["n63=x"]).joined(separator: "&"), Self.many).violations.count == 1)
    }

    @Test func `break 32 rules at most`() {
        let all = Self.pairs("", Self.many).violations
        #expect(all.count == ParameterReader.violationsMax)
        #expect(all.last == "query n31: required: is required")
        #expect(Self.pairs(String(repeating: "a=1&", count: 10_000), "a").violations.count == 32)
        #expect(Self.pairs(String(repeating: "a=1&", count: 33), "a").violations.count == 32)
        #expect(Self.pairs(String(repeating: "a=1&", count: 32), "a").violations.count == 31)
    }

    @Test func `in the path are decoded, plus signs are not blanks`() {
        for (segment, value) in [
            ("a", "a"), ("a%20b", "a b"), ("a+b", "a+b"), ("a%2Fb", "a/b"), ("%C3%A4", "ä"), ("a=b&c", "a=b&c"), ("%2E%2E", ".."),
        ] {
            var found: String?
            let noted = violations(path: "/" + segment) { parameters in
                parameters.selectPath(0, "id")
                found = parameters.readString()
            }
            #expect(found == value)
            #expect(noted.isEmpty)
        }
        let bad = violations(path: "/1/%zz/%FF", route: "GET /{a}/{b}/{c} op") { parameters in
            parameters.selectPath(0, "a")
            #expect(parameters.readInt64() == 1)
            parameters.selectPath(1, "b")
            #expect(parameters.readInt64() == nil)
            parameters.selectPath(2, "c")
            #expect(parameters.readString() == nil)
        }
        #expect(
            bad == [
                "path b: style: has a percent sign without two hexadecimal digits behind it",
                "path c: type: must be text in UTF-8",
            ])
        #expect(violations { $0.selectPath(1, "none") } == ["path none: required: is required"])
    }

    // MARK: Lists

    @Test(
        arguments: [
            ("a,b", ["a", "b"]), ("a", ["a"]), ("", []), (",", ["", ""]), ("a,", ["a", ""]), (",a", ["", "a"]),
            ("a%2Cb,c", ["a,b", "c"]),
            ("a,+b", ["a", " b"]), ("a,b,c,d", ["a", "b", "c", "d"]),
        ] as [(String, [String])])
    func `with commas are lists`(text: String, items: [String]) {
        var read: [String] = []
        let noted = violations(query: "v=" + text) { parameters in
            let keys = JSONKeys("v")
            while parameters.nextQuery(keys) != nil {
                while parameters.nextItem() { if let item = parameters.readString() { read.append(item) } }
            }
        }
        #expect(read == items)
        #expect(noted.isEmpty)
    }

    @Test(
        arguments: [
            ("a, b", ["a", "b"]), ("a", ["a"]), ("", []), (" a\t,\tb ", ["a", "b"]), ("a,,b", ["a", "", "b"]),
            ("a%2Cb", ["a%2Cb"]),
            ("a+b, \"c d\"", ["a+b", "\"c d\""]),
        ] as [(String, [String])])
    func `in fields are lists with blanks, and nothing in them is decoded`(text: String, items: [String]) {
        var read: [String] = []
        let noted = violations { parameters in
            parameters.withHeader("X-List", text) { parameters in
                while parameters.nextItem() { if let item = parameters.readString() { read.append(item) } }
            }
        }
        #expect(read == items)
        #expect(noted.isEmpty)
    }

    @Test func `in lists are counted`() {
        func counted(_ text: String) -> [String] {
            violations { parameters in
                parameters.withHeader("X-List", text) { parameters in
                    var count = 0
                    while parameters.nextItem() { if parameters.readInt() != nil { count += 1 } }
                    parameters.check(count, minItems: 2, maxItems: 3)
                }
            }
        }
        #expect(counted("1,2").isEmpty && counted("1,2,3").isEmpty)
        #expect(counted("1") == ["header X-List: minItems: must have at least 2 items"])
        #expect(counted("") == ["header X-List: minItems: must have at least 2 items"])
        #expect(counted("1,2,3,4") == ["header X-List: maxItems: must have at most 3 items"])
        // An item that is no number is said to be none, not to be missing.
        #expect(counted("1,x") == ["header X-List: type: must be a whole number"])
        #expect(counted("x,1,2,3,4").count == 2)
    }

    @Test func `in pairs are counted where they came at all`() {
        func counted(_ count: Int) -> [String] {
            violations { $0.check(count, minItems: 2, maxItems: 3, of: "tag", .query) }
        }
        #expect(counted(0).isEmpty && counted(2).isEmpty && counted(3).isEmpty)
        #expect(counted(1) == ["query tag: minItems: must have at least 2 items"])
        #expect(counted(4) == ["query tag: maxItems: must have at most 3 items"])
    }

    // MARK: Cookies

    @Test(
        arguments: [
            ("a=1", ["0=1"]), ("a=1; b=2", ["0=1", "1=2"]), ("a=1;b=2", ["0=1", "1=2"]), ("  a=1 ;\tb=2 ", ["0=1", "1=2"]),
            ("a=\"1\"", ["0=1"]), ("a=\"1 2\"", ["0=1 2"]), ("a=\"", ["0=\""]), ("a=\"\"", ["0="]), ("a=\"1", ["0=\"1"]),
            ("a=1\"", ["0=1\""]),
            ("a", ["0="]), ("a=", ["0="]), ("c=1; a=2", ["0=2"]), (";;a=1;;", ["0=1"]), ("a=x=y", ["0=x=y"]), ("a=%20", ["0= "]),
            ("a=1+2", ["0=1+2"]), ("A=1", []), ("", []), ("a=100%", ["0=100%"]), ("a=%41%", ["0=%41%"]), ("%=1; a=2", ["0=2"]),
            ("a=1; a=2; b=3; a=4", ["0=1", "1=3"]), ("a=; a=2", ["0="]),
        ] as [(String, [String])])
    func `in cookies are found through blanks and quotes`(cookies: String, read: [String]) {
        var found: [String] = []
        let noted = violations { parameters in
            parameters.withCookies(cookies) { parameters in
                let keys = JSONKeys("a b")
                while let key = parameters.nextCookie(keys) {
                    if let value = parameters.readString() { found.append("\(key)=\(value)") }
                }
            }
        }
        #expect(found == read)
        #expect(noted.isEmpty)
    }

    @Test func `in cookies may be missing`() {
        let noted = violations { parameters in
            parameters.withCookies("a=1; a=2; b=%4") { parameters in
                let keys = JSONKeys("a b session!")
                while parameters.nextCookie(keys) != nil { _ = parameters.readString() }
            }
        }
        #expect(
            noted == [
                "cookie session: required: is required"
            ])
    }

    @Test func `that are hostile cost linear time and no memory beyond their own`() {
        let long = String(repeating: "%41", count: 100_000)
        #expect(readQuery(long) { $0.readString() }.value?.utf8.count == 100_000)
        #expect(readQuery(long) { $0.readInt() }.violations.count == 1)
        #expect(Self.pairs(String(repeating: "x%41=1&", count: 20_000), "a").read.isEmpty)
        #expect(Self.pairs(String(repeating: "&", count: 100_000), "a").read.isEmpty)
        var items = 0
        _ = violations { parameters in
            parameters.withHeader("X", String(repeating: " ,", count: 50_000)) { parameters in
                while parameters.nextItem() { items += 1 }
            }
        }
        #expect(items == 50_001)
    }
}

// Parameters that are put together from the query, from cookies and from texts.

import Testing

@testable import WritWire

@Suite struct `Parameters put together` {
    /// What `select` makes of a request, as JSON text, and what was noted.
    static func read(
        query: String = "", path: String = "/x", cookies: String = "", header: String = "",
        _ select: (inout ParameterReader) -> Bool
    ) -> (json: String?, violations: [String]) {
        var text: String?
        let noted = violations(path: path, query: query) { parameters in
            parameters.withCookies(cookies) { parameters in
                parameters.withHeader("X", header) { parameters in
                    guard select(&parameters) else { return }
                    var json = parameters.json()
                    var output = OutputBuffer()
                    if let value = json.readValue() { output.write(value) }
                    parameters.finish(&json)
                    // The buffer lives until its bytes are copied.
                    text = unsafe String(decoding: output.bytes, as: UTF8.self)
                }
            }
        }
        return (text, noted)
    }

    @Test func `from a whole query`() {
        let shape = FormShape("e{x:n,y:[s]}")
        func read(_ query: String) -> (json: String?, violations: [String]) {
            Self.read(query: query) { $0.selectQuery("all", shape) }
        }
        #expect(read("x=1&y=a&y=b%20c&z[a]=+").json == #"{"x":1,"y":["a","b c"],"z":{"a":" "}}"#)
        #expect(read("").json == nil)
        #expect(read("x=%4").violations == ["querystring x: style: has a percent sign without two hexadecimal digits behind it"])
        let text = Self.read(query: "%7B%22a%22:1%7D") { $0.selectQuery("all") && $0.selectJSON() }
        #expect(text.json == #"{"a":1}"#)
        #expect(violations { _ = $0.selectQuery("all", isRequired: true) } == ["querystring all: required: is required"])
    }

    @Test func `from a query, and only from what is listed`() {
        let keys = JSONKeys("a deep! R G")
        let query = "a=1&deep[x]=2&R=3&other=4&a[b]=5&deep%5By%5D=6&R[7]=8"
        func read(_ others: Bool, _ select: (inout ParameterReader) -> Bool) -> (json: String?, violations: [String]) {
            Self.read(query: query) { parameters in
                while parameters.nextQuery(keys, form: 1, others: others) != nil {}
                return select(&parameters)
            }
        }
        #expect(read(false) { $0.selectForm("deep", .query, FormShape("{x:n,*:s}")) }.json == #"{"x":2,"y":"6"}"#)
        #expect(read(false) { $0.selectMembers("m", .query, FormShape("{R:[n],G:n}")) }.json == #"{"R":[3,8]}"#)
        #expect(read(true) { $0.selectMembers("m", .query, FormShape("{*:n}")) }.json == #"{"other":4}"#)
        #expect(read(false) { $0.selectForm("none", .query, FormShape("{}")) }.json == nil)
        let missing = Self.read(query: "a=1") { parameters in
            while parameters.nextQuery(keys, form: 1) != nil {}
            return parameters.selectForm("deep", .query, FormShape("{}"))
        }
        #expect(missing.violations == ["query deep: required: is required"])
    }

    @Test func `from cookies, decoded or as they stand`() {
        let keys = JSONKeys("list R")
        func read(_ cookies: String, isVerbatim: Bool) -> (json: String?, items: [String]) {
            var items: [String] = []
            let json = Self.read(cookies: cookies) { parameters in
                while parameters.nextCookie(keys, lists: 1, form: 1, isVerbatim: isVerbatim) != nil {
                    if isVerbatim { parameters.takeVerbatim() }
                    if let item = parameters.readString() { items.append(item) }
                }
                return parameters.selectMembers("m", .cookie, FormShape("{R:s}"))
            }.json
            return (json, items)
        }
        let plain = read("list=a&list=b%2C; R=%41", isVerbatim: false)
        #expect(plain.items == ["a", "b,"] && plain.json == #"{"R":"A"}"#)
        let verbatim = read("list=a&b%2C; list=c; R=%41", isVerbatim: true)
        #expect(verbatim.items == ["a&b%2C", "c"] && verbatim.json == #"{"R":"%41"}"#)
    }

    @Test func `from cookies, whole where they are not exploded, and the first of a name`() {
        let keys = JSONKeys("object list R G")
        func read(_ cookies: String, _ name: StaticString, _ shape: StaticString) -> String? {
            Self.read(cookies: cookies) { parameters in
                while parameters.nextCookie(keys, form: 0, exploded: 2) != nil {}
                return parameters.selectForm(name, .cookie, FormShape(shape))
            }.json
        }
        #expect(read("object=a,&b,G,1,R,2", "object", "c{*:s}") == #"{"a":"&b","G":"1","R":"2"}"#)
        #expect(read("list=a&b,c&R=1", "list", "c[s]") == #"["a&b","c&R=1"]"#)
        #expect(read("object=a,1; object=b,2", "object", "c{*:s}") == #"{"a":"1"}"#)
        #expect(read("object=a,100%,b%2Cc,%20", "object", "c{*:s}") == #"{"a":"100%","b,c":" "}"#)
        let members = Self.read(cookies: "R=1&G=2; R=3; object=x&G=4") { parameters in
            while parameters.nextCookie(keys, form: 0, exploded: 2) != nil {}
            return parameters.selectMembers("m", .cookie, FormShape("{R:s,G:s}"))
        }
        #expect(members.json == #"{"R":"1","G":"2"}"#)
        let joined = Self.read(cookies: "ids=1&token=x; token=b") { parameters in
            var tokens: [String] = []
            while let key = parameters.nextCookie(JSONKeys("ids token"), lists: 1) {
                if let text = parameters.readString(), key == 1 { tokens.append(text) }
            }
            #expect(tokens == ["b"])
            return false
        }
        #expect(joined.violations.isEmpty)
    }

    @Test func `under names that only look alike are of two`() {
        let shape: FormShape = FormShape("{\u{E9}:n,*:s}")
        let read = Self.read(query: "deep[%C3%A9]=1&deep[e%CC%81]=2") { parameters in
            while parameters.nextQuery(JSONKeys("deep"), form: 0) != nil {}
            return parameters.selectForm("deep", .query, shape)
        }
        #expect(read.json.map { Array($0.utf8) } == Array("{\"\u{E9}\":1,\"e\u{301}\":\"2\"}".utf8))
    }

    @Test(
        arguments: [
            ("c[n]", "1, 2 ,x", "[1,2,\"x\"]"), ("c[n]", "", "[]"),
            ("c{R:n,*:s}", "R,1,name, a b ,last", #"{"R":1,"name":"a b","last":""}"#),
            ("ec{R:n,*:s}", "R=1, name=a=b, %20=%20", #"{"R":1,"name":"a=b","%20":"%20"}"#), ("{R:n}", "R", #""R""#),
            ("sn", "7", "7"),
        ] as [(StaticString, String, String)])
    func `from fields`(shape: StaticString, header: String, json: String) {
        #expect(Self.read(header: header) { $0.assemble(FormShape(shape)) }.json == json)
    }
}

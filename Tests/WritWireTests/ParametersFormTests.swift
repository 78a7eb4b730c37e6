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

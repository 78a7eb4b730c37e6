// Which alternative a value is read as, what refuses it, and what of a schema's corners is left, asked of a generated server.

import RulesExample
import Testing
import WritServer
import WritTesting
import WritWire

@Suite struct `Alternatives` {
    /// The string that was answered, or what was broken.
    private static func answer(_ target: String, _ json: String) async -> String {
        let answer = await Rules.client.post(target, json: json)
        if answer.status == 200, case .string(let text)? = answer.json { return text }
        return await Rules.violations(target, json).joined(separator: "; ")
    }

    @Test(arguments: [
        ("/moves", #"{"direction":"left","steps":3}"#, "sideways left 3"),
        ("/moves", #"{"direction":"right"}"#, "sideways right 0"),
        ("/moves", #"{"direction":"left","floors":1,"steps":2}"#, "sideways left 2"),
        ("/moves", #"{"floors":3,"direction":"down"}"#, "vertical down 3"),
        ("/links", #"{"encrypted":true,"cipher":"x"}"#, "secure x"), ("/links", #"{"encrypted":false,"note":"y"}"#, "plain y"),
    ]) func `are told by the mapping`(target: String, json: String, expected: String) async {
        #expect(await Self.answer(target, json) == expected)
    }

    @Test(arguments: [
        ("/moves", #"{"direction":"up"}"#, "/floors,keyword:required,message:is required"),
        ("/moves", #"{"direction":"up","steps":2}"#, "/floors,keyword:required,message:is required"),
        ("/moves", #"{"direction":"left","steps":"x"}"#, "/steps,keyword:type,message:must be a whole number, not a string"),
        ("/moves", #"{"direction":"away"}"#, "/direction,keyword:enum,message:must be one of: up, down, left, right"),
        ("/moves", #"{"direction":1}"#, "/direction,keyword:enum,message:must be one of: up, down, left, right"),
        ("/moves", #"{"floors":1}"#, "/direction,keyword:required,message:is required"),
        ("/links", #"{"encrypted":true,"cipher":1}"#, "/cipher,keyword:type,message:must be a string, not a number"),
        ("/links", #"{"encrypted":null}"#, "/encrypted,keyword:enum,message:must be one of: true, false"),
        ("/records", #"{"version":3}"#, "/version,keyword:enum,message:must be one of: 1, 2"),
        ("/records", #"{"version":1.5}"#, "/version,keyword:enum,message:must be one of: 1, 2"),
        ("/records", #"{"version":2,"b":1}"#, "/b,keyword:type,message:must be a string, not a number"),
        ("/turns", #"{"kind":"sharp","radius":1}"#, "/angle,keyword:required,message:is required"),
        ("/turns", #"{"kind":"straight"}"#, "/kind,keyword:enum,message:must be one of: sharp, wide, both"),
        ("/tools", #"{"kind":"axe"}"#, "/kind,keyword:enum,message:must be one of: saw, drill"),
        ("/tools", #"{"kind":"saw","teeth":"x"}"#, "/teeth,keyword:type,message:must be a whole number, not a string"),
    ]) func `are never taken for each other`(target: String, json: String, expected: String) async {
        #expect(await Self.answer(target, json) == expected)
    }

    @Test(arguments: [
        ("/records", #"{"version":1,"a":"x"}"#, "value1("), ("/records", #"{"version":2.0,"b":"x"}"#, "value2("),
        ("/records", #"{"b":"x","version":20e-1}"#, "value2("), ("/turns", #"{"kind":"sharp","angle":1}"#, "bend"),
        ("/turns", #"{"kind":"wide","radius":1}"#, "loop"), ("/turns", #"{"kind":"both","angle":1}"#, "bend"),
        ("/turns", #"{"kind":"both","radius":1}"#, "loop"), ("/turns", #"{"kind":"both","radius":1,"angle":"x"}"#, "loop"),
        ("/tools", #"{"teeth":1}"#, "saw"), ("/tools", #"{"kind":"drill","bits":2}"#, "drill"),
        ("/parts", #"{"pages":1}"#, "pages: 1"), ("/parts", #"{"pages":1,"minutes":2}"#, "minutes: 2"),
    ]) func `can each be reached`(target: String, json: String, expected: String) async {
        let found = await Self.answer(target, json)
        #expect(found.contains(expected), "\(found)")
    }

    @Test func `keep what stands beside them`() async {
        #expect(await Self.answer("/parts", #"{"minutes":2}"#).contains("/pages,keyword:required"))
    }

    @Test(arguments: [
        ("/states", #"{"state":"old","level":9,"limit":0}"#, "old high 0 auto"),
        ("/states", #"{"state":"old","level":9,"size":7}"#, "old high -1 7"),
        ("/states", #"{"state":"old","level":9,"size":"auto"}"#, "old high -1 auto"),
        ("/states", #"{"state":"old","level":9,"size":"big"}"#, "/size,keyword:enum,message:must be one of: \"auto\""),
        ("/states", #"{"state":"OLD","level":1}"#, "/state,keyword:enum,message:must be one of: new, old"),
        ("/states", #"{"state":"new","level":2}"#, "/level,keyword:enum,message:must be one of: 1, 9"),
        (
            "/amounts", #"{"count":18446744073709551615,"huge":100000000000000000000}"#,
            "18446744073709551615 100000000000000000000"
        ),
        ("/amounts", #"{"huge":100000000000000000001}"#, "/huge,keyword:maximum,message:must be at most 100000000000000000000"),
        ("/amounts", #"{"huge":1.5}"#, "/huge,keyword:type,message:must be a whole number, not a number"),
        ("/amounts", #"{"share":0.3,"below":0.29999999999999999999}"#, "0 "),
        ("/amounts", #"{"share":0.30000000000000000001}"#, "/share,keyword:maximum,message:must be at most 0.3"),
        ("/amounts", #"{"below":0.3}"#, "/below,keyword:exclusiveMaximum,message:must be less than 0.3"),
        ("/amounts", #"{"below":0.30}"#, "/below,keyword:exclusiveMaximum,message:must be less than 0.3"),
        ("/amounts", #"{"exact":0.1}"#, "/exact,keyword:minimum,message:must be at least 0.10000000000000000001"),
        ("/corners", #"{"id":"a","size":"small","either":4}"#, "a 4 small"),
        ("/corners", #"{"size":"enormous"}"#, "/size,keyword:enum,message:must be one of: small"),
        ("/corners", #"{"both":"x"}"#, "/both,keyword:not,message:is not allowed"),
    ]) func `and values at their bounds are what the contract says`(target: String, json: String, expected: String) async {
        let found = await Self.answer(target, json)
        #expect(found == expected)
    }

    @Test func `tell by which media type one schema came`() async {
        let draft = #"{"name":"abc","mood":"bad","tags":["x"]}"#
        let form = "name=abc&mood=bad&tags=x"
        let parts =
            ["name": "abc", "mood": "bad", "tags": "x"].sorted { $0.key < $1.key }
            .map { "--b\r\nContent-Disposition: form-data; name=\"\($0.key)\"\r\n\r\n\($0.value)\r\n" }.joined() + "--b--\r\n"
        for (type, body, name) in [
            ("application/json", draft, "json"), ("application/vnd.example.draft+json", draft, "draft"),
            ("application/x-www-form-urlencoded", form, "form"), ("multipart/form-data; boundary=b", parts, "multipart"),
        ] {
            let answer = await Rules.client.send("POST", "/drafts", fields: ["Content-Type": type], body: Array(body.utf8))
            #expect(answer.json == .string("\(name) abc bad [\"x\"]"), "\(answer.text)")
            let short = await Rules.client.send(
                "POST", "/drafts", fields: ["Content-Type": type], body: Array(body.replacing("abc", with: "ab").utf8))
            #expect(short.status == 422 && short.text.contains("minLength"), "\(short.text)")
        }
    }

    @Test(arguments: [
        ("most=0.3&below=0.29999999999999999999&count=18446744073709551615&huge=100000000000000000000&open=true", ""),
        ("most=0.30000000000000000001", "maximum"), ("below=0.3", "exclusiveMaximum"), ("count=-1", "format"),
        ("huge=100000000000000000001", "maximum"), ("huge=0.5", "type"), ("never=true", "not"), ("never=x", "not"),
    ]) func `and so are parameters`(query: String, expected: String) async {
        let answer = await Rules.client.get("/shares?\(query)")
        #expect(answer.status == (expected.isEmpty ? 204 : 400), "\(answer.text)")
        #expect(expected.isEmpty || answer.text.contains("\"keyword\":\"\(expected)\""), "\(answer.text)")
    }
}

// What schemas say beyond types, asked of a generated server: bytes in, verdict out.

import RulesExample
import Testing
import WritServer
import WritTesting
import WritWire

@Suite struct `Rules` {
    static let client = TestClient(RulesAPI(default: RuleHandlers()))

    static func violations(_ target: String, _ json: String) async -> [String] {
        let answer = await client.post(target, json: json)
        if answer.status < 300 { return [] }
        guard case .object(let problem)? = answer.json, case .array(let items)? = problem["violations"] else {
            return [answer.text]
        }
        return items.map { item in
            guard case .object(let violation) = item else { return "" }
            return ["pointer", "keyword", "message"].map { name in
                guard case .string(let text)? = violation[name] else { return "" }
                return name == "pointer" ? text : "\(name):\(text)"
            }.joined(separator: ",")
        }
    }

    static let valid = #"{"room":"7","guests":[{"name":"Ada","isAdult":true}]}"#

    @Test(arguments: [
        valid,
        #"{"room":"7","guests":[{"name":"Ada","isAdult":true}],"card":"1","cardHolder":"Ada"}"#,
        #"{"room":"7","guests":[{"name":"Ada","isAdult":true}],"country":"NL","postcode":"1234 AB"}"#,
        #"{"room":"7","guests":[{"name":"Ada","isAdult":true}],"labels":{"a":"b"},"extras":{"n_a":1,"s_b":"c"},"step":5}"#,
    ]) func `let through what keeps them`(_ json: String) async {
        #expect(await Self.violations("/bookings", json) == [])
    }

    @Test(arguments: [
        (#""room":"137""#, "/room,keyword:not,message:must not match the pattern ^13"),
        (#""card":"1""#, "/cardHolder,keyword:dependentRequired,message:is required together with card"),
        (#""country":"NL""#, "/postcode,keyword:required,message:is required"),
        (#""country":"NL","postcode":"x""#, "/postcode,keyword:pattern,message:must match the pattern ^[1-9][0-9]{3} [A-Z]{2}$"),
        (#""country":"Holland""#, "/country,keyword:maxLength,message:must be at most 2 characters long"),
        (#""postcode":"x""#, ",keyword:not,message:must not have postcode"),
        (#""labels":{"A":"b"}"#, "/labels/A,keyword:propertyNames,message:has a name that must match the pattern ^[a-z]+$"),
        (#""extras":{"n_a":-1}"#, "/extras/n_a,keyword:minimum,message:must be at least 0"),
        (#""extras":{"x":1}"#, "/extras/x,keyword:additionalProperties,message:is not a known property"),
        (#""step":4"#, "/step,keyword:multipleOf,message:must be a multiple of 2.5"),
    ]) func `name what breaks them`(_ member: String, _ expected: String) async {
        let room = member.contains("room") ? "" : #""room":"7","#
        let json = "{\(room)\(member),\"guests\":[{\"name\":\"Ada\",\"isAdult\":true}]}"
        #expect(await Self.violations("/bookings", json) == [expected])
    }

    @Test func `count what an array contains`() async {
        let nobody = await Self.violations("/bookings", #"{"room":"7","guests":[{"name":"Bo"}]}"#)
        #expect(nobody.count == 1 && nobody[0].hasPrefix("/guests,keyword:contains,"))
        let crowd = Array(repeating: #"{"name":"Ada","isAdult":true}"#, count: 4).joined(separator: ",")
        let many = await Self.violations("/bookings", #"{"room":"7","guests":[\#(crowd)]}"#)
        #expect(many.count == 1 && many[0].hasPrefix("/guests,keyword:maxContains,"))
    }

    @Test func `do not hide each other, nor what types say`() async {
        let json = #"{"room":"13","guests":[{"name":1}],"card":"1","labels":{"B":2},"step":1}"#
        let found = await Self.violations("/bookings", json)
        let keywords = found.map { $0.split(separator: ",")[$0.hasPrefix(",") ? 0 : 1] }
        #expect(
            Set(keywords) == [
                "keyword:not", "keyword:type", "keyword:contains", "keyword:propertyNames", "keyword:multipleOf",
                "keyword:dependentRequired",
            ])
    }

    @Test func `look at what the others leave`() async {
        #expect(await Self.violations("/contacts", #"{"name":"Ada","email":"ada@example.com"}"#) == [])
        #expect(
            await Self.violations("/contacts", #"{"name":"Ada","phone":"1","fax":"2"}"#)
                == ["/fax,keyword:unevaluatedProperties,message:is not a known property"])
        #expect(
            await Self.violations("/contacts", #"{"name":"Ada"}"#) == [
                ",keyword:anyOf,message:must have one of these: email; phone"
            ])
    }

    @Test func `assert formats`() async {
        #expect(
            await Self.violations("/contacts", #"{"name":"Ada","email":"ada"}"#)
                == ["/email,keyword:format,message:must be an e-mail address such as ada@example.com"])
        #expect(await Self.violations("/contacts", #"{"name":"Ada","phone":"1","site":"/a b"}"#).count == 1)
    }

    @Test func `choose the alternative that a value keeps, and refuse one that keeps both`() async {
        #expect(await Self.client.post("/shapes", json: #"{"size":20}"#).text == #""circle""#)
        #expect(await Self.client.post("/shapes", json: #"{"size":-1}"#).text == #""square""#)
        #expect(await Self.client.post("/shapes", json: #"{"size":5,"centre":[1,2]}"#).text == #""square""#)
        #expect(await Self.client.post("/shapes", json: #"{"size":5,"centre":"here"}"#).text == #""circle""#)
        #expect(
            await Self.violations("/shapes", #"{"size":5}"#)
                == [",keyword:oneOf,message:must fit exactly one of 2 alternatives, and fits 2"])
    }

    @Test(arguments: [
        (#""open":{"n_a":1,"x":"y","":null}"#, nil), (#""open":{"n_a":"1"}"#, "/open/n_a type"), (#""listed":5"#, nil),
        (#""listed":0.5"#, "/listed minimum"), (#""listed":6"#, "/listed enum"), (#""large":9007199254740993"#, nil),
        (#""large":9007199254740993.0"#, nil), (#""large":9007199254740992"#, "/large enum"),
        (#""large":{"n":9223372036854775808}"#, nil), (#""large":{"n":9223372036854775809}"#, "/large enum"),
        (#""accent":"\u00e9""#, nil), (#""accent":"e\u0301""#, nil), (#""accent":"e""#, "/accent enum"),
        (#""hundreds":18446744073709551616"#, "/hundreds multipleOf"), (#""hundreds":18446744073709551600"#, nil),
        (#""hundreds":100.0000000000000000000001"#, "/hundreds multipleOf"), (#""sixes":12"#, nil),
        (#""sixes":4"#, "/sixes multipleOf"), (#""sixes":9"#, "/sixes multipleOf"),
        (#""notHundreds":123456789012345678901234567890"#, nil),
        (#""notHundreds":123456789012345678901234567800"#, "/notHundreds not"),
        (#""注文":{"価格":{"円":1}}"#, nil), (#""注文":["a"]"#, nil), (#""注文":{"価格":{"円":"1"}}"#, "/注文/価格/円 type"),
        (#""nested":{"wide":"a","flag":1}"#, nil), (#""nested":{"wide":1}"#, nil),
        (#""nested":{"wide":"a"}"#, "/nested oneOf"), (#""twice":{"name":"Ada"}"#, "/twice oneOf"),
    ]) func `are kept to the letter, and no stricter`(_ member: String, _ expected: String?) async {
        let found = await Self.violations("/marks", "{\(member)}")
        let places = found.map { line in line.split(separator: ",").prefix(2).joined(separator: " ") }
        #expect(places.map { $0.replacing("keyword:", with: "") } == [expected].compactMap { $0 }, "\(found)")
    }

    @Test func `hold for parameters too`() async {
        #expect(await Self.client.get("/words?start=a&host=example.com&parts=noun&parts=verb").status == 204)
        #expect(await Self.client.get("/words?start=all").text.contains(#""message":"must not be one of: "#))
        #expect(await Self.client.get("/words?host=a_b").text.contains(#""keyword":"format""#))
        #expect(await Self.client.get("/words?parts=verb").text.contains(#""keyword":"contains""#))
        #expect(await Self.client.get("/words?parts=noun&parts=noun").text.contains(#""keyword":"maxContains""#))
    }

    @Test func `of answers are checked where the server is told to`() async {
        let wrong = RulesAPI(default: RuleHandlers(amount: 0, currency: "ZZZ"))
        #expect(await TestClient(wrong).post("/bookings", json: Self.valid).text == #"{"amount":0,"currency":"ZZZ"}"#)
        var configuration = ServerConfiguration()
        configuration.validateAnswers = .log
        #expect(await TestClient(wrong, configuration: configuration).post("/bookings", json: Self.valid).status == 200)
        configuration.validateAnswers = .fail
        let failed = await TestClient(wrong, configuration: configuration).post("/bookings", json: Self.valid)
        #expect(failed.status == 500 && !failed.text.contains("ZZZ"))
        let good = TestClient(RulesAPI(default: RuleHandlers()), configuration: configuration)
        #expect(await good.post("/bookings", json: Self.valid).text == #"{"amount":1,"currency":"EUR"}"#)
    }
}

// The shop's contract: formats, defaults and alternatives from bytes to bytes.

import Testing
import WritTesting

@Suite struct `The shop` {
    @Test func `writes what tells a case from others, whatever the handler says of it`() async {
        let client = shop(pets: CarelessPets())
        let answer = await client.put("/pets", json: "null")
        #expect(
            answer.text
                == #"{"cat":{"petType":"Cat","name":"a","huntingSkill":"lazy"},"dog":{"petType":"Dog","name":"b","packSize":0},"fish":{"petType":"fish","name":"f"},"made":{"petType":"Cat","name":"c","huntingSkill":"lazy"},"poodle":{"petType":"Poodle","name":"d","packSize":1}}"#
        )
    }

    private let item = "/items/0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11"

    @Test func `applies the defaults of all types`() async {
        let answer = await shop().put(item, json: #"{"name":"n","secret":"s"}"#)
        #expect(
            answer.text
                == #"{"name":"n","serial":"S1","made":"2026-03-14T09:26:53.5+01:00","page":"https://example.com/","price":19.95,"prices":{"base":1.5},"from":5,"settings":{"level":"high","tags":["a"],"note":"none","inner":{"depth":1}},"free":{"a":[1,null]},"pair":[1,"x"]}"#
        )
    }

    @Test(arguments: [
        (#""opens":"09:26:53.50z""#, #""opens":"09:26:53.5Z""#), (#""lasts":null"#, #""lasts":null"#),
        (#""lasts":"P1DT2H""#, #""lasts":"P1DT2H""#),
        (#""page":"urn:isbn:1""#, #""page":"urn:isbn:1""#), (#""bytes":"-_8""#, #""bytes":"-_8""#),
        (#""more":"+/8=""#, #""more":"+/8=""#),
        (#""price":1.50"#, #""price":1.50"#), (#""total":"12345678901234567890.10""#, #""total":"12345678901234567890.10""#),
        (#""prices":{"a":null,"b":0.1}"#, #""prices":{"a":null,"b":0.1}"#),
        (#""seen":["192.0.2.1",null]"#, #""seen":["192.0.2.1",null]"#),
        (#""from":"2001:DB8:0:0::1""#, #""from":"2001:db8::1""#), (#""from":"a:b""#, #""from":"a:b""#),
        (#""paid":"12.05""#, #""paid":"12.05""#), (#""weights":[{"grams":5}]"#, #""weights":[{"grams":5}]"#),
        (#""currency":"EUR""#, #""currency":"EUR""#),
        (#""settings":{"level":"low","note":null}"#, #""settings":{"level":"low","note":null}"#),
        (#""free":null"#, #""free":null"#),
    ]) func `reads formats and writes them in one form`(sent: String, written: String) async {
        let answer = await shop().put(item, json: #"{"name":"n","secret":"s",\#(sent)}"#)
        #expect(answer.status == 200 && answer.text.contains(written), "\(answer.text)")
    }

    @Test(arguments: [
        (#""opens":"09:26:53""#, "/opens", "format", "must be a time with its offset such as 09:26:53Z"),
        (#""lasts":"1D""#, "/lasts", "format", "must be a duration such as P3DT4H30M or P2W"),
        (#""page":"/x""#, "/page", "format", "must be a URI with its scheme such as https://example.com/path"),
        (#""page":"a:b""#, "/page", "minLength", "must be at least 5 characters long"),
        (#""bytes":"+""#, "/bytes", "format", "must be bytes in Base64 for URLs"),
        (#""price":0.01"#, "/price", "multipleOf", "must be a multiple of 0.05"),
        (#""price":0"#, "/price", "exclusiveMinimum", "must be greater than 0"),
        (#""price":"1""#, "/price", "type", "must be a number, not a string"),
        (#""total":"1,5""#, "/total", "format", "must be a decimal number of at most 38 digits such as 19.99"),
        (#""seen":["1.2.3"]"#, "/seen/0", "format", "must be an IPv4 address such as 192.0.2.1"),
        (#""made":"2026-03-14T09:26:53.5000000000+01:00""#, "/made", "maxLength", "must be at most 30 characters long"),
        (#""paid":"12""#, "/paid", "format", "must be a valid money"),
        (#""weight":{"grams":-1}"#, "/weight", "format", "must be a valid Weight"),
        (#""currency":"GBP""#, "/currency", "format", "must be a valid Currency"),
        (#""prices":{"a":[]}"#, "/prices/a", "type", "must be a number, not an array"),
    ]) func `says of each format what is wrong`(sent: String, pointer: String, keyword: String, message: String) async {
        let answer = await shop().put(item, json: #"{"name":"n","secret":"s",\#(sent)}"#)
        #expect(
            answer.status == 422
                && answer.text.contains(#"{"pointer":"\#(pointer)","keyword":"\#(keyword)","message":"\#(message)"}"#),
            "\(answer.text)")
    }

    @Test func `writes objects into header fields`() async {
        let answer = await shop().put(item, json: #"{"name":"n","secret":"s"}"#)
        #expect(answer["X-Limits"] == "limit,10,left,3" && answer["X-Rates"] == "limit=7,left=null")
        #expect(answer["X-Last"] == #"{"limit":1}"# && answer["X-Seen-By"] == "::1")
    }

    @Test func `has formats in parameters too`() async {
        let fields: KeyValuePairs = ["site": "https://example.com/x"]
        let query = "max=1.05&currency=USD&from=192.0.2.1&from=10.0.0.1&within=PT5M&step=1.25&key=7&page%5Bafter%5D=x"
        #expect(
            await shop().get("/items?\(query)", fields: fields).text
                == #"{"currency":"USD","from":"192.0.2.1|10.0.0.1","key":"integer(7)","max":"1.05","opens":"09:00:00+01:00","page":"20 x","site":"example.com","step":"1.25","within":"PT5M"}"#
        )
        #expect(await shop().get("/items").text.contains(#""page":"50 -""#))
        #expect(await shop().get("/items?key=true").text.contains(#""key":"boolean(true)""#))
        let id = "0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11"
        #expect(await shop().get("/items?key=\(id)").text.contains(#""key":"uuid(\#(id))""#))
        let refused = await shop().get("/items?max=1&currency=x&from=1&within=1&step=0.001&key=x", fields: ["site": "x"])
        #expect(refused.status == 400)
        for message in [
            "must be a valid money", "must be a valid Currency", "must be an IPv4 address such as 192.0.2.1",
            "must be at least 0.5",
            "must be a duration such as P3DT4H30M or P2W", "must be a multiple of 0.01",
            "must be a URI with its scheme such as https://example.com/path",
        ] { #expect(refused.text.contains(message), "\(message) is not in \(refused.text)") }
    }

    @Test(arguments: [
        #"{"petType":"Cat","name":"a","huntingSkill":"lazy"}"#, #"{"petType":"dog","name":"a","packSize":4}"#,
        #"{"petType":"Poodle","name":"a","packSize":1,"curls":true}"#, #"{"petType":"Lizard","name":"a"}"#,
        #"{"petType":"Pet","name":"a","friends":[{"petType":"Cat","name":"b","huntingSkill":"aggressive"}]}"#,
    ]) func `takes what extends a schema for that schema`(pet: String) async {
        let answer = await shop().put("/pets", json: pet)
        #expect(answer.status == 200)
        let members = answer.text.dropFirst(#"{"pet":"#.count).dropLast()
        #expect(members.utf8.sorted() == pet.utf8.sorted(), "\(answer.text)")
    }

    @Test func `reads a subtype by all of its rules`() async {
        let answer = await shop().put("/pets", json: #"{"petType":"Cat","name":"a"}"#)
        #expect(
            answer.status == 422 && answer.text.contains(#"{"pointer":"/huntingSkill","keyword":"required""#), "\(answer.text)")
    }

    @Test func `tells a body that is not there from null`() async {
        #expect(await shop().send("PUT", "/pets").text == "{}")
        #expect(await shop().put("/pets", json: "null").status == 410)
    }

    @Test(arguments: [
        #"{"name":"a"}"#, #"{"number":1}"#, #"{"name":"a","number":1,"nick":null,"street":"s"}"#,
    ]) func `loses nothing of alternatives that overlap`(person: String) async {
        let answer = await shop().post("/pets", json: person)
        #expect(answer.text.utf8.sorted() == person.utf8.sorted(), "\(answer.text)")
        #expect(await shop().post("/pets", json: #"{"nick":"n"}"#).text.contains(#""keyword":"anyOf""#))
    }
}

// What a test client sends as bodies, and how a test looks into answers.

import Testing
import WritServer
import WritTesting
import WritWire

@Suite struct `A test client's bodies` {
    /// Says what it got.
    let client = TestClient(EchoingAPI())

    @Test func `are forms with whatever is in them`() async {
        let answer = await client.post("/echo", form: ["a b": "c&d=é", "a b": "2", "e": "", "*-._~": "+"])
        #expect(answer.text == "POST application/x-www-form-urlencoded a+b=c%26d%3D%C3%A9&a+b=2&e=&*-._%7E=%2B")
        let put = await client.put("/echo", form: ["a": "b"], fields: ["content-type": "text/x"])
        #expect(put.text == "PUT text/x a=b")
    }

    @Test func `are forms of several parts, whose boundary no part has`() async {
        let parts: [TestPart] = [
            .text("title", "Rex"), .json("tags", "[1]"),
            .file("photo\"", "a\r\n.png", Array("--writ-test-boundary".utf8), type: "image/png"),
        ]
        let answer = await client.post("/echo", multipart: parts)
        let expected = """
            POST multipart/form-data; boundary=writ-test-boundary- --writ-test-boundary-
            Content-Disposition: form-data; name="title"

            Rex
            --writ-test-boundary-
            Content-Disposition: form-data; name="tags"
            Content-Type: application/json

            [1]
            --writ-test-boundary-
            Content-Disposition: form-data; name="photo%22"; filename="a%0D%0A.png"
            Content-Type: image/png

            --writ-test-boundary
            --writ-test-boundary---

            """
        #expect(answer.text.replacing("\r\n", with: "\n") == expected)
        #expect(await client.put("/echo", multipart: []).text.hasSuffix("--writ-test-boundary--\r\n"))
    }

    @Test func `are bytes of a type`() async {
        #expect(await client.post("/echo", bytes: Array("x".utf8), type: "image/png").text == "POST image/png x")
        #expect(await client.put("/echo", bytes: [], type: "image/png").text == "PUT image/png ")
    }
}

@Suite struct `JSON values` {
    let value = JSONValue(text: #"{"a":[1,{"b":"c"},2.5,true,null],"d":12345678901234567890123,"1":{}}"#)

    @Test func `are looked into by names and places`() throws {
        let value = try #require(value)
        #expect(value["a"]?[0] == 1 && value["a"]?[1]?["b"] == "c" && value["a"]?[3] == true)
        #expect(
            value["a"]?[5] == nil && value["a"]?[-1] == nil && value["a"]?["b"] == nil && value[0] == nil && value["x"] == nil)
        #expect(value["a"]?[1]?["b"]?.string == "c" && value["a"]?[0]?.int == 1 && value["a"]?[2]?.double == 2.5)
        #expect(value["a"]?[3]?.bool == true && value["a"]?[4]?.isNull == true && value["a"]?.array?.count == 5)
        #expect(value["d"]?.int == nil && value["d"]?.decimal?.description == "12345678901234567890123")
        #expect(value.object?.count == 3 && value["1"]?.object?.count == 0)
        #expect(value.string == nil && value.int == nil && value.double == nil && value.bool == nil && value.array == nil)
        #expect(value["a"]?.object == nil && value["a"]?.isNull == false && value.decimal == nil)
    }
}

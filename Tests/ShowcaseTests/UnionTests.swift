// Values of several types, over a connection: which case they are, and what is wrong with them.

import Testing
import WritLoopback

@Suite struct `The showcase's unions` {
    @Test(arguments: [
        #"{"shape":{"radius":2,"kind":"round"}}"#, #"{"shape":{"kind":"Square","side":3}}"#,
        #"{"tagged":{"kind":"count","count":4}}"#, #"{"tagged":{"text":"x","kind":"text"}}"#,
        #"{"scalar":"2026-03-14"}"#, #"{"scalar":"words"}"#, #"{"scalar":7}"#, #"{"scalar":7.5}"#, #"{"scalar":false}"#,
        #"{"told":{"a":1}}"#, #"{"told":{"b":"x","a":"y"}}"#, #"{"items":["a"]}"#, #"{"items":[1.5,2]}"#, #"{"items":[]}"#,
        #"{"maybe":null}"#, #"{"maybe":{"kind":"k","radius":1}}"#, #"{"nested":["a",["b",[]],"c"]}"#, #"{"deep":[[],[[]]]}"#,
        #"{"open":"known"}"#, #"{"open":"anything"}"#, #"{"mixed":1.5}"#, #"{"mixed":true}"#, #"{"mixed":{"a":[1]}}"#,
        #"{"pair":["x"]}"#, #"{"pair":["x",1,{"more":true}]}"#, #"{"merged":{"kind":"k","radius":1,"colour":"red"}}"#,
    ]) func `come back as they went`(body: String) async throws {
        try await withShowcase { client throws in
            let answer = try client.ask("PUT", "/api/v1/unions", body: body)
            #expect(answer.status == 200)
            // Members come back in the contract's order.
            #expect(answer.text.utf8.sorted() == body.utf8.sorted())
        }
    }

    @Test(arguments: [
        (#"{"shape":{"radius":2}}"#, ["/shape/kind required: is required"]),
        (#"{"shape":{"radius":2,"kind":"oval"}}"#, ["/shape/kind enum: must be one of: round, Circle, flat, Square"]),
        (#"{"shape":{"radius":-2,"kind":"round"}}"#, ["/shape/radius minimum: must be at least 0"]),
        (#"{"shape":7}"#, ["/shape type: must be an object, not a number"]),
        (#"{"scalar":[]}"#, ["/scalar type: must be a string, a whole number, a number or a boolean, not an array"]),
        (#"{"told":{"a":0}}"#, ["/told/a minimum: must be at least 1"]),
        (#"{"told":{"b":1}}"#, ["/told/b type: must be a string, not a number"]),
        (#"{"items":["a",1]}"#, ["/items/1 type: must be a string, not a number"]),
        (#"{"nested":["a",[true]]}"#, ["/nested/1/0 type: must be a string or an array, not a boolean"]),
        (#"{"mixed":2}"#, [#"/mixed enum: must be one of: 1.5, true, "word", {"a":[1]}"#]),
        (#"{"pair":[]}"#, ["/pair minItems: must have at least 1 item"]),
        (#"{"pair":["x","y"]}"#, ["/pair/1 type: must be a whole number, not a string"]),
        (#"{"merged":{"kind":"k","radius":1}}"#, ["/merged/colour required: is required"]),
    ]) func `say what is wrong, and where`(body: String, violations: [String]) async throws {
        try await withShowcase { client throws in
            #expect(try client.ask("PUT", "/api/v1/unions", body: body).violations == violations)
        }
    }
}

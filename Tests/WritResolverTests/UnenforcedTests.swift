// What a document says and nothing enforces: each is told, none is dropped in silence.

import Testing
import WritContract
import WritSpec

@Suite struct UnenforcedTests {
    private func body(_ type: String, _ media: String) -> Resolved {
        Resolved(operation: "requestBody: { required: true, content: { '\(type)': \(media) } }")
    }

    @Test(arguments: [
        ("schema: { properties: { a: { type: string } } }", ""),
        ("schema: { oneOf: [{ properties: { a: { type: string } } }, { properties: { b: { type: string } } }] }", "form-rule"),
        ("schema: { properties: { a: { type: string } }, minProperties: 1 }", "form-rule"),
        ("schema: { properties: { a: { type: string } }, additionalProperties: { type: string } }", "form-rule"),
        ("schema: { properties: { a: { type: string } }, additionalProperties: false }", ""),
        ("schema: { properties: { a: { type: array, items: { type: string }, uniqueItems: true } } }", "form-rule"),
        ("schema: { properties: { a: { type: array, items: { type: string }, default: [x] } } }", "form-rule"),
        ("schema: { properties: { a: { type: integer, default: 3 } } }", ""),
        ("schema: { properties: { a: { type: string, format: binary, maxLength: 3 } } }", "byte-rule"),
        (
            "schema: { properties: { a: {} } }, encoding: { a: { headers: { X-A: { required: true, schema: {} } } } }",
            "form-rule"
        ),
        ("schema: { properties: { a: {} } }, encoding: { a: { headers: { X-A: { schema: {} } } } }", ""),
    ]) func `of a form of parts`(media: String, code: String) {
        let resolved = body("multipart/form-data", "{ \(media) }")
        #expect(resolved.contract != nil, "\(resolved.rendered)")
        #expect(resolved.said == (code.isEmpty ? [] : ["warning " + code]), "\(resolved.rendered)")
    }

    @Test(
        arguments: [
            ("{ type: array, items: { type: integer } }", [1, 2]), ("{ type: [array, 'null'], items: { type: integer } }", []),
            ("{ allOf: [{ type: array, items: { type: integer } }, { minItems: 1, maxItems: 2 }] }", [1, 2]),
        ] as [(String, [Int])]) func `a list is a part for each item, however it is written`(schema: String, counts: [Int]) throws
    {
        let resolved = body("multipart/form-data", "{ schema: { properties: { a: \(schema) } } }")
        guard case .multipart(let form) = try #require(resolved.contract?.operations[0].body?.contents[0].kind) else {
            return #expect(Bool(false))
        }
        #expect(form.parts[0].isRepeated && form.parts[0].kind == .text)
        if schema.contains("minItems") { #expect([form.parts[0].minItems, form.parts[0].maxItems] == counts) }
    }

    @Test func `a stream has as many bytes as its schema allows`() throws {
        let resolved = body("image/png", "{ schema: { type: string, format: binary, maxLength: 3, minLength: 1 } }")
        #expect(resolved.said == ["warning byte-rule"])
        #expect(resolved.contract?.operations[0].body?.contents[0].bytesMax == 3)
        #expect(body("image/png", "{}").contract?.operations[0].body?.contents[0].bytesMax == nil)
    }

    @Test(arguments: [
        (
            "properties: { data: { type: string }, event: { type: string }, retry: { type: integer, minimum: 0 } }, required: [data]",
            0
        ),
        ("properties: { data: { type: string }, event: { enum: [a] } }, required: [event]", 0),
        ("properties: { data: {}, id: { type: string, maxLength: 3 } }, oneOf: [{ required: [id] }, { required: [event] }]", 0),
        ("properties: { data: {}, id: {} }, anyOf: [{ properties: { data: { const: a } } }, { required: [id] }]", 1),
        ("properties: { data: {}, id: { type: integer } }", 1), ("properties: { data: {}, retry: { type: string } }", 1),
        ("properties: { id: { maxLength: 3 } }", 0),
    ]) func `of an event beside its data`(item: String, count: Int) {
        let media = "{ x-writ-item-schema: { \(item) } }"
        let answer = "responses: { '200': { description: d, content: { text/event-stream: \(media) } } }"
        for resolved in [body("text/event-stream", media), Resolved(operation: answer)] {
            #expect(
                resolved.contract != nil && resolved.said == Array(repeating: "warning event-rule", count: count),
                "\(resolved.rendered)")
        }
    }

    /// What stands there without quotes is a string, whatever else it must be.
    @Test(arguments: [
        ("{ type: string }", ""), ("{ type: string, enum: [a, b] }", #"{"type":["string"],"enum":["a","b"]}"#),
        ("{ type: string, maxLength: 3 }", #"{"type":["string"],"maxLength":3}"#),
        ("{ $ref: '#/components/schemas/Word' }", #"{"type":["string"],"minLength":2}"#),
    ]) func `the data of an event are checked as text`(data: String, rule: String) throws {
        let resolved = Resolved(
            """
            openapi: 3.1.0
            info: { title: Test, version: '1' }
            paths:
              /a:
                post:
                  operationId: a
                  requestBody:
                    content: { text/event-stream: { x-writ-item-schema: { properties: { data: \(data), event: { type: string } } } } }
                  responses: { '204': { description: d } }
            components: { schemas: { Word: { type: string, minLength: 2 } } }
            """)
        let contract = try #require(resolved.contract)
        let schema = try #require(contract.operations[0].body?.contents[0].schema)
        #expect(schema.type == .string && schema.constraints.rule.map { _ in contract.rules.lines[0] } ?? "" == rule)
    }

    @Test(arguments: [
        ("text/plain; charset=utf-8", ""), ("text/plain; charset=\"UTF-8\"", ""), ("text/plain", ""),
        ("text/plain;charset=iso-8859-1", "warning charset"),
    ]) func `a charset besides UTF-8`(type: String, said: String) {
        #expect(body(type, "{ schema: { type: string } }").said == (said.isEmpty ? [] : [said]))
    }

    @Test(arguments: [
        ("style: deepObject, schema: { type: string }", "wrong-style"),
        ("style: pipeDelimited, schema: { type: integer }", "wrong-style"),
        ("style: pipeDelimited, explode: true, schema: { type: array, items: { type: string } }", "wrong-style"),
        ("style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } }", ""),
        ("style: deepObject, schema: { type: object, properties: { a: { type: string } } }", ""),
    ]) func `a style that has no meaning for the value`(parameter: String, code: String) {
        let resolved = Resolved(operation: "parameters: [{ name: a, in: query, \(parameter) }]")
        #expect(resolved.said == (code.isEmpty ? [] : ["warning " + code]), "\(resolved.rendered)")
    }

    @Test func `parts of allOf that are closed to each other`() {
        let closed = "In: { allOf: [{ properties: { a: {} }, additionalProperties: false }, { properties: { b: {} } }] }"
        #expect(Resolved(schemas: closed).said == ["warning closed-part"])
        let open = "In: { allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }"
        #expect(Resolved(schemas: open).said == [])
    }

    @Test func `schemas that no type is made of`() {
        let schemas = """
            In: { $ref: '#/components/schemas/List' }
            List: { $id: 'https://a.example/list', type: array, items: { $dynamicRef: '#item' }, $defs: { a: { $dynamicAnchor: item } } }
            """
        #expect(Resolved(schemas: schemas).diagnostics.contains { $0.code == "dynamic-schema" })
    }
}

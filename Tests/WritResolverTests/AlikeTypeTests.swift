// Types inside others that say the same as one before them.

import Testing
import WritContract

@Suite struct AlikeTypeTests {
    private func types(_ schemas: String) -> [String] {
        let resolved = Resolved(schemas: schemas)
        #expect(resolved.said == [], "\(resolved.rendered)")
        return resolved.types
    }

    /// Two objects, each with a property `p`, that is of these schemas.
    private func types(_ first: String, _ second: String) -> [String] {
        types(
            """
            Out: { type: object, properties: { a: { $ref: '#/components/schemas/A' }, b: { $ref: '#/components/schemas/B' } } }
            A: { type: object, properties: { p: \(first) } }
            B: { type: object, properties: { p: \(second) } }
            """)
    }

    @Test(arguments: [
        "{ type: string, enum: [a, b] }", "{ type: integer, enum: [1, 2] }", "{ enum: [1, a] }",
        "{ type: string, x-extensible-enum: [a] }", "{ type: object, properties: { q: { type: string } } }",
        "{ oneOf: [{ type: string }, { type: integer }] }",
        "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false }",
        "{ type: object, properties: { q: { type: string, enum: [a] }, r: { type: object, properties: { s: { type: integer } } } } }",
        "{ type: object, required: [q], properties: { q: { type: string, default: x } }, additionalProperties: { type: integer } }",
        "{ type: object, properties: { q: { type: array, items: { $ref: '#/components/schemas/A' } } } }",
    ]) func `what is alike is one type, by the first name`(schema: String) {
        #expect(types(schema, schema).contains("B.P: = A.P"), "\(types(schema, schema))")
        #expect(!types(schema, schema).contains { $0.hasPrefix("B.P.") })
    }

    @Test(arguments: [
        ("{ type: string, enum: [a, b] }", "{ type: string, enum: [b, a] }"),
        ("{ type: string, enum: [a] }", "{ type: string, enum: [a], x-writ-open: true }"),
        ("{ type: string, enum: [a] }", "{ type: string, enum: [a], x-enum-varnames: [b] }"),
        ("{ type: integer, enum: [1] }", "{ type: integer, format: int64, enum: [1] }"),
        ("{ type: object, properties: { q: { type: string } } }", "{ type: object, properties: { q: { type: integer } } }"),
        (
            "{ type: object, properties: { q: { type: string } } }",
            "{ type: object, required: [q], properties: { q: { type: string } } }"
        ),
        (
            "{ type: object, properties: { q: { type: string } } }",
            "{ type: object, properties: { q: { type: string, maxLength: 3 } } }"
        ),
        (
            "{ type: object, properties: { q: { type: string } } }",
            "{ type: object, properties: { q: { type: string, description: 'Another one' } } }"
        ),
        (
            "{ type: object, properties: { q: { type: string } } }",
            "{ type: object, properties: { q: { type: string } }, additionalProperties: false }"
        ),
        (
            "{ type: object, properties: { q: { type: string, enum: [a] } } }",
            "{ type: object, properties: { q: { type: string, enum: [b] } } }"
        ),
        (
            "{ oneOf: [{ type: string }, { type: integer }] }", "{ oneOf: [{ type: string, maxLength: 2 }, { type: integer }] }"
        ),
        (
            "{ type: object, properties: { q: { type: string } }, not: { required: [x] } }",
            "{ type: object, properties: { q: { type: string } }, not: { required: [y] } }"
        ),
    ]) func `what differs in anything is a type of its own`(first: String, second: String) {
        #expect(!types(first, second).contains { $0.contains("= A.P") }, "\(types(first, second))")
    }

    @Test func `what a type is for does not matter, and a type outside is as good as one inside`() {
        let lines = types(
            """
            Out:
              type: object
              properties:
                first: { description: One thing, type: string, enum: [a, b] }
                second: { description: Another, type: string, enum: [a, b], deprecated: true }
                third: { type: array, items: { type: string, enum: [x] } }
            Letters: { type: string, enum: [x] }
            In: { type: object, properties: { letters: { $ref: '#/components/schemas/Letters' } } }
            """)
        #expect(
            lines == [
                "Out: { first?: Out.First, second?: Out.Second, third?: [Out.ThirdItem] }", "Out.First: a('a') b('b')",
                "Out.Second: = Out.First", "Out.ThirdItem: = Letters", "Letters: x('x')", "In: { letters?: Letters }",
            ])
    }

    @Test func `the one type can do what any of its names is used for`() throws {
        let resolved = Resolved(
            schemas: """
                In: { type: object, properties: { p: { type: object, properties: { q: { type: string, enum: [a] } } } } }
                Out: { type: object, properties: { p: { type: object, properties: { q: { type: string, enum: [a] } } } } }
                """)
        let owner = try #require(resolved.contract?.types.first?.nested.first)
        #expect(owner.isRead && owner.isWritten)
        let inner = try #require(owner.nested.first)
        #expect(inner.isRead && inner.isWritten)
    }

    /// What is inside the one type may be alike to something else again, which stands before or behind it.
    @Test(arguments: ["Letter: { enum: [a] }\nIn:", "In:"], ["", "\nOther: { enum: [a] }"])
    func `what is inside of it can do so, too`(first: String, last: String) throws {
        let object = "{ type: object, properties: { p: { type: object, properties: { q: { enum: [a] } } } } }"
        let resolved = Resolved(schemas: "\(first) \(object)\nOut: \(object)\(last)")
        let types = try #require(resolved.contract?.types)
        #expect(types.first { $0.name.last == "Out" }?.lines.last == "Out.P: = In.P")
        let word = try #require(types.first { $0.kind.text == "a('a')" } ?? types[0].nested[0].nested.first)
        #expect(word.isRead && word.isWritten, "\(resolved.types)")
    }

    /// What is inside what is inside it, too: here `T.Deep` is `V`, and `In.P.Inner` is `T`.
    @Test func `all that is inside of it can do so, however deep`() throws {
        let object = "{ type: object, properties: { inner: { type: object, properties: { deep: { enum: [a] } } } } }"
        let schemas = """
            V: { enum: [a] }
            T: { type: object, properties: { deep: { enum: [a] } } }
            In: { type: object, properties: { p: \(object) } }
            Out: { type: object, properties: { p: \(object), v: { $ref: '#/components/schemas/V' }, t: { $ref: '#/components/schemas/T' } } }
            """
        // `Out` is read, so that `V` and `T` are, and `In` is written.
        let resolved = Resolved(
            "openapi: 3.1.0\ninfo: { title: Test, version: '1' }\npaths:\n  /a:\n    post:\n      operationId: a\n"
                + "      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Out' } } } }\n"
                + "      responses: { '200': { description: d, content: { application/json: { schema: { $ref: "
                + "'#/components/schemas/In' } } } } }\ncomponents:\n  schemas:\n"
                + schemas.split(separator: "\n").map { "    \($0)\n" }.joined())
        let types = try #require(resolved.contract?.types)
        #expect(resolved.types.contains("T.Deep: = V") && resolved.types.contains("In.P.Inner: = T"), "\(resolved.types)")
        let word = try #require(types.first { $0.name.last == "V" })
        #expect(word.isRead && word.isWritten)
    }

    /// The item of `A` gets its name when `Out` has a type of that name inside already, which would hide it there.
    @Test func `another name leads to the type outside that it stands for`() {
        let lines = types(
            """
            Out:
              type: object
              properties:
                aItem: { enum: [x] }
                y: { $ref: '#/components/schemas/Y' }
                p: { type: object, properties: { q: { type: string } } }
            Y: { type: object, properties: { z: { $ref: '#/components/schemas/A' } } }
            A: { type: array, items: { type: object, properties: { q: { type: string } } } }
            """)
        #expect(lines.contains("Out.P: = AItemModel") && lines.contains("Out.AItem: x('x')"), "\(lines)")
    }

    @Test func `operations whose lists of words are alike have one input, and one failure`() throws {
        func operation(_ id: String) -> String {
            """
                get:
                  operationId: \(id)
                  parameters: [{ name: order, in: query, schema: { type: string, enum: [up, down], default: up } }]
                  responses:
                    '204': { description: Good }
                    '404': { description: None, content: { application/json: { schema: { type: object, properties: { code: { enum: [none] } } } } } }
            """
        }
        let resolved = Resolved(
            "openapi: 3.1.0\ninfo: { title: Test, version: '1' }\npaths:\n  /a:\n" + operation("one") + "\n  /b:\n"
                + operation("two") + "\n")
        let operations = try #require(resolved.contract?.operations)
        #expect(operations.map(\.inputOwner) == ["One", "One"] && operations.map(\.failureOwner) == ["One", "One"])
        #expect(operations[1].types.flatMap(\.lines).contains("Two.Order: = One.Order"))
    }
}

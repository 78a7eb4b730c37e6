// Types inside others that are one type, because their content names them or because they go both ways.

import Testing
import WritContract

@Suite struct AlikeTypeTests {
    private func types(_ schemas: String) -> [String] {
        let resolved = Resolved(schemas: schemas)
        #expect(resolved.said == [], "\(resolved.rendered)")
        return resolved.writtenTypes + (resolved.contract?.shared.values.flatMap(\.lines) ?? [])
    }

    @Test(arguments: [
        ("{ type: string, enum: [asc, desc] }", "AscOrDesc"),
        ("{ type: string, description: Which way, enum: [s, 'm'], deprecated: true }", "SOrM"),
        ("{ type: string, enum: [charge_now, send_invoice, never] }", "ChargeNowOrSendInvoiceOrNever"),
        ("{ oneOf: [{ type: string }, { type: integer }] }", "StringOrInt"),
        ("{ anyOf: [{ type: string, maxLength: 50 }, { $ref: '#/components/schemas/Other' }] }", "StringUpTo50OrOther"),
        ("{ anyOf: [{ type: integer }, { type: string, const: now }] }", "IntOrNow"),
        (
            "{ anyOf: [{ type: object, additionalProperties: { type: string } }, { type: string, enum: [''] }] }",
            "MapOfStringOrEmpty"
        ),
        ("{ oneOf: [{ type: boolean }, { type: string, enum: [asc, desc] }] }", "BoolOrAscOrDesc"),
        ("{ type: object, properties: {} , additionalProperties: false }", "ClosedObject"),
        ("{ type: object, title: range_specs, properties: { q: { enum: [a, b, c, d] } } }", "RangeSpecs"),
        (
            "{ anyOf: [{ type: integer }, { type: object, title: range_specs, properties: { q: { type: string } } }] }",
            "IntOrRangeSpecs"
        ),
        ("{ enum: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] }", "AOrBOr14More"),
    ]) func `a small type inside others is called by what it holds, whether or not another is like it`(
        schema: String, name: String
    ) {
        let lines = types(
            """
            Out: { type: object, properties: { p: \(schema), other: { $ref: '#/components/schemas/Other' } } }
            Other: { type: object, properties: { a: { type: string } } }
            """)
        #expect(lines.contains("Out.P: = Shared.\(name)"), "\(lines)")
        #expect(lines.contains { $0.hasPrefix("Shared.\(name): ") }, "\(lines)")
    }

    @Test func `what is inside a shared type keeps its own name, and may be shared under the same one`() {
        let lines = types(
            """
            Out:
              type: object
              properties:
                p:
                  type: object
                  title: Format
                  properties:
                    one: { type: string, enum: [asc, desc] }
                    two: { type: string, enum: [asc, desc] }
                    inner: { type: object, title: Format, properties: { q: { type: string } } }
            """)
        for name in ["One: = Shared.AscOrDesc", "Two: = Shared.AscOrDesc", "Inner: = Shared.Format"] {
            #expect(lines.count { $0.hasPrefix("Shared.FormatV") && $0.hasSuffix(".\(name)") } == 1, "\(name) \(lines)")
        }
        #expect(lines.contains { $0.hasPrefix("Shared.FormatV") && $0.contains("inner?: Shared.Format }") }, "\(lines)")
    }

    @Test(arguments: [
        "{ type: string, enum: [a, b, c, d] }", "{ type: string, enum: [a] }", "{ type: string, enum: [a_b, c] }",
        "{ type: string, enum: [ASC, DESC] }", "{ type: string, enum: [asc, or] }",
        "{ type: string, enum: [a, b], x-writ-open: true }", "{ type: string, enum: [a, b], x-enum-varnames: [c, d] }",
        "{ type: integer, enum: [1, 2] }", "{ enum: [1, a] }",
        "{ type: object, properties: { q: { type: string } } }",
        "{ oneOf: [{ type: string, pattern: '^a' }, { type: integer }] }",
        "{ oneOf: [{ type: string }, { type: integer, multipleOf: 2 }] }",
        "{ oneOf: [{ type: object, properties: { q: { type: string } } }, { type: integer }] }",
        "{ type: object, properties: {}, minProperties: 1 }",
    ]) func `what no few words tell is a type of its own, whatever is like it`(schema: String) {
        let lines = types(
            """
            Out: { type: object, properties: { p: \(schema) } }
            In: { type: object, properties: { p: \(schema), r: \(schema) } }
            """)
        #expect(!lines.contains { $0.contains(": = ") }, "\(lines)")
    }

    @Test(arguments: [["one: 5, two: 6", "two: 6, one: 5"], ["one: 5", "one: 5"]])
    func `of several contents with one name, their text decides who has it`(orders: [String]) {
        func names(_ order: String) -> [String: String] {
            let properties = order.replacing(
                "5", with: "{ type: object, title: some_specs, properties: { a: { type: string } } }"
            )
            .replacing("6", with: "{ type: object, title: some_specs, properties: { a: { type: integer } } }")
            let lines = types("Out: { type: object, properties: { \(properties) } }").filter { $0.contains(" = ") }
            return Dictionary(uniqueKeysWithValues: lines.map { ($0.prefix { $0 != ":" }.description, $0) })
        }
        #expect(names(orders[0]) == names(orders[1]))
        #expect(Set(names(orders[0]).values.map { $0.split(separator: " ").last }).count == names(orders[0]).count)
        #expect(names(orders[0]).values.contains { $0.hasSuffix("= Shared.SomeSpecs") })
    }

    @Test func `a title that is but the name of the place makes nothing shared`() {
        let lines = types(
            "Out: { type: object, properties: { home: { type: object, title: Home, properties: { a: { type: string } } } } }")
        #expect(lines == ["Out: { home?: Out.Home }", "Out.Home: { a?: string }"])
    }

    @Test func `a type under components is never another name for one that is like it`() {
        let lines = types(
            """
            Out:
              type: object
              properties:
                kind: { type: integer, enum: [1], description: What it is }
                one: { $ref: '#/components/schemas/LayoutKind' }
                two: { $ref: '#/components/schemas/RoomKind' }
                up: { $ref: '#/components/schemas/Up' }
                down: { $ref: '#/components/schemas/Down' }
            LayoutKind: { type: integer, enum: [1] }
            RoomKind: { type: integer, enum: [1] }
            Up: { type: string, enum: [asc, desc] }
            Down: { type: string, enum: [asc, desc] }
            """)
        #expect(
            lines == [
                "Out: { kind?: Out.Kind, one?: LayoutKind, two?: RoomKind, up?: Up, down?: Down }", "Out.Kind: int value1(1)",
                "LayoutKind: int value1(1)", "RoomKind: int value1(1)", "Up: asc('asc') desc('desc')",
                "Down: asc('asc') desc('desc')",
            ])
    }

    @Test func `the shared type can do what any of its names is used for`() throws {
        let resolved = Resolved(
            schemas: """
                In: { type: object, properties: { p: { oneOf: [{ $ref: '#/components/schemas/Way' }, { type: integer }] } } }
                Way: { type: object, properties: { q: { enum: [left, right] } } }
                Out: { type: object, properties: { p: { type: object, properties: { q: { enum: [left, right] } } } } }
                """)
        let values = try #require(resolved.contract?.shared.values)
        #expect(values.map(\.name.description) == ["Shared.LeftOrRight", "Shared.WayOrInt"])
        #expect(values[0].isRead && values[0].isWritten)
        #expect(values[1].isRead && !values[1].isWritten)
    }

    @Test func `what is the same in both directions exists once, however deep`() {
        let person = """
            Person:
              type: object
              properties:
                id: { type: integer, readOnly: true }
                size: { type: string, enum: [s, 'm', l, xl] }
                home:
                  type: object
                  properties: { key: { type: string, writeOnly: true }, kind: { type: string, enum: [flat, house, boat, tent] } }
            """
        let lines = types(
            "In: { type: object, properties: { p: { $ref: '#/components/schemas/Person' } } }\n"
                + "Out: { type: object, properties: { p: { $ref: '#/components/schemas/Person' } } }\n" + person)
        #expect(lines.count { $0.hasPrefix("Person.Size:") || $0.hasPrefix("Person.Home.Kind:") } == 2, "\(lines)")
        #expect(!lines.contains { $0.hasPrefix("PersonInput.Size:") || $0.hasPrefix("PersonInput.Home.Kind:") }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("PersonInput: ") && $0.contains("size?: Person.Size") }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("PersonInput.Home: ") && $0.contains("kind?: Person.Home.Kind") }, "\(lines)")
    }
}

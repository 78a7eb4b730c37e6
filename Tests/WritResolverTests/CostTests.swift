// The work that documents ask for: counted, and no more than their length allows.

import Testing
import WritContract
import WritResolver
import WritSpec

@Suite struct `The work of a document` {
    private static func library(_ schemas: [String], version: String = "3.1.0") throws -> DocumentLibrary {
        let media = ##"{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/S0"}}}}"##
        let text = """
            {"openapi":"\(version)","info":{"title":"T","version":"1"},
            "paths":{"/a":{"post":{"requestBody":\(media),"responses":{"204":{"description":"d"}}}}},
            "components":{"schemas":{\(schemas.joined(separator: ",\n"))}}}
            """
        let (document, _) = readDocument(path: "openapi.json", bytes: Array(text.utf8))
        return DocumentLibrary(main: try #require(document))
    }

    private static func ref(_ index: Int) -> String { ##"{"$ref":"#/components/schemas/S\##(index)"}"## }

    /// Kinds of document by the number of their schemas.
    private static let linear: [(name: String, schemas: @Sendable (Int) -> [String])] = [
        (
            "references in a row",
            { count in
                (0..<count).map { ##""S\##($0)":{"type":"object","properties":{"a":\##(ref($0 + 1))}}"## } + [
                    ##""S\##(count)":{"type":"string"}"##
                ]
            }
        ),
        (
            "names in a row",
            { count in (0..<count).map { "\"S\($0)\":\(ref($0 + 1))" } + [##""S\##(count)":{"type":"string"}"##] }
        ),
        ("names in a circle", { count in (0..<count).map { "\"S\($0)\":\(ref(($0 + 1) % count))" } }),
        (
            "bases in a row",
            { count in
                (0..<count).map { ##""S\##($0)":{"allOf":[\##(ref($0 + 1)),{"type":"object"}]}"## } + [
                    ##""S\##(count)":{"type":"object"}"##
                ]
            }
        ),
        (
            "bases in a circle",
            { count in
                (0..<count).map { ##""S\##($0)":{"allOf":[\##(ref(($0 + 1) % count)),{"type":"object"}]}"## }
            }
        ),
        (
            "diamonds of bases",
            { count in
                (0..<count).flatMap { index in
                    let part = ##"{"allOf":[\##(ref(index + 3)),{"minProperties":1}]}"##
                    return index % 3 == 0
                        ? [
                            ##""S\##(index)":{"allOf":[\##(ref(index + 1)),\##(ref(index + 2))]}"##, "\"S\(index + 1)\":\(part)",
                            "\"S\(index + 2)\":\(part)",
                        ]
                        : []
                } + (0..<4).map { ##""S\##(count + $0)":{"type":"object","properties":{"a":{"type":"string"}}}"## }
            }
        ),
        (
            "alternatives in a row",
            { count in
                (0..<count).map { ##""S\##($0)":{"oneOf":[{"type":"integer"},\##(ref($0 + 1))]}"## } + [
                    ##""S\##(count)":{"type":"string"}"##
                ]
            }
        ),
        (
            "subtypes of one base",
            { count in
                [
                    ##""S0":{"type":"object","required":["k"],"properties":{"k":{"type":"string"}},"discriminator":{"propertyName":"k"}}"##
                ]
                    + (1..<count).map {
                        ##""S\##($0)":{"allOf":[\##(ref(0)),{"type":"object","properties":{"p\##($0)":{"type":"string"}}}]}"##
                    }
            }
        ),
        (
            "defaults in a row",
            { count in
                (0..<count).map {
                    ##""S\##($0)":{"type":"object","properties":{"a":{"allOf":[\##(ref($0 + 1))],"default":{}}}}"##
                }
                    + [##""S\##(count)":{"type":"object"}"##]
            }
        ),
        (
            "many parts",
            { count in
                [
                    ##""S0":{"allOf":["##
                        + (0..<count).map { ##"{"type":"object","properties":{"p\##($0)":{"type":"string"}}}"## }.joined(
                            separator: ",") + "]}"
                ]
            }
        ),
        (
            "many properties",
            { count in
                [
                    ##""S0":{"type":"object","properties":{"##
                        + (0..<count).map { ##""p\##($0)":{"type":"string"}"## }.joined(separator: ",") + "}}"
                ]
            }
        ),
    ]

    @Test(arguments: linear.indices) func `grows with its length`(index: Int) throws {
        let (name, schemas) = Self.linear[index]
        let few = resolutionCost(try Self.library(schemas(50))).steps
        let many = resolutionCost(try Self.library(schemas(400))).steps
        #expect(many < few * 10, "\(name): \(few) and \(many)")
    }

    @Test(arguments: linear.indices) func `that grows with its length is never refused for it`(index: Int) throws {
        let (name, schemas) = Self.linear[index]
        var options = ResolverOptions()
        // Nothing but what each byte allows, as if the document were longer than any.
        options.workStepsMin = 0
        let cost = resolutionCost(try Self.library(schemas(400)), options: options)
        #expect(
            !cost.diagnostics.contains { $0.code == "too-much-work" }, "\(name): \(cost.steps) steps, of \(cost.stepsMax)")
    }

    /// Kinds that grow by more than their length: a diagnostic ends them.
    private static let explosive: [(name: String, code: String, schemas: @Sendable () -> [String])] = [
        (
            "a large base of many", "too-much-work",
            {
                let properties = (0..<200).map { ##""p\##($0)":{"type":"string"}"## }.joined(separator: ",")
                return [
                    ##""S0":{"type":"object","properties":{"## + (1..<200).map { "\"a\($0)\":\(ref($0))" }.joined(separator: ",")
                        + "}}"
                ]
                    + (1..<200).map { ##""S\##($0)":{"allOf":[{"$ref":"#/components/schemas/B"},{"minProperties":\##($0)}]}"## }
                    + [##""B":{"type":"object","properties":{\##(properties)}}"##]
            }
        ),
        (
            "long words of a base of many", "too-much-work",
            {
                let words = String(repeating: "word ", count: 4_000)
                return [
                    ##""S0":{"type":"object","properties":{"## + (1..<200).map { "\"a\($0)\":\(ref($0))" }.joined(separator: ",")
                        + "}}"
                ]
                    + (1..<200).map { ##""S\##($0)":{"allOf":[{"$ref":"#/components/schemas/B"},{"minProperties":\##($0)}]}"## }
                    + [##""B":{"type":"object","properties":{"a":{"type":"string","description":"\##(words)"}}}"##]
            }
        ),
        (
            "alternatives of alternatives", "too-many-alternatives",
            {
                (0..<2).map { index in
                    let ways = (0..<65).map { ##"{"allOf":[\##(ref(index + 1))],"minLength":\##($0)}"## }
                    return ##""S\##(index)":{"oneOf":[\##(ways.joined(separator: ","))]}"##
                } + [##""S2":{"type":"string"}"##]
            }
        ),
        (
            "names that mean something else on each way", "too-much-work",
            {
                (0..<250).map { index in
                    ##""S\##(index)":{"$id":"https://a.example/\##(index)","$defs":{"a":{"$dynamicAnchor":"n\##(index)","type":"string"}},"##
                        + ##""properties":{"x":{"$dynamicRef":"#n\##(index)"},"a":{"$ref":"https://a.example/\##(index + 1)"},"b":{"$ref":"https://a.example/\##(index + 2)"}}}"##
                } + [##""S250":{"$id":"https://a.example/250"}"##, ##""S251":{"$id":"https://a.example/251"}"##]
            }
        ),
    ]

    @Test(arguments: explosive.indices) func `that grows by more than its length is refused`(index: Int) throws {
        let (name, code, schemas) = Self.explosive[index]
        let library = try Self.library(schemas())
        var options = ResolverOptions()
        // Far less than what a document may ask for: what explodes does so at any limit.
        options.workStepsMin = code == "too-much-work" ? 100_000 : options.workStepsMin
        let cost = resolutionCost(library, options: options)
        #expect(cost.diagnostics.contains { $0.code == code && $0.severity == .error }, "\(name)")
        // What waits when the work is spent counts once more: some hundred steps a schema.
        #expect(cost.steps < cost.stepsMax + 150_000, "\(name): \(cost.steps)")
    }

    @Test func `that is found in values is bounded too`() throws {
        // Each of the alternatives is looked at for each item, and none of them takes what lies deepest.
        let value = String(repeating: "[", count: 14) + "1" + String(repeating: "]", count: 14)
        let alternatives = (0..<8).map { ##"{"type":"array","items":{"$ref":"#/components/schemas/S0"},"minItems":\##($0)}"## }
        let schema = ##""S0":{"anyOf":[\##(alternatives.joined(separator: ","))],"examples":[\##(value)]}"##
        let found = check(try Self.library([schema]))
        #expect(found.contains { $0.code == "unchecked-values" && $0.severity == .note })
    }

    @Test func `grows with a description by what it says once more`() throws {
        func steps(_ count: Int) throws -> Int {
            resolutionCost(
                try Self.library([
                    ##""S0":{"type":"object","properties":{"a":{"type":"string","description":"\##(String(repeating: "a", count: count))"}}}"##
                ])
            ).steps
        }
        #expect(try steps(40_000) - steps(20_000) <= 20_000)
    }
}

@Suite struct `Patterns that are not enforced` {
    private func said(_ pattern: String, allow: Set<String> = []) -> [String] {
        Resolved.value("{ type: string, pattern: '\(pattern)' }", allow: allow).said
    }

    @Test(arguments: ["(a)\\1", "(?<=a)b", "(", "(?:(?!x).?)*", "\\p{Script=Greek}"])
    func `are refused unless that is allowed`(pattern: String) {
        #expect(said(pattern) == ["error pattern"])
        #expect(said(pattern, allow: ["pattern"]) == ["warning pattern"])
    }

    @Test func `are those above the longest text`() {
        let longest = "[" + String(repeating: "a", count: 65_534) + "]"
        #expect(said(longest) == [])
        #expect(said(longest + "a") == ["error pattern"])
    }
}

@Suite struct `Names of pointers` {
    @Test func `may have many values within only where they are short`() {
        func said(_ count: Int, _ length: Int) -> [String] {
            let properties = (0..<count).map { "\"p\($0)\":true" }.joined(separator: ",")
            let name = String(repeating: "n", count: length)
            let text = ##"{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"x-\##(name)":{\##(properties)}}"##
            return Resolved(text, path: "openapi.json").said
        }
        #expect(said(3_000, 80_000) == [])
        #expect(said(4_000, 80_000) == ["error too-long-names"])
    }
}

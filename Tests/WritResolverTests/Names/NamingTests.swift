// Names of the wire and names of Swift.

import Testing
import WritContract
import WritResolver

@Suite struct NamingTests {
    @Test(arguments: [
        ("pet", "pet", "Pet"), ("Pet", "pet", "Pet"), ("petId", "petID", "PetID"), ("pet_id", "petID", "PetID"),
        ("pet-ids", "petIDs", "PetIDs"), ("petIDs", "petIDs", "PetIDs"), ("HTTPServer", "httpServer", "HTTPServer"),
        ("apiURLs", "apiURLs", "APIURLs"), ("X-Rate-Limit", "xRateLimit", "XRateLimit"), ("userName2", "userName2", "UserName2"),
        ("2fa", "value2fa", "Type2fa"), ("", "value", "Type"), ("--", "value", "Type"), ("PET", "pet", "Pet"),
        ("a.b.c", "aBC", "ABC"), ("größe", "größe", "Größe"), ("ペット", "ペット", "ペット"), ("a b", "aB", "AB"),
        ("class", "class", "Class"), ("x\u{0}y\"z", "xYZ", "XYZ"), ("uuid", "uuid", "UUID"), ("$filter", "filter", "Filter"),
        ("İd", "İd", "İd"), ("🐶", "dogFace", "DogFace"),
        ("👍🏽", "thumbsUpSignEmojiModifierFitzpatrickType4", "ThumbsUpSignEmojiModifierFitzpatrickType4"),
        ("eTag", "etag", "ETag"), ("ETag", "etag", "ETag"), ("IPv4", "ipv4", "IPv4"),
        ("oauth2Token", "oauth2Token", "OAuth2Token"),
        ("backup_id2", "backupID2", "BackupID2"), ("urls3", "urls3", "URLs3"), ("sendAsMms", "sendAsMMS", "SendAsMMS"),
        ("callSids", "callSids", "CallSids"), ("petAPIs", "petAPIs", "PetAPIs"), ("HTTP2Server", "http2Server", "HTTP2Server"),
        ("→", "rightwardsArrow", "RightwardsArrow"), ("🐶 dog", "dog", "Dog"), ("ßa", "ßa", "SSa"),
    ]) func `a name of the wire becomes idiomatic`(wire: String, member: String, type: String) {
        #expect(SwiftNames.memberName(wire) == member)
        #expect(SwiftNames.typeName(wire) == type)
    }

    @Test(arguments: [
        ("available", "available"), ("in-progress", "inProgress"), ("", "empty"), ("1", "value1"), ("+1", "plus1"),
        ("-1", "minus1"), ("*", "star"), (">=", "greaterEqual"), ("1.5", "value1Dot5"), ("A+", "aPlus"), ("a-b", "aB"),
        ("C++", "cPlusPlus"), ("PENDING", "pending"),
        ("default", "default"), (" ", "value20"), ("🐶", "dogFace"), ("e\u{301}", "value65301"), ("\u{0}", "value0"),
        ("created_at", "createdAt"),
    ]) func `a value of an enumeration becomes the name of a case`(value: String, name: String) {
        #expect(SwiftNames.caseName(value) == name)
    }

    @Test(arguments: ["integer", "number"]) func `numbers have one name, whatever lists them`(type: String) {
        let resolved = Resolved(
            schemas: "Out: { properties: { a: { type: \(type), enum: [-1, 0, 12] } } }")
        #expect(resolved.types.last?.hasSuffix(" minus1(-1) value0(0) value12(12)") == true, "\(resolved.types)")
    }

    @Test func `numbers with a point say so`() {
        let resolved = Resolved(schemas: "Out: { properties: { a: { type: number, enum: [-1.25, 10.5] } } }")
        #expect(resolved.types.last?.hasSuffix(" minus1Dot25(-1.25) value10Dot5(10.5)") == true, "\(resolved.types)")
    }

    @Test func `a required name that is described in other signs is told as a likely slip`() {
        let resolved = Resolved(
            schemas: "Out: { type: object, required: [clientId], properties: { client_id: { type: string } } }")
        #expect(resolved.said == ["warning required-undescribed"])
        #expect(resolved.rendered.contains("did you mean `client_id`?"))
    }

    @Test func `who comes first gets the name, the next ones numbers`() {
        var scope = NameScope()
        #expect((0..<4).map { _ in scope.claim("id") } == ["id", "id2", "id3", "id4"])
        #expect(scope.claim("id2") == "id22")
    }

    @Test func `a suffix is tried before numbers, and reserved names always change`() {
        var scope = NameScope(reserved: ["Data", "self"], ignoresCase: true)
        #expect(scope.claim("data", suffix: "Model") == "dataModel")
        #expect(scope.claim("Data", suffix: "Model") == "DataModel2")
        #expect(scope.claim("self") == "selfValue")
    }

    @Test func `a hundred thousand equal names take no quadratic time`() {
        var scope = NameScope()
        for _ in 0..<100_000 { _ = scope.claim("value") }
        #expect(scope.claim("value") == "value100001")
    }

    @Test func `properties keep their names where only reserved words stand against them`() {
        let resolved = Resolved(
            schemas:
                "Out:\n  properties: { self: {}, init: {}, description: {}, hash: {}, id: {}, ID: {}, userName: {}, username: {}, class: {} }"
        )
        #expect(
            resolved.types == [
                "Out: { selfValue?: json, initValue?: json, description?: json, hash?: json, id?: json, id2?: json, userName?: json, username?: json, class?: json }"
            ])
    }

    @Test func `types avoid names of Swift, Foundation and the runtime, and each other whatever their case`() {
        let resolved = Resolved(
            schemas: """
                Out: { properties: { a: { $ref: '#/components/schemas/Date' }, b: { $ref: '#/components/schemas/DATE' }, c: { $ref: '#/components/schemas/RequestContext' } } }
                Date: { type: object, properties: { a: {} } }
                DATE: { type: object, properties: { a: {} } }
                RequestContext: { type: object, properties: { a: {} } }
                """)
        #expect(resolved.contract?.types.map(\.name.description) == ["Out", "DateModel", "DateModel2", "RequestContextModel"])
    }

    @Test(arguments: ["BodySequence", "IPv4Address", "JSONItems", "Pattern", "StringFormat", "URI"])
    func `types avoid names that readers use`(name: String) {
        let resolved = Resolved(
            schemas: "Out: { properties: { a: { $ref: '#/components/schemas/\(name)' } } }\n\(name): { enum: [a] }")
        #expect(resolved.contract?.types.map(\.name.description) == ["Out", name + "Model"])
    }

    @Test func `a nested type never hides the tables of rules and patterns`() {
        let resolved = Resolved(
            schemas:
                "In: { properties: { rules: { enum: [a], not: { const: b } }, patterns: { enum: [a] }, a: { type: string, pattern: a } }, not: {} }"
        )
        #expect(resolved.contract?.rules.typeName == "Rules2" && resolved.contract?.patterns.typeName == "Patterns2")
    }

    @Test func `a nested type never hides one outside`() {
        let resolved = Resolved(
            schemas: """
                Out: { properties: { status: { enum: [a] }, other: { $ref: '#/components/schemas/Status' }, input: { enum: [b] }, out: { enum: [c] }, far: { $ref: '#/components/schemas/In/properties/tone' }, tone: { enum: [x] } } }
                Status: { enum: [z] }
                In: { properties: { tone: { enum: [y] } } }
                """)
        #expect(
            resolved.types == [
                "Out: { status?: Out.StatusValue, other?: Status, input?: Out.InputValue, out?: Out.OutValue, far?: Tone, tone?: Out.ToneValue }",
                "Out.StatusValue: a('a')", "Out.InputValue: b('b')", "Out.OutValue: c('c')", "Out.ToneValue: x('x')",
                "Status: z('z')", "In: { tone?: In.ToneValue }", "In.ToneValue: y('y')", "Tone: y('y')",
            ])
    }
}

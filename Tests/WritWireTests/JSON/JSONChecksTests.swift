// Each bound one below, at and above it, with the words that tell of it.

import Testing

@testable import WritWire

@Suite struct `Bounds of JSON values` {
    /// Reads a text and answers what it breaks, `pointer keyword: message` each; nil where it is no JSON.
    static func broken(_ text: String, _ read: (inout JSONReader) -> Void) -> [String]? {
        let bytes = Array(text.utf8)
        // The array lends its bytes for the closure.
        return unsafe bytes.withUnsafeBytes { bytes in
            var json = unsafe JSONReader(bytes)
            read(&json)
            switch json.finish() {
            case nil: return []
            case .invalid(let violations): return violations.map { "\($0.pointer) \($0.keyword): \($0.message)" }
            case .malformed: return nil
            }
        }
    }

    static let numbers: [(String, [String])] = [
        ("-6", [" minimum: must be at least -5", " exclusiveMinimum: must be greater than -5"]),
        ("-5", [" exclusiveMinimum: must be greater than -5"]), ("-4", []), ("4", []),
        ("5", [" exclusiveMaximum: must be less than 5"]),
        ("6", [" maximum: must be at most 5", " exclusiveMaximum: must be less than 5"]),
        ("\"6\"", [" type: must be a whole number, not a string"]),
    ]

    @Test(arguments: numbers)
    func `of whole numbers`(text: String, expected: [String]) {
        let broken = Self.broken(text) { json in
            let value = json.readInt64()
            json.check(value, minimum: -5)
            json.check(value, maximum: 5)
            json.check(value, exclusiveMinimum: -5)
            json.check(value, exclusiveMaximum: 5)
        }
        #expect(broken == expected)
    }

    @Test(
        arguments: [
            ("0", []), ("-1e-50", [" minimum: must be at least 0"]), ("1e-50", []), ("100.5", []),
            ("100.50000001", [" maximum: must be at most 100.5"]), ("100.49999999", []),
            ("101", [" maximum: must be at most 100.5"]),
        ] as [(String, [String])])
    func `of 32-bit numbers hold for the number as it is written`(text: String, expected: [String]) {
        let broken = Self.broken(text) { json in
            let value = json.readFloat()
            json.check(value, minimum: 0.0)
            json.check(value, maximum: 100.5)
        }
        #expect(broken == expected)
        let strict = Self.broken(text) { json in
            let value = json.readFloat()
            json.check(value, exclusiveMinimum: 100.5)
        }
        #expect(strict?.isEmpty == ["100.50000001", "101"].contains(text))
    }

    @Test func `of numbers with a fraction`() {
        func broken(_ text: String) -> [String]? {
            Self.broken(text) { json in
                let value = json.readDouble()
                json.check(value, minimum: 0.0)
                json.check(value, exclusiveMaximum: 100.5)
            }
        }
        #expect(broken("-0.001") == [" minimum: must be at least 0"])
        #expect(broken("0") == [] && broken("-0") == [] && broken("100.4999") == [])
        #expect(broken("100.5") == [" exclusiveMaximum: must be less than 100.5"])
        #expect(broken("1e300") == [" exclusiveMaximum: must be less than 100.5"])
        #expect(
            Self.broken("0.11") { json in
                let value = json.readFloat()
                json.check(value, maximum: 0.1)
            } == [" maximum: must be at most 0.1"])
        #expect(
            Self.broken("18446744073709551615") { json in
                let value = json.readUInt64()
                json.check(value, exclusiveMaximum: 18_446_744_073_709_551_615)
            } == [" exclusiveMaximum: must be less than 18446744073709551615"])
    }

    @Test(arguments: [
        ("", [" minLength: must be at least 1 character long"]), ("é", []), ("e\u{301}", []), ("👍👍", []),
        ("👨‍👩‍👧", [" maxLength: must be at most 2 characters long"]), ("abc", [" maxLength: must be at most 2 characters long"]),
        ("\\u00e9\\n", []), ("\\ud83d\\udc4d\\t", []),
        ("\\ud83d\\udc4d\\t\\t", [" maxLength: must be at most 2 characters long"]),
    ])
    func `of lengths, counted in Unicode scalars`(text: String, expected: [String]) {
        let broken = Self.broken("\"\(text)\"") { json in
            let value = json.readString()
            json.check(value, minLength: 1)
            json.check(value, maxLength: 2)
        }
        #expect(broken == expected)
    }

    @Test(arguments: [
        ("[]", [" minItems: must have at least 1 item"]), ("[1]", []), ("[1,2]", []),
        ("[1,2,3]", [" maxItems: must have at most 2 items"]),
        // Items that are wrong count.
        ("[\"x\"]", ["/0 type: must be a whole number, not a string"]),
        ("[1,2,null]", ["/2 type: must be a whole number, not null", " maxItems: must have at most 2 items"]),
        ("{}", [" type: must be an array, not an object"]),
    ])
    func `of items`(text: String, expected: [String]) {
        let broken = Self.broken(text) { json in
            if var array = json.beginArray() {
                while json.nextItem(&array) { _ = json.readInt() }
                json.check(array, minItems: 1)
                json.check(array, maxItems: 2)
            }
        }
        #expect(broken == expected)
    }

    @Test(arguments: [
        ("{}", [" minProperties: must have at least 1 property"]), ("{\"a\":1}", []), ("{\"a\":1,\"x\":2}", []),
        ("{\"a\":1,\"x\":2,\"y\":3}", [" maxProperties: must have at most 2 properties"]),
        ("{\"a\":\"x\"}", ["/a type: must be a whole number, not a string"]),
        ("[]", [" type: must be an object, not an array"]),
    ])
    func `of properties, by name or by table`(text: String, expected: [String]) {
        let members = Self.broken(text) { json in
            if var members = json.beginMembers() {
                while json.nextMember(&members) != nil { _ = json.readInt() }
                json.check(members, minProperties: 1)
                json.check(members, maxProperties: 2)
            }
        }
        #expect(members == expected)
        let object = Self.broken(text) { json in
            var object = json.beginObject(JSONKeys("a"))
            while json.nextKey(&object) != nil { _ = json.readInt() }
            guard text.hasPrefix("{") else { return }
            json.check(object, minProperties: 1)
            json.check(object, maxProperties: 2)
        }
        #expect(object == expected)
    }

    @Test func `pass nil, which has been refused already`() {
        let broken = Self.broken("1") { json in
            json.check(nil as Int?, minimum: 1)
            json.check(nil as Int?, maximum: 1)
            json.check(nil as Double?, exclusiveMinimum: 1)
            json.check(nil as Double?, exclusiveMaximum: 1)
            json.check(nil as String?, minLength: 1)
            json.check(nil as String?, maxLength: 0)
            _ = json.readInt()
        }
        #expect(broken == [])
    }

    @Test func `of parameters have the same words`() {
        func broken(_ text: String) -> [String] {
            readQuery(text) { parameters in
                let value = parameters.readInt()
                parameters.check(value, minimum: -5)
                parameters.check(value, maximum: 5)
                parameters.check(value, exclusiveMinimum: -5)
                parameters.check(value, exclusiveMaximum: 5)
                return value
            }.violations.map { String($0.dropFirst("query v:".count)) }
        }
        for (text, expected) in Self.numbers.dropLast() { #expect(broken(text) == expected) }
        func length(_ text: String) -> [String] {
            readQuery(text) { parameters in
                let value = parameters.readString()
                parameters.check(value, minLength: 1)
                parameters.check(value, maxLength: 2)
                return value
            }.violations
        }
        #expect(length("") == ["query v: minLength: must be at least 1 character long"])
        #expect(length("a").isEmpty && length("%C3%A9%C3%A9").isEmpty)
        #expect(length("abc") == ["query v: maxLength: must be at most 2 characters long"])
    }
}

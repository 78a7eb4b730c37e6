// Rules that need more than a comparison: multiples, and items that must differ.

import Testing
import WritWire

@Suite struct `JSON rules` {
    private func violations(_ text: String, _ body: (inout JSONReader) -> Void) -> [String] {
        let bytes = Array(text.utf8)
        // The bytes are lent for the call.
        return unsafe bytes.withUnsafeBytes { bytes in
            var json = unsafe JSONReader(bytes)
            body(&json)
            guard case .invalid(let violations)? = json.finish() else { return [] }
            return violations.map { "\($0.pointer) \($0.keyword): \($0.message)" }
        }
    }

    @Test(
        arguments: [
            (0, 2, true), (4, 2, true), (-4, 2, true), (7, 2, false), (Int.max, 1, true), (Int.min, 2, true), (Int.min, 3, false),
        ])
    func `integers are multiples`(value: Int, unit: Int, isMultiple: Bool) {
        let found = violations("\(value)") { json in
            let number = json.readInt()
            json.check(number, multipleOf: unit)
        }
        #expect(found == (isMultiple ? [] : [" multipleOf: must be a multiple of \(unit)"]))
    }

    @Test(
        arguments: [
            ("4.5", 1.5, true), ("35", 1.5, false), ("0.0075", 0.0001, true), ("0.00751", 0.0001, false), ("19.99", 0.01, true),
            ("0.3", 0.1, true), ("1.1", 0.1, true), ("0", 0.01, true), ("-0.0", 0.01, true), ("1e308", 0.5, true),
            ("18446744073709551616", 100, false), ("18446744073709551600", 100, true), ("1.0000000000000000000001", 0.1, false),
            ("123456789012345678901234567890", 10, true), ("123456789012345678901234567891", 10, false),
            ("123456789012345678901234567890", 9, true), ("123456789012345678901234567891", 9, false),
            ("0.123456789012345678901234567890", 1e-29, true), ("0.1234567890123456789012345678", 1e-27, false),
            ("1e308", 0.123456789, false), ("12391239123", 1e-8, true),
            ("1000000000000000000000", 3, false),
            ("300000000000000000000", 3, true), ("-7.5", 2.5, true), ("0.1", 1, false), ("1.5e2", 50, true),
        ])
    func `decimals are multiples exactly`(text: String, unit: Double, isMultiple: Bool) {
        let found = violations(text) { json in
            let number = json.readDouble()
            json.check(number, multipleOf: unit)
        }
        #expect(found.isEmpty == isMultiple)
    }

    @Test(
        arguments: [
            ("[]", true), ("[1]", true), ("[1,2]", true), ("[1,1]", false), ("[1,1.0]", false), ("[1,100e-2]", false),
            ("[0,-0]", false),
            ("[1,true]", true), ("[0,false]", true), ("[null,false,0,\"\",[],{}]", true), ("[\"a\",\"\\u0061\"]", false),
            ("[\"\u{E9}\",\"e\u{301}\"]", true), ("[[1],[1]]", false), ("[[1,2],[2,1]]", true),
            ("[{\"a\":1,\"b\":2},{\"b\":2.0,\"a\":1}]", false), ("[{\"a\":1},{\"a\":1,\"b\":null}]", true),
            ("[[[1]],[[1,1]]]", true),
            ("[ 1 , 2 , 3 , 2 ]", false), ("[9007199254740993,9007199254740992]", true),
        ])
    func `equal items are found by the equality of JSON Schema`(text: String, areUnique: Bool) {
        let found = violations(text) { json in
            guard var array = json.beginArray() else { return }
            while json.nextItem(&array) { _ = json.readValue() }
            json.checkUnique(array)
        }
        #expect(found.isEmpty == areUnique)
    }

    @Test func `equal items are named, in nested arrays too`() {
        let found = violations("{\"a\":[[3],[4,5,6,5]]}") { json in
            guard var members = json.beginMembers() else { return }
            while json.nextMember(&members) != nil {
                guard var outer = json.beginArray() else { return }
                while json.nextItem(&outer) {
                    guard var inner = json.beginArray() else { return }
                    while json.nextItem(&inner) { _ = json.readInt() }
                    json.checkUnique(inner)
                }
            }
        }
        #expect(found == ["/a/1 uniqueItems: must not have equal items, as those at 1 and 3 are"])
    }
}

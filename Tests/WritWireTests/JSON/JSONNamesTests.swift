// Names of properties are taken by guesses of what stands in front of them: the guesses must never show.

import Testing

@testable import WritWire

/// An object that may hold others, read against a table of names.
private struct Branch: Equatable {
    var names: [String] = []
    var branches: [Branch] = []

    private static let listed = ["id", "a name of more than sixteen bytes", "inner", "list", "é", "last"]
    private static let keys = JSONKeys("id a\\ name\\ of\\ more\\ than\\ sixteen\\ bytes inner list é last", others: .read)

    /// As generated code does it.
    static func read(from json: inout JSONReader) -> Branch {
        var branch = Branch()
        var object = json.beginObject(keys)
        while let key = json.nextKey(&object) {
            branch.names.append(key < listed.count ? listed[key] : json.keyName)
            switch key {
            case 2: branch.branches.append(read(from: &json))
            case 3:
                if var array = json.beginArray() {
                    while json.nextItem(&array) { branch.branches.append(read(from: &json)) }
                }
            default: _ = json.readValue()
            }
        }
        return branch
    }

    /// The same name by name: nothing is guessed.
    static func walk(_ json: inout JSONReader) -> Branch {
        var branch = Branch()
        guard var members = json.beginMembers() else { return branch }
        while let name = json.nextMember(&members) {
            branch.names.append(name)
            switch name {
            case "inner": branch.branches.append(walk(&json))
            case "list":
                if var array = json.beginArray() {
                    while json.nextItem(&array) { branch.branches.append(walk(&json)) }
                }
            default: _ = json.readValue()
            }
        }
        return branch
    }

    var hasTwins: Bool { Set(names).count < names.count || branches.contains { $0.hasTwins } }
}

struct JSONNamesTests {
    /// The same members with white space of all kinds: none, behind commas and colons, by levels, and as nobody writes it.
    private static let texts: [String] = {
        let members: (String, String, String) -> String = { open, comma, close in
            let leaf = "{\(open)\"id\":1\(comma)\"last\":\"a text that is long enough for every look ahead\"\(close)}"
            return """
                {\(open)"id":1\(comma)"a name of more than sixteen bytes":[true]\(comma)"inner":\(leaf)\(comma)"list":[\(leaf),\(leaf)]\
                \(comma)"other":null\(comma)"é":{}\(comma)"last":"a text that is long enough for every look ahead"\(close)}
                """
        }
        var texts = [members("", ",", ""), members("", ", ", ""), members(" ", " ,\t", "\r\n")]
        texts.append(members("\n  ", ",\n  ", "\n"))
        texts.append(members("\n              ", ",\n              ", "\n"))
        texts.append(members("\n                    ", ",\n                    ", "\n"))
        texts.append(members("\r\n\t\t", ",\r\n\t\t", "\r\n"))
        return texts
    }()

    private static func outcome(
        _ bytes: [UInt8], isGuarded: Bool = false, _ read: (inout JSONReader) -> Branch
    ) -> (branch: Branch, error: JSONReadError?) {
        // The bytes stay in place for the closure.
        let outcome: (UnsafeRawBufferPointer) -> (Branch, JSONReadError?) = { bytes in
            var json = unsafe JSONReader(bytes)
            let branch = read(&json)
            return (branch, json.finish())
        }
        return unsafe isGuarded ? withGuardedBytes(bytes, outcome) : bytes.withUnsafeBytes(outcome)
    }

    private static func agree(_ bytes: [UInt8], isGuarded: Bool = false) -> Bool {
        let (branch, error) = outcome(bytes, isGuarded: isGuarded) { Branch.read(from: &$0) }
        let (expected, expectedError) = outcome(bytes) { Branch.walk(&$0) }
        if case .malformed = expectedError {
            guard case .malformed = error else { return false }
            return true
        }
        if case .malformed = error { return false }
        if expected.hasTwins { return true }
        return branch == expected && (error == nil) == (expectedError == nil)
    }

    @Test(arguments: texts.indices) func `names are found whatever white space stands in front of them`(_ index: Int) throws {
        let bytes = Array(Self.texts[index].utf8)
        let (branch, error) = Self.outcome(bytes) { Branch.read(from: &$0) }
        #expect(error == nil)
        #expect(branch.names == ["id", "a name of more than sixteen bytes", "inner", "list", "other", "é", "last"])
        #expect(branch.branches.map(\.names) == Array(repeating: ["id", "last"], count: 3))
    }

    @Test(arguments: texts.indices) func `a byte changed anywhere is judged as by a reader without guesses`(_ index: Int) {
        let bytes = Array(Self.texts[index].utf8)
        let others: [UInt8] = Array(",{}[]\":\\ \n\tx1".utf8) + [0, 0x2D, 0xFF]
        var wrong: [String] = []
        for place in bytes.indices {
            for other in others {
                var changed = bytes
                changed[place] = other
                if !Self.agree(changed) { wrong.append("byte \(place) as \(other)") }
                changed.insert(bytes[place], at: place)
                if !Self.agree(changed) { wrong.append("\(other) put in front of byte \(place)") }
            }
            var shorter = bytes
            shorter.remove(at: place)
            if !Self.agree(shorter) { wrong.append("without byte \(place)") }
            if !Self.agree(Array(bytes[..<place]), isGuarded: true) { wrong.append("cut at byte \(place)") }
        }
        #expect(wrong == [])
    }

    @Test func `a name has a line of the cache to itself, and one with a quote never stands raw`() throws {
        #expect(MemoryLayout<JSONKeys.Entry>.stride == 64)
        let keys = JSONKeys("a\"b id")
        let text = #"{"a\"b":1,"a"b":2,"id":3,"filler":"a text that is long enough for every look ahead"}"#
        let read: (String) -> (found: [Int], isGood: Bool) = { text in
            unsafe Array(text.utf8).withUnsafeBytes { bytes in
                // The bytes stay in place for the closure.
                var json = unsafe JSONReader(bytes)
                var object = json.beginObject(keys)
                var found: [Int] = []
                while let key = json.nextKey(&object) {
                    found.append(key)
                    json.skipValue()
                }
                return (found, json.finish() == nil)
            }
        }
        #expect(read(text) == ([0], false))
        #expect(read(text.replacing(#""a"b":2,"#, with: "")) == ([0, 1], true))
    }

    @Test func `levels of any indentation are read, and a change of it in the middle`() throws {
        for (outer, inner) in [(2, 2), (4, 2), (0, 4), (1, 9), (3, 0), (16, 2), (2, 16)] {
            let text = """
                {\n\(String(repeating: " ", count: outer))"id": 1,\n\(String(repeating: " ", count: outer))"inner": {\
                \n\(String(repeating: " ", count: inner))"id": 2,\n\(String(repeating: " ", count: inner))"last": 3},\
                \n\(String(repeating: " ", count: outer))"last": "a text that is long enough for every look ahead"}
                """
            let (branch, error) = Self.outcome(Array(text.utf8)) { Branch.read(from: &$0) }
            #expect(error == nil)
            #expect(branch == Branch(names: ["id", "inner", "last"], branches: [Branch(names: ["id", "last"])]))
        }
    }
}

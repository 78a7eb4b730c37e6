// Values by name: a dictionary's ways, names that are compared code by code, and the order in which they came.

import Testing

@testable import WritWire

@Suite struct `A map of JSON` {
    private let composed = "\u{E9}"
    private let decomposed = "e\u{301}"

    @Test(arguments: [0, 1, 7, 8, 9, 40])
    func `keeps names that only look alike apart, however many there are`(others: Int) {
        var map: JSONMap<Int> = [composed: 1, decomposed: 2]
        for number in 0..<others { map["n\(number)"] = number }
        #expect(map.count == others + 2 && map[composed] == 1 && map[decomposed] == 2 && map["n"] == nil)
        #expect(map.updateValue(3, forKey: composed) == 1 && map[composed] == 3 && map.count == others + 2)
        #expect(map.removeValue(forKey: composed) == 3 && map.removeValue(forKey: composed) == nil)
        #expect(map[composed] == nil && map[decomposed] == 2 && map.count == others + 1)
        if others > 0 { #expect(map["n\(others - 1)"] == others - 1) }
        #expect(map.dictionary.count == others + 1)
    }

    @Test func `is used as a dictionary is`() {
        var map: JSONMap<Int> = [:]
        #expect(map.isEmpty && map.description == "[:]")
        map["b", default: 0] += 1
        map["b", default: 0] += 1
        map["a"] = 5
        #expect(map.map(\.key) == ["b", "a"] && map.keys == ["b", "a"] && map.values == [2, 5])
        #expect(map.mapValues { $0 * 2 } == ["a": 10, "b": 4] && map != ["a": 5] && map != ["a": 5, "c": 2])
        #expect(Set([map, ["a": 5, "b": 2]]).count == 1)
        #expect(map.description == #"["b": 2, "a": 5]"# && map.debugDescription == map.description)
        #expect(JSONMap(["z": 1, "y": 2]).keys == ["y", "z"])
        #expect(JSONMap(uniqueKeysWithValues: [("a", 1), ("a", 2)]) == ["a": 2])
        map["b"] = nil
        #expect(map == ["a": 5])
    }

    @Test(arguments: [
        (#"{"\u00e9":1,"e\u0301":2}"#, 2, 0), (#"{"a":1,"a":2}"#, 1, 1), (#"{"e\u0301":1,"a":3,"e\u0301":2}"#, 2, 1),
        ("{}", 0, 0),
    ])
    func `is read with a finding for each name that stands twice`(text: String, count: Int, findings: Int) {
        let bytes = Array(text.utf8)
        // The array lends its bytes for the closure.
        unsafe bytes.withUnsafeBytes { bytes in
            var json = unsafe JSONReader(bytes)
            guard var members = json.beginMembers() else { return #expect(Bool(false)) }
            var values = JSONMembers<Int>(in: &json)
            while let name = json.nextMember(&members) {
                if let value = json.readInt() { json.add(value, name, to: &values) }
            }
            #expect(json.map(values).count == count)
            if case .invalid(let violations)? = json.finish() {
                #expect(violations.count == findings && violations.allSatisfy { $0.keyword == "uniqueNames" })
            } else {
                #expect(findings == 0)
            }
        }
    }

    @Test func `and any JSON value are equal code by code`() {
        #expect(JSONValue.string(composed) != .string(decomposed))
        #expect(Set<JSONValue>([.string(composed), .string(decomposed), .string("\u{E9}")]).count == 2)
        #expect(JSONValue.array([.string(composed)]) != .array([.string(decomposed)]))
    }
}

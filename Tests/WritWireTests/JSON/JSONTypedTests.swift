// A decoder in the shape that is generated, read and written both ways, with all violations and their pointers.

import Testing

@testable import WritWire

struct Tag: Equatable {
    var id: Int64
    var label: String?

    private static let keys = JSONKeys("id! label", others: .refuse)

    static func read(from json: inout JSONReader) -> Tag? {
        var id: Int64?
        var label: String?
        var _object = json.beginObject(keys)
        while let _key = json.nextKey(&_object) {
            switch _key {
            case 0:
                id = json.readInt64()
                json.check(id, minimum: 1)
            case 1:
                label = json.readString()
                json.check(label, maxLength: 3)
            default: json.skipValue()
            }
        }
        guard let id else { return nil }
        return Tag(id: id, label: label)
    }

    func write(to json: inout OutputBuffer) {
        json.write("{\"id\":", id)
        json.write(",\"label\":", label)
        json.raw("}")
    }
}

struct Pet: Equatable {
    var name: String?
    var status: Int?
    var tags: [Tag]?
    var scores: [String: Double]?
    var note: Presence<String> = .absent

    private static let keys = JSONKeys("name status tags a/b~c note")
    private static let statuses = JSONKeys("available sold")

    static func read(from json: inout JSONReader) -> Pet? {
        var pet = Pet()
        var object = json.beginObject(keys)
        while let key = json.nextKey(&object) {
            switch key {
            case 0: pet.name = json.readString()
            case 1: pet.status = json.readChoice(statuses)
            case 2:
                if var array = json.beginArray() {
                    var items = JSONItems<Tag>(in: &json)
                    while json.nextItem(&array) { if let item = Tag.read(from: &json) { json.add(item, to: &items) } }
                    json.check(array, maxItems: 2)
                    pet.tags = json.array(items)
                }
            case 3:
                if var members = json.beginMembers() {
                    var scores = JSONMembers<Double>(in: &json)
                    while let name = json.nextMember(&members) {
                        if let value = json.readDouble() { json.add(value, name, to: &scores) }
                    }
                    pet.scores = json.dictionary(scores)
                }
            case 4: pet.note = json.readNull() ? .null : json.readString().map { .value($0) } ?? .absent
            default: json.skipValue()
            }
        }
        return pet
    }

    func write(to json: inout OutputBuffer) {
        let start = json.count
        json.write(",\"name\":", name)
        if let tags {
            json.raw(",\"tags\":")
            let start = json.count
            for item in tags {
                json.comma()
                item.write(to: &json)
            }
            json.endArray(start)
        }
        json.endObject(start)
    }
}

@Suite struct `typed JSON` {
    private func violations(_ text: String) -> [Violation] {
        guard case .failure(.invalid(let violations)) = outcome(text, { Pet.read(from: &$0) }) else { return [] }
        return violations
    }

    @Test func `properties are read in any order, escaped or not, unknown ones skipped`() throws {
        let text = #" { "tags" : [ {"label":"x","id":7} ] , "other":[{"a":1}], "n\u0061me":"Rex" , "note":null} "#
        let pet = try outcome(text) { Pet.read(from: &$0) }.get()
        #expect(pet == Pet(name: "Rex", tags: [Tag(id: 7, label: "x")], note: .null))
    }

    @Test func `all violations come at once, each with its pointer`() {
        let text = """
            {"name":1,"status":"gone","tags":[{"id":1},{"id":0,"label":"long"},{"label":"x","more":1},null],\
            "a/b~c":{"x":1,"y/z":"1"}}
            """
        #expect(
            violations(text) == [
                Violation(pointer: "/name", keyword: "type", message: "must be a string, not a number"),
                Violation(pointer: "/status", keyword: "enum", message: "must be one of: available, sold"),
                Violation(pointer: "/tags/1/id", keyword: "minimum", message: "must be at least 1"),
                Violation(pointer: "/tags/1/label", keyword: "maxLength", message: "must be at most 3 characters long"),
                Violation(pointer: "/tags/2/more", keyword: "additionalProperties", message: "is not a known property"),
                Violation(pointer: "/tags/2/id", keyword: "required", message: "is required"),
                Violation(pointer: "/tags/3", keyword: "type", message: "must be an object, not null"),
                Violation(pointer: "/tags", keyword: "maxItems", message: "must have at most 2 items"),
                Violation(pointer: "/a~1b~0c/y~1z", keyword: "type", message: "must be a number, not a string"),
            ])
    }

    @Test func `a property or a map key that stands twice is refused`() {
        #expect(
            violations(#"{"name":"a","name":"b"}"#) == [
                Violation(pointer: "/name", keyword: "uniqueNames", message: "must not be given twice")
            ])
        #expect(violations(#"{"a/b~c":{"k":1,"k":2}}"#).map(\.pointer) == ["/a~1b~0c/k"])
    }

    @Test func `a malformed text outweighs violations and tells its byte`() {
        #expect(
            outcome(#"{"name":1,}"#) { Pet.read(from: &$0) }.failure
                == .malformed(offset: 10, message: "expected a property name in quotes"))
        #expect(
            outcome("{} x") { Pet.read(from: &$0) }.failure
                == .malformed(offset: 3, message: "expected nothing more after the value"))
        #expect(
            outcome("") { Pet.read(from: &$0) }.failure
                == .malformed(offset: 0, message: "expected a value, but the text ends here"))
    }

    @Test func `findings stop at their limit`() {
        let text = Array("[\(Array(repeating: "1", count: 100).joined(separator: ","))]".utf8)
        let result = outcome(text, limits: JSONLimits(findingsMax: 5)) { json -> Bool? in
            guard var array = json.beginArray() else { return nil }
            while json.nextItem(&array) { _ = json.readString() }
            return true
        }
        guard case .failure(.invalid(let violations)) = result else { Issue.record("not refused"); return }
        #expect(violations.map(\.pointer) == ["/0", "/1", "/2", "/3", "/4"])
    }

    @Test func `more than 64 properties are tracked for doubles and required ones`() {
        let keys = JSONKeys(
            "a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 g0 g1 g2 g3 g4 g5! g6! g7 g8 g9"
        )
        #expect(keys.count == 70)
        let result = outcome(#"{"g5":1,"a0":1,"g5":2}"#) { json -> Bool? in
            var object = json.beginObject(keys)
            while json.nextKey(&object) != nil { json.skipValue() }
            return true
        }
        guard case .failure(.invalid(let violations)) = result else { Issue.record("not refused"); return }
        #expect(violations.map(\.pointer) == ["/g5", "/g6"])
    }

    @Test func `names may hold spaces, quotes, marks and nothing at all`() throws {
        let keys = JSONKeys(#"with\ space qu\"ote b\\ck mark\! \0"#)
        #expect((0..<keys.count).map { keys.name($0) } == ["with space", "qu\"ote", "b\\ck", "mark!", ""])
        for (index, text) in [#"with space"#, #"qu\"ote"#, #"b\\ck"#, "mark!", ""].enumerated() {
            let found = try outcome("{\"\(text)\":0}") { json -> Int? in
                var object = json.beginObject(keys)
                let key = json.nextKey(&object)
                json.skipValue()
                _ = json.nextKey(&object)
                return key
            }.get()
            #expect(found == index)
        }
    }

    @Test func `a union is told by its discriminator, wherever it stands`() throws {
        let kinds = JSONKeys("cat dog")
        #expect(
            try outcome(#"{"a":{"kind":"cat"},"kind":"dog"}"#) { json -> Int? in
                let choice = json.peekChoice("kind", kinds)
                json.skipValue()
                return choice
            }.get() == 1)
        let failures = [#"{"kind":"cow"}"#: "/kind", #"{"a":1}"#: "/kind", "[1]": "", #"{"kind":7,"b":2}"#: "/kind"]
        for (text, pointer) in failures {
            guard case .failure(.invalid(let violations)) = outcome(text, { $0.peekChoice("kind", kinds) }) else {
                Issue.record("\(text) was not refused")
                continue
            }
            #expect(violations.map(\.pointer) == [pointer])
        }
    }

    @Test func `an object writes only what is present, and an empty one is {}`() {
        func text(_ pet: Pet) -> String {
            var output = OutputBuffer()
            pet.write(to: &output)
            return written(output)
        }
        #expect(text(Pet()) == "{}")
        #expect(text(Pet(tags: [])) == #"{"tags":[]}"#)
        #expect(
            text(Pet(name: "\"\n\u{1}é", tags: [Tag(id: 1), Tag(id: 2, label: "x")]))
                == #"{"name":"\"\n\u0001é","tags":[{"id":1},{"id":2,"label":"x"}]}"#)
    }

    @Test func `strings of every length and escape survive writing and reading`() throws {
        for scalar in ["a", "\"", "\\", "\u{0}", "\u{1F}", " ", "é", "€", "𝄞", "\u{7F}"] {
            for length in 0..<20 {
                for tail in ["", "b", "\n"] {
                    let text = String(repeating: "x", count: length) + scalar + tail
                    var output = OutputBuffer(minimumCapacity: 64)
                    output.write(text)
                    let again = try outcome(written(output)) { $0.readString() }.get()
                    #expect(again.utf8.elementsEqual(text.utf8))
                }
            }
        }
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}

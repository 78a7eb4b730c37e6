// Models without a request: from JSON and to it, in Swift's coders, and made of each other.

import Foundation
import PetstoreExample
import Testing
import WritServer

@Suite struct `Models` {
    static let pet = Pet(
        id: 7, name: "Rex", status: .sold, category: Category(id: 1, name: "dogs"), tags: ["small", "\u{1F600}"], birthday: .null,
        weight: 4.5, price: 12.25, attributes: ["b": "1", "a": "2"])

    // MARK: JSON

    @Test func `what is only answered is read, and what is only received is written`() throws {
        #expect(try Pet(jsonText: Self.pet.jsonText) == Self.pet)
        #expect(try Pet(jsonBytes: Self.pet.jsonBytes()) == Self.pet)
        #expect(try Pet(jsonBytes: Self.pet.jsonBytes()[...].reversed().reversed()) == Self.pet)
        #expect(try Pet(jsonBytes: Self.pet.jsonBytes().span) == Self.pet)
        let login = Credentials(username: "ada", password: "secret-42")
        #expect(login.jsonText == #"{"username":"ada","password":"secret-42"}"#)
        #expect(try Credentials(jsonText: login.jsonText) == login)
        #expect(try PetStatus(jsonText: #""sold""#) == .sold && PetStatus.sold.jsonText == #""sold""#)
        #expect(try [Pet](jsonText: [Self.pet, Self.pet].jsonText).count == 2)
        #expect(try Inventory(jsonText: #"{"sold":3}"#)["sold"] == 3)
    }

    @Test func `properties come in any order, and unknown ones are skipped`() throws {
        let text = #" { "status" : "sold" , "x" : [ { } ] , "name" : "Rex" , "password" : 1 , "id" : 7 } "#
        #expect(try Pet(jsonText: text) == Pet(id: 7, name: "Rex", status: .sold))
    }

    @Test func `all that is wrong is told at once, with its place`() {
        let text =
            #"{"id":"x","status":"lost","tags":[1,"",true],"price":-1,"birthday":"now","weight":null,"attributes":{"a":1}}"#
        do {
            _ = try Pet(jsonText: text)
            Issue.record("it is no pet")
        } catch .invalid(let violations) {
            #expect(
                violations.map(\.pointer).sorted() == [
                    "/attributes/a", "/birthday", "/id", "/name", "/price", "/status", "/tags/0", "/tags/1", "/tags/2", "/weight",
                ])
            let description = JSONReadError.invalid(violations).description
            #expect(description.hasPrefix("breaks 10 rules\n") && description.contains("\n/name: is required"))
        } catch {
            Issue.record(error)
        }
        #expect(throws: JSONReadError.self) { try Pet(jsonText: "{") }
        #expect(throws: JSONReadError.self) { try Pet(jsonBytes: [0xFF]) }
        #expect(throws: JSONReadError.self) { try Pet(jsonText: Self.pet.jsonText + "1") }
    }

    /// What stands in the place of a property.
    static let values = [
        "null", "true", "1", "-1", "1.5", "1e400", "99999999999999999999", #""""#, #""x""#, #""sold""#, #""2026-02-30""#,
        #""2026-03-14""#, "[]", "[1]", #"["a"]"#, "[null]", "{}", #"{"id":1}"#, #"{"id":1,"name":"x"}"#, #"{"a":"b"}"#, "[[", "}",
        "\"\(String(repeating: "y", count: 300))\"", "[\(Array(repeating: #""z""#, count: 40).joined(separator: ","))]",
    ]

    @Test func `a short reader says of each property what the fast one says`() {
        for name in ["name", "status", "category", "tags", "birthday", "weight", "price", "attributes", "unknown"] {
            for value in Self.values {
                var members = ["name": #""Rex""#, "status": #""sold""#, "price": "1"]
                members[name] = value
                let text =
                    "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
                    + #","id":7}"#
                let short = Result { () throws(JSONReadError) in try Pet(jsonText: text) }
                let fast = Result { () throws(JSONReadError) in try PetInput(jsonText: text) }
                switch (short, fast) {
                case (.success(let pet), .success(let input)): #expect(pet == Pet(input, id: 7), "\(text)")
                case (.failure(let one), .failure(let other)): #expect(one == other, "\(text)")
                default: Issue.record("\(text): \(short) and \(fast)")
                }
            }
        }
    }

    @Test func `no text that ends early, and none with a byte changed, is more than refused`() {
        let bytes = Self.pet.jsonBytes()
        for count in bytes.indices { #expect(throws: JSONReadError.self) { try Pet(jsonBytes: bytes[..<count]) } }
        for index in bytes.indices {
            for byte: UInt8 in [0, 0x22, 0x2C, 0x5B, 0x5D, 0x7B, 0x7D, 0x80, 0xFF] {
                var changed = bytes
                changed[index] = byte
                _ = try? Pet(jsonBytes: changed)
            }
        }
    }

    // MARK: Swift's coders

    @Test func `models go through Foundation's coders, and are checked there`() throws {
        struct Row: Codable, Equatable {
            var pet: Pet
            var others: [String: [Order]]
            var status: PetStatus?
        }
        let order = Order(
            OrderInput(petID: 7, quantity: 2, shipDate: DateTime("2026-12-01T10:00:00Z")), id: .random(), status: .placed)
        let row = Row(pet: Self.pet, others: ["a": [order, order]], status: .pending)
        let data = try JSONEncoder().encode(row)
        #expect(try JSONDecoder().decode(Row.self, from: data) == row)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Pet].self, from: Data(#"[{"id":7,"name":"","status":"sold"}]"#.utf8))
        }
        guard case .dataCorrupted(let context)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(context.codingPath.map(\.intValue) == [0])
        #expect(context.debugDescription.contains("/name: must be at least 1 character long"))
    }

    @Test func `numbers keep their digits in Foundation's coders as far as these have them`() throws {
        for text in ["0", "-1", "9223372036854775807", "18446744073709551615", "1.5", "true", "null", #""x""#, #"[{"a":[]}]"#] {
            let value = try JSONValue(jsonText: text)
            #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
        }
    }

    @Test func `models are equal that write the same`() throws {
        var other = Self.pet
        #expect(other == Self.pet)
        other.attributes = ["a": "2", "b": "1"]
        #expect(other == Self.pet)
        other.birthday = .absent
        #expect(other != Self.pet)
        other.birthday = nil
        #expect(other == Self.pet)
    }

    // MARK: Made of each other

    @Test func `a model is made of what was received, and takes it over`() {
        let input = PetInput(name: "Ada", status: .available, tags: ["new"], birthday: .value(CalendarDate("2020-02-29")!))
        var pet = Pet(input, id: 9)
        #expect(pet == Pet(id: 9, name: "Ada", status: .available, tags: ["new"], birthday: .value(CalendarDate("2020-02-29")!)))
        pet = Self.pet
        pet.update(from: input)
        #expect(pet == Pet(input, id: 7))
    }

    @Test func `a patch changes what it names`() {
        var pet = Self.pet
        PetChanges().apply(to: &pet)
        #expect(pet == Self.pet)
        PetChanges(name: "Max", birthday: .value(CalendarDate("2021-01-01")!), weight: nil).apply(to: &pet)
        #expect(pet.name == "Max" && pet.birthday.value == CalendarDate("2021-01-01") && pet.weight == nil)
        #expect(pet.status == .sold && pet.tags == Self.pet.tags && pet.price == 12.25)
    }

    @Test func `a presence has a stand-in where it has no value`() {
        let states: [Presence<Int>] = [.absent, .null, .value(4)]
        let (values, optionals): ([Int], [Int?]) = (states.map { $0 ?? 7 }, states.map { $0 ?? nil })
        #expect(values == [7, 7, 4] && optionals == [nil, nil, 4])
    }
}

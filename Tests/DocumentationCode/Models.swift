// What the documentation shows of models outside requests.

import PetstoreExample
import WritServer

protocol Cache {
    func set(_ key: String, _ bytes: [UInt8]) throws
}

struct ModelShelf {
    struct Row { let json: String }

    struct Book {
        var subtitle: Presence<String>
        var rating: Double?
        var note: Presence<String> = .absent
    }

    func texts(_ file: [UInt8], _ cache: any Cache, _ row: Row) throws {
        _ = try Pet(jsonBytes: file)
        let pet = try Pet(jsonText: #"{"id":7,"name":"Rex","status":"sold"}"#)
        let bytes = pet.jsonBytes()
        let same = try Pet(jsonBytes: bytes)
        try cache.set("pet-7", pet.jsonBytes())
        print(pet.jsonText)  // {"id":7,"name":"Rex","status":"sold"}
        let isSame = try Pet(jsonText: row.json) == pet
        precondition(isSame && same == pet)
    }

    func violations(of text: String) -> [String] {
        do {
            _ = try Pet(jsonText: text)
            return []
        } catch .invalid(let violations) {
            return violations.map { "\($0.pointer): \($0.message)" }
        } catch {
            return ["\(error)"]
        }
    }

    func conversions(_ petInput: PetInput, _ changes: PetChanges) -> Pet {
        var pet = Pet(petInput, id: 7)
        changes.apply(to: &pet)
        pet.update(from: petInput)
        return pet
    }

    func presence(_ book: inout Book, _ patch: Book, _ form: Book) {
        let rating: Presence = .value(4.0)
        if let stars = rating.value { print(stars) }
        rating.apply(to: &book.rating)
        patch.subtitle.apply(to: &book.subtitle)
        let weight = Presence.value(4).map { "\($0) kg" }
        let grams = Presence.value("4").flatMap { Presence(Int($0)) }
        let note = Presence(present: form.note.value)
        book.subtitle = nil
        book.subtitle = "A novel"
        let text = book.note ?? ""
        print(weight, grams, note, text)
    }
}

// The shop's memory: everything that the handlers share, behind one lock.

import PetstoreExample
import Synchronization
import WritServer

final class PetStore: Sendable {
    struct State {
        /// By id, in the order in which the pets came.
        var pets: [Pet] = []
        /// Six digits for as long as anybody looks: answers to the same request have the same length.
        var nextPetID: Int64 = 100_001
        var photos: [Int64: [Photo]] = [:]
        var orders: [UniqueID: Order] = [:]
        var users: [String: Account] = [:]
        /// By token: at most one for each user, who is logged out elsewhere by the next login.
        var sessions: [UniqueID: SessionOwner] = [:]
    }

    struct Account {
        var user: User
        var password: String
        var session: UniqueID?
    }

    struct SessionOwner {
        var username: String
        var expiresAtSecond: Int64
    }

    private let state: Mutex<State>

    /// A shop with a few pets, so that there is something to look at.
    init() {
        var state = State()
        for (index, input) in Self.firstPets.enumerated() { state.add(input, id: Int64(index) + 1) }
        for number in 1...17 as ClosedRange<Int64> {
            let input = PetInput(name: "Goldfish \(number)", status: .sold, category: Category(id: 3, name: "fish"), price: 4.5)
            state.add(input, id: 100 + number)
        }
        self.state = Mutex(state)
    }

    func with<Result>(_ body: (inout sending State) throws -> sending Result) rethrows -> sending Result {
        try state.withLock(body)
    }

    /// Three pets with a story and a shoal of goldfish, which fills the list's first page: it stays as it is while pets
    /// come in.
    private static let firstPets = [
        PetInput(
            name: "Rex", status: .available, category: Category(id: 1, name: "dogs"), tags: ["friendly", "small"],
            weight: 12.5, price: 250),
        PetInput(name: "Minka", status: .pending, category: Category(id: 2, name: "cats"), price: 120),
        PetInput(name: "Oskar", status: .sold, tags: ["slow"], attributes: ["colour": "green"]),
    ]
}

extension PetStore.State {
    @discardableResult
    mutating func add(_ input: PetInput, id: Int64? = nil) -> Pet {
        let pet = Pet(input, id: id ?? freePetID())
        // The shop's ids go on behind those that clients have chosen by PUT, unless such a one is out of all proportion.
        if pet.id < .max / 2 { nextPetID = max(nextPetID, pet.id + 1) }
        let place = pets.firstIndex { $0.id > pet.id } ?? pets.endIndex
        pets.insert(pet, at: place)
        return pet
    }

    private mutating func freePetID() -> Int64 {
        while index(of: nextPetID) != nil { nextPetID += 1 }
        return nextPetID
    }

    mutating func beginSession(of username: String, token: UniqueID, expiresAtSecond: Int64) {
        endSession(of: username)
        users[username]?.session = token
        sessions[token] = .init(username: username, expiresAtSecond: expiresAtSecond)
    }

    mutating func endSession(of username: String) {
        if let token = users[username]?.session { sessions[token] = nil }
        users[username]?.session = nil
    }

    func index(of id: Int64) -> Int? { pets.firstIndex { $0.id == id } }
}

// Handlers that answer what they were given.

import ShopExample
import ShopTypes
import WritServer
import WritTesting
import WritWire

struct EchoItems: ItemsHandlers {
    func saveItem(_ input: SaveItem.Input, context: RequestContext) async throws -> SaveItem.Success {
        let body = input.body
        let item = Item(
            name: body.name, serial: "S1", made: body.made, opens: body.opens, lasts: body.lasts, page: body.page,
            bytes: body.bytes, more: body.more, price: body.price, total: body.total, prices: body.prices, seen: body.seen,
            from: answered(body.from), paid: body.paid, weight: body.weight, weights: body.weights, currency: body.currency,
            settings: body.settings, free: body.free, pair: Item.Pair(item0: body.pair.item0, item1: body.pair.item1))
        return .ok(
            item, xLimits: Limits(limit: 10, left: .value(3)), xRates: Limits(limit: 7, left: .null), xLast: Limits(limit: 1),
            xSeenBy: IPv6Address(high: 0, low: 1))
    }

    private func answered(_ from: ItemInput.From) -> Item.From {
        switch from {
        case .ipv6(let address): .ipv6(address)
        case .uri(let uri): .uri(uri)
        case .integer(let number): .integer(number)
        }
    }

    func findItems(_ input: FindItems.Input, context: RequestContext) async throws -> JSONMap<String?> {
        [
            "max": input.max?.description, "currency": input.currency.map { "\($0)" },
            "from": input.from.map { $0.map { "\($0)" }.joined(separator: "|") }, "opens": input.opens.description,
            "within": input.within?.description, "site": input.site?.host, "step": input.step?.description,
            "key": input.key.map { "\($0)" }, "page": "\(input.page.size) \(input.page.after ?? "-")",
        ]
    }
}

struct EchoPets: PetsHandlers {
    func savePet(_ input: SavePet.Input, context: RequestContext) async throws -> JSONMap<Pet> {
        switch input.body {
        case .absent: return [:]
        case .null: throw SavePet.Failure.gone
        case .value(let pet): return ["pet": pet]
        }
    }

    func savePerson(_ input: SavePerson.Input, context: RequestContext) async throws -> Person { input.body }
}

/// Says the wrong thing of what tells pets from each other, or nothing.
struct CarelessPets: PetsHandlers {
    func savePet(_ input: SavePet.Input, context: RequestContext) async throws -> JSONMap<Pet> {
        [
            "cat": .cat(Cat(petType: "dog", name: "a", huntingSkill: .lazy)),
            "made": .cat(Cat(name: "c", huntingSkill: .lazy)),
            "dog": .dog(.dog(Dog.Base(petType: "Dog", name: "b"))),
            "poodle": .dog(.poodle(Poodle(petType: "Cat", name: "d", packSize: 1))),
            "fish": .pet(Pet.Base(petType: "fish", name: "f")),
        ]
    }

    func savePerson(_ input: SavePerson.Input, context: RequestContext) async throws -> Person { input.body }
}

func shop(pets: any PetsHandlers = EchoPets()) -> TestClient { TestClient(ShopAPI(items: EchoItems(), pets: pets)) }

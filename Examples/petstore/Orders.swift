// The operations of the tag `store`.

import PetstoreExample
import WritServer

struct Orders: StoreHandlers {
    let store: PetStore

    func showInventory(_ input: ShowInventory.Input, context: RequestContext) async throws -> JSONMap<Int32> {
        store.with { state in
            state.pets.reduce(into: [:]) { counts, pet in counts[pet.status.rawValue, default: 0] += 1 }
        }
    }

    func placeOrder(_ input: PlaceOrder.Input, context: RequestContext) async throws -> Order {
        let order: Order? = store.with { state in
            guard let pet = state.index(of: input.body.petID), state.pets[pet].status == .available else { return nil }
            let order = Order(input.body, id: .random(), status: .placed, complete: false)
            state.pets[pet].status = .pending
            state.orders[order.id] = order
            return order
        }
        guard let order else {
            throw PlaceOrder.Failure.conflict(Problem(detail: "Pet \(input.body.petID) is not for sale."))
        }
        return order
    }

    func showOrder(_ input: ShowOrder.Input, context: RequestContext) async throws -> Order {
        guard let order = find(input.orderID) else { throw ShowOrder.Failure.notFound(noOrder) }
        return order
    }

    func deleteOrder(_ input: DeleteOrder.Input, context: RequestContext) async throws {
        let isGone = store.with { $0.orders.removeValue(forKey: input.orderID) != nil }
        if !isGone { throw DeleteOrder.Failure.notFound(noOrder) }
    }

    func showReceipt(_ input: ShowReceipt.Input, context: RequestContext) async throws -> String {
        guard let order = find(input.orderID) else { throw ShowReceipt.Failure.notFound(noOrder) }
        let name = store.with { state in state.index(of: order.petID).map { state.pets[$0].name } } ?? "a pet"
        return "Petstore\n\(order.quantity) x \(name)\n"
    }

    private func find(_ id: UniqueID) -> Order? { store.with { $0.orders[id] } }

    private var noOrder: Problem { Problem(detail: "There is no such order.") }
}

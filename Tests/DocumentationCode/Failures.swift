// What the documentation shows of problems and of an application's own errors.

import PetstoreExample
import WritServer

struct KnownOrders {
    let orders: [Order]

    func order(_ id: UniqueID) throws -> Order {
        guard let order = orders.first(where: { $0.id == id }) else { throw HTTPProblem(404, "There is no such order.") }
        return order
    }

    func orderToo(_ id: UniqueID) throws -> Order {
        guard let order = orders.first(where: { $0.id == id }) else { throw HTTPProblem.notFound("There is no such order.") }
        return order
    }

    func stock(_ count: () async throws -> Int) async throws -> Int {
        do {
            return try await count()
        } catch {
            throw HTTPProblem(
                503, "The warehouse doesn't answer.", type: "https://example.com/problems/warehouse",
                fields: ["Retry-After": "30"], cause: error)
        }
    }
}

struct NoReceipts: StoreHandlers {
    func showReceipt(_ input: ShowReceipt.Input, context: RequestContext) async throws(ShowReceipt.Failure) -> String {
        throw .notFound(Problem(detail: "There are no receipts."))
    }

    func showInventory(_ input: ShowInventory.Input, context: RequestContext) async throws -> JSONMap<Int32> { [:] }
    func placeOrder(_ input: PlaceOrder.Input, context: RequestContext) async throws -> Order { throw NotImplemented() }
    func showOrder(_ input: ShowOrder.Input, context: RequestContext) async throws -> Order { throw NotImplemented() }
    func deleteOrder(_ input: DeleteOrder.Input, context: RequestContext) async throws {}
}

enum StoreError: Error {
    case notFound, stale
}

func mapping<API: WritAPI>(_ api: API) -> APIServer<API> {
    APIServer(
        api,
        errors: [
            ErrorMapping { (error: StoreError) in
                switch error {
                case .notFound: HTTPProblem.notFound("There is nothing of that name.")
                case .stale: HTTPProblem.preconditionFailed("It has changed since.")
                }
            }
        ])
}

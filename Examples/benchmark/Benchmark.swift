// The handlers that the server is measured with: what every framework's comparison has, a greeting, a record and an order.

import BenchmarkExample
import WritServer

struct Benchmark: DefaultHandlers {
    func hello(_ input: Hello.Input, context: RequestContext) async throws -> String { "Hello, World!" }

    func getUser(_ input: GetUser.Input, context: RequestContext) async throws -> User {
        User(
            id: input.id, name: "Ada Lovelace", email: "ada@example.com", tags: ["admin", "staff"], active: true,
            score: 12.5)
    }

    func createOrder(_ input: CreateOrder.Input, context: RequestContext) async throws -> OrderReceipt {
        let order = input.body
        let total = order.items.reduce(0) { sum, item in sum + Double(item.quantity) * item.price }
        return OrderReceipt(id: 1, status: "accepted", total: total, itemCount: order.items.count, order: order)
    }
}

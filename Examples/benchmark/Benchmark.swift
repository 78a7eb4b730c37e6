// The handlers that the server is measured with: what every framework's comparison has, a greeting, a record and an order; and WebSockets,
// one that echoes and one of a group.

import BenchmarkExample
import WritServer

struct Benchmark: DefaultHandlers {
    private let crowd = SocketGroup<String>()

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

    func echo(_ input: Echo.Input, socket: Echo.Socket, context: RequestContext) async throws {
        for try await text in socket { try await socket.send(text) }
    }

    func joinCrowd(_ input: JoinCrowd.Input, socket: JoinCrowd.Socket, context: RequestContext) async throws {
        let member = try crowd.join(socket)
        defer { crowd.leave(member) }
        for try await text in socket { crowd.send(text) }
    }
}

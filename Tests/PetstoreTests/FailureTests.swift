// A handler that fails tells the client nothing and the log everything.

import Logging
import WritLoopback
import PetstoreExample
import Synchronization
import Testing
import WritServer
import WritTesting
import WritWire

@testable import PetstoreExampleServer

@Suite struct `A handler that fails` {
    @Test func `is answered with 500 and logged in full, and the connection goes on`() async throws {
        let log = Log()
        let configuration = ServerConfiguration(logger: Logger(label: "test") { _ in log })
        let api = petstore(orders: BrokenStore())
        try await withServer(api, configuration) { server throws in
            let client = try server.connect()
            let answer = try client.ask("GET", "/store/inventory")
            #expect(answer.status == 500)
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(
                answer.json == [
                    "type": "about:blank", "title": "Internal Server Error", "status": 500,
                    "detail": "The server failed to answer this request.",
                ])
            #expect(try client.ask("GET", "/pets/1").status == 200)
            #expect(try client.ask("GET", "/store/orders/0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11").status == 500)
        }
        #expect(log.lines.count == 2)
        #expect(log.lines.first?.contains("showInventory") == true)
        #expect(log.lines.first?.contains("the disk is full") == true)
    }

    @Test func `by a failure of another operation's is answered as that says, where the operation declares it`() async throws {
        let log = Log()
        let configuration = ServerConfiguration(logger: Logger(label: "test") { _ in log })
        let api = petstore(orders: BrokenStore())
        try await withServer(api, configuration) { server throws in
            let id = "0f6b7d0e-52c8-4f2e-9c60-3f1f0f3f8a11"
            #expect(try server.connect().ask("GET", "/store/orders/\(id)/receipt").status == 401)
            let gone = try server.connect().ask("DELETE", "/store/orders/\(id)")
            #expect(gone.status == 404)
            // The status is said once.
            #expect(gone.json == ["title": "Not Found", "status": 404, "detail": "none"])
        }
        #expect(log.lines.isEmpty)
    }
}

extension `A handler that fails` {
    /// An authenticator whose directory is out of order.
    private struct ClosedDoor: PetstoreSecurity {
        func authenticate(staffKey key: APIKey, context: RequestContext) async throws -> Visitor? {
            throw HTTPProblem.serviceUnavailable("Nobody can be asked now.", retryAfterSeconds: 5)
        }
        func authenticate(session token: BearerToken, context: RequestContext) async throws -> Visitor? { nil }
    }

    @Test func `may be an authenticator that throws a problem`() async {
        let store = PetStore()
        let api = PetstoreAPI(
            pets: Pets(store: store), store: Orders(store: store), users: Users(store: store), security: ClosedDoor())
        let answer = await TestClient(api).delete("/pets/1", fields: ["X-Staff-Key": "treats"])
        #expect(answer.status == 503 && answer["Retry-After"] == "5")
        #expect(
            answer.json == [
                "type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": "Nobody can be asked now.",
            ])
    }
}

struct BrokenStore: StoreHandlers {
    struct Failure: Error { let reason: String }

    func showInventory(_ input: ShowInventory.Input, context: RequestContext) async throws -> JSONMap<Int32> {
        throw Failure(reason: "the disk is full")
    }
    func placeOrder(_ input: PlaceOrder.Input, context: RequestContext) async throws -> Order { throw CancellationError() }
    func showOrder(_ input: ShowOrder.Input, context: RequestContext) async throws -> Order {
        // A handler may leave its loop and come back.
        await Task.yield()
        throw Failure(reason: "late")
    }
    func deleteOrder(_ input: DeleteOrder.Input, context: RequestContext) async throws {
        throw DeleteOrder.Failure.notFound(Problem(detail: "none"))
    }
    func showReceipt(_ input: ShowReceipt.Input, context: RequestContext) async throws -> String {
        throw Login.Failure.unauthorized(Problem(detail: "another operation's"))
    }
}

/// Keeps what was logged.
final class Log: LogHandler {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    // A logger sets its level and metadata on copies of its handler; this one is shared and keeps errors alone.
    var logLevel: Logger.Level {
        get { .error }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        kept.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
}

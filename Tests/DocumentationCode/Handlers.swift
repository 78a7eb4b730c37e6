// What the documentation shows of handlers.

import Logging
import PetstoreExample
import ShowcaseExample
import WritServer

struct NotYet {
    func listPets(_ input: ListPets.Input, context: RequestContext) async throws -> [Pet] {
        throw NotImplemented()
    }
}

struct Database: Sendable {
    func query(_ text: String) throws -> [String] { [text] }
}

struct Reports {
    let database: Database

    func names(context: RequestContext) async throws -> [String] {
        let rows = try await context.offload { [database] in try database.query("SELECT name FROM pets") }
        context.logger.info("read the names", metadata: ["count": "\(rows.count)"])
        return rows
    }
}

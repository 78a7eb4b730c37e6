// Handlers that take what they get and do nothing with it: all of a request's cost is the server's own.

import HostileExample
import WritServer

struct Takers: DefaultHandlers {
    func sendNames(_ input: SendNames.Input, context: RequestContext) async throws {}
    func sendRecords(_ input: SendRecords.Input, context: RequestContext) async throws {}
    func sendTree(_ input: SendTree.Input, context: RequestContext) async throws {}
    func sendChoice(_ input: SendChoice.Input, context: RequestContext) async throws {}
    func sendBranch(_ input: SendBranch.Input, context: RequestContext) async throws {}
    func sendBag(_ input: SendBag.Input, context: RequestContext) async throws {}
    func sendPrices(_ input: SendPrices.Input, context: RequestContext) async throws {}
    func sendFinds(_ input: SendFinds.Input, context: RequestContext) async throws {}
    func sendAnything(_ input: SendAnything.Input, context: RequestContext) async throws {}
    func sendForm(_ input: SendForm.Input, context: RequestContext) async throws {}

    func sendParts(_ input: SendParts.Input, context: RequestContext) async throws {
        for try await part in input.body {
            if case .files(let file) = part { for try await _ in file {} }
        }
    }

    func sendBytes(_ input: SendBytes.Input, context: RequestContext) async throws {
        for try await _ in input.body {}
    }

    func sendLines(_ input: SendLines.Input, context: RequestContext) async throws {
        for try await _ in input.body {}
    }

    func sendEvents(_ input: SendEvents.Input, context: RequestContext) async throws {
        for try await _ in input.body {}
    }

    func readLines(_ input: ReadLines.Input, context: RequestContext) async throws -> AnswerSequence<Int> {
        AnswerSequence { lines in
            while true { try await lines.write(1) }
        }
    }

    /// How much was read.
    func readFilter(_ input: ReadFilter.Input, context: RequestContext) async throws -> Int {
        (input.filter?.count ?? 0) + (input.tags?.count ?? 0) + (input.xList?.count ?? 0)
    }

    func openSocket(_ input: OpenSocket.Input, socket: OpenSocket.Socket, context: RequestContext) async throws {
        for try await _ in socket {}
    }
}

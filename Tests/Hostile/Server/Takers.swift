// Handlers that take what they get and do nothing with it: all of a request's cost is the server's own.

import HostileExample
import WritServer

struct Takers: DefaultHandlers {
    func sendNames(_ input: SendNames.Input, context: Context) async throws {}
    func sendRecords(_ input: SendRecords.Input, context: Context) async throws {}
    func sendTree(_ input: SendTree.Input, context: Context) async throws {}
    func sendChoice(_ input: SendChoice.Input, context: Context) async throws {}
    func sendBranch(_ input: SendBranch.Input, context: Context) async throws {}
    func sendBag(_ input: SendBag.Input, context: Context) async throws {}
    func sendPrices(_ input: SendPrices.Input, context: Context) async throws {}
    func sendFinds(_ input: SendFinds.Input, context: Context) async throws {}
    func sendAnything(_ input: SendAnything.Input, context: Context) async throws {}
    func sendForm(_ input: SendForm.Input, context: Context) async throws {}

    func sendParts(_ input: SendParts.Input, context: Context) async throws {
        for try await part in input.body {
            if case .files(let file) = part { for try await _ in file {} }
        }
    }

    func sendBytes(_ input: SendBytes.Input, context: Context) async throws {
        for try await _ in input.body {}
    }

    func sendLines(_ input: SendLines.Input, context: Context) async throws {
        for try await _ in input.body {}
    }

    func readLines(_ input: ReadLines.Input, context: Context) async throws -> AnswerSequence<Int> {
        AnswerSequence { lines in
            while true { try await lines.write(1) }
        }
    }

    /// How much was read.
    func readFilter(_ input: ReadFilter.Input, context: Context) async throws -> Int {
        (input.filter?.count ?? 0) + (input.tags?.count ?? 0) + (input.xList?.count ?? 0)
    }
}

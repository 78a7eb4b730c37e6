// The operations of the tags `bodies` and `unions`: they answer the body that they were given.

import ShowcaseExample
import WritServer

struct EchoBodies: BodiesHandlers {
    func sendEverything(_ input: SendEverything.Input, context: RequestContext) async throws -> Everything {
        switch input.body {
        case .json(let everything), .vndShowcaseJSON(let everything): everything
        }
    }
    func sendOptional(_ input: SendOptional.Input, context: RequestContext) async throws -> [Int?]? { input.body }
    func sendLists(_ input: SendLists.Input, context: RequestContext) async throws -> Lists { input.body }
    func growTree(_ input: GrowTree.Input, context: RequestContext) async throws -> Tree { input.body }
    func saveAccount(_ input: SaveAccount.Input, context: RequestContext) async throws -> Account {
        let parts = input.body.parts?.enumerated().map { Part(serial: "P\($0.offset)", note: $0.element.note) }
        return Account(id: 7, name: "\(input.body.name), \(input.body.secret.count) secret characters", parts: parts)
    }
}

struct EchoUnions: UnionsHandlers {
    func sendUnions(_ input: SendUnions.Input, context: RequestContext) async throws -> Unions { input.body }
}

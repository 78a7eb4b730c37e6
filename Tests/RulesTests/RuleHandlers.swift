// Handlers that take what the contract lets through.

import RulesExample
import WritServer

struct RuleHandlers: DefaultHandlers {
    /// What the price is said to be.
    var amount = 1
    var currency = "EUR"

    func book(_ input: Book.Input, context: Context) async throws -> Book.OkBody {
        Book.OkBody(amount: amount, currency: currency)
    }

    func addContact(_ input: AddContact.Input, context: Context) async throws {}

    func addShape(_ input: AddShape.Input, context: Context) async throws -> String {
        switch input.body {
        case .circle: "circle"
        case .square: "square"
        }
    }

    func addChain(_ input: AddChain.Input, context: Context) async throws {}
    func addMark(_ input: AddMark.Input, context: Context) async throws {}
    func addNode(_ input: AddNode.Input, context: Context) async throws {}
    func addPile(_ input: AddPile.Input, context: Context) async throws {}
    func addWord(_ input: AddWord.Input, context: Context) async throws {}
    func findWords(_ input: FindWords.Input, context: Context) async throws {}
}

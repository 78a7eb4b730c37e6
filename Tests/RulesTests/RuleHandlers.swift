// Handlers that take what the contract lets through.

import RulesExample
import WritServer
import WritWire

struct RuleHandlers: DefaultHandlers {
    /// What the price is said to be.
    var amount = 1
    var currency = "EUR"

    func book(_ input: Book.Input, context: RequestContext) async throws -> Book.Response {
        Book.Response(amount: amount, currency: currency)
    }

    func addContact(_ input: AddContact.Input, context: RequestContext) async throws {}

    func addShape(_ input: AddShape.Input, context: RequestContext) async throws -> String {
        switch input.body {
        case .circle: "circle"
        case .square: "square"
        }
    }

    func addChain(_ input: AddChain.Input, context: RequestContext) async throws {}
    func addMove(_ input: AddMove.Input, context: RequestContext) async throws -> String {
        switch input.body {
        case .vertical(let move): "vertical \(move.direction.rawValue) \(move.floors)"
        case .sideways(let move): "sideways \(move.direction.rawValue) \(move.steps ?? 0)"
        }
    }

    func addLink(_ input: AddLink.Input, context: RequestContext) async throws -> String {
        switch input.body {
        case .secure(let link): "secure \(link.cipher ?? "")"
        case .plain(let link): "plain \(link.note ?? "")"
        }
    }

    func addRecord(_ input: AddRecord.Input, context: RequestContext) async throws -> String { "\(input.body)" }
    func addTurn(_ input: AddTurn.Input, context: RequestContext) async throws -> String { "\(input.body)" }
    func addTool(_ input: AddTool.Input, context: RequestContext) async throws -> String { "\(input.body)" }

    func addAmount(_ input: AddAmount.Input, context: RequestContext) async throws -> String {
        let (count, huge): (UInt64?, DecimalNumber?) = (input.body.count, input.body.huge)
        return "\(count ?? 0) \(huge?.description ?? "")"
    }

    func addState(_ input: AddState.Input, context: RequestContext) async throws -> String {
        let limit: Int? = input.body.limit
        let size =
            switch input.body.size {
            case .integer(let size): "\(size)"
            case .auto: "auto"
            }
        return "\(input.body.state) \(input.body.level) \(limit ?? -1) \(size)"
    }

    func addCorner(_ input: AddCorner.Input, context: RequestContext) async throws -> String {
        let either: Int? = input.body.either
        return "\(input.body.id ?? "") \(either ?? 0) \(input.body.size?.rawValue ?? "")"
    }

    func addPart(_ input: AddPart.Input, context: RequestContext) async throws -> String { "\(input.body)" }

    func addDraft(_ input: AddDraft.Input, context: RequestContext) async throws -> String {
        let (name, draft): (String, Draft) =
            switch input.body {
            case .json(let draft): ("json", draft)
            case .vndExampleDraftJSON(let draft): ("draft", draft)
            case .form(let draft): ("form", draft)
            case .multipart(let draft): ("multipart", draft)
            }
        return "\(name) \(draft.name) \(draft.mood?.rawValue ?? "") \(draft.tags ?? [])"
    }

    func findShares(_ input: FindShares.Input, context: RequestContext) async throws {}

    func addMark(_ input: AddMark.Input, context: RequestContext) async throws {}
    func addNode(_ input: AddNode.Input, context: RequestContext) async throws {}
    func addPile(_ input: AddPile.Input, context: RequestContext) async throws {}
    func addWord(_ input: AddWord.Input, context: RequestContext) async throws {}
    func findWords(_ input: FindWords.Input, context: RequestContext) async throws {}
}

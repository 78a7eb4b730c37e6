// The operations of the tag `forms`: they answer what they were given as JSON.

import ShowcaseExample
import WritServer

struct EchoForms: FormsHandlers {
    func sendFilter(_ input: SendFilter.Input, context: RequestContext) async throws -> Filter {
        switch input.body {
        case .form(let filter), .json(let filter): filter
        }
    }

    func sendOrder(_ input: SendOrder.Input, context: RequestContext) async throws -> Order { input.body ?? Order(number: 1) }
}

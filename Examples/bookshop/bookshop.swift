// The bookshop as one API: a handler for each tag around one store, and what the store's refusals are answered with.

import BookshopExample
import WritServer

func bookshop(_ store: Store = Store()) -> CornerBooksAPI<Person> {
    CornerBooksAPI(
        books: Catalogue(store: store), covers: Covers(store: store), loans: Lending(store: store), orders: Sales(store: store),
        events: Events(store: store), system: System(), security: Door())
}

let shopErrors = [
    ErrorMapping { (refusal: Store.Refusal) in
        switch refusal {
        case .noSuch(let what): HTTPProblem.notFound("There is no such \(what).")
        case .conflict(let why): HTTPProblem.conflict(why)
        case .unprocessable(let why): HTTPProblem(422, why)
        }
    }
]

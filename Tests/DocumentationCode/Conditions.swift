// What the documentation shows of versions, pages, cookies and keys.

import WritServer

struct Book: Sendable {
    let id: Int
    let version: Int
    let cover: [UInt8]
}

struct Shelf {
    func tell(_ answer: ServerAnswer, of book: Book) {
        let tag = EntityTag(book.id, book.version)
        answer.setField("ETag", tag.field)
    }

    func version(of cover: (bytes: [UInt8], type: String)) -> EntityTag {
        let tag = EntityTag(hashOf: cover.bytes)
        return tag
    }

    func show(_ book: Book, context: RequestContext) throws -> Book? {
        let tag = EntityTag(book.id, book.version)
        if try context.checkPreconditions(tag) == .notModified { return nil }
        return book
    }

    func list(_ input: (page: Int, perPage: Int), total: Int, context: RequestContext, _ answer: ServerAnswer) {
        let links = context.pageLinks(page: input.page, perPage: input.perPage, total: total)
        answer.setField("Link", links.field)
    }

    func second(_ context: RequestContext) -> LinkField {
        let links = context.pageLinks(page: 2, perPage: 20, total: 311)
        return links
    }

    func list(_ page: [Book], context: RequestContext) -> LinkField {
        let links = context.pageLinks(next: page.last.map { "\($0.id)" })
        return links
    }
}

actor Shelves {
    var books: [Int: Book] = [:]

    func change(_ id: Int, if conditions: VersionConditions) throws {
        guard let book = books[id] else { throw NotImplemented() }
        try conditions.check(EntityTag(book.id, book.version), isRequired: true)
        books[id] = Book(id: id, version: book.version + 1, cover: [])
    }
}

func change(_ book: Book, on shelf: Shelves, context: RequestContext) async throws {
    let conditions = context.versionConditions
    try await shelf.change(book.id, if: conditions)
}

struct Theme {
    func set(_ answer: ServerAnswer) throws {
        let cookie = try ResponseCookie("__Host-theme", "dark", path: "/", maxAge: .seconds(86_400 * 365))
        answer.addField("Set-Cookie", cookie.field)
    }

    func takeAway(_ answer: ServerAnswer) throws {
        answer.addField("Set-Cookie", try ResponseCookie.deletion(of: "__Host-theme", path: "/").field)
    }
}

struct PlacedOrder: Sendable {
    let number: Int
}

struct OrderStore: Sendable {
    func place(_ body: String) async throws -> PlacedOrder { PlacedOrder(number: body.count) }
}

struct Counter: Sendable {
    let store = OrderStore()
    let placed = MemoryIdempotencyStore<PlacedOrder>(lifetime: .seconds(86_400), countMax: 10_000)

    func place(_ input: (idempotencyKey: String, body: String), customer: User) async throws -> PlacedOrder {
        let body = input.body.utf8
        let order = try await placed.once(input.idempotencyKey, of: customer.name, fingerprint: body) {
            try await store.place(input.body)
        }
        return order
    }

    func place(_ input: (key: UniqueID, body: String), customer: User) async throws -> (PlacedOrder, Int) {
        let (key, body) = (input.key, input.body.utf8)
        let (order, isRepeated) = try await placed.onceOrRepeated(key, of: customer.name, fingerprint: body) {
            try await store.place(input.body)
        }
        return (order, isRepeated ? 200 : 201)
    }
}

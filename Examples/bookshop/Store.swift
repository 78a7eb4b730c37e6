// All that the shop knows, in memory.

import BookshopExample
import WritServer

struct Cover: Sendable {
    let bytes: [UInt8]
    let isPNG: Bool
}

struct NumberedEvent: Sendable {
    let number: Int
    let kind: StreamEvents.KindsItem
    let event: ShopEvent
}

extension Book {
    var tag: EntityTag { EntityTag(id, version) }
}

actor Store {
    enum Refusal: Error {
        case noSuch(String)
        case conflict(String)
        case unprocessable(String)
    }

    private var shelf: [Int64: Book] = [:]
    private var covers: [Int64: Cover] = [:]
    private var lastID: Int64 = 0
    private var lent: [UniqueID: Loan] = [:]
    private var sold: [UniqueID: (order: Order, customer: String)] = [:]
    private var events: [NumberedEvent] = []
    private var listeners: [Int: AsyncStream<NumberedEvent>.Continuation] = [:]
    private var lastListener = 0

    // MARK: Books

    var books: [Book] { shelf.values.sorted { $0.id < $1.id } }

    func book(_ id: Int64) throws -> Book {
        guard let book = shelf[id] else { throw Refusal.noSuch("book") }
        return book
    }

    func add(_ new: NewBook) throws -> Book {
        if shelf.values.contains(where: { $0.isbn == new.isbn }) { throw Refusal.conflict("There is a book of this ISBN.") }
        lastID += 1
        let book = Book(new, id: lastID, createdAt: .now, version: 1, onLoan: false)
        shelf[book.id] = book
        tell(.bookCreated, ShopEvent(at: .now, bookID: book.id))
        return book
    }

    /// Changes a book, if the request is about the version that is there.
    func change(
        _ id: Int64, if conditions: VersionConditions, isRequired: Bool = false, _ change: @Sendable (inout Book) -> Void
    ) throws -> Book {
        var book = try book(id)
        try conditions.check(book.tag, isRequired: isRequired)
        change(&book)
        book.version += 1
        shelf[id] = book
        tell(.bookChanged, ShopEvent(at: .now, bookID: id))
        return book
    }

    func remove(_ id: Int64, if conditions: VersionConditions) throws {
        try conditions.check(book(id).tag)
        (shelf[id], covers[id]) = (nil, nil)
        tell(.bookDeleted, ShopEvent(at: .now, bookID: id))
    }

    func cover(_ id: Int64) throws -> (Cover, EntityTag) {
        guard let cover = covers[id] else { throw Refusal.noSuch("cover") }
        return (cover, EntityTag(hashOf: cover.bytes))
    }

    func setCover(_ id: Int64, _ cover: Cover) throws {
        _ = try book(id)
        covers[id] = cover
    }

    // MARK: Loans

    var loans: [Loan] { lent.values.sorted { ($0.due, $0.id) < ($1.due, $1.id) } }

    func lend(_ id: Int64, to member: UniqueID, until due: CalendarDate, note: Presence<String>) throws -> Loan {
        if try book(id).onLoan == true { throw Refusal.conflict("It is lent already.") }
        shelf[id]?.onLoan = true
        let loan = Loan(id: .random(), bookID: id, member: member, due: due, returnedAt: nil, note: note)
        lent[loan.id] = loan
        return loan
    }

    func giveBack(_ id: UniqueID) throws -> Loan {
        guard var loan = lent[id] else { throw Refusal.noSuch("loan") }
        if loan.returnedAt != nil { throw Refusal.conflict("It is back already.") }
        loan.returnedAt = .now
        lent[id] = loan
        shelf[loan.bookID]?.onLoan = false
        return loan
    }

    // MARK: Orders

    func place(_ new: NewOrder, for customer: String) throws -> Order {
        let total = try new.lines.reduce(0) { sum, line in
            guard let book = shelf[line.bookID] else { throw Refusal.unprocessable("There is no book \(line.bookID).") }
            return sum + book.priceCents * line.quantity
        }
        let order = Order(
            id: .random(), status: .placed, lines: new.lines, totalCents: total, payment: Payment(new.payment),
            giftMessage: new.giftMessage, placedAt: .now)
        sold[order.id] = (order, customer)
        tell(.orderPlaced, ShopEvent(at: .now, orderID: order.id))
        return order
    }

    func orders(of person: Person) -> [Order] {
        sold.values.filter { isOpen($0.customer, to: person) }.map(\.order).sorted { $0.placedAt < $1.placedAt }
    }

    func order(_ id: UniqueID, for person: Person) throws -> Order {
        guard let known = sold[id] else { throw Refusal.noSuch("order") }
        guard isOpen(known.customer, to: person) else { throw AccessDenied() }
        return known.order
    }

    /// Cancels an order that can be; the status that it had.
    func cancel(_ id: UniqueID, for person: Person) throws -> OrderStatus {
        let status = try order(id, for: person).status
        switch status {
        case .placed: sold[id]?.order.status = .cancelled
        case .paid: break
        case .shipped, .cancelled: throw Refusal.conflict("It is \(status.rawValue) already.")
        }
        return status
    }

    /// Customers see what is theirs, and the staff sees all.
    private func isOpen(_ customer: String, to person: Person) -> Bool {
        if case .customer(let name) = person { name == customer } else { true }
    }

    // MARK: Events

    private func tell(_ kind: StreamEvents.KindsItem, _ event: ShopEvent) {
        let event = NumberedEvent(number: events.count + 1, kind: kind, event: event)
        events.append(event)
        for listener in listeners.values { listener.yield(event) }
    }

    /// What happens from now on, behind what has happened since an event.
    func listen(after number: Int) -> AsyncStream<NumberedEvent> {
        lastListener += 1
        let id = lastListener
        let (stream, continuation) = AsyncStream<NumberedEvent>.makeStream()
        for event in events where event.number > number { continuation.yield(event) }
        listeners[id] = continuation
        continuation.onTermination = { _ in Task { await self.forget(id) } }
        return stream
    }

    private func forget(_ id: Int) { listeners[id] = nil }
}

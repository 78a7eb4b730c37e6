// The operations of the tags `loans`, `orders`, `events` and `system`.

import BookshopExample
import WritServer

struct Lending: LoansHandlers {
    let store: Store

    func lendBook(_ input: LendBook.Input, principal: Person, context: RequestContext) async throws -> LendBook.Success {
        let due = CalendarDate.today.adding(days: input.body.days)
        let loan = try await store.lend(input.bookID, to: input.body.member, until: due, note: input.body.note)
        return .created(loan, location: "/v1/loans/\(loan.id)")
    }

    func listLoans(_ input: ListLoans.Input, principal: Person, context: RequestContext) async throws -> ListLoans.Success {
        let loans = await store.loans.filter { !input.overdue || $0.returnedAt == nil && $0.due < .today }
        let page = loans.dropFirst((input.page - 1) * input.perPage).prefix(input.perPage)
        let links = context.pageLinks(page: input.page, perPage: input.perPage, total: loans.count)
        return .ok(ListLoans.Response(items: Array(page), total: loans.count), link: links.field)
    }

    func returnLoan(_ input: ReturnLoan.Input, principal: Person, context: RequestContext) async throws -> Loan {
        try await store.giveBack(input.loanID)
    }
}

struct Sales: OrdersHandlers {
    let store: Store
    let placed = MemoryIdempotencyStore<Order>(lifetime: .seconds(86_400), countMax: 10_000)

    func placeOrder(_ input: PlaceOrder.Input, principal: Person, context: RequestContext) async throws -> PlaceOrder.Success {
        guard case .customer(let customer) = principal else { throw AccessDenied() }
        if case .voucher(let voucher) = input.body.payment, voucher.code == "EXPIRED" {
            throw HTTPProblem(402, "The voucher is no longer good.")
        }
        let (order, isRepeated) = try await placed.onceOrRepeated(
            input.idempotencyKey, of: customer, fingerprint: input.body.jsonBytes()
        ) { try await store.place(input.body, for: customer) }
        return isRepeated ? .ok(order) : .created(order, location: "/v1/orders/\(order.id)")
    }

    func listOrders(_ input: ListOrders.Input, principal: Person, context: RequestContext) async throws -> ListOrders.Success {
        let orders = await store.orders(of: principal).filter { input.status?.contains($0.status) ?? true }
        if context.accepts("application/json") { return .okJSON(orders) }
        return .okCSV(orders.map { "\($0.id),\($0.status.rawValue),\($0.totalCents)\n" }.joined())
    }

    func getOrder(_ input: GetOrder.Input, principal: Person, context: RequestContext) async throws -> Order {
        try await store.order(input.orderID, for: principal)
    }

    func cancelOrder(_ input: CancelOrder.Input, principal: Person, context: RequestContext) async throws -> CancelOrder.Success {
        try await store.cancel(input.orderID, for: principal) == .placed ? .noContent : .accepted
    }
}

struct Events: EventsHandlers {
    let store: Store

    func streamEvents(
        _ input: StreamEvents.Input, context: RequestContext
    ) async throws -> AnswerSequence<ServerSentEvent<ShopEvent>> {
        let events = await store.listen(after: input.lastEventID.flatMap { Int($0) } ?? 0)
        return AnswerSequence { answer in
            for await event in events where input.kinds?.contains(event.kind) ?? true {
                try await answer.write(ServerSentEvent(event.event, event: event.kind.rawValue, id: "\(event.number)"))
            }
        }
    }
}

struct System: SystemHandlers {
    let start = ContinuousClock.now

    func health(_ input: Health.Input, context: RequestContext) async throws -> Health.Response {
        Health.Response(uptimeSeconds: (ContinuousClock.now - start) / .seconds(1))
    }
}

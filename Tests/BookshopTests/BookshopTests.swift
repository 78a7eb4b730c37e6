// The bookshop, as its customers and its staff meet it.

import BookshopExample
import Testing
import WritServer
import WritTesting

@testable import BookshopExampleServer

private let till: KeyValuePairs = ["X-Api-Key": "till-1"]
private let staff: KeyValuePairs = ["Authorization": "Bearer staff-admin"]
private let customer: KeyValuePairs = ["Authorization": "Bearer customer-Eve"]
private let dune = NewBook(
    isbn: "9780441172719", title: "Dune", subtitle: .null, authors: ["Frank Herbert"], genre: .scifi, format: .paperback,
    priceCents: 1299, published: .value(CalendarDate("1965-08-01") ?? .today))

@Suite struct `The bookshop` {
    let client = TestClient(bookshop(), errors: shopErrors)

    private func add(_ book: NewBook = dune) async throws -> Book {
        let answer = await client.post("/v1/books", json: book.jsonText, fields: till)
        #expect(answer.status == 201)
        return try Book(jsonBytes: answer.body)
    }

    private func change(_ method: String, _ target: String, _ json: String, ifMatch: String?) async -> TestAnswer {
        var request = TestRequest(method, target, json)
        if let ifMatch { request.fields.append(("If-Match", ifMatch)) }
        return await request.send(client)
    }

    @Test func `keeps books as they were added`() async throws {
        let book = try await add()
        #expect(book == Book(dune, id: 1, createdAt: book.createdAt, version: 1, onLoan: false))
        let found = await client.get("/v1/books/1")
        #expect(try Book(jsonBytes: found.body) == book)
        #expect(found["ETag"] == "\"1-1\"")
        #expect(await client.get("/v1/books/1", fields: ["If-None-Match": "\"1-1\""]).status == 304)
        let again = await client.post("/v1/books", json: dune.jsonText, fields: till)
        let problem = try Problem(jsonBytes: again.body)
        #expect(again.status == 409 && problem.status == 409 && problem.title == "Conflict" && problem.type == "about:blank")
        #expect(problem.detail == "There is a book of this ISBN.")
    }

    @Test func `changes just the version that was seen, and what was said of it`() async throws {
        _ = try await add()
        let patch = BookPatch(priceCents: 999, published: .null)
        let patched = await change("PATCH", "/v1/books/1", patch.jsonText, ifMatch: "\"1-1\"")
        let book = try Book(jsonBytes: patched.body)
        #expect(patched["ETag"] == "\"1-2\"" && book.priceCents == 999 && book.published == .null && book.title == "Dune")
        #expect(book.subtitle == .null && book.version == 2)
        #expect(await change("PATCH", "/v1/books/1", patch.jsonText, ifMatch: "\"1-1\"").status == 412)
        #expect(await change("PUT", "/v1/books/1", dune.jsonText, ifMatch: nil).status == 428)
        let replaced = await change("PUT", "/v1/books/1", dune.jsonText, ifMatch: "\"1-2\"")
        #expect(try Book(jsonBytes: replaced.body) == Book(dune, id: 1, createdAt: book.createdAt, version: 3, onLoan: false))
        #expect(await change("DELETE", "/v1/books/1", "", ifMatch: "\"1-2\"").status == 412)
        #expect(await change("DELETE", "/v1/books/1", "", ifMatch: "\"1-3\"").status == 204)
        #expect(await change("DELETE", "/v1/books/1", "", ifMatch: "\"1-3\"").status == 404)
    }

    @Test func `finds books page by page`() async throws {
        for number in 1...5 {
            var book = dune
            book.isbn = "978044117271\(number)"
            book.title = "Dune \(number)"
            _ = try await add(book)
        }
        let page = await client.get("/v1/books?q=dune&genre=scifi,crime&sort=-title&page=2&perPage=2")
        #expect(try [Book](jsonBytes: page.body).map(\.title) == ["Dune 3", "Dune 2"])
        #expect(page["X-Total-Count"] == "5" && page["Link"]?.contains("page=3") == true)
        #expect(page["Link"]?.contains("rel=\"prev\"") == true && page["Link"]?.contains("q=dune") == true)
        let wrong = await client.get("/v1/books?publishedFrom=2020-01-02&publishedTo=2020-01-01")
        #expect(try Problem(jsonBytes: wrong.body).detail == "publishedFrom is after publishedTo")
        #expect(wrong.status == 400)
        #expect(await client.get("/v1/books?genre=scifi,nope").status == 400)
    }

    @Test func `lends a book once, and takes it back once`() async throws {
        _ = try await add()
        let wish = LendBook.Body(member: .random(), days: 14)
        let lent = await client.post("/v1/books/1/loans", json: wish.jsonText, fields: till)
        let loan = try Loan(jsonBytes: lent.body)
        #expect(lent.status == 201 && loan.due == CalendarDate.today.adding(days: 14) && loan.member == wish.member)
        #expect(await client.post("/v1/books/1/loans", json: wish.jsonText, fields: till).status == 409)
        #expect(await client.post("/v1/books/2/loans", json: wish.jsonText, fields: till).status == 404)
        let back = await client.send("POST", "/v1/loans/\(loan.id)/return", fields: till)
        #expect(try Loan(jsonBytes: back.body).returnedAt != nil)
        #expect(await client.send("POST", "/v1/loans/\(loan.id)/return", fields: till).status == 409)
    }

    @Test func `places an order once for a key`() async throws {
        _ = try await add()
        let card = PaymentInput.card(CardPaymentInput(number: "4111111111111111", expiry: "2030-01"))
        let wish = NewOrder(lines: [OrderLine(bookID: 1, quantity: 2)], payment: card)
        let key = UniqueID.random()
        let fields: KeyValuePairs = ["Authorization": "Bearer customer-Eve", "Idempotency-Key": "\(key)"]
        let first = await client.post("/v1/orders", json: wish.jsonText, fields: fields)
        let order = try Order(jsonBytes: first.body)
        #expect(first.status == 201 && order.totalCents == 2598 && !first.text.contains("4111"))
        let second = await client.post("/v1/orders", json: wish.jsonText, fields: fields)
        #expect(try Order(jsonBytes: second.body) == order)
        #expect(second.status == 200)
        #expect(await client.get("/v1/orders/\(order.id)", fields: ["Authorization": "Bearer customer-Ann"]).status == 403)
        #expect(
            await client.get("/v1/orders", fields: ["Authorization": "Bearer customer-Eve", "Accept": "text/csv"]).text
                == "\(order.id),placed,2598\n")
        #expect(await client.send("POST", "/v1/orders/\(order.id)/cancel", fields: customer).status == 204)
        #expect(await client.send("POST", "/v1/orders/\(order.id)/cancel", fields: customer).status == 409)
    }

    @Test func `is open to those who may`() async throws {
        #expect(await client.delete("/v1/books/1").status == 401)
        #expect(await client.delete("/v1/books/1", fields: ["Authorization": "Bearer staff-cat"]).status == 403)
        #expect(await client.get("/v1/books/1").status == 404)
        #expect(await client.get("/v1/healthz").status == 200)
    }
}

/// A request of the staff.
private struct TestRequest {
    let method: String
    let target: String
    let json: String
    var fields: [(String, String)] = [("Authorization", "Bearer staff-admin")]

    init(_ method: String, _ target: String, _ json: String) {
        (self.method, self.target, self.json) = (method, target, json)
        if method == "PATCH" { fields.append(("Content-Type", "application/merge-patch+json")) }
        if method == "PUT" { fields.append(("Content-Type", "application/json")) }
    }

    func send(_ client: TestClient) async -> TestAnswer {
        let ifMatch = fields.first { $0.0 == "If-Match" }?.1
        let type = fields.first { $0.0 == "Content-Type" }?.1 ?? "application/json"
        let body = json.isEmpty ? nil : Array(json.utf8)
        guard let ifMatch else {
            return await client.send(
                method, target, fields: ["Authorization": "Bearer staff-admin", "Content-Type": type], body: body)
        }
        return await client.send(
            method, target, fields: ["Authorization": "Bearer staff-admin", "Content-Type": type, "If-Match": ifMatch], body: body
        )
    }
}

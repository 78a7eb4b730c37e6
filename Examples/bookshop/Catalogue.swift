// The operations of the tags `books` and `covers`.

import BookshopExample
import WritServer

struct Catalogue: BooksHandlers {
    let store: Store

    func listBooks(_ input: ListBooks.Input, context: RequestContext) async throws -> ListBooks.Success {
        if let from = input.publishedFrom, let to = input.publishedTo, from > to {
            throw HTTPProblem(400, "publishedFrom is after publishedTo")
        }
        let found = await store.books.filter { input.fits($0) }.sorted(by: input.sort.isInOrder)
        let page = found.dropFirst((input.page - 1) * input.perPage).prefix(input.perPage)
        let links = context.pageLinks(page: input.page, perPage: input.perPage, total: found.count)
        return .ok(Array(page), link: links.field, xTotalCount: Int32(found.count))
    }

    func createBook(_ input: CreateBook.Input, principal: Person, context: RequestContext) async throws -> CreateBook.Success {
        let book = try await store.add(input.body)
        return .created(book, location: "/v1/books/\(book.id)", etag: book.tag.field)
    }

    func getBook(_ input: GetBook.Input, context: RequestContext) async throws -> GetBook.Success {
        let book = try await store.book(input.bookID)
        if try context.checkPreconditions(book.tag) == .notModified { return .notModified }
        return .ok(book, etag: book.tag.field)
    }

    func replaceBook(_ input: ReplaceBook.Input, principal: Person, context: RequestContext) async throws -> ReplaceBook.Success {
        let book = try await store.change(input.bookID, if: context.versionConditions, isRequired: true) {
            $0.update(from: input.body)
        }
        return .ok(book, etag: book.tag.field)
    }

    func patchBook(_ input: PatchBook.Input, principal: Person, context: RequestContext) async throws -> PatchBook.Success {
        let book = try await store.change(input.bookID, if: context.versionConditions) { input.body.apply(to: &$0) }
        return .ok(book, etag: book.tag.field)
    }

    func deleteBook(_ input: DeleteBook.Input, principal: Person, context: RequestContext) async throws {
        try await store.remove(input.bookID, if: context.versionConditions)
    }

    func listReviews(_ input: ListReviews.Input, context: RequestContext) async throws -> [Review] { [] }
}

extension ListBooks.Input {
    /// Whether a book is one of those that are asked for.
    fileprivate func fits(_ book: Book) -> Bool {
        if let words = q?.lowercased(), !([book.title] + book.authors).contains(where: { $0.lowercased().contains(words) }) {
            return false
        }
        if let genre, !genre.contains(book.genre) { return false }
        if let format, format != book.format { return false }
        if let publishedFrom, book.published.value.map({ $0 < publishedFrom }) ?? true { return false }
        if let publishedTo, book.published.value.map({ $0 > publishedTo }) ?? true { return false }
        return book.priceCents >= price?.min ?? 0 && book.priceCents <= price?.max ?? .max
    }
}

extension ListBooks.Sort {
    /// Books whose day nobody knows come last.
    fileprivate func isInOrder(_ one: Book, _ other: Book) -> Bool {
        switch self {
        case .title: return one.title < other.title
        case .minusTitle: return one.title > other.title
        case .published, .minusPublished:
            guard let day = one.published.value else { return false }
            guard let otherDay = other.published.value else { return true }
            return self == .published ? day < otherDay : day > otherDay
        }
    }
}

struct Covers: CoversHandlers {
    let store: Store

    func getCover(_ input: GetCover.Input, context: RequestContext) async throws -> GetCover.Success {
        let (cover, tag) = try await store.cover(input.bookID)
        let (bytes, name) = (AnswerBytes(cover.bytes), "inline; filename=\"\(input.bookID).\(cover.isPNG ? "png" : "jpg")\"")
        return cover.isPNG
            ? .okPNG(bytes, etag: tag.field, contentDisposition: name) : .okJpeg(bytes, etag: tag.field, contentDisposition: name)
    }

    func putCover(_ input: PutCover.Input, principal: Person, context: RequestContext) async throws {
        let image = try await input.body.collect().image
        guard image.bytes.count < 1_000_000 else { throw HTTPProblem(413, "A cover has less than a million bytes.") }
        try await store.setCover(input.bookID, Cover(bytes: image.bytes, isPNG: image.contentType != "image/jpeg"))
    }
}

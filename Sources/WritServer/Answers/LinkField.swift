// Links to the other pages of a list, as the field `Link` has them (RFC 8288).

internal import WritRuntime
internal import WritWire

/// Where the other pages of a list are: the request's own query, with other numbers or another cursor.
///
///     let links = context.pageLinks(page: input.page, perPage: input.perPage, total: total)
///     answer.setField("Link", links.field)
///
/// Links are relative to the request's own address, such as `?genre=scifi&page=3&perPage=20`, so that they hold behind every proxy;
/// with `base`, they begin with that. All other parameters of the query stay as the client sent them.
public struct LinkField: Sendable, Hashable {
    /// The first page.
    public let first: String?
    /// The page before; nil on the first one.
    public let previous: String?
    /// The page behind; nil on the last one.
    public let next: String?
    /// The last page; nil where nobody knows it.
    public let last: String?

    /// The value of a field `Link`: `<?page=1>; rel="first", <?page=3>; rel="next"`. Empty without links.
    public var field: String {
        let links = [(first, "first"), (previous, "prev"), (next, "next"), (last, "last")]
        return links.compactMap { target, relation in target.map { "<\($0)>; rel=\"\(relation)\"" } }.joined(separator: ", ")
    }

    /// Links of pages that are counted from 1.
    ///
    /// - Parameters:
    ///   - query: The request's, as it was sent.
    ///   - base: What stands before the question mark; it is taken as it is.
    ///   - page: The number of this page.
    ///   - perPage: Items of a page; less than 1 counts as 1.
    ///   - total: Items of all pages.
    ///   - names: What the two parameters are called.
    public init(
        query: String?, base: String = "", page: Int, perPage: Int, total: Int,
        names: (page: String, perPage: String) = ("page", "perPage")
    ) {
        let (perPage, total) = (max(perPage, 1), max(total, 1))
        let lastPage = (total - 1) / perPage + 1
        self.init(query, base, page: page, perPage: perPage, next: page < lastPage, last: lastPage, names)
    }

    /// Links of pages that are counted from 1, where only the next item tells whether there is another page.
    public init(
        query: String?, base: String = "", page: Int, perPage: Int, hasMore: Bool,
        names: (page: String, perPage: String) = ("page", "perPage")
    ) {
        self.init(query, base, page: page, perPage: max(perPage, 1), next: hasMore, last: nil, names)
    }

    /// Links of pages that begin at a cursor, which only the server can read.
    ///
    /// - Parameters:
    ///   - query: The request's, as it was sent.
    ///   - base: What stands before the question mark; it is taken as it is.
    ///   - next: The cursor of the page behind; nil on the last one.
    ///   - previous: The cursor of the page before; nil on the first one, and where pages are walked through in one direction.
    ///   - name: What the parameter is called.
    public init(query: String?, base: String = "", next: String?, previous: String? = nil, name: String = "cursor") {
        let query = LinkQuery(query, without: [name])
        first = base + query.with([])
        self.previous = previous.map { base + query.with([(name, $0)]) }
        self.next = next.map { base + query.with([(name, $0)]) }
        last = nil
    }

    private init(
        _ query: String?, _ base: String, page: Int, perPage: Int, next: Bool, last: Int?,
        _ names: (page: String, perPage: String)
    ) {
        let query = LinkQuery(query, without: [names.page, names.perPage])
        func link(_ page: Int) -> String { base + query.with([(names.page, String(page)), (names.perPage, String(perPage))]) }
        first = link(1)
        // A page that is beyond the last one leads back to it.
        previous = page > 1 ? link(min(page - 1, last ?? .max)) : nil
        self.next = next ? link(max(page, 0) + 1) : nil
        self.last = last.map(link)
    }
}

extension RequestContext {
    /// Links to the other pages of a list that are counted from 1, with the request's other parameters.
    ///
    ///     let links = context.pageLinks(page: 2, perPage: 20, total: 311)
    public func pageLinks(
        page: Int, perPage: Int, total: Int, names: (page: String, perPage: String) = ("page", "perPage")
    ) -> LinkField {
        LinkField(query: query, page: page, perPage: perPage, total: total, names: names)
    }

    /// Links to the pages before and behind, by cursors, with the request's other parameters.
    ///
    ///     let links = context.pageLinks(next: page.last.map { "\($0.id)" })
    public func pageLinks(next: String?, previous: String? = nil, name: String = "cursor") -> LinkField {
        LinkField(query: query, next: next, previous: previous, name: name)
    }
}

// Links to other pages, with what else the client asked for.

import Testing
import WritServer
import WritTesting

@Suite struct `Links to pages` {
    static func field(_ query: String?, page: Int, total: Int) -> String {
        LinkField(query: query, page: page, perPage: 20, total: total).field
    }

    @Test func `lead to the first, the one before, the one behind and the last`() {
        #expect(
            Self.field("page=2", page: 2, total: 61) == #"""
                <?page=1&perPage=20>; rel="first", <?page=1&perPage=20>; rel="prev", <?page=3&perPage=20>; rel="next", \#
                <?page=4&perPage=20>; rel="last"
                """#)
        let one = LinkField(query: nil, page: 1, perPage: 20, total: 20)
        #expect(one.previous == nil && one.next == nil && one.last == "?page=1&perPage=20" && one.first == one.last)
        #expect(LinkField(query: nil, page: 1, perPage: 20, total: 21).next == "?page=2&perPage=20")
        #expect(LinkField(query: nil, page: 1, perPage: 20, total: 0).last == "?page=1&perPage=20")
    }

    @Test(arguments: [(Int.max, Int.max, Int.max), (Int.min, Int.min, Int.min), (0, 0, 0), (-5, 1, Int.max), (9, 1, 3)])
    func `of numbers that make no sense lead to pages that are there`(page: Int, perPage: Int, total: Int) {
        let links = LinkField(query: nil, page: page, perPage: perPage, total: total)
        let last = Int(links.last?.dropFirst(6).prefix { $0 != "&" } ?? "") ?? 0
        for link in [links.previous, links.next, links.first] {
            guard let link else { continue }
            #expect((1...last).contains(Int(link.dropFirst(6).prefix { $0 != "&" }) ?? 0), "\(link)")
        }
    }

    @Test func `keep the query's other parameters as they were sent`() {
        let query = "genre=sci%2Dfi&pa%67e=7&q=a+b%20c&price[min]=3&empty=&flag&&perPage=5&page&q=|^"
        #expect(
            LinkField(query: query, page: 1, perPage: 5, hasMore: true).next
                == "?genre=sci%2Dfi&q=a+b%20c&price%5Bmin%5D=3&empty=&flag&q=%7C%5E&page=2&perPage=5")
        let named = LinkField(query: "p=1&page=x", page: 1, perPage: 5, hasMore: true, names: ("p", "n"))
        #expect(named.next == "?page=x&p=2&n=5" && named.last == nil && named.previous == nil)
    }

    @Test func `carry cursors, whatever is in them`() {
        let links = LinkField(query: "cursor=old&q=1", base: "https://example.com/books", next: "a b/\"<>&=é", previous: "")
        #expect(links.next == "https://example.com/books?q=1&cursor=a%20b%2F%22%3C%3E%26%3D%C3%A9")
        #expect(links.previous == "https://example.com/books?q=1&cursor=" && links.first == "https://example.com/books?q=1")
        #expect(LinkField(query: nil, next: nil).field == #"<?>; rel="first""#)
    }

    @Test func `are made by the context of a request`() async {
        let client = TestClient(SampleAPI { $0.pageLinks(page: 2, perPage: 10, total: 30).next ?? "" })
        #expect(await client.get("/api/run?q=1&page=2").text == "?q=1&page=3&perPage=10")
        let cursors = TestClient(SampleAPI { $0.pageLinks(next: "n").field })
        #expect(await cursors.get("/api/run?q=1").text == #"<?q=1>; rel="first", <?q=1&cursor=n>; rel="next""#)
    }
}

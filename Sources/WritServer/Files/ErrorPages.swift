// Pages for people where programs get problem documents.

internal import WritEngine
internal import WritRuntime
internal import WritWire

/// Answers errors with pages of HTML to clients that like them better than problem documents: browsers.
///
///     ErrorPages([404: "<h1>There is nothing here</h1>", 500: "<h1>Something went wrong</h1>"])
///
/// Status and fields stay, and so does the answer to all others. Only problem documents and answers without a body are replaced.
public struct ErrorPages: Middleware {
    private let pages: [Int: [UInt8]]

    /// - Parameter pages: HTML by status; that of 500 holds for every other one from 500 on, too.
    public init(_ pages: [Int: String]) {
        self.pages = pages.mapValues { Array($0.utf8) }
    }

    /// Has the rest of the server answer, and replaces an error's body by a page.
    public func respond(to context: RequestContext, next: NextStep) async throws -> ServerAnswer {
        let answer = await next()
        guard answer.status >= 400, !answer.isStream, let page = pages[answer.status] ?? (answer.status > 500 ? pages[500] : nil)
        else { return answer }
        let type = answer.field("Content-Type")
        guard type == nil || type?.hasPrefix("application/problem+json") == true else { return answer }
        answer.addField("Vary", "Accept")
        guard prefersPages(context) else { return answer }
        answer.setField("Content-Type", "text/html; charset=utf-8")
        answer.setBody(page)
        return answer
    }

    /// Whether HTML is named in Accept, and a problem document isn't: browsers name what they show, and programs send `*/*`.
    private func prefersPages(_ context: RequestContext) -> Bool {
        guard let accept = context.field("Accept")?.lowercased() else { return false }
        return accept.contains("text/html") && !accept.contains("json")
    }
}

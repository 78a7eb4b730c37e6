// The page that shows what the API is: its description, its operations by tag, and the ways to the interfaces.

struct IndexPage {
    let content: IndexContent
    let configuration: DocsConfiguration
    let interfaces: DocsInterfaces?
    let links: DocsLinks
    /// The script that searches; nil where assets have no place, and the page does without.
    let script: DocsAssetLink?
    /// The script that talks by WebSockets and follows event streams; nil where there are none.
    var console: DocsAssetLink?

    var entry: DocsEntry {
        let title = escapeHTML(content.title)
        let html = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <link rel="icon" href="data:,">
            <style>\(indexStyles)</style>
            \([script, console].compactMap { $0 }.map { "<script defer src=\"\($0.href)\"></script>\n" }.joined())</head>
            <body>
            <main>
            <header>
            <h1>\(title) <small>\(escapeHTML(content.version))</small></h1>
            \(content.summary.map { "<p class=\"summary\">\(escapeHTML($0))</p>\n" } ?? "")</header>
            \(interfaceLinks)\(content.description.map { "<section class=\"text\">\n\(Markdown.html($0, topHeading: 2))</section>\n" } ?? "")\
            \(facts)\(operations)\(live)</main>
            </body>
            </html>

            """
        return .page(
            path: links.page, html: html, contentSecurityPolicy: indexPolicy(hasScript: script != nil, connects: console != nil))
    }

    // MARK: Links

    private var interfaceLinks: String {
        let cards: [(path: String?, name: String, purpose: String)] = [
            (interfaces?.swaggerPath, "Swagger UI", "Browse the operations and try them"),
            (interfaces?.rapidocPath, "RapiDoc", "The same, laid out for reading"),
            (configuration.yamlPath, "OpenAPI document", "As it was written"),
            (configuration.jsonPath, "OpenAPI document as JSON", "For programs"),
            (content.hasStreams ? configuration.asyncPath : nil, "AsyncAPI document", "WebSockets and event streams"),
        ]
        let items = cards.compactMap { card in
            card.path.map { path in
                "<li><a href=\"\(links.href(to: path))\"><b>\(card.name)</b><span>\(card.purpose)</span>"
                    + "<code>\(escapeHTML(path))</code></a></li>\n"
            }
        }
        return items.isEmpty ? "" : "<nav><ul class=\"cards\">\n\(items.joined())</ul></nav>\n"
    }

    /// A link to where the document leads, or the text alone where a page may not lead there.
    private func outside(_ text: String, _ address: String?) -> String {
        guard let address, let safe = MarkdownInline("", references: [:]).safeAddress(address) else { return escapeHTML(text) }
        return "<a href=\"\(escapeHTML(safe))\" rel=\"noopener noreferrer nofollow\">\(escapeHTML(text))</a>"
    }

    // MARK: Facts

    private var facts: String {
        var rows = content.facts.map { "<dt>\($0.name)</dt><dd>\(outside($0.text, $0.address))</dd>\n" }
        if !content.servers.isEmpty {
            let servers = content.servers.map { server in
                let note = server.description.map { " <span>\(escapeHTML($0))</span>" } ?? ""
                return "<dd><code>\(escapeHTML(server.url))</code>\(note)</dd>\n"
            }
            rows.append("<dt>\(servers.count == 1 ? "Server" : "Servers")</dt>\(servers.joined())")
        }
        return rows.isEmpty ? "" : "<dl>\n\(rows.joined())</dl>\n"
    }

    // MARK: WebSockets and event streams

    /// Shown by its script, which fills it.
    private var live: String {
        guard console != nil, let path = configuration.asyncPath else { return "" }
        return """
            <section id="live" hidden data-document="\(links.href(to: path))" data-root="\(links.href(to: "/"))">
            <h2>Live</h2>
            <p>Connect, and see what comes.</p>
            </section>

            """
    }

    // MARK: Operations

    private var operations: String {
        guard !content.groups.isEmpty else { return "" }
        let search = """
            <form role="search" hidden><input type="search" id="search" placeholder="Search operations" \
            aria-label="Search operations" autocomplete="off"><output for="search"></output></form>

            """
        return (script == nil ? "" : search) + content.groups.map(section).joined()
    }

    private func section(_ group: IndexContent.Group) -> String {
        let description = group.description.map { "<div class=\"text\">\(Markdown.html($0))</div>\n" } ?? ""
        return """
            <section class="group">
            <h2>\(escapeHTML(group.title))</h2>
            \(description)<ul class="operations">
            \(group.operations.map { item($0, tag: group.tag) }.joined())</ul>
            </section>

            """
    }

    private func item(_ operation: IndexContent.Operation, tag: String?) -> String {
        let marks =
            (operation.isDeprecated ? "<em>deprecated</em>" : "")
            + (operation.isSecured ? "<em title=\"Needs credentials\">secured</em>" : "")
        let name = operation.summary ?? operation.id ?? ""
        let target = address(of: operation, tag: tag)
        let line = """
            <span class="method \(operation.method.lowercased().filter(\.isLetter))">\(escapeHTML(operation.method))</span>\
            <code>\(escapeHTML(operation.path))</code><span class="name">\(escapeHTML(name))\(marks)</span>
            """
        let search = escapeHTML([operation.method, operation.path, operation.id ?? "", name].joined(separator: " ").lowercased())
        let isOld = operation.isDeprecated ? " class=\"old\"" : ""
        guard let first = target.swagger ?? target.rapidoc else {
            return "<li data-text=\"\(search)\"\(isOld)><p>\(line)</p></li>\n"
        }
        var second = ""
        if target.swagger != nil, let rapidoc = target.rapidoc {
            second = "<a class=\"other\" href=\"\(rapidoc)\" title=\"Read in RapiDoc\">RapiDoc</a>"
        }
        return "<li data-text=\"\(search)\"\(isOld)><a href=\"\(first)\">\(line)</a>\(second)</li>\n"
    }

    /// Where the interfaces show an operation, by the addresses that each makes of it; as values of attributes.
    private func address(of operation: IndexContent.Operation, tag: String?) -> (swagger: String?, rapidoc: String?) {
        guard !operation.isWebhook else { return (nil, nil) }
        let method = operation.method.lowercased()
        let id =
            operation.id ?? method + "_"
            + operation.path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
        let swagger = interfaces?.swaggerPath.map { "\(links.href(to: $0))#/\(fragment(tag ?? "default"))/\(fragment(id))" }
        let marked = operation.path.map { " #:?&={}".contains($0) ? "-" : String($0) }.joined()
        let rapidoc = interfaces?.rapidocPath.map { "\(links.href(to: $0))#\(method)-\(escapeHTML(marked))" }
        return (swagger, rapidoc)
    }

    /// Percent-encoded as `encodeURIComponent` does it.
    private func fragment(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: encoded.unicodeScalars.append(UnicodeScalar(byte))
            case _ where "-_.!~*'()".utf8.contains(byte): encoded.unicodeScalars.append(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return encoded
    }
}

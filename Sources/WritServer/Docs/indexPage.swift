// The small page that names the API and links everything else about it.

func indexPage(
    links references: DocsLinks,
    document: DocsDocument,
    configuration: DocsConfiguration,
    interfaces: DocsInterfaces?
) -> DocsEntry {
    let links: [(path: String?, name: String, purpose: String)] = [
        (interfaces?.swaggerPath, "Swagger UI", "Browse the operations and try them"),
        (interfaces?.rapidocPath, "RapiDoc", "The same, laid out for reading"),
        (configuration.yamlPath, "OpenAPI document", "As it was written"),
        (configuration.jsonPath, "OpenAPI document as JSON", "For programs"),
    ]
    let items = links.compactMap { link in
        link.path.map { linkItem(path: $0, href: references.href(to: $0), name: link.name, purpose: link.purpose) }
    }
    let description = document.description.map { "<p class=\"description\">\(escapeHTML($0))</p>\n" } ?? ""
    let html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escapeHTML(document.title))</title>
        <link rel="icon" href="data:,">
        <style>\(indexStyles)</style>
        </head>
        <body>
        <main>
        <h1>\(escapeHTML(document.title)) <small>\(escapeHTML(document.version))</small></h1>
        \(description)<ul>
        \(items.joined(separator: "\n"))
        </ul>
        </main>
        </body>
        </html>

        """
    return .page(path: references.page, html: html, contentSecurityPolicy: indexPolicy)
}

private func linkItem(path: String, href: String, name: String, purpose: String) -> String {
    "<li><a href=\"\(href)\"><b>\(name)</b><span>\(purpose)</span><code>\(escapeHTML(path))</code></a></li>"
}

private let indexStyles = """
    :root { color-scheme: light dark; --line: #8884; --soft: #767676; --mark: #0b6bcb; }
    @media (prefers-color-scheme: dark) { :root { --soft: #9a9a9a; --mark: #6cb2ff; } }
    body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; }
    main { max-width: 42rem; margin: 12vh auto 4rem; padding: 0 1.5rem; }
    h1 { font-size: 2.2rem; line-height: 1.2; margin: 0 0 1rem; overflow-wrap: anywhere; }
    h1 small { font-size: 1rem; font-weight: 400; color: var(--soft); }
    .description { white-space: pre-line; overflow-wrap: anywhere; margin: 0 0 2rem; }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
    a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .9rem 1.1rem; color: inherit;
      border: 1px solid var(--line); border-radius: .6rem; text-decoration: none; }
    a:hover, a:focus-visible { border-color: var(--mark); outline: 1px solid var(--mark); }
    b { color: var(--mark); }
    span { grid-row: 2; color: var(--soft); font-size: .9rem; }
    code { grid-column: 2; grid-row: 1 / span 2; align-self: center; color: var(--soft); font-size: .85rem; }
    """

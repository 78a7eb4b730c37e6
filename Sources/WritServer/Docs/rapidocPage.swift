// The page of RapiDoc.

func rapidocPage(
    links: DocsLinks,
    title: String,
    jsonPath: String,
    readablePath: String,
    bundle: DocsAssetLink,
    start: DocsAssetLink
) -> DocsEntry {
    let html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escapeHTML(title)) · RapiDoc</title>
        <link rel="icon" href="data:,">
        <script defer src="\(bundle.href)"\(bundle.integrityAttributes)></script>
        <script defer src="\(start.href)"\(start.integrityAttributes)></script>
        </head>
        <body data-interface="rapidoc" data-document="\(links.href(to: readablePath))" \(links.attributes)>
        <noscript>RapiDoc needs JavaScript. The document is at <a href="\(links.href(to: jsonPath))">\
        \(escapeHTML(jsonPath))</a>.</noscript>
        <rapi-doc id="interface" render-style="focused" show-header="false" load-fonts="false"
          fill-request-fields-with-example="false" allow-spec-url-load="false" allow-spec-file-load="false" show-method-in-nav-bar="as-colored-text"
          regular-font="system-ui, sans-serif" mono-font="ui-monospace, monospace"></rapi-doc>
        </body>
        </html>

        """
    return .page(path: links.page, html: html, contentSecurityPolicy: interfacePolicy(scripts: [bundle, start], styles: []))
}

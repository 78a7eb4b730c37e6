// The page of Swagger UI.

func swaggerPage(
    links: DocsLinks,
    title: String,
    jsonPath: String,
    bundle: DocsAssetLink,
    styles: DocsAssetLink,
    start: DocsAssetLink
) -> DocsEntry {
    let html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escapeHTML(title)) · Swagger UI</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="\(styles.href)"\(styles.integrityAttributes)>
        <script defer src="\(bundle.href)"\(bundle.integrityAttributes)></script>
        <script defer src="\(start.href)"\(start.integrityAttributes)></script>
        </head>
        <body data-interface="swagger" data-document="\(links.href(to: jsonPath))" \(links.attributes)>
        <noscript>Swagger UI needs JavaScript. The document is at <a href="\(links.href(to: jsonPath))">\
        \(escapeHTML(jsonPath))</a>.</noscript>
        <div id="interface"></div>
        </body>
        </html>

        """
    return .page(
        path: links.page,
        html: html,
        contentSecurityPolicy: interfacePolicy(scripts: [bundle, start], styles: [styles]))
}

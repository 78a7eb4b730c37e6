// What browsers may load for a docs page: nothing but what the page itself names. No request leaves for elsewhere.

/// The policy of the page that lists the operations, whose style sheet stands in it.
///
/// - Parameters:
///   - hasScript: whether it runs the script that searches.
///   - connects: whether it connects to WebSockets and event streams of the server, `'self'` being both.
func indexPolicy(hasScript: Bool, connects: Bool = false) -> String {
    "default-src 'none'; \(hasScript ? "script-src 'self'; " : "")\(connects ? "connect-src 'self'; " : "")"
        + "style-src 'unsafe-inline'; img-src data:; " + frame
}

/// The policy of a page that runs Swagger UI or RapiDoc.
///
/// Both write styles into elements, hence 'unsafe-inline' for styles; scripts never come from the page's own text.
func interfacePolicy(scripts: [DocsAssetLink], styles: [DocsAssetLink]) -> String {
    "default-src 'none'; script-src 'self'" + scripts.map(\.policySource).joined()
        + "; style-src 'self' 'unsafe-inline'" + styles.map(\.policySource).joined()
        + "; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " + frame
}

private let frame = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

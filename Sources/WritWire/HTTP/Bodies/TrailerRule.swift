// Which fields have no place behind a body.

/// What may not stand in a trailer section: fields that say how the message is framed, where it goes, who sends it, how
/// its content is to be read, or whether it is to be acted upon at all (RFC 9110 section 6.5.1).
///
/// In a request such fields are dropped, in an answer they are refused: whoever decided without them must not be told
/// otherwise afterwards.
package enum TrailerRule {
    package static func forbids(_ name: UnsafeRawBufferPointer) -> Bool {
        for forbidden in names where unsafe name.spellsIgnoringCase(forbidden) { return true }
        for prefix in prefixes where name.count >= prefix.utf8CodeUnitCount {
            // The name is at least as long as the prefix.
            let start = unsafe UnsafeRawBufferPointer(rebasing: name[..<prefix.utf8CodeUnitCount])
            if unsafe start.spellsIgnoringCase(prefix) { return true }
        }
        return false
    }

    private static let prefixes: [StaticString] = ["If-", "Proxy-", "X-Forwarded-", "Access-Control-"]

    private static let names: [StaticString] = [
        // Framing and the connection.
        "Transfer-Encoding", "Content-Length", "Trailer", "TE", "Connection", "Keep-Alive", "Upgrade",
        // Routing.
        "Host", "Max-Forwards", "Forwarded", "Via", "X-Real-IP", "X-HTTP-Method-Override", "Origin",
        // Authentication and state.
        "Authorization", "WWW-Authenticate", "Cookie", "Set-Cookie",
        // How content is read.
        "Content-Type", "Content-Encoding", "Content-Range", "Content-Disposition",
        // Controls and conditions.
        "Cache-Control", "Expect", "Range", "Pragma", "Age", "Date", "Expires", "Location", "Retry-After", "Vary",
        "Warning",
    ]
}

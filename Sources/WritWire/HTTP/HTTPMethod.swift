// The request methods that have a name of their own.

/// A request method (RFC 9110 section 9, and QUERY). Methods are case-sensitive: `get` is `.other`.
public enum HTTPMethod: UInt8, Sendable, CaseIterable {
    /// The methods that OpenAPI names (RFC 9110 section 9.3, RFC 5789, and QUERY), and CONNECT.
    case get, head, post, put, patch, delete, options, trace, query, connect
    /// Any other token; the head holds its bytes.
    case other

    /// The method that `bytes` spell.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self = .other
        // Every candidate has the length that was switched on, so no comparison reads past the end.
        switch bytes.count {
        case 3:
            if unsafe bytes.spells("GET") { self = .get } else if unsafe bytes.spells("PUT") { self = .put }
        case 4:
            if unsafe bytes.spells("POST") { self = .post } else if unsafe bytes.spells("HEAD") { self = .head }
        case 5:
            if unsafe bytes.spells("PATCH") {
                self = .patch
            } else if unsafe bytes.spells("TRACE") {
                self = .trace
            } else if unsafe bytes.spells("QUERY") {
                self = .query
            }
        case 6:
            if unsafe bytes.spells("DELETE") { self = .delete }
        case 7:
            if unsafe bytes.spells("OPTIONS") {
                self = .options
            } else if unsafe bytes.spells("CONNECT") {
                self = .connect
            }
        default:
            break
        }
    }
}

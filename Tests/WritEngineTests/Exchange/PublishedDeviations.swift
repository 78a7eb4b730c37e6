// Where this server decides otherwise than the source of a published request, each with the reason.

/// What comes of an input: 200 for each request that is read, then what ends the connection.
struct Deviation: Sendable {
    let outcome: String
    let reason: String
}

private struct Group {
    let outcome: String
    let reason: String
    let names: [String]

    init(_ outcome: String, _ reason: String, _ names: [String]) {
        (self.outcome, self.reason, self.names) = (outcome, reason, names)
    }
}

private let groups: [Group] = [
    Group(
        "200 400", "The source takes it in a lenient mode or by a setting; this server has none.",
        [
            "llhttp/lenient-headers.md: Second request header value (lenient)"
        ]),
    Group(
        "400", "The source takes it in a lenient mode or by a setting; this server has none.",
        [
            "llhttp/connection.md: Multiple tokens with folding",
            "llhttp/connection.md: Multiple tokens with folding, LWS, and CRLF",
            "llhttp/connection.md: Invalid whitespace token with `Connection` header field (lenient)",
            "llhttp/content-length.md: Invalid whitespace token with `Content-Length` header field (lenient)",
            "llhttp/content-length.md: No error on simultaneous `Content-Length` and `Transfer-Encoding: identity` (lenient)",
            "llhttp/content-length.md: Missing CRLF-CRLF before body (lenient)",
            "llhttp/invalid.md: Headers separated by dummy characters (lenient)",
            "llhttp/invalid.md: Only LFs present (lenient)",
            "llhttp/invalid.md: Spaces before headers (lenient)",
            "llhttp/lenient-header-value-relaxed.md: Control char in header value (relaxed)",
            "llhttp/lenient-headers.md: Header value (lenient)",
            "llhttp/lenient-headers.md: Empty headers separated by CR (lenient)",
            "llhttp/sample.md: Line folding in header value with CRLF",
            "llhttp/sample.md: No LF after CR (lenient)",
            "llhttp/sample.md: X-SSL-Nonsense",
            "llhttp/transfer-encoding.md: POST with `Transfer-Encoding` and `Content-Length` (lenient)",
            "llhttp/transfer-encoding.md: POST with `chunked` before other transfer-coding (lenient)",
            "llhttp/transfer-encoding.md: POST with `chunked` and duplicate transfer-encoding (lenient)",
            "llhttp/transfer-encoding.md: Chunk header not terminated by CRLF (lenient)",
            "llhttp/transfer-encoding.md: Chunk data not terminated by CRLF (lenient)",
            "llhttp/transfer-encoding.md: Space after chunk header (lenient)",
            "gunicorn/valid/028.http",
            "gunicorn/valid/compat_obs_fold.http",
            "gunicorn/valid/compat_obs_fold_huge.http",
        ]),
    Group(
        "505", "The source takes it in a lenient mode or by a setting; this server has none.",
        [
            "llhttp/lenient-version.md: Invalid HTTP version (lenient)"
        ]),
    Group(
        "200 closed", "Nothing is read behind a request that ends the connection (RFC 9112 section 9.6).",
        [
            "llhttp/connection.md: Resetting flags when keep-alive is off (1.0, lenient)",
            "llhttp/connection.md: CRLF between requests, explicit `close` (lenient)",
        ]),
    Group(
        "501", "CONNECT asks for a tunnel, and an origin server has none to offer.",
        [
            "llhttp/method.md: CONNECT request",
            "llhttp/method.md: CONNECT request with CAPS",
            "llhttp/method.md: CONNECT with body",
            "llhttp/uri.md: Underscore in hostname",
            "gunicorn/valid/rfc9112_target_authority_connect_01.http",
            "gunicorn/valid/rfc9112_target_authority_ipv6_01.http",
        ]),
    Group(
        "501", "The only transfer coding taken is `chunked` alone.",
        [
            "gunicorn/valid/025.http",
            "gunicorn/valid/025_line.http",
            "gunicorn/valid/029.http",
            "gunicorn/valid/030.http",
            "gunicorn/valid/rfc9112_smuggle_gzip_chunked_01.http",
            "gunicorn/valid/rfc9112_smuggle_te_identity_chunked_01.http",
        ]),
    Group(
        "400", "A fragment is no part of a request target (RFC 9112 section 3.2).",
        [
            "llhttp/transfer-encoding.md: POST with `chunked` as last transfer-encoding",
            "llhttp/transfer-encoding.md: POST with `chunked` as last transfer-encoding (multiple headers)",
            "llhttp/uri.md: Fragment in URI",
            "gunicorn/valid/005.http",
            "gunicorn/valid/009.http",
        ]),
    Group(
        "400", "A quotation mark is no character of a URI (RFC 3986 appendix A).",
        [
            "llhttp/uri.md: Quotes in URI",
            "gunicorn/valid/014.http",
        ]),
    Group(
        "400", "Bytes beyond ASCII are no characters of a URI (RFC 3986 section 2).",
        [
            "gunicorn/valid/027.http"
        ]),
    Group(
        "400", "User information in a target hides the host, and is refused (RFC 9110 section 4.2.4).",
        [
            "llhttp/uri.md: `host:port` and basic auth",
            "gunicorn/valid/rfc9112_target_absolute_userinfo_01.http",
        ]),
    Group(
        "200 400", "The upgrade is not offered, so it is ignored, and what follows is read as the next request.",
        [
            "llhttp/connection.md: Multiple tokens with folding and LWS",
            "llhttp/connection.md: Upgrade GET request",
            "llhttp/connection.md: Upgrade POST request",
        ]),
    Group(
        "200 incomplete", "The upgrade is not offered, so it is ignored, and what follows is read as the next request.",
        [
            "llhttp/connection.md: Emitting part of body and pausing"
        ]),
    Group(
        "400", "The PROXY protocol is not spoken.",
        [
            "gunicorn/valid/pp_01.http",
            "gunicorn/valid/pp_02.http",
            "gunicorn/valid/pp_04.http",
            "gunicorn/valid/pp_05.http",
        ]),
    Group(
        "200 closed", "The source's limits are narrower, or made so for the case; here it is within them.",
        [
            "gunicorn/invalid/006.http",
            "gunicorn/invalid/007.http",
            "gunicorn/invalid/008.http",
            "gunicorn/invalid/limit_header_default_01.http",
        ]),
    Group(
        "200 resting", "The source's limits are narrower, or made so for the case; here it is within them.",
        [
            "gunicorn/invalid/010.http",
            "gunicorn/invalid/011.http",
            "gunicorn/invalid/012.http",
            "gunicorn/invalid/017.http",
        ]),
    Group(
        "200 resting", "Fields that proxies set are the application's business.",
        [
            "gunicorn/invalid/019.http"
        ]),
    Group(
        "200 closed", "An underscore is not a hyphen: the field is one that nobody knows.",
        [
            "gunicorn/invalid/040.http"
        ]),
    Group(
        "200 resting", "An underscore is not a hyphen: the field is one that nobody knows.",
        [
            "gunicorn/invalid/chunked_07.http"
        ]),
    Group(
        "200 resting", "Trailer fields are dropped, so that none can change the request (RFC 9110 section 6.5.1).",
        [
            "gunicorn/invalid/rfc9110_trailer_forbidden_cl_01.http",
            "gunicorn/invalid/rfc9110_trailer_forbidden_host_01.http",
            "gunicorn/invalid/rfc9110_trailer_forbidden_te_01.http",
        ]),
    Group(
        "200 closed", "Any token is a method; those that the contract doesn't know are refused above the engine.",
        [
            "llhttp/invalid.md: HTTP protocol and ANNOUNCE method"
        ]),
    Group(
        "200 resting", "Any token is a method; those that the contract doesn't know are refused above the engine.",
        [
            "llhttp/invalid.md: Invalid method",
            "gunicorn/invalid/003c.http",
        ]),
    Group(
        "200 resting", "Methods are case-sensitive; the source makes them upper case.",
        [
            "gunicorn/valid/031compat.http"
        ]),
    Group(
        "200 resting", "What a field means that comes twice is the application's business, unless it frames the message.",
        [
            "gunicorn/invalid/041.http"
        ]),
    Group(
        "400", "Blanks in chunk extensions are refused.",
        [
            "gunicorn/valid/013.http"
        ]),
    Group(
        "incomplete", "The length is larger than the body: the source's test stops reading at the last byte it has.",
        [
            "gunicorn/valid/099.http"
        ]),
    Group(
        "400", "The one protocol spoken is HTTP/1.x.",
        [
            "llhttp/method.md: SOURCE request with ICE",
            "llhttp/method.md: OPTIONS request with RTSP",
            "llhttp/method.md: ANNOUNCE request with RTSP",
            "llhttp/sample.md: No HTTP version",
        ]),
    Group(
        "400", "`*` is a target of OPTIONS alone (RFC 9112 section 3.2.4).",
        [
            "llhttp/method.md: M-SEARCH request",
            "llhttp/method.md: PRI request HTTP2",
        ]),
    Group(
        "incomplete", "That parser was told to expect no body; this one goes by the fields.",
        [
            "llhttp/content-length.md: Content-Length reset when no body is received"
        ]),
]

let deviations: [String: Deviation] = Dictionary(
    uniqueKeysWithValues: groups.flatMap { group in
        group.names.map { ($0, Deviation(outcome: group.outcome, reason: group.reason)) }
    })

// A request head, parsed in place: request line, field lines, and what they say about framing and the connection.

/// A request head as offsets into the bytes it was parsed from (RFC 9112 sections 2 to 6).
///
///     GET /pets?limit=2 HTTP/1.1 CR LF Host: a CR LF CR LF
///         ^path ^query                 ^name ^value
///
/// `parse` is pure and restartable: it may be called again with the same bytes and more behind them, and then goes on
/// at the first line that was not complete. Apart from a field table that grows once, it allocates nothing.
package struct RequestHead: ~Copyable {
    package enum Result: Equatable {
        /// More bytes are needed.
        case incomplete
        /// The head ends after `byteCount` bytes.
        case complete(byteCount: Int)
        /// The head breaks a rule or a limit; nothing behind it may be parsed.
        case refused(Refusal)
    }

    /// How the body is delimited (RFC 9112 section 6).
    package enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
    }

    package internal(set) var method = HTTPMethod.get
    package internal(set) var methodBytes = ByteRange.empty
    /// The path as sent, still percent-encoded; empty where an absolute target has none, which means `/`.
    package internal(set) var path = ByteRange.empty
    /// The bytes behind `?`; nil where there is no `?`.
    package internal(set) var query: ByteRange?
    /// The authority of an absolute target, which replaces the Host field.
    package internal(set) var authority: ByteRange?
    /// 0 for HTTP/1.0, 1 for HTTP/1.1 and every later 1.x.
    package internal(set) var minorVersion: UInt8 = 1
    package internal(set) var fields = FieldTable()
    package internal(set) var framing = Framing.none
    /// Whether the connection outlives this request as far as the client is concerned (RFC 9112 section 9.3).
    package internal(set) var keepsAlive = true
    /// Whether the client waits for 100 before it sends the body.
    package internal(set) var expectsContinue = false

    var known = KnownFields()
    /// The host that was found well-formed last, over all requests.
    var lastHost = KnownText()
    private var position = 0
    private var isInFields = false

    package init() {}

    /// Forgets the last head, so that the next one can be parsed.
    package mutating func reset() {
        method = .get
        // A head that is refused before its target is known has none: offsets of another head may lie outside of this one.
        methodBytes = .empty
        path = .empty
        minorVersion = 1
        query = nil
        authority = nil
        fields.removeAll()
        framing = .none
        keepsAlive = true
        expectsContinue = false
        known = KnownFields()
        position = 0
        isInFields = false
    }

    /// Parses the head that starts at the first of `bytes`.
    package mutating func parse(_ bytes: UnsafeRawBufferPointer, limits: HeadLimits) -> Result {
        do throws(Refusal) {
            if !isInFields {
                var start = position
                guard let end = try unsafe parseRequestLine(bytes, from: &start, limits: limits) else {
                    if bytes.count > limits.headBytesMax { throw .headTooLarge }
                    return .incomplete
                }
                position = end
                isInFields = true
            }
            while true {
                switch try unsafe parseFieldLine(bytes, from: position, limits: limits) {
                case .incomplete:
                    if bytes.count > limits.headBytesMax { throw .headTooLarge }
                    return .incomplete
                case .line(let end):
                    if end > limits.headBytesMax { throw .headTooLarge }
                    position = end
                case .endOfHead(let end):
                    if end > limits.headBytesMax { throw .headTooLarge }
                    try unsafe concludeFraming(bytes)
                    return .complete(byteCount: end)
                }
            }
        } catch {
            return .refused(error)
        }
    }
}

// Events of an event stream, as the HTML standard writes them (section 9.2, server-sent events).

internal import WritWire

/// One event of an answer, or of a body, of the media type `text/event-stream`.
///
/// An event of a body always has data; what else its fields are, it says itself: an id is that of this event alone.
public struct ServerSentEvent<Data> {
    /// nil: the client sees no event, but takes note of what else there is.
    public var data: Data?
    /// What kind of event it is; nil: `message`. A line break in it becomes a space.
    public var event: String?
    /// What a client that connects again sends as `Last-Event-ID`. A line break in it becomes a space.
    public var id: String?
    /// Milliseconds that the client waits before it connects again.
    public var retry: Int?
    /// Text that no program sees: a sign of life.
    public var comment: String?

    /// An event with this data; parts that are nil are not sent.
    public init(
        _ data: Data?, event: String? = nil, id: String? = nil, retry: Int? = nil, comment: String? = nil
    ) {
        self.data = data
        self.event = event
        self.id = id
        self.retry = retry
        self.comment = comment
    }

    /// Nothing but a comment, which keeps proxies from ending a connection that rests.
    public static func comment(_ text: String) -> ServerSentEvent { ServerSentEvent(nil, comment: text) }

    func write(to output: inout OutputBuffer, data write: (Data, inout OutputBuffer) -> Void) {
        if let comment { output.append(field: ": ", lines: comment) }
        if let event { output.append(field: "event: ", event) }
        if let id, !id.utf8.contains(0) { output.append(field: "id: ", id) }
        if let retry, retry >= 0 { output.append(field: "retry: ", String(retry)) }
        if let data { write(data, &output) }
        output.append("\n")
    }
}

extension ServerSentEvent: Sendable where Data: Sendable {}

extension OutputBuffer {
    /// A line for each line of the text: CR, LF and both together end one.
    mutating func append(field name: StaticString, lines text: String) {
        append(name)
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 10 where last == 13: break
            case 10, 13:
                append("\n")
                append(name)
            default: append(byte)
            }
            last = byte
        }
        append("\n")
    }

    fileprivate mutating func append(field name: StaticString, _ text: String) {
        append(name)
        for byte in text.utf8 { append(byte == 10 || byte == 13 ? 32 : byte) }
        append("\n")
    }
}

// What a handler may know of its request beyond the contract's input.

internal import WritEngine
public import WritWire

/// The surroundings of one request.
///
/// It is valid until the handler returns: the next request on the connection uses the same memory.
public struct Context: Sendable {
    let exchange: Exchange
    let operation: ServedOperation

    /// The operation's id in the document.
    public var operationID: String { operation.id }

    public var method: HTTPMethod { exchange.method }

    /// The path as it was sent: percent-encoded, without the query.
    public var path: String { unsafe text(exchange.path) }

    /// The query as it was sent: percent-encoded; nil where there is none.
    public var query: String? { unsafe exchange.query.map { unsafe text($0) } }

    /// The address the request came from, with its port.
    public var peerAddress: String { exchange.peerAddress }

    /// The value of the first header field of that name, whatever its case.
    public func field(_ name: StaticString) -> String? {
        unsafe exchange.field(name).map { unsafe text($0) }
    }

    /// Whether the client takes an answer of that media type: for operations that can answer in several.
    public func accepts(_ mediaType: StaticString) -> Bool {
        unsafe exchange.withField("Accept") { unsafe MediaTypes.accepts($0, offered: mediaType) } ?? true
    }

    private func text(_ bytes: UnsafeRawBufferPointer) -> String {
        unsafe String(decoding: bytes, as: UTF8.self)
    }
}

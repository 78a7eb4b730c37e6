// What the contract says of a WebSocket's messages; generated code makes it.

internal import WritEngine
public import WritWire

/// How messages are read and written, and what is agreed on before.
public struct WebSocketTerms<Incoming: Sendable, Outgoing: Sendable>: Sendable {
    public typealias ReadText = @Sendable (inout JSONReader) -> Incoming?
    public typealias ReadBytes = @Sendable ([UInt8]) -> Incoming?

    let subprotocols: [String]
    let messageBytesMax: Int?
    let usesCookies: Bool
    private let readText: ReadText?
    private let readBytes: ReadBytes?
    private let readString: (@Sendable (String) -> Incoming?)?
    let write: @Sendable (Outgoing, inout OutputBuffer) -> Bool

    /// - Parameters:
    ///   - subprotocols: Those of the server, the best first.
    ///   - messageBytesMax: The operation's own limit.
    ///   - usesCookies: Whether a cookie authenticates: then other sites' pages are refused.
    ///   - json: Reads text messages that are JSON.
    ///   - string: Takes text messages as they are.
    ///   - bytes: Takes messages of bytes.
    ///   - write: Writes a message; true where it is a text.
    public init(
        subprotocols: [String] = [], messageBytesMax: Int? = nil, usesCookies: Bool = false, json: ReadText? = nil,
        string: (@Sendable (String) -> Incoming?)? = nil, bytes: ReadBytes? = nil,
        write: @escaping @Sendable (Outgoing, inout OutputBuffer) -> Bool
    ) {
        self.subprotocols = subprotocols
        self.messageBytesMax = messageBytesMax
        self.usesCookies = usesCookies
        readText = json
        readBytes = bytes
        readString = string
        self.write = write
    }

    /// Reads one message.
    func read(_ isText: Bool, _ message: UnsafeRawBufferPointer) -> Result<Incoming, WebSocketViolation> {
        if isText, let readText {
            // The message stays in place until it is read.
            var json = unsafe JSONReader(message)
            let value = readText(&json)
            if let error = json.finish() { return .failure(WebSocketViolation(error)) }
            return value.map { .success($0) } ?? .failure(.malformed("The message can't be read."))
        }
        if isText, let readString {
            return unsafe readString(String(decoding: message, as: UTF8.self)).map { .success($0) } ?? .failure(.undeclaredKind)
        }
        if !isText, let readBytes {
            return unsafe readBytes(Array(message)).map { .success($0) } ?? .failure(.undeclaredKind)
        }
        return .failure(.undeclaredKind)
    }

    /// A message as a frame that several connections may send.
    func frame(_ message: Outgoing) -> SharedFrame {
        var output = OutputBuffer(minimumCapacity: 256)
        let isText = write(message, &output)
        return unsafe SharedFrame(isText ? .text : .binary, Array(output.bytes))
    }
}

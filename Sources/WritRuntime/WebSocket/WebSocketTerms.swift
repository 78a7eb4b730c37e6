// What the contract says of a WebSocket's messages; generated code makes it.

internal import WritEngine
public import WritWire

/// How messages are read and written, and what is agreed on before.
public struct WebSocketTerms<Incoming: Sendable, Outgoing: Sendable>: Sendable {
    public typealias ReadText = @Sendable (inout JSONReader) -> Incoming?
    public typealias ReadPrimitive = @Sendable (inout ParameterReader) -> Incoming?
    public typealias ReadBytes = @Sendable ([UInt8]) -> Incoming?

    let subprotocols: [String]
    let messageBytesMax: Int?
    let usesCookies: Bool
    private let readText: ReadText?
    private let readBytes: ReadBytes?
    private let readPrimitive: ReadPrimitive?
    let write: @Sendable (Outgoing, inout OutputBuffer) -> Bool
    /// Tells the terms of one operation from those of another: what is written by the same is the same bytes.
    let identity = WebSocketTermsIdentity()

    /// - Parameters:
    ///   - subprotocols: Those of the server, the best first.
    ///   - messageBytesMax: The operation's own limit.
    ///   - usesCookies: Whether a cookie authenticates: then other sites' pages are refused.
    ///   - json: Reads text messages that are JSON.
    ///   - text: Reads text messages that are primitives by themselves.
    ///   - bytes: Takes messages of bytes.
    ///   - write: Writes a message; true where it is a text.
    public init(
        subprotocols: [String] = [], messageBytesMax: Int? = nil, usesCookies: Bool = false, json: ReadText? = nil,
        text: ReadPrimitive? = nil, bytes: ReadBytes? = nil,
        write: @escaping @Sendable (Outgoing, inout OutputBuffer) -> Bool
    ) {
        self.subprotocols = subprotocols
        self.messageBytesMax = messageBytesMax
        self.usesCookies = usesCookies
        readText = json
        readBytes = bytes
        readPrimitive = text
        self.write = write
    }

    /// The server sends nothing.
    public init(
        subprotocols: [String] = [], messageBytesMax: Int? = nil, usesCookies: Bool = false, json: ReadText? = nil,
        text: ReadPrimitive? = nil, bytes: ReadBytes? = nil
    ) where Outgoing == Never {
        self.init(
            subprotocols: subprotocols, messageBytesMax: messageBytesMax, usesCookies: usesCookies, json: json, text: text,
            bytes: bytes, write: Self.writeNothing)
    }

    @Sendable private static func writeNothing(_ message: Outgoing, _ output: inout OutputBuffer) -> Bool { false }

    /// Reads one message.
    func read(_ isText: Bool, _ message: UnsafeRawBufferPointer) -> Result<Incoming, WebSocketViolation> {
        if isText, let readText {
            // The message stays in place until it is read.
            var json = unsafe JSONReader(message)
            let value = readText(&json)
            if let error = json.finish() { return .failure(WebSocketViolation(error)) }
            return value.map { .success($0) } ?? .failure(.malformed("The message can't be read."))
        }
        if isText, let readPrimitive {
            // It stays in place as long as this reader is used.
            var text = unsafe ParameterReader(text: message)
            let value = readPrimitive(&text)
            guard text.violations.isEmpty, let value else {
                return .failure(
                    .invalid(text.violations.map { Violation(pointer: "", keyword: $0.keyword, message: $0.message) }))
            }
            return .success(value)
        }
        if !isText, let readBytes {
            return unsafe readBytes(Array(message)).map { .success($0) } ?? .failure(.undeclaredKind)
        }
        return .failure(.undeclaredKind)
    }

    /// A message as a frame that several connections may send.
    func frame(_ message: Outgoing) -> SharedFrame {
        let written = written(message)
        return SharedFrame(written.kind, written.payload)
    }

    /// A message as it is sent.
    func written(_ message: Outgoing) -> WrittenMessage {
        var output = OutputBuffer(minimumCapacity: 256)
        let isText = write(message, &output)
        return unsafe WrittenMessage(kind: isText ? .text : .binary, payload: Array(output.bytes))
    }
}

final class WebSocketTermsIdentity: Sendable {}

/// The bytes of a message, before they are in a frame.
struct WrittenMessage: Sendable {
    let kind: WebSocketConnection.Message
    let payload: [UInt8]
}

// Answers whose bodies are bytes: there already, or written while they are sent.

internal import Logging
public import WritEngine
internal import WritWire

/// What a handler answers with where the contract has neither JSON nor text.
///
///     AnswerBytes(png)
///
/// Where the contract has a range of media types, such as `image/*`, the answer says which one it is:
///
///     AnswerBytes(png, contentType: "image/png")
///
/// A body that is not in memory is written as fast as the client reads:
///
///     AnswerBytes(length: size) { body in try await body.write(png) }
public struct AnswerBytes: Sendable {
    typealias Write = nonisolated(nonsending) @Sendable (BodyWriter) async throws -> Void

    enum Content: Sendable {
        case bytes([UInt8])
        case stream(length: Int?, Write)
        case file(OpenFile)
    }

    let content: Content
    let contentType: String?

    /// - Parameter contentType: one that fits the contract's; nil: just that.
    public init(_ bytes: [UInt8], contentType: String? = nil) {
        content = .bytes(bytes)
        self.contentType = contentType
    }

    /// An answer of a file, from the system's memory to the socket.
    ///
    ///     AnswerBytes(file: "covers/1.png")
    ///
    /// Where the operation answers 200 to GET, conditions and parts are answered as for any file (RFC 9110 sections 13 and 14): 304, 412,
    /// 206 and 416, whether or not the contract has them. `ETag` and `Last-Modified` come with it, unless the handler gives its own.
    ///
    /// - Parameters:
    ///   - file: The path of a regular file; one that a client has part in must be checked before.
    ///   - contentType: as above.
    /// - Throws: `UnreadableFile`, where there is none that may be read.
    public init(file: String, contentType: String? = nil) throws(UnreadableFile) {
        guard let file = OpenFile(path: file) else { throw UnreadableFile(path: file) }
        content = .file(file)
        self.contentType = contentType
    }

    /// An answer that `write` writes piece by piece.
    ///
    /// - Parameter length: bytes of the whole answer, which it must then have; nil: not known.
    public init(
        length: Int? = nil, contentType: String? = nil,
        write: nonisolated(nonsending) @escaping @Sendable (BodyWriter) async throws -> Void
    ) {
        content = .stream(length: length, write)
        self.contentType = contentType
    }

    /// An answer of the chunks of a sequence.
    public init<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks, length: Int? = nil, contentType: String? = nil)
    where Chunks.Element == [UInt8] {
        self.init(length: length, contentType: contentType) { body in
            for try await chunk in chunks { try await body.write(chunk) }
        }
    }
}

/// A file that was to be answered, and isn't there, or may not be read.
public struct UnreadableFile: Error, CustomStringConvertible {
    /// Its path, as it was given.
    public let path: String

    /// What is wrong, for a log.
    public var description: String { "there is no regular file that may be read at \(path)" }
}

/// Writes the body of one answer, piece by piece: a write waits while the client doesn't read.
///
/// To be used by one task at a time, and only until the closure that got it returns. What it throws is an
/// `AnswerStreamError`: let it through.
public struct BodyWriter: Sendable {
    let writer: AnswerWriter

    /// Sends bytes. Waits while the client doesn't take what was written before; throws where it is gone.
    public nonisolated(nonsending) func write(_ bytes: [UInt8]) async throws(AnswerStreamError) {
        try await writer.write(bytes)
    }

    /// Sends a text in UTF-8. Waits and throws as for bytes.
    public nonisolated(nonsending) func write(_ text: String) async throws(AnswerStreamError) {
        try await writer.write(text)
    }

    /// Sends what has been gathered, and returns once the system has taken all of it.
    public nonisolated(nonsending) func flush() async throws(AnswerStreamError) { try await writer.flush() }
}

public typealias AnswerStreamError = WritEngine.AnswerStreamError

extension OperationRequest {
    /// Answers with bytes of the media type, or of the one that the handler names and that fits it.
    public nonisolated(nonsending) func answer(
        _ status: Int, _ mediaType: StaticString, bytes: AnswerBytes
    ) async throws {
        var declared: StaticString? = mediaType
        if let named = named(bytes.contentType, mediaType) {
            declared = nil
            exchange.addField("Content-Type", named)
        }
        noteEventStream(bytes.contentType ?? "\(mediaType)")
        switch bytes.content {
        case .bytes(let bytes):
            // The array lends its bytes for the closure.
            exchange.answer(status: status, contentType: declared) { output in
                unsafe bytes.withUnsafeBytes { unsafe output.append($0) }
            }
        case .file(let file):
            let type = declared.map { "\($0)" } ?? "application/octet-stream"
            try await FileAnswer(file, contentType: type).answer(context, exchange, status: status)
        case .stream(let length, let write):
            try await stream(status, declared, length: length) { try await write(BodyWriter(writer: $0)) }
        }
    }

    /// Events are of the moment: what keeps answers must not keep these, unless the handler says so.
    func noteEventStream(_ mediaType: String) {
        let essence = mediaType.prefix { $0 != ";" && $0 != " " }
        guard essence.lowercased() == "text/event-stream", !exchange.hasField("Cache-Control") else { return }
        exchange.addField("Cache-Control", "no-cache")
    }

    /// The media type to be sent where it is not the declared one: a range is none. What doesn't fit is told in the log.
    private func named(_ named: String?, _ declared: StaticString) -> String? {
        let isRange = "\(declared)".contains("*")
        guard let named else { return isRange ? "application/octet-stream" : nil }
        // The array lends its bytes for the call.
        let fits = unsafe Array(named.utf8).withUnsafeBytes { bytes in
            unsafe MediaTypes.index(of: bytes, among: declared, checksCharset: false) != nil
        }
        if fits { return named }
        shared.logger.error(
            "a handler answered with a media type that the contract doesn't declare",
            metadata: ["operation": "\(operation.id)", "type": "\(named)", "declared": "\(declared)"])
        return isRange ? "application/octet-stream" : nil
    }

    /// Answers piece by piece.
    nonisolated(nonsending) func stream(
        _ status: Int, _ contentType: StaticString?, length: Int?,
        _ write: nonisolated(nonsending) @escaping (AnswerWriter) async throws -> Void
    ) async throws {
        // What surrounds the handlers sees the head first.
        if exchange.keepStream(status: status, contentType: contentType, contentLength: length, write) { return }
        try await exchange.forgivingLosses {
            try await exchange.answerStream(status: status, contentType: contentType, contentLength: length, write)
        }
    }
}

extension Exchange {
    /// Sends a stream. That the client is gone, or doesn't read, or that the server ends is no failure of the handler.
    package nonisolated(nonsending) func forgivingLosses(
        _ send: nonisolated(nonsending) () async throws -> Void
    ) async throws {
        do {
            try await send()
        } catch AnswerStreamError.connectionLost, AnswerStreamError.timedOut, AnswerStreamError.serverEnds {
            return
        }
    }
}

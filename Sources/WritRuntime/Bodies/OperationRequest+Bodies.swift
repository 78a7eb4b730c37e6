// Bodies of other kinds than JSON, and the choice between several.

internal import WritEngine
public import WritWire

extension OperationRequest {
    /// The number of the content that the body's media type belongs to; -1 without a body where none is required. Nil, with
    /// 400 or 415 answered, where it belongs to none.
    ///
    /// A body without a Content-Type is taken as `application/octet-stream` (RFC 9110 section 8.3). One of no bytes is there
    /// where a Content-Type says what it is: an empty text or file.
    ///
    /// - Parameter groups: see `MediaTypes.index`.
    public func content(of groups: StaticString, isRequired: Bool = true) -> Int? {
        let isThere = unsafe hasBody || isRequired && exchange.field("Content-Type") != nil
        guard isThere else {
            if !isRequired { return -1 }
            exchange.answerProblem(400, "A body is required: \(list(groups)).")
            return nil
        }
        guard takesCoding() else { return nil }
        let octets: StaticString = "application/octet-stream"
        // A static string's bytes live as long as the program.
        let otherwise = unsafe UnsafeRawBufferPointer(start: octets.utf8Start, count: octets.utf8CodeUnitCount)
        let contentType = unsafe exchange.field("Content-Type") ?? otherwise
        if let index = unsafe MediaTypes.index(of: contentType, among: groups) { return index }
        refuseContentType(groups)
        return nil
    }

    /// Whether the body comes as it is: content codings are not undone (RFC 9110 section 15.5.16).
    func takesCoding() -> Bool {
        guard let coding = unsafe exchange.field("Content-Encoding"), !exchange.decodesBody else { return true }
        if unsafe coding.trimmed.isEmpty || coding.spellsIgnoringCase("identity") { return true }
        exchange.answerProblem(415, "The Content-Encoding must be identity.") { $0.add("Accept-Encoding", "identity") }
        return false
    }

    func refuseContentType(_ groups: StaticString) {
        let accept = Self.plain(groups).replacing(",", with: ", ")
        exchange.answerProblem(415, "The Content-Type must be \(list(groups)).") { fields in
            fields.add("Accept", accept)
            // RFC 5789 section 2.2.
            if exchange.method == .patch { fields.add("Accept-Patch", accept) }
        }
    }

    func list(_ groups: StaticString) -> String { Self.list(groups) }

    static func list(_ groups: StaticString) -> String { plain(groups).replacing(",", with: " or ") }

    /// The media types of `MediaTypes.index` as one list.
    private static func plain(_ groups: StaticString) -> String {
        var (list, isQuoted, isAtStart) = ("", false, true)
        for scalar in "\(groups)".unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            let isSeparator = scalar == "|" && !isQuoted
            if !(scalar == "=" && isAtStart) { list.unicodeScalars.append(isSeparator ? "," : scalar) }
            isAtStart = isSeparator
        }
        return list
    }

    // MARK: Receiving

    /// Whether the whole body has been received and may be read; what came with the head needs no waiting.
    func isBodyReceived(upTo bytesMax: Int) -> Bool { exchange.receivesBodyAtOnce(upTo: bytesMax) }

    /// Waits for the whole body; false, with 400, 408, 413 or 503 answered, where it doesn't come.
    nonisolated(nonsending) func receiveBody(upTo bytesMax: Int) async -> Bool {
        do {
            _ = try unsafe await exchange.collectBody(upTo: bytesMax)
            return true
        } catch {
            refuse(error, bytesMax: bytesMax)
            return false
        }
    }

    /// The body as it comes.
    public func stream(upTo bytesMax: Int = .max) -> BodyStream {
        BodyStream(
            contentType: contentType, contentLength: exchange.decodesBody ? nil : exchange.contentLength,
            source: .exchange(exchange.body(upTo: bytesMax)))
    }

    var contentType: String? {
        unsafe exchange.field("Content-Type").map { unsafe String(decoding: $0, as: UTF8.self) }
    }

    // MARK: Text

    /// The received body, to be read as a primitive.
    public func text() -> ParameterReader {
        // The body stays in place until the answer.
        unsafe ParameterReader(text: exchange.receivedBody)
    }

    /// Ends the reading of a text; false, with 400 or 422 answered, where it is not UTF-8 or breaks its schema.
    public func finish(text: consuming ParameterReader) -> Bool {
        exchange.note(.handler)
        guard !text.violations.isEmpty else { return true }
        guard unsafe String(validating: exchange.receivedBody, as: UTF8.self) != nil else {
            exchange.answerProblem(400, "The body is not text in UTF-8.")
            return false
        }
        let found = text.violations.map { Violation(pointer: "", keyword: $0.keyword, message: $0.message) }
        refuse(JSONReadError.invalid(found))
        return false
    }
}

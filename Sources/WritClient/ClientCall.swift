// A call of an operation while it is put together: generated code says of each value where it belongs and how it is spelled.

public import WritRuntime

/// A request that is being made.
public struct ClientCall {
    let operation: DeclaredAnswers
    private var request: ClientRequest
    /// The path with the names of its parameters in braces.
    private var path: String
    private var query: [String] = []
    private var cookies: [String] = []

    /// A call without parameters.
    ///
    /// - Parameters:
    ///   - path: With the names of its parameters in braces, and all else percent-encoded.
    ///   - declared: What the operation answers, in words, for the message of `UndeclaredAnswer`.
    public init(_ operation: StaticString, _ method: StaticString, _ path: StaticString, declares declared: StaticString) {
        self.operation = DeclaredAnswers(operation: "\(operation)", list: "\(declared)")
        request = ClientRequest(method: "\(method)", target: "")
        self.path = "\(path)"
    }

    /// Where a parameter stands.
    public enum Place: Sendable { case path, query, header, cookie, querystring }

    /// Adds a parameter: what `write` writes, in its style.
    public mutating func add(
        _ name: StaticString, in place: Place, _ style: ParameterText.Style, isExploded: Bool,
        _ write: (inout OutputBuffer) -> Void
    ) {
        let name = "\(name)"
        let text = ParameterText(name: name, value: Self.value(write), style: style, isExploded: isExploded)
        switch place {
        case .path: path = path.replacing("{\(name)}", with: text.inPath)
        case .query: query += text.pairs
        // A query as a whole that is no form is a text.
        case .querystring: query.append(PercentEncoding.encoded(text.value.scalarText))
        case .header: request.fields.append(HeaderField(name: name, value: text.inHeader))
        case .cookie: cookies += style == .cookie ? text.plainPairs : text.pairs
        }
    }

    /// Adds a parameter that is JSON.
    public mutating func add(_ name: StaticString, jsonIn place: Place, _ write: (inout OutputBuffer) -> Void) {
        let (name, json) = ("\(name)", Self.value(write).text)
        switch place {
        case .path: path = path.replacing("{\(name)}", with: PercentEncoding.encoded(json))
        case .query: query.append("\(PercentEncoding.encoded(name))=\(PercentEncoding.encoded(json))")
        case .querystring: query.append(PercentEncoding.encoded(json))
        case .header: request.fields.append(HeaderField(name: name, value: json))
        case .cookie: cookies.append("\(name)=\(PercentEncoding.encoded(json))")
        }
    }

    /// Adds a field as it is.
    public mutating func addField(_ name: StaticString, _ value: String) {
        request.fields.append(HeaderField(name: "\(name)", value: value))
    }

    // MARK: Bodies

    /// The body as JSON.
    public mutating func setBody(_ mediaType: String, json write: (inout OutputBuffer) -> Void) {
        setBody(mediaType, bytes: Self.bytes(write))
    }

    /// The body as text.
    public mutating func setBody(_ mediaType: String, text: String) { setBody(mediaType, bytes: Array(text.utf8)) }

    /// The body as the text of a value that is no text itself, such as a number.
    public mutating func setText(_ mediaType: String, _ write: (inout OutputBuffer) -> Void) {
        setBody(mediaType, text: Self.value(write).scalarText)
    }

    /// The body as bytes.
    public mutating func setBody(_ mediaType: String, bytes: [UInt8]) {
        request.fields.append(HeaderField(name: "Content-Type", value: mediaType))
        request.body = bytes
    }

    /// The body as a form of fields, whose names and values are those of the object that `write` writes.
    public mutating func setForm(
        _ mediaType: String, encodings: [String: FormFieldEncoding] = [:], _ write: (inout OutputBuffer) -> Void
    ) {
        setBody(mediaType, text: FormFieldEncoding.pairs(of: Self.value(write), encodings).joined(separator: "&"))
    }

    /// The query as a whole, as a form of the same kind.
    public mutating func addQuery(encodings: [String: FormFieldEncoding] = [:], _ write: (inout OutputBuffer) -> Void) {
        query += FormFieldEncoding.pairs(of: Self.value(write), encodings)
    }

    /// One more value of a body that is a sequence of them.
    public mutating func addItem(_ format: StreamFormat, _ write: (inout OutputBuffer) -> Void) {
        let item = Self.bytes(write) + [UInt8(ascii: "\n")]
        request.body = (request.body ?? []) + (format == .records ? [0x1E] : []) + item
    }

    // MARK: Sending

    /// Who asks: fields, pairs of the query and cookies of a scheme.
    public mutating func addCredential(_ place: Place, _ name: StaticString, _ value: String) {
        switch place {
        case .query, .querystring: query.append("\(PercentEncoding.encoded("\(name)"))=\(PercentEncoding.encoded(value))")
        case .cookie: cookies.append("\(name)=\(value)")
        case .header, .path: addField(name, value)
        }
    }

    /// Sends the request.
    ///
    /// - Throws: `UnsendableField` where a value can't stand in a header field; what the transport throws.
    public func send(through transport: any ClientTransport) async throws -> OperationAnswer {
        var request = request
        request.target = query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
        if !cookies.isEmpty { request.fields.append(HeaderField(name: "Cookie", value: cookies.joined(separator: "; "))) }
        for field in request.fields where field.value.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) {
            throw UnsendableField(name: field.name)
        }
        return OperationAnswer(operation: operation, answer: try await transport.send(request))
    }

    static func bytes(_ write: (inout OutputBuffer) -> Void) -> [UInt8] {
        var output = OutputBuffer(minimumCapacity: 256)
        write(&output)
        // The buffer lives until its bytes are copied.
        return unsafe [UInt8](output.bytes)
    }

    static func value(_ write: (inout OutputBuffer) -> Void) -> JSONValue {
        // Writers write JSON; a number that JSON has no words for is null.
        (try? JSONValue(jsonBytes: bytes(write))) ?? .null
    }
}

/// A value with a line break, or a zero, for a header field: it would be more than a value (RFC 9110 section 5.5).
public struct UnsendableField: Error, Sendable, Hashable {
    /// The field's name.
    public let name: String

    /// What a test compares with.
    public init(name: String) { self.name = name }
}

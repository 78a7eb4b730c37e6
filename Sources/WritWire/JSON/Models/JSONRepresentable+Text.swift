// From a JSON text to a value and back, for whoever has the text: nothing here knows of requests.

extension JSONRepresentable {
    /// The value of a JSON text (RFC 8259) in UTF-8, checked as a request's body is.
    ///
    ///     _ = try Pet(jsonBytes: file)
    ///
    /// - Throws: What is wrong with the text: that it is none, or all rules of the schema that it breaks, each with the JSON
    ///   pointer of the place.
    public init(jsonBytes bytes: some Collection<UInt8>) throws(JSONReadError) {
        // Each buffer is valid for its closure.
        if let read = bytes.withContiguousStorageIfAvailable({ unsafe Self.result(of: $0) }) {
            self = try read.get()
        } else {
            self = try unsafe Array(bytes).withUnsafeBufferPointer { unsafe Self.result(of: $0) }.get()
        }
    }

    /// The same for bytes that are lent.
    public init(jsonBytes bytes: Span<UInt8>) throws(JSONReadError) {
        // The buffer is valid for the closure.
        self = try unsafe bytes.withUnsafeBufferPointer { unsafe Self.result(of: $0) }.get()
    }

    /// The value of a JSON text, checked as a request's body is.
    ///
    ///     let pet = try Pet(jsonText: #"{"id":7,"name":"Rex","status":"sold"}"#)
    ///
    /// - Throws: As `init(jsonBytes:)`.
    public init(jsonText text: String) throws(JSONReadError) {
        var text = text
        // The buffer is valid for the closure.
        self = try text.withUTF8 { unsafe Self.result(of: $0) }.get()
    }

    /// The value as a JSON text in UTF-8, without white space.
    ///
    ///     try cache.set("pet-7", pet.jsonBytes())
    public func jsonBytes() -> [UInt8] {
        var output = OutputBuffer(minimumCapacity: 256)
        write(to: &output)
        // The buffer lives until its bytes are copied.
        return unsafe [UInt8](output.bytes)
    }

    /// The value as a JSON text, without white space.
    ///
    ///     print(pet.jsonText)  // {"id":7,"name":"Rex","status":"sold"}
    public var jsonText: String {
        var output = OutputBuffer(minimumCapacity: 256)
        write(to: &output)
        // The buffer lives until its bytes are copied.
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }

    /// The bytes are lent to one reader, which ends before this returns.
    @unsafe
    private static func result(of bytes: UnsafeBufferPointer<UInt8>) -> Result<Self, JSONReadError> {
        var json = unsafe JSONReader(UnsafeRawBufferPointer(bytes))
        let value = read(from: &json)
        if let error = json.finish() { return .failure(error) }
        guard let value else {
            // Types of an application may return nil without a word.
            return .failure(.invalid([Violation(pointer: "", keyword: "type", message: "must be a valid \(Self.self)")]))
        }
        return .success(value)
    }
}

extension JSONReadError: CustomStringConvertible {
    /// What is wrong, a line for each violation, such as `/name: must be at least 1 character long`: first the JSON pointer of the
    /// place.
    public var description: String {
        switch self {
        case .malformed(let offset, let message): "no JSON at byte \(offset): \(message)"
        case .invalid(let violations):
            violations.reduce(into: "breaks \(violations.count == 1 ? "1 rule" : "\(violations.count) rules")") {
                text, violation in
                text += "\n\(violation.pointer.isEmpty ? "(the whole)" : violation.pointer): \(violation.message)"
            }
        }
    }
}

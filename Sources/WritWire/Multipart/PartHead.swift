// The head of a part: what it is called, what file it was, what its bytes are.

/// What stands in front of a part's bytes.
public struct PartHead: Sendable, Equatable {
    /// A field line of the part.
    public struct Field: Sendable, Equatable {
        /// As it was sent.
        public let name: String
        /// Without the blanks around it; bytes that are not UTF-8 are replaced.
        public let value: String
    }

    /// The name of the part in its form; empty in a body of parts that is no form.
    public let name: String
    /// The name of the file, as the client tells it: never to be taken for a path.
    public let filename: String?
    /// The media type as it was sent; nil: none was, which means text (RFC 7578 section 4.4).
    public let contentType: String?
    /// All fields of the head, in the order they were sent.
    public let fields: [Field]

    package init(name: String, filename: String? = nil, contentType: String? = nil, fields: [Field] = []) {
        self.name = name
        self.filename = filename
        self.contentType = contentType
        self.fields = fields
    }

    /// The value of the first field of that name, whatever its case.
    public subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// More fields than these are refused.
    private static let fieldsMax = 32

    /// From lines that each end with CR LF; nil where one is malformed, or a part of a form has no name.
    package init?(lines: [UInt8], isForm: Bool) {
        var fields: [Field] = []
        var disposition: FieldParameters?
        var contentType: String?
        for line in lines.split(separator: .lineFeed) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), fields.count < Self.fieldsMax else { return nil }
            let name = line[..<colon]
            let value = Self.trimmed(line[(colon + 1)...].dropLast())
            guard !name.isEmpty, name.allSatisfy(ByteClass.token.contains), value.allSatisfy(\.isFieldText) else { return nil }
            let field = Field(name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self))
            switch field.name.lowercased() {
            case "content-disposition":
                guard disposition == nil, let parsed = FieldParameters(value) else { return nil }
                disposition = parsed
            case "content-type":
                guard contentType == nil else { return nil }
                contentType = field.value
            default: break
            }
            fields.append(field)
        }
        let name = disposition?.text("name")
        if isForm { guard disposition?.word == "form-data", name != nil else { return nil } }
        self.init(name: name ?? "", filename: disposition?.text("filename"), contentType: contentType, fields: fields)
    }

    private static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var value = value
        while value.first?.isBlank == true { value = value.dropFirst() }
        while value.last?.isBlank == true { value = value.dropLast() }
        return value
    }
}

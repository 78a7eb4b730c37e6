// Formats of texts that stay texts: whether a text is of one, in time that grows with its bytes alone.

/// The formats of JSON Schema (2020-12 validation, section 7.3) and `byte`, as they are asserted.
public enum StringFormat: String, Sendable, CaseIterable {
    case dateTime = "date-time"
    case date, time, duration
    case email, idnEmail = "idn-email"
    case hostname, idnHostname = "idn-hostname"
    case ipv4, ipv6
    case uri, uriReference = "uri-reference"
    case iri, iriReference = "iri-reference"
    case uriTemplate = "uri-template"
    case uuid
    case byte
    case jsonPointer = "json-pointer"
    case relativeJsonPointer = "relative-json-pointer"
    case regex

    func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        switch self {
        case .dateTime: return DateTime(string: text) != nil
        case .date: return CalendarDate(string: text) != nil
        case .time: return TimeOfDay(string: text) != nil
        case .duration: return CalendarDuration(string: text) != nil
        case .email: return FormatScanner.isEmail(bytes, isInternational: false)
        case .idnEmail: return FormatScanner.isEmail(bytes, isInternational: true)
        case .hostname: return FormatScanner.isHostname(bytes[...])
        case .idnHostname: return FormatScanner.isInternationalHostname(text)
        case .ipv4: return IPv4Address(string: text) != nil
        case .ipv6: return IPv6Address(string: text) != nil
        case .uri: return URIScanner.isURI(bytes, isInternational: false, needsScheme: true)
        case .uriReference: return URIScanner.isURI(bytes, isInternational: false, needsScheme: false)
        case .iri: return URIScanner.isURI(bytes, isInternational: true, needsScheme: true)
        case .iriReference: return URIScanner.isURI(bytes, isInternational: true, needsScheme: false)
        case .uriTemplate: return URIScanner.isTemplate(bytes)
        case .uuid: return UniqueID(string: text) != nil
        case .byte: return Base64(string: text) != nil
        case .jsonPointer: return FormatScanner.isPointer(bytes[...])
        case .relativeJsonPointer: return FormatScanner.isRelativePointer(bytes)
        case .regex: return FormatScanner.isRegularExpression(bytes)
        }
    }

    /// The text with its article, for messages.
    var noun: StaticString {
        switch self {
        case .dateTime: DateTime.noun
        case .date: CalendarDate.noun
        case .time: TimeOfDay.noun
        case .duration: CalendarDuration.noun
        case .email, .idnEmail: "an e-mail address such as ada@example.com"
        case .hostname, .idnHostname: "a host name such as example.com"
        case .ipv4: IPv4Address.noun
        case .ipv6: IPv6Address.noun
        case .uri, .iri: "a URL with its scheme, such as https://example.com/"
        case .uriReference, .iriReference: "a URL, or a part of one such as /path"
        case .uriTemplate: "a URL template such as /users/{id}"
        case .uuid: UniqueID.noun
        case .byte: Base64.noun
        case .jsonPointer: "a JSON pointer such as /name/0"
        case .relativeJsonPointer: "a relative JSON pointer such as 1/name"
        case .regex: "a regular expression"
        }
    }
}

extension JSONReader {
    /// Checks a `format` that has no type of its own.
    public mutating func check(_ value: String?, _ format: StringFormat) {
        if let value, !format.matches(value) { violate("format", "must be \(format.noun)") }
    }
}

extension ParameterReader {
    /// Checks a `format` that has no type of its own.
    public mutating func check(_ value: String?, _ format: StringFormat) {
        if let value, !format.matches(value) { violate("format", "must be \(format.noun)") }
    }
}

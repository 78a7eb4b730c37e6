// Which codec a media type calls for.

enum MediaKind {
    case json, text, form, multipart, xml, binary
    /// `text/event-stream`
    case events
    /// A line of JSON for each value, and RFC 7464's JSON text sequences.
    case lines, records
    /// `*/*` and `application/*`: what the schema describes decides.
    case open

    init(_ type: String) {
        let essence = Self.essence(type)
        let subtype = essence.drop { $0 != "/" }.dropFirst()
        switch essence {
        case "*/*", "application/*": self = .open
        case "application/json", "text/json": self = .json
        case "application/x-www-form-urlencoded": self = .form
        case "application/xml", "text/xml": self = .xml
        case "text/event-stream": self = .events
        case "application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines": self = .lines
        case "application/json-seq": self = .records
        case _ where essence.hasSuffix("+json"): self = .json
        case _ where essence.hasSuffix("+xml") && essence != "image/svg+xml": self = .xml
        case _ where subtype.hasSuffix("+json-seq"): self = .records
        case _ where essence.hasPrefix("multipart/"): self = .multipart
        case _ where essence.hasPrefix("text/"): self = .text
        default: self = .binary
        }
    }

    /// Type and subtype without parameters, in small letters.
    static func essence(_ type: String) -> String {
        String(type.prefix { $0 != ";" && $0 != " " }).lowercased()
    }

    static func isRange(_ type: String) -> Bool { essence(type).contains("*") }

    /// What a case for the media type is called: `json`, `text`, `png`, `octetStream`, `image`.
    static func name(_ type: String) -> String {
        let essence = essence(type)
        let subtype = String(essence.drop { $0 != "/" }.dropFirst())
        switch essence {
        case "application/json": return "json"
        case "text/plain", "text/*": return "text"
        case "application/x-www-form-urlencoded": return "form"
        case "multipart/form-data": return "multipart"
        case "text/event-stream": return "events"
        case "*/*", "application/*": return "other"
        default: return SwiftNames.memberName(subtype == "*" ? String(essence.prefix { $0 != "/" }) : subtype)
        }
    }
}

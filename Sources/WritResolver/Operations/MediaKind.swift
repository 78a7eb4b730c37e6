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

    /// The essence and the parameters that tell the type from others of one name: not what text is written in, nor where parts
    /// end. Values stand in quotes where they are more than a plain word.
    static func identity(_ type: String) -> String {
        essence(type) + parameters(type).map { ";\($0.name)=\(isWord($0.value) ? $0.value : quoted($0.value))" }.joined()
    }

    /// What a name has to say beside the type's own where several differ in parameters: `Version2`.
    static func distinction(_ type: String) -> String {
        parameters(type).map { SwiftNames.typeName("\($0.name)-\($0.value)") }.joined()
    }

    /// In the order of their names, which are in small letters; values without quotes.
    private static func parameters(_ type: String) -> [(name: String, value: String)] {
        var rest = type.utf8.drop { $0 != UInt8(ascii: ";") }
        var found: [(name: String, value: String)] = []
        while rest.popFirst() != nil {
            var isQuoted = false
            var isEscaped = false
            let end = rest.firstIndex { byte in
                defer { isEscaped = isQuoted && !isEscaped && byte == UInt8(ascii: "\\") }
                if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
                return byte == UInt8(ascii: ";") && !isQuoted
            }
            let parts = String(rest[..<(end ?? rest.endIndex)])?.split(separator: "=", maxSplits: 1) ?? []
            rest = rest[(end ?? rest.endIndex)...]
            guard parts.count == 2 else { continue }
            let name = trimmed(parts[0]).lowercased()
            if !name.isEmpty, !["charset", "boundary"].contains(name) { found.append((name, unquoted(trimmed(parts[1])))) }
        }
        return found.sorted { $0.name < $1.name }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.utf8.count > 1, text.first == "\"", text.last == "\"" else { return String(text) }
        var (value, isEscaped) = ("", false)
        for character in text.dropFirst().dropLast() {
            isEscaped = character == "\\" && !isEscaped
            if !isEscaped { value.append(character) }
        }
        return value
    }

    private static func isWord(_ value: String) -> Bool {
        !value.isEmpty
            && value.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"):
                    true
                default: "-._+".utf8.contains(byte)
                }
            }
    }

    private static func quoted(_ value: String) -> String {
        "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
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

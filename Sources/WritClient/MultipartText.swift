// Bodies of parts (RFC 7578), from the client's side.

public import WritRuntime

/// The parts of a form, in their order.
public struct MultipartText {
    private var parts: [(head: String, content: [UInt8])] = []

    /// A form without parts.
    public init() {}

    /// A part with a value as text.
    public mutating func add(_ name: StaticString, text write: (inout OutputBuffer) -> Void) {
        add(name, fields: "", Array(ClientCall.value(write).scalarText.utf8))
    }

    /// A part of JSON.
    public mutating func add(_ name: StaticString, json write: (inout OutputBuffer) -> Void) {
        add(name, fields: "Content-Type: application/json\r\n", Array(ClientCall.value(write).text.utf8))
    }

    /// A part that is a file.
    public mutating func add(_ name: StaticString, file: FormFile) {
        let type = Self.escaped(file.contentType ?? "application/octet-stream")
        let filename = Self.escaped(file.filename ?? "\(name)")
        add(name, extra: "; filename=\"\(filename)\"", fields: "Content-Type: \(type)\r\n", file.bytes)
    }

    private mutating func add(_ name: StaticString, extra: String = "", fields: String, _ content: [UInt8]) {
        let disposition = "Content-Disposition: form-data; name=\"\(Self.escaped("\(name)"))\"\(extra)"
        parts.append(("\(disposition)\r\n\(fields)\r\n", content))
    }

    /// As browsers do it: the HTML standard, "multipart form data".
    private static func escaped(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"": text += "%22"
            case "\r": text += "%0D"
            case "\n": text += "%0A"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// What separates the parts, a text that none of them has, and their bytes (RFC 7578).
    fileprivate var body: (boundary: String, bytes: [UInt8]) {
        var boundary = "writ-boundary"
        while parts.contains(where: { $0.content.firstRange(of: boundary.utf8) != nil }) { boundary += "-" }
        var bytes: [UInt8] = []
        for part in parts { bytes += Array("--\(boundary)\r\n\(part.head)".utf8) + part.content + [13, 10] }
        return (boundary, bytes + Array("--\(boundary)--\r\n".utf8))
    }
}

extension ClientCall {
    /// The body as a form of parts.
    public mutating func setBody(_ mediaType: String, parts: MultipartText) {
        let (boundary, bytes) = parts.body
        setBody("\(mediaType); boundary=\(boundary)", bytes: bytes)
    }
}

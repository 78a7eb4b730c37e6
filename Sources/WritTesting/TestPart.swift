// Parts of a multipart form, as a test sends them.

/// A part of a multipart form.
///
///     let parts: [TestPart] = [.text("title", "Rex"), .file("photo", "rex.png", png, type: "image/png")]
///     let answer = await client.post("/photos", multipart: parts)
public struct TestPart: Sendable {
    let name: String
    let filename: String?
    let type: String?
    let bytes: [UInt8]

    /// A part that is a text.
    public static func text(_ name: String, _ text: String, type: String? = nil) -> TestPart {
        TestPart(name: name, filename: nil, type: type, bytes: Array(text.utf8))
    }

    /// A part that is a file.
    public static func file(
        _ name: String, _ filename: String, _ bytes: [UInt8], type: String? = "application/octet-stream"
    ) -> TestPart {
        TestPart(name: name, filename: filename, type: type, bytes: bytes)
    }

    /// A part that is JSON.
    public static func json(_ name: String, _ json: String) -> TestPart { text(name, json, type: "application/json") }

    /// The body of a form of these parts, and what separates them: a text that none of them has (RFC 7578).
    static func body(_ parts: [TestPart]) -> (boundary: String, bytes: [UInt8]) {
        var boundary = "writ-test-boundary"
        while parts.contains(where: { $0.bytes.firstRange(of: boundary.utf8) != nil }) { boundary += "-" }
        var body: [UInt8] = []
        for part in parts {
            var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(escape(part.name))\""
            if let filename = part.filename { head += "; filename=\"\(escape(filename))\"" }
            if let type = part.type { head += "\r\nContent-Type: \(type)" }
            body += Array("\(head)\r\n\r\n".utf8) + part.bytes + [13, 10]
        }
        return (boundary, body + Array("--\(boundary)--\r\n".utf8))
    }

    /// As browsers do it: the HTML standard, "multipart form data".
    private static func escape(_ name: String) -> String {
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
}

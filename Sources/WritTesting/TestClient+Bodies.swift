// Requests with bodies other than JSON.

extension TestClient {
    /// Sends a POST request with a form, as `application/x-www-form-urlencoded`.
    ///
    ///     let answer = await client.post("/pets/1", form: ["name": "Rex & Co.", "status": "sold"])
    public func post(
        _ target: String, form: KeyValuePairs<String, String>, fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        await send("POST", target, form: form, fields: fields)
    }

    /// Sends a PUT request with a form.
    public func put(
        _ target: String, form: KeyValuePairs<String, String>, fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        await send("PUT", target, form: form, fields: fields)
    }

    /// Sends a request with a form, whose names may come several times.
    public func send(
        _ method: String, _ target: String, form: KeyValuePairs<String, String>, fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        let text = form.map { "\(formEncoded($0.key))=\(formEncoded($0.value))" }.joined(separator: "&")
        return await send(method, target, body: Array(text.utf8), type: "application/x-www-form-urlencoded", fields: fields)
    }

    /// Sends a POST request with a form of several parts.
    public func post(
        _ target: String, multipart parts: [TestPart], fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        await send("POST", target, multipart: parts, fields: fields)
    }

    /// Sends a PUT request with a form of several parts.
    public func put(
        _ target: String, multipart parts: [TestPart], fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        await send("PUT", target, multipart: parts, fields: fields)
    }

    /// Sends a request with a form of several parts, as `multipart/form-data`.
    public func send(
        _ method: String, _ target: String, multipart parts: [TestPart], fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        let (boundary, bytes) = TestPart.body(parts)
        return await send(method, target, body: bytes, type: "multipart/form-data; boundary=\(boundary)", fields: fields)
    }

    /// Sends a POST request with these bytes.
    ///
    ///     let answer = await client.post("/pictures", bytes: png, type: "image/png")
    public func post(
        _ target: String, bytes: [UInt8], type: String, fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        await send("POST", target, body: bytes, type: type, fields: fields)
    }

    /// Sends a PUT request with these bytes.
    public func put(
        _ target: String, bytes: [UInt8], type: String, fields: KeyValuePairs<String, String> = [:]
    ) async -> TestAnswer {
        await send("PUT", target, body: bytes, type: type, fields: fields)
    }

    /// `Content-Type` comes by itself where no field names one.
    private func send(
        _ method: String, _ target: String, body: [UInt8], type: String, fields: KeyValuePairs<String, String>
    ) async -> TestAnswer {
        let hasType = fields.contains { $0.key.lowercased() == "content-type" }
        return await send(method, target, lines: (hasType ? [] : [(key: "Content-Type", value: type)]) + fields, body: body)
    }

    /// The form's own percent-encoding: a space is `+` (the URL standard, "application/x-www-form-urlencoded").
    private func formEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): encoded += "+"
            default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}

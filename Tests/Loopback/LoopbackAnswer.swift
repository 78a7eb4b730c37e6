// One answer of a server as a test looks at it.

public import WritWire

public struct LoopbackAnswer: Sendable, CustomStringConvertible {
    public let status: Int
    /// Header fields in the order they came, names as they were sent.
    public let fields: [(name: String, value: String)]
    public let body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON; nil where it is none.
    public var json: JSONValue? {
        // The array lends its bytes for the closure.
        unsafe body.withUnsafeBytes { bytes in
            var reader = unsafe JSONReader(bytes)
            let value = reader.readValue()
            return reader.finish() == nil ? value : nil
        }
    }

    /// The value of the first field of that name, whatever its case.
    public subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Reads an answer's head, without the empty line behind it.
    init(head: some StringProtocol, body: [UInt8]) throws {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines[0].split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw LoopbackFailure(description: "not an answer in HTTP: \(lines[0])")
        }
        self.status = status
        fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        self.body = body
    }
}

extension LoopbackAnswer {
    /// Status, the fields that say something about an error, and the body in readable lines.
    public var description: String {
        var lines = ["\(status)"]
        for name in ["Content-Type", "Allow", "Accept"] {
            if let value = self[name] { lines.append("\(name): \(value)") }
        }
        return lines.joined(separator: "\n") + "\n\n" + (json.map { $0.readable } ?? text)
    }
}

extension JSONValue {
    /// A line for each member; objects inside lists stay on one.
    fileprivate var readable: String {
        guard case .object(let object) = self else { return text }
        let members = object.names.map { name -> String in
            let value = object[name] ?? .null
            guard case .array(let items) = value, !items.isEmpty else { return "  \(JSONValue.string(name).text): \(value.text)" }
            let list = items.map { "    \($0.text)" }.joined(separator: ",\n")
            return "  \(JSONValue.string(name).text): [\n\(list)\n  ]"
        }
        return "{\n" + members.joined(separator: ",\n") + "\n}"
    }
}

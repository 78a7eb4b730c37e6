// An answer of the server, taken apart.

public import WritServer
public import WritWire

/// One answer of a server, as a test looks at it.
public struct TestAnswer: Sendable {
    /// 0 where the server sent no answer.
    public let status: Int
    /// The reason phrase of the status line.
    public let reason: String
    /// Header fields in the order they came, names as they were sent.
    public let fields: [HeaderField]
    /// The body, its transfer coding undone.
    public let body: [UInt8]
    /// The bytes of the answer as they were sent, with the interim answers in front of it.
    public let rawBytes: [UInt8]

    /// The body as text; what is no UTF-8 is replaced.
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

    /// Takes apart what a server has sent.
    ///
    /// - Parameters:
    ///   - bytes: What `TestClient.sendRaw` returned.
    ///   - methods: Those of the requests, in their order: answers to HEAD have no body. Where it is shorter than the list of
    ///     answers, the others are to GET.
    public static func all(in bytes: [UInt8], methods: [String] = []) -> [TestAnswer] {
        var reader = AnswerReader(bytes)
        var answers: [TestAnswer] = []
        while let answer = reader.next(to: answers.count < methods.count ? methods[answers.count] : "GET") {
            answers.append(answer)
        }
        return answers
    }

    init(
        status: Int = 0, reason: String = "", fields: [HeaderField] = [], body: [UInt8] = [], rawBytes: [UInt8] = []
    ) {
        self.status = status
        self.reason = reason
        self.fields = fields
        self.body = body
        self.rawBytes = rawBytes
    }
}

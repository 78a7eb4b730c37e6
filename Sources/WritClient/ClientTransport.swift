// What a typed client asks through: the seam between requests as values and whatever carries them.

public import WritRuntime

/// Carries a request to a server and brings its answer.
///
/// `TestClient` is one in memory, and `WireTransport` one over TCP, both of `WritTesting`. Another may look at requests on their way:
///
///     struct Printing: ClientTransport {
///         let inner: any ClientTransport
///
///         func send(_ request: ClientRequest) async throws -> ClientAnswer {
///             print(request.method, request.target)
///             return try await inner.send(request)
///         }
///     }
public protocol ClientTransport: Sendable {
    /// Sends the request and waits for the whole answer. Throws where there is none.
    func send(_ request: ClientRequest) async throws -> ClientAnswer
}

/// A request of a typed client.
public struct ClientRequest: Sendable {
    /// As a request line spells it.
    public var method: String
    /// Path and query, percent-encoded.
    public var target: String
    /// Without `Host` and what frames the body.
    public var fields: [HeaderField]
    /// Nil: none.
    public var body: [UInt8]?

    /// A request without a body.
    public init(method: String, target: String, fields: [HeaderField] = [], body: [UInt8]? = nil) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }
}

/// The answer to one.
public struct ClientAnswer: Sendable {
    /// The status code.
    public var status: Int
    /// In the order in which they came.
    public var fields: [HeaderField]
    /// Its codings undone.
    public var body: [UInt8]

    /// An answer as a transport has received it.
    public init(status: Int, fields: [HeaderField], body: [UInt8]) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// The value of the first field of that name, whatever its case.
    public subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A transport got no answer, or something that is none.
public struct NoAnswer: Error, Sendable, Hashable, CustomStringConvertible {
    /// What came instead.
    public let description: String

    /// Says what came instead.
    public init(_ description: String = "the server hung up without an answer") { self.description = description }
}

/// An answer that the contract doesn't declare: another status, another media type, or a body or a field that breaks its schema.
public struct UndeclaredAnswer: Error, Sendable, CustomStringConvertible {
    /// `listPets`
    public let operation: String
    /// What of it is not declared.
    public let reason: String
    /// As it came.
    public let answer: ClientAnswer

    /// The operation, the answer's status and media type, what is wrong, and the body where it is text.
    public var description: String {
        let text = String(decoding: answer.body.prefix(2_000), as: UTF8.self)
        return
            "\(operation) was answered \(answer.status) \(answer["Content-Type"] ?? "without a media type"): \(reason)\n\(text)"
    }
}

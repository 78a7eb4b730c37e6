// What the contract says of an operation, for those that look at requests from outside.

public import WritWire

/// One operation of the contract.
public struct OperationDescription: Sendable, Hashable {
    /// The operation's id in the document.
    public let id: String
    /// `.other` for one that only the document knows.
    public let method: HTTPMethod
    /// The method as requests spell it.
    public let methodName: String
    /// The path as the document has it, behind the server's base path: `/pets/{petId}`. With a base path of its own
    /// where the document gives the operation another server.
    public let pathTemplate: String
    /// The same with the base path: what requests have.
    package let servedPath: String
    /// The operation's tags in the document.
    public let tags: [String]
    /// The header fields that its requests may have by the contract: its parameters, those of its credentials, and
    /// `Content-Type` where it takes a body.
    public let requestFields: [String]
    /// The header fields that its answers may have by the contract, errors among them.
    public let answerFields: [String]
    /// False where the contract wants its answers in no content coding (`x-writ-compression: false`).
    public let allowsCompression: Bool
}

// What the contract says of an operation, for those that look at requests from outside.

public import WritWire

/// One operation of the contract.
public struct OperationDescription: Sendable, Hashable {
    /// The operation's id in the document.
    public let id: String
    public let method: HTTPMethod
    /// The path as the document has it, behind the server's base path: `/pets/{petId}`.
    public let pathTemplate: String
}

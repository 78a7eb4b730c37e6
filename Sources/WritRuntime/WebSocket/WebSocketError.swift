// What goes wrong with a WebSocket.

internal import WritEngine
internal import WritWire

/// Why a message can't be received or sent. A handler that lets it through ends the connection as it should be.
public enum WebSocketError: Error, Sendable, Equatable {
    /// It has been closed, by either side.
    case closed
    /// The client is gone.
    case connectionLost
    /// The client was silent, or did not read, for too long.
    case timedOut
    /// A message of the client breaks the contract; the connection is closed.
    case brokenContract(WebSocketViolation)
    /// Messages are received, and the first one sent, by the handler's own task or its child tasks.
    case otherTask

    init(_ failure: WebSocketConnection.Failure) {
        switch failure {
        case .closed: self = .closed
        case .connectionLost: self = .connectionLost
        case .timedOut: self = .timedOut
        }
    }
}

/// How a message of a client breaks the contract.
public enum WebSocketViolation: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is a text where the contract has none, or bytes where it has none.
    case undeclaredKind
    /// It is not JSON.
    case malformed(String)
    /// It breaks rules of its schema.
    case invalid([Violation])

    /// The code with which the connection is closed for it.
    public var closeCode: WebSocketCloseCode {
        switch self {
        case .undeclaredKind: .unsupportedData
        case .malformed: .invalidPayload
        case .invalid: .policyViolation
        }
    }

    /// What is wrong, with its place: `/text: must be at least 1 character long`.
    public var description: String {
        switch self {
        case .undeclaredKind: "The contract has no message of this kind."
        case .malformed(let message): message
        case .invalid(let violations):
            violations.map { "\($0.pointer.isEmpty ? "/" : $0.pointer): \($0.message)" }.joined(separator: "; ")
        }
    }

    /// At most 123 bytes of the description.
    var closeReason: String {
        var text = ""
        for character in description {
            guard text.utf8.count + character.utf8.count <= 123 else { break }
            text.append(character)
        }
        return text
    }

    init(_ error: JSONReadError) {
        switch error {
        case .malformed(let offset, let message): self = .malformed("The message is not JSON, at byte \(offset): \(message)")
        case .invalid(let violations): self = .invalid(violations)
        }
    }
}

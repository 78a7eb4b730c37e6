// Whether answers are held to the contract, too.

/// What is done about answers that break the contract.
public enum AnswerValidation: Sendable {
    /// They are not looked at.
    case off
    /// The log tells what is wrong, and they are sent.
    case log
    /// The log tells what is wrong, and the client gets 500 instead.
    case fail
}

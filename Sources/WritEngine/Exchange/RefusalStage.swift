// How far a request has come that the engine refuses.

public enum RefusalStage: Sendable {
    /// Its head is malformed, or hasn't come whole.
    case head
    /// Its head is complete, and the responder has not seen it.
    case unseen
    /// The responder is at it, or was and has not answered.
    case seen
}

// What became of an answer, for those who asked to be told.

import WritWire

/// An answer that was written to its end, or broke off.
public struct SentAnswer: Sendable {
    /// The status that the client got.
    public let status: Int
    /// Bytes of the body of a stream, as far as it was written; nil for an answer that was none.
    public let streamedByteCount: Int?
}

extension Exchange {
    /// Has `action` called when the answer has been written to its end, a stream, too, or has failed.
    package func doBehindAnswer(_ action: @escaping @Sendable (SentAnswer) -> Void) {
        actionsBehindAnswer.append(action)
    }

    /// Tells those who asked.
    package func tellSentAnswer() {
        if actionsBehindAnswer.isEmpty { return }
        let actions = actionsBehindAnswer
        actionsBehindAnswer.removeAll()
        let sent = SentAnswer(
            status: answeredStatus ?? ResponderEnding.abandoned.refusal.answer.status, streamedByteCount: streamedByteCount)
        for action in actions { action(sent) }
    }
}

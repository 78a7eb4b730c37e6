// Answers that middleware gives of its own.

internal import WritEngine
internal import WritRuntime
internal import WritWire

extension ServerAnswer {
    /// An answer without a body, in place of one that is there. A status beyond 200...599 becomes a 500.
    public init(to context: RequestContext, status: Int) {
        self.init(context)
        begin()?.answerEmpty(status: status)
    }

    /// An answer with a text, in place of one that is there.
    public init(to context: RequestContext, status: Int, contentType: StaticString, text: String) {
        self.init(context)
        begin()?.answer(status: status, contentType: contentType) { $0.append(text) }
    }

    /// An answer with bytes, in place of one that is there.
    public init(to context: RequestContext, status: Int, contentType: StaticString, bytes: [UInt8]) {
        self.init(context)
        begin()?.answer(status: status, contentType: contentType) { output in
            // The array lends its bytes for the closure.
            unsafe bytes.withUnsafeBytes { unsafe output.append($0) }
        }
    }

    /// A problem document (RFC 9457), in place of an answer that is there.
    ///
    /// - Parameters:
    ///   - context: The request that is answered.
    ///   - status: 200...599; another becomes a 500.
    ///   - problem: What is wrong with this request, in a sentence: `detail` of the document.
    public init(to context: RequestContext, status: Int, problem: String) {
        self.init(context)
        begin()?.answerProblem(status, problem)
    }

    /// The exchange without an answer.
    private func begin() -> Exchange? {
        guard let exchange = context.live else { return nil }
        if exchange.isAnswered { guard exchange.takeBackAnswer() else { return nil } }
        exchange.errorOfPendingAnswer = nil
        return exchange
    }
}

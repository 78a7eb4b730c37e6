// What a request has to bring before the handler of its operation is asked.

internal import WritEngine
internal import WritWire

/// Media types of an operation's answers and of its body, as far as they can be looked at before its handler runs.
public struct RequestTerms: Sendable {
    let offers: StaticString
    let takes: StaticString
    let isBodyRequired: Bool
    let bodyBytesMax: Int?

    /// - Parameters:
    ///   - offers: The media types of the answers, with commas between; empty where each client takes them.
    ///   - takes: The media types of a body that is received whole, with commas between; empty where there is none.
    ///   - isBodyRequired: False for a body of any kind that may be left out.
    ///   - bodyBytesMax: The operation's own limit; nil where that of the server holds.
    public init(
        offers: StaticString = "", takes: StaticString = "", isBodyRequired: Bool = true, bodyBytesMax: Int? = nil
    ) {
        self.offers = offers
        self.takes = takes
        self.isBodyRequired = isBodyRequired
        self.bodyBytesMax = bodyBytesMax
    }

    /// The most bytes of a body that is received whole; nil where none is.
    func receivesUpTo(_ limit: Int) -> Int? { takes.utf8CodeUnitCount == 0 ? nil : bodyBytesMax ?? limit }
}

extension Exchange {
    /// Whether the client takes one of the media types, listed with commas between; if not, 406 is answered.
    func accepts(_ mediaTypes: StaticString) -> Bool {
        if unsafe withField("Accept", { unsafe MediaTypes.accepts($0, offered: mediaTypes) }) ?? true { return true }
        variesByAccept = true
        answerProblem(406, "None of the media types in Accept can be answered: there is \(OperationRequest.list(mediaTypes)).")
        return false
    }
}

extension OperationRequest {
    /// Whether a request's head is as it has to be; if not, 400, 406 or 415 is answered.
    func meets(_ terms: RequestTerms) -> Bool {
        if terms.offers.utf8CodeUnitCount > 0, !exchange.accepts(terms.offers) { return false }
        return hasBody(by: terms)
    }

    /// The part of this that is about the body.
    func hasBody(by terms: RequestTerms) -> Bool {
        if terms.takes.utf8CodeUnitCount == 0 || !terms.isBodyRequired && !hasBody { return true }
        return takesBody(of: terms.takes)
    }

    /// Waits until it is known whether a body that may be left out has anything in it; false, with 400, 408 or 413 answered,
    /// where it doesn't come.
    nonisolated(nonsending) func awaitBodyBegin(by terms: RequestTerms) async -> Bool {
        if terms.isBodyRequired || exchange.isBodyBegun { return true }
        do {
            try await exchange.awaitBodyBegin()
            return true
        } catch {
            refuse(error)
            return false
        }
    }

    /// Whether nothing of the body has to be waited for, behind which is the price of an `await`.
    func isBodyReceived(by terms: RequestTerms) -> Bool {
        guard let bytesMax = terms.receivesUpTo(shared.bodyBytesMax) else { return true }
        return isBodyReceived(upTo: bytesMax)
    }

    /// Waits for the whole body; false, with 400, 408 or 413 answered, where it doesn't come.
    nonisolated(nonsending) func receiveBody(by terms: RequestTerms) async -> Bool {
        guard let bytesMax = terms.receivesUpTo(shared.bodyBytesMax) else { return true }
        return await receiveBody(upTo: bytesMax)
    }
}

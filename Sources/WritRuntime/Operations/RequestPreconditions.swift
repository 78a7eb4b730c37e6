// What a request has to bring before the handler of its operation is asked.

package import WritEngine
internal import WritWire

/// Media types of an operation's answers and of its body, as far as they can be looked at before its handler runs.
public struct RequestPreconditions: Sendable {
    package let offers: StaticString
    package let takes: StaticString
    package let isBodyRequired: Bool
    package let bodyBytesMax: Int?

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
    package func receivesUpTo(_ limit: Int) -> Int? { takes.utf8CodeUnitCount == 0 ? nil : bodyBytesMax ?? limit }
}

extension Exchange {
    /// Whether the client takes one of the media types, listed with commas between; if not, 406 is answered.
    package func accepts(_ mediaTypes: StaticString) -> Bool {
        if unsafe withField("Accept", { unsafe MediaTypes.accepts($0, offered: mediaTypes) }) ?? true { return true }
        variesByAccept = true
        answerProblem(406, "None of the media types in Accept can be answered: there is \(OperationRequest.list(mediaTypes)).")
        return false
    }
}

extension OperationRequest {
    /// Whether a request's head is as it has to be; if not, 400, 406 or 415 is answered.
    func meets(_ preconditions: RequestPreconditions) -> Bool {
        if preconditions.offers.utf8CodeUnitCount > 0, !exchange.accepts(preconditions.offers) { return false }
        return hasBody(by: preconditions)
    }

    /// The part of this that is about the body.
    package func hasBody(by preconditions: RequestPreconditions) -> Bool {
        if preconditions.takes.utf8CodeUnitCount == 0 || !preconditions.isBodyRequired && !hasBody { return true }
        return takesBody(of: preconditions.takes)
    }

    /// Waits until it is known whether a body that may be left out has anything in it; false, with 400, 408 or 413 answered,
    /// where it doesn't come.
    package nonisolated(nonsending) func awaitBodyBegin(by preconditions: RequestPreconditions) async -> Bool {
        if preconditions.isBodyRequired || exchange.isBodyBegun { return true }
        do {
            try await exchange.awaitBodyBegin()
            return true
        } catch {
            refuse(error)
            return false
        }
    }

    /// Whether nothing of the body has to be waited for, behind which is the price of an `await`.
    func isBodyReceived(by preconditions: RequestPreconditions) -> Bool {
        guard let bytesMax = preconditions.receivesUpTo(shared.bodyBytesMax) else { return true }
        return isBodyReceived(upTo: bytesMax)
    }

    /// Waits for the whole body; false, with 400, 408 or 413 answered, where it doesn't come.
    package nonisolated(nonsending) func receiveBody(by preconditions: RequestPreconditions) async -> Bool {
        guard let bytesMax = preconditions.receivesUpTo(shared.bodyBytesMax) else { return true }
        return await receiveBody(upTo: bytesMax)
    }
}

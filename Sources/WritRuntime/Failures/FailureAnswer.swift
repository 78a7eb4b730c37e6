// What the client is told of an error that the contract doesn't know.

package import Logging
internal import WritEngine
internal import WritWire

/// Status and detail for an error that a handler or middleware threw.
package struct FailureAnswer {
    package let status: Int
    package let detail: String
    package let level: Logger.Level

    /// Whether it is an error of the server's own, which has its answer whatever an application makes of other errors.
    package static func knows(_ error: any Error) -> Bool {
        error is OffloadError || error is AccessDenied || error is NotImplemented || error is BodyError || error is FormError
            || error is JSONReadError || error is PreconditionFailed
    }

    package init(_ error: any Error) {
        if case .tooBusy? = error as? OffloadError {
            (status, detail, level) = (503, "The server is too busy to answer this request.", .warning)
        } else if let denied = error as? AccessDenied {
            (status, detail, level) = (403, denied.detail, .info)
        } else if let failed = error as? PreconditionFailed {
            (status, detail, level) = (failed.status, failed.detail, .info)
        } else if error is NotImplemented {
            (status, detail, level) = (501, "The operation is not implemented.", .warning)
        } else {
            // Told in nothing, logged in full.
            (status, detail, level) = (500, "The server failed to answer this request.", .error)
        }
    }
}

extension ServerShared {
    /// Answers an error that the contract doesn't know, and logs it. An answer that is there stays.
    ///
    /// - Parameter reason: Why a failure that was meant for the client is none here, and what to do about it.
    package func fail(_ context: RequestContext, _ error: any Error, reason: String? = nil) {
        guard let exchange = context.live else { return }
        // The logger knows the request's id and its operation's.
        let logger = context.logger
        var metadata: Logger.Metadata = [
            "error": "\(String(reflecting: error))", "method": .string(context.methodName), "path": .string(context.path),
        ]
        if let operation = context.operation { metadata["operation"] = .string(operation.id) }
        if let reason { metadata["reason"] = .string(reason) }
        // A handler that ends because it was cancelled has not failed, and the engine answers.
        if exchange.isCancelled { return logger.info("a cancelled handler gave up", metadata: metadata) }
        let failure = FailureAnswer(error)
        logger.log(level: failure.level, "a handler failed", metadata: metadata)
        exchange.answerProblem(failure.status, failure.detail)
    }
}

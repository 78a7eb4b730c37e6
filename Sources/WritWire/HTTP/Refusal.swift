// Every way in which a request is refused before a handler sees it, and the one table that says how it is answered.

/// Why a request is refused.
package enum Refusal: Error, Sendable, Equatable, CaseIterable {
    case malformedRequestLine, malformedTarget, malformedVersion, malformedLineEnd
    case malformedField, foldedField, malformedHost, missingHost, repeatedHost
    case malformedContentLength, repeatedContentLength, malformedTransferEncoding, conflictingFraming
    case malformedChunk, chunkOverhead, malformedTrailer, incompleteRequest
    case headTimedOut, bodyTimedOut
    case bodyTooLarge, targetTooLong, unmetExpectation
    case fieldTooLarge, tooManyFields, headTooLarge
    case unansweredRequest, malformedAnswer
    case handlerTimedOut, abandonedRequest, serverEnds, serverFull
    case unknownTransferCoding, methodTooLong, unsupportedMethod, unsupportedVersion

    /// What the client is told: the status, a sentence for the problem document, and what becomes of the connection.
    package struct Answer: Sendable {
        package let status: Int
        package let detail: StaticString
        /// Whether the connection is closed: always where the end of the request is in doubt.
        package let closes: Bool
        /// Seconds after which the client may try again, where it is told so.
        package var retryAfterSeconds: Int?
    }

    /// The table of all refusals.
    package var answer: Answer {
        switch self {
        case .malformedRequestLine: close(400, "The request line is malformed.")
        case .malformedTarget: close(400, "The request target is malformed.")
        case .malformedVersion: close(400, "The protocol version is malformed.")
        case .malformedLineEnd: close(400, "A line does not end with CR LF.")
        case .malformedField: close(400, "A header field is malformed.")
        case .foldedField: close(400, "A header field is folded over several lines.")
        case .malformedHost: close(400, "The Host field is malformed.")
        case .missingHost: close(400, "The Host field is missing.")
        case .repeatedHost: close(400, "The Host field is given more than once.")
        case .malformedContentLength: close(400, "The Content-Length field is malformed.")
        case .repeatedContentLength: close(400, "The Content-Length field is given more than once.")
        case .malformedTransferEncoding: close(400, "The Transfer-Encoding field is malformed.")
        case .conflictingFraming: close(400, "Content-Length and Transfer-Encoding exclude each other.")
        case .malformedChunk: close(400, "The chunked body is malformed.")
        case .chunkOverhead: close(400, "The chunked body holds too little data for its framing.")
        case .malformedTrailer: close(400, "A trailer field is malformed.")
        case .incompleteRequest: close(400, "The request ends too early.")
        case .headTimedOut: close(408, "The request head took too long to arrive.")
        case .bodyTimedOut: close(408, "The request body took too long to arrive.")
        case .bodyTooLarge: close(413, "The request body is larger than this operation accepts.")
        case .targetTooLong: close(414, "The request target is too long.")
        case .unmetExpectation: close(417, "The only expectation this server meets is 100-continue.")
        case .fieldTooLarge: close(431, "A header field is too large.")
        case .tooManyFields: close(431, "There are too many header fields.")
        case .headTooLarge: close(431, "The request head is too large.")
        case .unansweredRequest, .malformedAnswer: keep(500, "The server could not answer this request.")
        case .handlerTimedOut: close(503, "The server could not answer this request in time.")
        case .abandonedRequest: close(503, "The client ended its side of the connection before the answer was ready.")
        case .serverEnds: close(503, "The server ends before this request could be answered.")
        case .serverFull:
            Answer(
                status: 503, detail: "The server holds as many bytes of other requests as it may.", closes: true,
                retryAfterSeconds: 1)
        case .unknownTransferCoding: close(501, "The only transfer coding this server knows is chunked.")
        case .methodTooLong, .unsupportedMethod: close(501, "The request method is not supported.")
        case .unsupportedVersion: close(505, "This server speaks HTTP/1.1.")
        }
    }

    private func close(_ status: Int, _ detail: StaticString) -> Answer {
        Answer(status: status, detail: detail, closes: true)
    }

    private func keep(_ status: Int, _ detail: StaticString) -> Answer {
        Answer(status: status, detail: detail, closes: false)
    }
}

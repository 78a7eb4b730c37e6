// What an exchange knows of an answer that is being written piece by piece.

import WritWire

/// An answer on its way, and how far it has come.
package struct AnswerStream {
    package let status: Int
    package let contentType: StaticString?
    /// Bytes of the body as it is sent, where that is known.
    package let contentLength: Int?
    /// Bytes that the handler has promised to write.
    let promisedLength: Int?
    package let trailerNames: [StaticString]
    /// What the fields of the answer were before this one began.
    let fieldMark: Int

    /// Bytes of the body that were written, sent or not.
    package internal(set) var bodyCount = 0
    package internal(set) var isHeadWritten = false
    /// Whether something of it is to leave as soon as the job that has written it is over.
    package var isGathered = false
    /// Signs of life while nothing else is written; nil: none.
    var heartbeat: Heartbeat?
    /// The fields to be sent behind the body, each checked, and what they take as lines of a head.
    package internal(set) var trailers: [(name: StaticString, value: [UInt8])] = []
    var trailerByteCount = 0
    /// Why nothing more can be written.
    package var failure: AnswerStreamError?
}

// What an exchange knows of an answer that is being written piece by piece.

import WritWire

/// An answer on its way: its framing, and how far it has come.
struct AnswerStream {
    /// How the client is told where the body ends.
    enum Framing: Equatable {
        case length
        case chunked
        /// By the end of the connection: HTTP/1.0 has nothing else.
        case close
    }

    let status: Int
    let contentType: StaticString?
    let contentLength: Int?
    let framing: Framing
    let trailerNames: [StaticString]
    /// What the fields of the answer were before this one began.
    let fieldMark: Int

    /// Bytes of the body that were written, sent or not.
    var bodyCount = 0
    var isHeadWritten = false
    /// Where the head stands in the output; nil before it is written, and once something of it may have been sent.
    var headStart: Int?
    /// Whether something of it is to leave as soon as the job that has written it is over.
    var isGathered = false
    /// The chunk that is being gathered at the end of the output.
    var chunk: ChunkFrame?
    /// Digits that the size of the last chunk took: a guess for the next.
    var chunkDigits = 4
    /// The trailer lines to be sent, each checked.
    var trailers: [UInt8] = []
    /// Why nothing more can be written.
    var failure: AnswerStreamError?
}

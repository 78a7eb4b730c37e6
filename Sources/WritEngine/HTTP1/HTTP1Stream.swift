// How a streamed answer is told apart from what follows it (RFC 9112 section 6).

import WritWire

/// The form of an answer that is being written piece by piece, and how far it has come.
struct HTTP1Stream {
    enum Form {
        case length
        case chunked
        /// By the end of the connection: HTTP/1.0 has nothing else.
        case close
    }

    var form = Form.length
    /// Where the head stands in the output; nil before it is written, and once something of it may have been sent.
    var headStart: Int?
    /// The chunk that is being gathered at the end of the output.
    var chunk: ChunkFrame?
    /// Digits that the size of the last chunk took: a guess for the next.
    var chunkDigits = 4
}

// An answer before it becomes bytes of the connection: its status, its media type and its body, apart from each other.

import WritWire

/// What is given as the answer while something that surrounds the handlers may still change it. Its fields are the exchange's.
struct PendingAnswer {
    @safe enum Body {
        case none
        /// Stands in the exchange's buffer for it.
        case written
        /// Bytes that live as long as the program.
        case lasting(UnsafeRawBufferPointer)
        case stream(PendingStream)
    }

    var status: Int
    var contentType: StaticString?
    var body: Body
}

/// A body that is written piece by piece, once the answer's head may leave.
struct PendingStream {
    typealias Write = nonisolated(nonsending) (AnswerWriter) async throws -> Void

    let contentLength: Int?
    /// Names of the fields that came with this answer: they go with it if it fails before anything has left.
    let fieldNames: [[UInt8]]
    let write: Write
}

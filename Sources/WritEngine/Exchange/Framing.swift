// The seam between an exchange and what makes requests of bytes and bytes of answers: HTTP/1.1, or another protocol.

package import WritWire

/// Reads the body of an exchange's request and writes its answer, in the form that the client speaks.
///
/// A framing fills in the exchange's head (`Exchange.lend`), tells it when a request begins and ends, has the responder
/// answer, and lives at least as long as each of these requests. Where two exchanges share a connection, each has a framing of
/// its own, or a part of one. All of it runs on the connection's own thread.
package protocol Framing: AnyObject {
    // The request's body, as `RequestStream` has it.

    /// Collects what has come of the body into one piece, `receivedBody`.
    func collectBody(upTo bytesMax: Int) -> RequestStream.BodyStep
    /// The part that is collected.
    var receivedBody: UnsafeRawBufferPointer { get }
    /// Takes the next part of the body as it has come; it is in `bodyPart` then.
    func nextBodyPart(upTo bytesMax: Int) -> RequestStream.PartStep
    var bodyPart: UnsafeRawBufferPointer { get }
    /// Whether the body has anything in it; nil while that isn't known.
    func beginsBody() -> Bool?
    /// Whether the body's last byte has come and been taken.
    var isBodyComplete: Bool { get }
    /// Waits for more of the body, within its client's time, and has what is written of an answer leave before; how many bytes
    /// have come.
    func receiveBody() async throws(BodyError) -> Int
    /// Calls `body` with each field behind the body; the bytes are valid for the call.
    func forEachTrailer(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void)

    // Answers that are there as a whole. The fields are the exchange's, and checked.

    /// Writes an answer with the body that `body` appends.
    func write(status: Int, contentType: StaticString?, body: (inout OutputBuffer) -> Void)
    /// Writes an answer with a body that lives as long as the program.
    func write(status: Int, contentType: StaticString?, lastingBody: UnsafeRawBufferPointer)
    /// Writes an answer without a body.
    func writeEmpty(status: Int)
    /// Writes the head that the stream would have, for a client that wants nothing else.
    func writeHead(of stream: AnswerStream)

    // Answers that are written piece by piece.

    /// Writes the head of a stream.
    func begin(_ stream: AnswerStream)
    /// Bytes of the body that can be gathered before something has to leave.
    var streamRoom: Int { get }
    /// Appends what `body` writes to the stream's body.
    func append(_ body: (inout OutputBuffer) -> Void)
    /// Whether something of an answer has left in part: what is gathered has to wait for `flush`.
    var hasUnsentRest: Bool { get }
    /// Has all leave that is written, and waits for it; why that can't be, if it can't.
    func flush() async -> AnswerStreamError?
    /// Sends what is written, and some bytes of a file behind it; nil where the file has to be read and appended.
    func send(_ file: OpenFile, from offset: Int, count: Int) async -> FileTransfer?
    /// Ends the body.
    func finish(_ stream: AnswerStream)
    /// Takes a stream back of which nothing has left; false where something has.
    func takeBackStream() -> Bool
    /// Ends the answer so that the client can't take it for a whole one.
    func breakOff()

    // What the host of the connection asks for while the responder waits for something.

    /// Sends what is gathered of a stream, as far as the client takes it now; where something is left, what that waits for.
    func sendGathered() -> TransportEvent?
    /// Sends answers of earlier requests, which need not wait for this one; true if nothing is left of them.
    @discardableResult func sendEarlierAnswers() -> Bool
    /// Answers for a responder that has had its time and does not return, and ends the connection; false where something
    /// stands in the way.
    func answerInPlaceOfResponder() -> Bool

    /// Leaves the answered request behind; whether the next one is there and is for the same operation.
    func goesOn(with operation: Int) -> Bool
}

/// What became of an attempt to send a part of a file.
package enum FileTransfer: Equatable {
    case moved(Int)
    /// The file is shorter than it was.
    case ended
    case failed(AnswerStreamError)
}

extension Framing {
    package func send(_ file: OpenFile, from offset: Int, count: Int) async -> FileTransfer? { nil }
}

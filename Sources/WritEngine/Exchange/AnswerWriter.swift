// What a handler writes a streamed answer with.

public import WritWire

/// Writes the body of one answer, piece by piece; lent to the closure of `Exchange.answerStream`, useless afterwards.
///
/// To be used by one task at a time. Small writes are gathered, up to `ServerLimits.gatheredAnswerBytesMax`; beyond that a write
/// waits until the client has read, so memory stays bounded however long the answer is. After an error every further
/// write throws it again, except `tooManyBytes`: then the write alone is refused.
public struct AnswerWriter: Sendable {
    let exchange: Exchange
    let requestNumber: UInt64

    /// Appends bytes that stay valid until the call returns, such as those of `Exchange.nextBodyPart`.
    public func write(_ bytes: UnsafeRawBufferPointer) async throws(AnswerStreamError) {
        try check()
        try await exchange.writeToStream(byteCount: bytes.count) { range, output in
            // The range lies within the bytes.
            unsafe output.append(UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
    }

    public func write(_ bytes: [UInt8]) async throws(AnswerStreamError) {
        try check()
        try await exchange.writeToStream(byteCount: bytes.count) { range, output in
            // The range lies within the bytes, which are lent for the call.
            unsafe bytes.withUnsafeBytes { unsafe output.append(UnsafeRawBufferPointer(rebasing: $0[range])) }
        }
    }

    public func write(_ text: String) async throws(AnswerStreamError) {
        try await write([UInt8](text.utf8))
    }

    /// Appends what `body` writes straight into the connection's buffer, which grows as far as that needs; for pieces that
    /// are small, such as the items of a list. `body` only appends, and must not use the writer or its exchange.
    public func write(_ body: (inout OutputBuffer) -> Void) async throws(AnswerStreamError) {
        try check()
        try await exchange.writeToStream(body)
    }

    /// The same for an item that is to leave soon, and need not leave alone: it does when the handler suspends, or has had its
    /// turn. An item that the client doesn't take lets the next one wait.
    package func gather(_ body: (inout OutputBuffer) -> Void) async throws(AnswerStreamError) {
        try check()
        try await exchange.gatherInStream(body)
    }

    /// Has a sign of life sent whenever the handler has written nothing for so long.
    package func startHeartbeat(_ text: StaticString, milliseconds: Int) {
        guard exchange.requestNumber == requestNumber else { return }
        exchange.startHeartbeat(text, milliseconds: milliseconds)
    }

    /// Whether nothing more can be written because the server ends.
    package var endsWithServer: Bool { exchange.requestNumber == requestNumber && exchange.endsWithServer }

    /// Sends what has been gathered, and returns once the system has taken all of it.
    public func flush() async throws(AnswerStreamError) {
        try check()
        try await exchange.flushStream()
    }

    /// Adds a field behind the body; its name must be among those that `answerStream` was told.
    public func addTrailer(_ name: StaticString, _ value: String) throws(AnswerStreamError) {
        try check()
        try exchange.addStreamTrailer(name, value)
    }

    func check() throws(AnswerStreamError) {
        guard exchange.requestNumber == requestNumber, exchange.answerStream != nil else { throw .ended }
    }
}

// Content codings of bodies (RFC 9110 section 8.4): the seam to libraries that the engine doesn't link.

package import WritWire

/// Codes the body of one answer, piece by piece.
package protocol BodyEncoder: AnyObject, Sendable {
    /// Takes all of `bytes`, and appends what comes of them when it likes.
    func encode(_ bytes: UnsafeRawBufferPointer, into output: inout OutputBuffer)
    /// Appends all that is needed to decode every byte that was taken.
    func flush(into output: inout OutputBuffer)
    /// Appends the end.
    func finish(into output: inout OutputBuffer)
}

/// Decodes the body of one request, piece by piece.
package protocol BodyDecoder: AnyObject, Sendable {
    /// Decodes some of `bytes`, appending `room` bytes at most.
    ///
    /// - Returns: how many of `bytes` were taken; 0 with nothing appended where more of them are needed.
    /// - Throws: `malformedCoding`.
    func decode(
        _ bytes: UnsafeRawBufferPointer, into output: inout OutputBuffer, room: Int
    ) throws(BodyError) -> Int
    /// Whether the coded bytes may end here.
    var isComplete: Bool { get }
}

/// What an exchange knows of the codings of its request and of its answer.
// It belongs to one exchange, and is touched where that is; that is why it may claim to be Sendable.
final class BodyCoding: @unchecked Sendable {
    // The request's body.

    var decoder: (any BodyDecoder)?
    /// What has been decoded and is still to be read: the whole body where it is collected.
    var decoded = OutputBuffer(minimumCapacity: 0)
    /// Bytes that were decoded in all, and those that they came from.
    var decodedCount = 0
    var takenCount = 0
    /// How many times as large as what was sent it may become, beyond what every body may.
    var expansionMax = Int.max
    static let freeBytes = 1 << 20

    /// Bytes that may have been decoded by now, for what has been sent.
    var decodedMax: Int {
        let (product, overflows) = takenCount.multipliedReportingOverflow(by: expansionMax)
        return overflows ? .max : max(product, Self.freeBytes)
    }
    /// How many of the framing's current part are decoded; nil without one.
    var takenOfPart: Int?
    /// Whether what is decoded is handed out piece by piece, and not kept.
    var isPartLent = false
    /// Whether the body is decoded to its end.
    var isDecoded = false

    // The answer's.

    var encoder: (any BodyEncoder)?
    /// A piece before it is coded.
    var plain = OutputBuffer(minimumCapacity: 0)
    /// What came of it.
    var coded = OutputBuffer(minimumCapacity: 0)
}

extension Exchange {
    /// Has the request's body decoded while it is read; all that asks for it gets what the client has coded. To be called before any
    /// of it is read.
    ///
    /// - Parameter expansionMax: How many times as large as what was sent a body of more than 1 MiB may become.
    package func decodeBody(with decoder: any BodyDecoder, expansionMax: Int = .max) {
        let coding = coding ?? BodyCoding()
        coding.expansionMax = expansionMax
        coding.decoder = decoder
        self.coding = coding
    }

    /// Whether the body that is read is not the one that is sent.
    package var decodesBody: Bool { coding?.decoder != nil }

    /// Has the pending answer's body coded while it is written. A body that is there becomes one that is written piece by piece, so
    /// that a large one doesn't keep the loop.
    ///
    /// - Parameter byteCount: What the encoder keeps in memory; counted in the server's budget.
    /// - Returns: false where there is nothing to code, or no memory for it.
    package func encodePendingAnswer(with encoder: any BodyEncoder, keeping byteCount: Int) -> Bool {
        guard let pending = pendingAnswer, !HTTPStatus.forbidsBody(pending.status) else { return false }
        var stream: PendingStream?
        switch pending.body {
        case .none: return false
        case .stream: break
        case .written, .lasting:
            guard let bytes = pendingBodyBytes else { return false }
            stream = PendingStream(contentLength: bytes.count, fieldNames: []) { try await $0.write(bytes) }
        }
        guard reserve(byteCount) else { return false }
        keptByRequest += byteCount
        keptReserved += byteCount
        if let stream { pendingAnswer?.body = .stream(stream) }
        let coding = coding ?? BodyCoding()
        coding.encoder = encoder
        self.coding = coding
        return true
    }
}

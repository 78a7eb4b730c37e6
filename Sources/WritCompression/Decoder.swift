// Bytes out of a content coding, by the libraries of the system.

internal import CWritCompression
internal import WritEngine
internal import WritWire

/// Decodes one body.
// One request has it, on its loop; that is why it may claim to be Sendable.
@safe
final class Decoder: BodyDecoder, @unchecked Sendable {
    private let decoder: OpaquePointer
    private(set) var isComplete = false

    /// Nil where there is no memory.
    init?(_ coding: ContentCoding) {
        // The library's own object, freed in `deinit`.
        guard let decoder = unsafe writ_decoder_make(coding.kind) else { return nil }
        unsafe self.decoder = decoder
    }

    deinit {
        unsafe writ_decoder_free(decoder)
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into output: inout OutputBuffer, room: Int) throws(BodyError) -> Int {
        var progress = writ_progress()
        unsafe output.appendInPlace(atMost: max(room, 0)) { room in
            // The library writes to the room, and reads the bytes, each with its count.
            progress = unsafe writ_decode(decoder, bytes.baseAddress, bytes.count, room.baseAddress, room.count)
            return progress.written
        }
        if progress.has_failed { throw .malformedCoding }
        isComplete = progress.is_done
        return progress.taken
    }
}

// Messages of WebSockets, made smaller one by one (permessage-deflate, RFC 7692).

internal import CWritCompression
public import WritEngine
internal import WritWire

extension WebSocketCompression {
    /// permessage-deflate (RFC 7692).
    ///
    ///     configuration.webSockets.compression = .deflate()
    ///
    /// Without `remembersMessages` each message stands for itself: a connection takes no memory for compression while it is silent.
    /// With it a message may refer to the ones before, which makes small ones that are alike much smaller, and a connection takes up
    /// to 110 KB with a window of 12 bits, and 310 KB with one of 15.
    ///
    /// - Parameters:
    ///   - bytesMin: Messages of fewer bytes are sent as they are.
    ///   - remembersMessages: Whether what was sent is remembered from message to message, by either side.
    ///   - windowBits: 9...15: how far back a message may refer, as a power of two.
    public static func deflate(
        bytesMin: Int = 64, remembersMessages: Bool = false, windowBits: Int = 12
    ) -> WebSocketCompression {
        let wishes = DeflateAgreement.Wishes(
            serverForgets: !remembersMessages, clientForgets: !remembersMessages, windowBits: windowBits)
        let pool = EncoderPool(countMax: 16)
        return unsafe WebSocketCompression { offer in
            guard let agreement = unsafe DeflateAgreement(offered: offer, wishes: wishes) else { return nil }
            let settings = Encoder.Settings(coding: nil, level: 1, windowBits: Int32(agreement.serverWindowBits))
            let lasting = agreement.serverForgets ? nil : Encoder(settings)
            guard agreement.serverForgets || lasting != nil else { return nil }
            return Agreement(
                field: agreement.field, inflater: MessageDecoder(forgets: agreement.clientForgets),
                deflater: MessageEncoder(settings, lasting: lasting, pool: pool, bytesMin: bytesMin))
        }
    }
}

/// Codes the messages of one connection.
private final class MessageEncoder: MessageDeflater {
    private let settings: Encoder.Settings
    /// What remembers the messages before; nil where each stands for itself.
    private let lasting: Encoder?
    private let pool: EncoderPool
    private let bytesMin: Int

    init(_ settings: Encoder.Settings, lasting: Encoder?, pool: EncoderPool, bytesMin: Int) {
        self.settings = settings
        self.lasting = lasting
        self.pool = pool
        self.bytesMin = bytesMin
    }

    func deflate(_ message: UnsafeRawBufferPointer, into output: inout OutputBuffer) {
        guard message.count >= bytesMin, let encoder = lasting ?? pool.take(settings) else { return }
        unsafe Self.deflate(message, by: encoder, into: &output)
        if lasting == nil { pool.giveBack(encoder) }
    }

    var shared: SharedDeflation? {
        guard lasting == nil else { return nil }
        let (settings, pool, bytesMin) = (settings, pool, bytesMin)
        let key = SharedDeflation.Key(owner: pool, windowBits: Int(settings.windowBits))
        return unsafe SharedDeflation(key: key) { message, output in
            guard message.count >= bytesMin, let encoder = pool.take(settings) else { return }
            unsafe Self.deflate(message, by: encoder, into: &output)
            pool.giveBack(encoder)
        }
    }

    private static func deflate(_ message: UnsafeRawBufferPointer, by encoder: Encoder, into output: inout OutputBuffer) {
        unsafe encoder.encode(message, into: &output)
        encoder.flush(into: &output)
        // What a flush ends with is left out (RFC 7692 section 7.2.1).
        output.truncate(to: max(output.count - 4, 0))
        if output.count == 0 { output.append(0) }
    }
}

/// Decodes the messages of one connection.
private final class MessageDecoder: MessageInflater {
    private let forgets: Bool
    private var decoder: BlockDecoder?

    init(forgets: Bool) {
        self.forgets = forgets
    }

    func inflate(_ bytes: UnsafeRawBufferPointer, into output: inout OutputBuffer, room: Int) throws(WebSocketFailure) {
        guard let decoder = decoder ?? BlockDecoder() else {
            throw WebSocketFailure(code: 1011, reason: "There is no memory for the message.")
        }
        self.decoder = decoder
        try unsafe decoder.decode(bytes, into: &output, room: room)
    }

    func endMessage(into output: inout OutputBuffer, room: Int) throws(WebSocketFailure) {
        let end: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]
        // A closure can't throw an error of one type through the standard library.
        var result: Result<Void, WebSocketFailure> = .success(())
        unsafe end.withUnsafeBytes { bytes in
            do throws(WebSocketFailure) {
                try unsafe inflate(bytes, into: &output, room: room)
            } catch {
                result = .failure(error)
            }
        }
        if forgets { decoder = nil }
        try result.get()
    }
}

/// Decodes blocks of deflate.
@safe
private final class BlockDecoder {
    private let decoder: OpaquePointer

    init?() {
        // The library's own object, freed in `deinit`.
        guard let decoder = unsafe writ_decoder_make(WRIT_BLOCKS) else { return nil }
        unsafe self.decoder = decoder
    }

    deinit {
        unsafe writ_decoder_free(decoder)
    }

    /// Decodes all of the bytes; stops where they become more than `room` bytes.
    func decode(_ bytes: UnsafeRawBufferPointer, into output: inout OutputBuffer, room: Int) throws(WebSocketFailure) {
        var taken = 0
        // A server may have no limit.
        var left = min(room, Int.max - 1) + 1
        while left > 0 {
            var progress = writ_progress()
            unsafe output.appendInPlace(atMost: min(left, 16_384)) { room in
                // The library reads what is left of the bytes and writes to the room, each with its count.
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[taken...])
                progress = unsafe writ_decode(decoder, rest.baseAddress, rest.count, room.baseAddress, room.count)
                return progress.written
            }
            if progress.has_failed { throw WebSocketFailure(code: 1007, reason: "The compressed message is malformed.") }
            taken += progress.taken
            left -= progress.written
            if progress.taken == 0 && progress.written == 0 { return }
        }
    }
}

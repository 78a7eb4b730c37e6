// Bytes into a content coding, by the libraries of the system.

internal import CWritCompression
internal import WritEngine
internal import WritWire

/// Codes one body after the other.
// One body has it at a time: it is handed over by a pool with a lock. That is why it may claim to be Sendable.
@safe
final class Encoder: BodyEncoder, @unchecked Sendable {
    /// How it works: bodies that are there are coded with a large window, those that are written for long with a small one.
    struct Settings: Hashable {
        /// Nil for blocks of deflate with nothing around them.
        let coding: ContentCoding?
        let level: Int32
        let windowBits: Int32

        /// About how many bytes it keeps in memory, as its library tells.
        var byteCount: Int {
            switch coding {
            case .gzip, .deflate, nil: (1 << (Int(windowBits) + 2)) + 131_072
            case .brotli: (4 << Int(windowBits)) + 262_144
            case .zstd: (2 << Int(windowBits)) + 524_288
            }
        }
    }

    let settings: Settings
    private let encoder: OpaquePointer

    /// Nil where there is no memory.
    init?(_ settings: Settings) {
        // The library's own object, freed in `deinit`.
        guard let encoder = unsafe writ_encoder_make(settings.coding?.kind ?? WRIT_BLOCKS, settings.level, settings.windowBits)
        else {
            return nil
        }
        unsafe self.encoder = encoder
        self.settings = settings
    }

    deinit {
        unsafe writ_encoder_free(encoder)
    }

    /// Makes it as new; false where it can't be used any more.
    func reset() -> Bool { unsafe writ_encoder_reset(encoder) }

    func encode(_ bytes: UnsafeRawBufferPointer, into output: inout OutputBuffer) {
        unsafe run(WRIT_TAKE, bytes, into: &output)
    }

    func flush(into output: inout OutputBuffer) {
        unsafe run(WRIT_FLUSH, UnsafeRawBufferPointer(start: nil, count: 0), into: &output)
    }

    func finish(into output: inout OutputBuffer) {
        unsafe run(WRIT_FINISH, UnsafeRawBufferPointer(start: nil, count: 0), into: &output)
    }

    private func run(_ step: writ_step, _ bytes: UnsafeRawBufferPointer, into output: inout OutputBuffer) {
        var taken = 0
        while true {
            var progress = writ_progress()
            unsafe output.appendInPlace(atMost: 4096) { room in
                // The library writes to the room, and reads the rest of the bytes, each with its count.
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[taken...])
                progress = unsafe writ_encode(encoder, step, rest.baseAddress, rest.count, room.baseAddress, room.count)
                return progress.written
            }
            taken += progress.taken
            // An encoder fails where it has no memory; then the body ends too early, which a client sees.
            if progress.is_done || progress.has_failed { return }
        }
    }
}

// A format that is nothing like HTTP/1.1: binary frames with a length in front, of many requests at once.

/// A piece of one request or of its answer:
///
///     count (4 bytes) | stream (4 bytes) | kind (1 byte) | `count` bytes
struct Frame: Equatable {
    enum Kind: UInt8 {
        /// Texts, each with its length in two bytes: method and target, or status; then name and value of each field.
        case head = 1
        /// Bytes of the body.
        case body
        /// The end of the body, and fields behind it.
        case end
        /// The client doesn't want the answer any more, or the server breaks it off.
        case cancel
    }

    static let headerByteCount = 9

    var stream: UInt32
    var kind: Kind
    var bytes: [UInt8] = []

    static func head(_ stream: UInt32, _ texts: String...) -> Frame { Frame(stream: stream, kind: .head, bytes: pack(texts)) }
    static func body(_ stream: UInt32, _ text: String) -> Frame { Frame(stream: stream, kind: .body, bytes: [UInt8](text.utf8)) }
    static func end(_ stream: UInt32, _ texts: String...) -> Frame { Frame(stream: stream, kind: .end, bytes: pack(texts)) }
    static func cancel(_ stream: UInt32) -> Frame { Frame(stream: stream, kind: .cancel) }

    /// The frame as it is sent.
    var sent: [UInt8] { Self.number(UInt32(bytes.count)) + Self.number(stream) + [kind.rawValue] + bytes }

    /// Takes the first frame off `bytes`; nil where it hasn't come whole. One that is malformed ends the connection.
    static func take(from bytes: inout [UInt8], bytesMax: Int) throws(MalformedFrame) -> Frame? {
        guard bytes.count >= headerByteCount else { return nil }
        let count = Int(number(bytes[0..<4]))
        guard count <= bytesMax, let kind = Kind(rawValue: bytes[8]) else { throw MalformedFrame() }
        guard bytes.count >= headerByteCount + count else { return nil }
        let frame = Frame(
            stream: number(bytes[4..<8]), kind: kind, bytes: Array(bytes[headerByteCount..<headerByteCount + count]))
        bytes.removeFirst(headerByteCount + count)
        return frame
    }

    /// All frames of what a server has sent.
    static func all(in sent: [UInt8]) throws -> [Frame] {
        var (rest, frames) = (sent, [Frame]())
        while let frame = try take(from: &rest, bytesMax: .max) { frames.append(frame) }
        if !rest.isEmpty { throw MalformedFrame() }
        return frames
    }

    static func pack(_ texts: [String]) -> [UInt8] {
        texts.flatMap { [UInt8($0.utf8.count >> 8), UInt8($0.utf8.count & 255)] + Array($0.utf8) }
    }

    /// The texts of a frame, as they lie in it.
    var ranges: [Range<Int>]? {
        var (at, ranges) = (0, [Range<Int>]())
        while at + 2 <= bytes.count {
            let start = at + 2
            at = start + Int(bytes[at]) << 8 + Int(bytes[at + 1])
            guard at <= bytes.count else { return nil }
            ranges.append(start..<at)
        }
        return at == bytes.count ? ranges : nil
    }

    private static func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}

struct MalformedFrame: Error {}

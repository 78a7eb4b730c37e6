// The chunked transfer coding taken apart, one step at a time, without touching the bytes.

/// A decoder of `chunked-body` (RFC 9112 section 7.1) that can stop and go on at any byte.
///
/// Each call of `next` consumes framing up to the next run of data, the end of the input or the end of the body.
/// Extensions are checked and ignored, trailer fields are checked and, where they are wanted, kept.
package struct ChunkDecoder: Sendable {
    package enum Step: Equatable, Sendable {
        /// Behind `skipped` bytes of framing stand `count` bytes of the body.
        case data(skipped: Int, count: Int)
        /// All bytes are consumed; more are needed.
        case incomplete
        /// The body ends after `byteCount` bytes.
        case complete(byteCount: Int)
        case refused(Refusal)
    }

    enum State: Sendable {
        case size, sizeLineEnd, data, dataCarriageReturn, dataLineFeed
        case extensionName(isEmpty: Bool)
        case extensionValue(isEmpty: Bool)
        case quoted, quotedPair, quotedEnd
        case trailerStart, trailerName, trailerValue, trailerLineEnd, lastLineEnd, end
    }

    /// Bytes of the extensions of one chunk; more is a refusal.
    static let extensionBytesMax = 256
    /// Bytes of framing that may pass before its ratio to the data matters.
    static let framingBytesFree = 16_384
    /// Bytes of framing for each byte of data beyond that; one byte a chunk costs five.
    static let framingRatioMax = 8

    var state = State.size
    var sizeDigits = 0
    private var remaining = 0
    var extensionBytes = 0
    var trailerBytes = 0
    var trailerCount = 0
    var framingBytes = 0
    var dataBytes = 0
    private var trailerLineBytes = 0
    /// The lines of the trailer section, each with its CR LF; at most as many bytes as a head may have.
    package private(set) var trailers: [UInt8] = []
    /// Once found, a fault stays: nothing behind it may ever be taken for data.
    private var refusal: Refusal?
    private let keepsTrailers: Bool
    private let limits: HeadLimits

    package init(limits: HeadLimits, keepsTrailers: Bool = false) {
        self.limits = limits
        self.keepsTrailers = keepsTrailers
    }

    /// Bytes of the current chunk that are still to come, once its size is known.
    var announced: Int { if case .data = state { remaining } else { 0 } }

    package mutating func next(_ input: UnsafeRawBufferPointer) -> Step {
        if let refusal { return .refused(refusal) }
        var at = 0
        do throws(Refusal) {
            // `at` is compared with `input.count` before each use.
            while at < input.count {
                if case .data = state {
                    let count = min(remaining, input.count - at)
                    remaining -= count
                    dataBytes += count
                    if remaining == 0 { state = .dataCarriageReturn }
                    return .data(skipped: at, count: count)
                }
                // A trailer section has limits of its own.
                if trailerBytes == 0 { framingBytes += 1 }
                if framingBytes > Self.framingBytesFree && framingBytes / Self.framingRatioMax > dataBytes {
                    throw .chunkOverhead
                }
                try unsafe consume(input[at])
                at += 1
                if case .end = state { return .complete(byteCount: at) }
            }
        } catch {
            refuse(error)
            return .refused(error)
        }
        return .incomplete
    }

    /// Refuses whatever comes from now on.
    mutating func refuse(_ reason: Refusal) {
        refusal = reason
    }

    private mutating func consume(_ byte: UInt8) throws(Refusal) {
        switch state {
        case .size, .sizeLineEnd:
            try consumeSize(byte)
        case .extensionName, .extensionValue, .quoted, .quotedPair, .quotedEnd:
            extensionBytes += 1
            if extensionBytes > Self.extensionBytesMax { throw .chunkOverhead }
            try consumeExtension(byte)
        case .dataCarriageReturn:
            guard byte == .carriageReturn else { throw .malformedChunk }
            state = .dataLineFeed
        case .dataLineFeed:
            guard byte == .lineFeed else { throw .malformedChunk }
            state = .size
            sizeDigits = 0
            extensionBytes = 0
        case .trailerStart, .trailerName, .trailerValue, .trailerLineEnd, .lastLineEnd:
            trailerBytes += 1
            if trailerBytes > limits.headBytesMax { throw .headTooLarge }
            try consumeTrailer(byte)
            try keepTrailer(byte)
        case .data, .end:
            throw .malformedChunk
        }
    }

    /// `chunk-size`: one to sixteen hexadecimal digits, within 63 bits.
    private mutating func consumeSize(_ byte: UInt8) throws(Refusal) {
        if case .sizeLineEnd = state {
            guard byte == .lineFeed else { throw .malformedChunk }
            state = remaining == 0 ? .trailerStart : .data
            return
        }
        if let digit = byte.hexadecimalValue {
            sizeDigits += 1
            guard sizeDigits <= 16, remaining >> 59 == 0 else { throw .malformedChunk }
            remaining = remaining << 4 | Int(digit)
            return
        }
        guard sizeDigits > 0 else { throw .malformedChunk }
        switch byte {
        case .carriageReturn: state = .sizeLineEnd
        case UInt8(ascii: ";"): state = .extensionName(isEmpty: true)
        default: throw .malformedChunk
        }
    }

    /// `chunk-ext` without blanks: `;name`, `;name=token`, `;name="quoted"`.
    private mutating func consumeExtension(_ byte: UInt8) throws(Refusal) {
        let isToken = ByteClass.token.contains(byte)
        switch state {
        case .extensionName(let isEmpty):
            if isToken {
                state = .extensionName(isEmpty: false)
            } else if byte == UInt8(ascii: "=") && !isEmpty {
                state = .extensionValue(isEmpty: true)
            } else {
                try endExtension(byte, isEmpty: isEmpty)
            }
        case .extensionValue(let isEmpty):
            if isToken {
                state = .extensionValue(isEmpty: false)
            } else if byte == UInt8(ascii: "\"") && isEmpty {
                state = .quoted
            } else {
                try endExtension(byte, isEmpty: isEmpty)
            }
        case .quoted:
            if byte == UInt8(ascii: "\"") {
                state = .quotedEnd
            } else if byte == UInt8(ascii: "\\") {
                state = .quotedPair
            } else if !byte.isFieldText {
                throw .malformedChunk
            }
        case .quotedPair:
            guard byte.isFieldText else { throw .malformedChunk }
            state = .quoted
        default:
            try endExtension(byte, isEmpty: false)
        }
    }

    private mutating func endExtension(_ byte: UInt8, isEmpty: Bool) throws(Refusal) {
        guard !isEmpty else { throw .malformedChunk }
        switch byte {
        case .carriageReturn: state = .sizeLineEnd
        case UInt8(ascii: ";"): state = .extensionName(isEmpty: true)
        default: throw .malformedChunk
        }
    }

    /// Holds a line to the limit of a field, and keeps it where that is wanted.
    private mutating func keepTrailer(_ byte: UInt8) throws(Refusal) {
        switch state {
        case .lastLineEnd, .end: return
        case .trailerStart: trailerLineBytes = 0
        case .trailerLineEnd: break
        default:
            trailerLineBytes += 1
            if trailerLineBytes > limits.fieldBytesMax { throw .fieldTooLarge }
        }
        if keepsTrailers { trailers.append(byte) }
    }

    /// `trailer-section CRLF`: the rules of header fields hold.
    private mutating func consumeTrailer(_ byte: UInt8) throws(Refusal) {
        switch state {
        case .trailerStart:
            if byte == .carriageReturn {
                state = .lastLineEnd
                return
            }
            trailerCount += 1
            guard trailerCount <= limits.fieldCountMax else { throw .tooManyFields }
            guard ByteClass.token.contains(byte) else { throw .malformedTrailer }
            state = .trailerName
        case .trailerName:
            if byte == UInt8(ascii: ":") {
                state = .trailerValue
            } else if !ByteClass.token.contains(byte) {
                throw .malformedTrailer
            }
        case .trailerValue:
            if byte == .carriageReturn {
                state = .trailerLineEnd
            } else if !byte.isFieldText {
                throw .malformedTrailer
            }
        case .trailerLineEnd:
            guard byte == .lineFeed else { throw .malformedTrailer }
            state = .trailerStart
        default:
            guard byte == .lineFeed else { throw .malformedTrailer }
            state = .end
        }
    }
}

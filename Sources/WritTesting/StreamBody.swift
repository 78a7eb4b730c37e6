// The body of an answer, piece by piece, without its transfer coding.

internal import WritServer

/// Knows as much of chunks as it takes to read what our own server writes (RFC 9112 section 7.1).
struct StreamBody {
    private enum Framing {
        case chunks
        /// Bytes that are still to come.
        case length(Int)
        case toEnd
        case over
    }

    private var framing: Framing
    /// What has come and is not taken apart.
    private var raw: ArraySlice<UInt8> = []
    /// Bytes of the current chunk that are still to come; nil: its length is.
    private var chunkLeft: Int?
    private var bytes: [UInt8] = []

    /// - Parameter raw: What has come behind the head.
    init(fields: [HeaderField], hasBody: Bool, raw: ArraySlice<UInt8>) {
        func value(_ name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }
        if !hasBody {
            framing = .over
        } else if value("transfer-encoding") == "chunked" {
            framing = .chunks
        } else {
            framing = value("content-length").flatMap { Int($0) }.map { .length($0) } ?? .toEnd
        }
        add(Array(raw))
    }

    var isOver: Bool {
        switch framing {
        case .over, .length(0): true
        default: false
        }
    }

    mutating func add(_ more: [UInt8]) {
        switch framing {
        case .over: break
        case .toEnd: bytes += more
        case .length(let left):
            bytes += more.prefix(left)
            framing = .length(max(left - more.count, 0))
        case .chunks:
            raw += more
            while takeChunkPart() {}
        }
    }

    mutating func takeAll() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    mutating func takeLine() -> String? {
        guard let end = bytes.firstIndex(of: 10) else { return nil }
        defer { bytes.removeFirst(end + 1) }
        let line = bytes[..<end]
        return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
    }

    /// False where more has to come.
    private mutating func takeChunkPart() -> Bool {
        if let left = chunkLeft {
            if left > 0 {
                let part = raw.prefix(left)
                guard !part.isEmpty else { return false }
                bytes += part
                raw = raw.dropFirst(part.count)
                chunkLeft = left - part.count
                return true
            }
            guard raw.count >= 2 else { return false }
            raw = raw.dropFirst(2)
            chunkLeft = nil
            return true
        }
        guard let end = raw.firstRange(of: [13, 10]) else { return false }
        let digits = String(decoding: raw[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
        raw = raw[end.upperBound...]
        chunkLeft = Int(digits, radix: 16) ?? 0
        if chunkLeft == 0 { framing = .over }
        return chunkLeft != 0
    }
}

// What a connection's bytes mean, read by the head parser and the chunk decoder alone, out of guarded memory.

package import WritWire

/// The requests of one connection, and what ended it.
package struct Conversation: Equatable, Sendable {
    package struct Request: Equatable, Sendable {
        package var method: String
        /// Path and query as sent.
        package var target: String
        /// `name: value`, in the order they came.
        package var fields: [String]
        package var body: [UInt8] = []

        package init(method: String, target: String, fields: [String], body: [UInt8] = []) {
            (self.method, self.target, self.fields, self.body) = (method, target, fields, body)
        }
    }

    package enum End: Equatable, Sendable {
        /// All bytes are read, and the next request could come.
        case resting
        /// A request ends the connection by its version or its Connection field; what follows it is not looked at.
        case closed
        case incompleteHead, incompleteBody
        case refused(status: Int)
    }

    package private(set) var requests: [Request] = []
    package private(set) var end = End.resting
    /// Whether the end lies in a body, so that the head in front of it was whole.
    package private(set) var endsInBody = false
    /// Whether the request that it ended in is one of HEAD, as far as it was read: then a refusal has no body.
    package private(set) var endsInHEAD = false

    /// Reads `pieces` one after the other, as a connection that gets them would.
    package init(_ pieces: [[UInt8]], limits: HeadLimits = HeadLimits()) {
        var reader = Reader(limits: limits)
        for piece in pieces {
            reader.unread += piece
            while reader.step() {}
            if reader.isOver { break }
        }
        requests = reader.requests
        end = reader.end
        endsInHEAD = reader.isHEAD
        endsInBody = reader.isInBody && (end == .incompleteBody || reader.refusal != nil)
    }
}

/// Reads requests; what it hands to the parsers ends at memory that can't be read.
private struct Reader: ~Copyable {
    private enum Phase {
        case head, body(remaining: Int), chunks
    }

    let limits: HeadLimits
    var unread: [UInt8] = []
    var requests: [Conversation.Request] = []
    var isOver = false
    private var head = RequestHead()
    private var chunks: ChunkDecoder
    private var phase = Phase.head
    private var current: Conversation.Request?
    private(set) var refusal: Int?

    init(limits: HeadLimits) {
        self.limits = limits
        chunks = ChunkDecoder(limits: limits)
    }

    var end: Conversation.End {
        if let refusal { return .refused(status: refusal) }
        if isOver { return .closed }
        switch phase {
        case .head: return unread.allSatisfy { $0 == 13 || $0 == 10 } ? .resting : .incompleteHead
        case .body, .chunks: return .incompleteBody
        }
    }

    var isHEAD: Bool { head.method == .head }
    var isInBody: Bool { if case .head = phase { false } else { true } }

    /// Takes one step; false where it needs more bytes, or nothing more is to be done.
    mutating func step() -> Bool {
        guard !isOver, !unread.isEmpty else { return false }
        switch phase {
        case .head: return readHead()
        case .body(let remaining):
            let count = min(remaining, unread.count)
            current?.body += unread[..<count]
            unread.removeFirst(count)
            phase = .body(remaining: remaining - count)
            if remaining == count { finish() }
            return true
        case .chunks: return readChunks()
        }
    }

    private mutating func readHead() -> Bool {
        let input = GuardedBytes(unread)
        // The bytes live as long as `input`, to the end of this function.
        switch unsafe head.parse(input.bytes, limits: limits) {
        case .incomplete: return false
        case .refused(let reason): refuse(reason)
        case .complete(let byteCount):
            current = request(input)
            unread.removeFirst(byteCount)
            switch head.framing {
            case .none: finish()
            case .length(let count): phase = .body(remaining: count)
            case .chunked:
                chunks = ChunkDecoder(limits: limits)
                phase = .chunks
            }
        }
        withExtendedLifetime(input) {}
        return true
    }

    private func request(_ input: GuardedBytes) -> Conversation.Request {
        // Every range is checked against the input by `slice`.
        func text(_ range: ByteRange) -> String { unsafe Array(range.slice(of: input.bytes)).latin1 }
        let path = head.path.count == 0 ? "/" : text(head.path)
        let fields = (0..<head.fields.count).map { "\(text(head.fields[$0].name)): \(text(head.fields[$0].value))" }
        let target = path + (head.query.map { "?" + text($0) } ?? "")
        return Conversation.Request(method: text(head.methodBytes), target: target, fields: fields)
    }

    private mutating func readChunks() -> Bool {
        let input = GuardedBytes(unread)
        // The bytes live as long as `input`, to the end of this function.
        switch unsafe chunks.next(input.bytes) {
        case .data(let skipped, let count):
            current?.body += unread[skipped..<skipped + count]
            unread.removeFirst(skipped + count)
        case .incomplete: unread.removeAll()
        case .complete(let byteCount):
            unread.removeFirst(byteCount)
            finish()
        case .refused(let reason): refuse(reason)
        }
        withExtendedLifetime(input) {}
        return true
    }

    private mutating func refuse(_ reason: Refusal) {
        refusal = reason.answer.status
        isOver = true
    }

    private mutating func finish() {
        if let current { requests.append(current) }
        current = nil
        isOver = !head.keepsAlive
        head.reset()
        phase = .head
    }
}

// The parts of a multipart body, one after the other, as the body comes.

internal import Synchronization
internal import WritEngine
internal import WritWire

/// Drives the parser over the chunks of a body. One task at a time uses it; the lock is never waited for.
final class PartSource: Sendable {
    struct State {
        var parser: MultipartParser
        var chunk: [UInt8] = []
        var position = 0
        var number = 0
        var isInPart = false
    }

    enum Step {
        case head(PartHead)
        case data([UInt8])
        case endOfPart
        case end
        case starved
    }

    let body: BodyStream
    private let isForm: Bool
    let shared: ServerShared
    private let state: Mutex<State>

    /// Nil where the media type has no boundary, or one that can't be.
    init?(_ body: BodyStream, _ shared: ServerShared) {
        let limits = shared.formLimits
        guard let type = FieldParameters(Array((body.contentType ?? "").utf8)), let boundary = type["boundary"],
            let parser = MultipartParser(
                boundary: boundary, headBytesMax: limits.headBytesMax, partsMax: limits.partsMax,
                preambleBytesMax: limits.preambleBytesMax)
        else { return nil }
        self.body = body
        isForm = type.word == "multipart/form-data"
        self.shared = shared
        state = Mutex(State(parser: parser))
    }

    /// The number of the part that is being read, from 1 on.
    var partNumber: Int { state.withLock { $0.number } }

    /// The head of the next part, behind what is left of the current one; nil at the end.
    nonisolated(nonsending) func nextHead() async throws -> PartHead? {
        while true {
            switch try await nextStep() {
            case .head(let head): return head
            case .end: return nil
            case .data, .endOfPart, .starved: continue
            }
        }
    }

    /// The next bytes of a part; nil at its end. A part that another one has come after can't be read any more.
    nonisolated(nonsending) func nextChunk(ofPart number: Int) async throws -> [UInt8]? {
        let isCurrent = state.withLock { $0.number == number ? $0.isInPart : nil }
        guard let isCurrent else { throw BodyError.connectionLost }
        guard isCurrent else { return nil }
        while true {
            switch try await nextStep() {
            case .data(let bytes) where bytes.isEmpty: continue
            case .data(let bytes): return bytes
            case .endOfPart, .end, .head: return nil
            case .starved: continue
            }
        }
    }

    /// The bytes of the current part, which is no file.
    nonisolated(nonsending) func field(_ name: String) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await nextChunk(ofPart: partNumber) {
            guard chunk.count <= shared.formLimits.fieldBytesMax - bytes.count else {
                throw FormError.fieldTooLarge(name: name)
            }
            try body.hold(chunk.count)
            bytes += chunk
        }
        return bytes
    }

    private nonisolated(nonsending) func nextStep() async throws -> Step {
        let step = try state.withLock { try $0.step(isForm: isForm) }
        guard case .starved = step else {
            if body.isTurnOver(after: 0) { await body.yieldTurn() }
            return step
        }
        guard let chunk = try await body.next() else {
            // What stands behind the last delimiter has no meaning.
            if state.withLock({ $0.parser.hasEnded }) { return .end }
            throw FormError.malformed(.missingEnd)
        }
        state.withLock { state in
            state.chunk = chunk
            state.position = 0
        }
        return .starved
    }
}

extension PartSource.State {
    fileprivate mutating func step(isForm: Bool) throws -> PartSource.Step {
        var position = position
        // The array lends its bytes for the closure.
        let step = unsafe chunk.withUnsafeBytes { unsafe parser.next($0, from: &position) }
        self.position = position
        switch step {
        case .incomplete: return .starved
        case .head:
            guard let head = PartHead(lines: parser.head, isForm: isForm) else { throw FormError.malformed(.malformedHead) }
            number += 1
            isInPart = true
            return .head(head)
        case .data(let range): return .data(Array(chunk[range]))
        case .held(let range): return .data(Array(parser.heldBytes[range]))
        case .endOfPart:
            isInPart = false
            return .endOfPart
        case .end: return .end
        case .refused(let error): throw FormError.malformed(error)
        }
    }
}

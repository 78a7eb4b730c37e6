// Cutting a multipart body into its parts (RFC 2046 section 5.1, RFC 7578), whatever pieces it comes in.

/// Why a multipart body can't be read.
public enum MultipartError: Error, Sendable, Equatable {
    /// No boundary in the Content-Type, or one that can't be (RFC 2046: 1 to 70 characters of a small set).
    case malformedBoundary
    /// What stands between the parts is not as it must be.
    case malformedDelimiter
    /// A field of a part's head is malformed, or has no name where it must.
    case malformedHead
    /// A part's head is larger than allowed.
    case headTooLarge
    /// The form has more parts than `FormLimits.partsMax`.
    case tooManyParts
    /// The body ends without its last delimiter.
    case missingEnd
}

/// A state machine over the bytes of a multipart body. It can be stopped behind any byte, and keeps nothing but the head of
/// the part it is in.
package struct MultipartParser {
    package enum Step: Equatable {
        /// All bytes that were given are used up.
        case incomplete
        /// A part begins; its head is in `head`.
        case head
        /// Bytes of the part, a range of those that were given.
        case data(Range<Int>)
        /// Bytes of the part that looked like a delimiter until now, a range of `heldBytes`.
        case held(Range<Int>)
        /// The part has ended.
        case endOfPart
        /// The body has ended; what follows has no meaning.
        case end
        case refused(MultipartError)
    }

    private enum State: Equatable {
        /// Before the first delimiter, `matched` bytes of which have come. What else stands there has no meaning (RFC 2046
        /// section 5.1.1).
        case start
        case body
        /// Behind a delimiter, and behind a hyphen or a CR after it.
        case delimiter
        case delimiterDash
        case delimiterReturn(isPadded: Bool)
        /// Blanks behind a delimiter, of which so many have come.
        case padding(Int)
        case head
        case end
        case refused(MultipartError)
    }

    /// CR LF, two hyphens and the boundary; and another hyphen, which may come behind it.
    package let heldBytes: [UInt8]
    /// The fields of the part's head, each line with its CR LF.
    package private(set) var head: [UInt8] = []
    private let delimiterCount: Int
    private let headBytesMax: Int
    private let preambleBytesMax: Int
    private var partsLeft: Int
    private var state = State.start
    /// Bytes of the delimiter that have come.
    private var matched = 2
    /// Bytes of these that are no part of the data whatever follows: the CR LF in front of it.
    private var skipped = 2
    private var isFirst = true
    /// Bytes that have come in front of the first part, its delimiter among them.
    private var startCount = 0
    /// Something else than empty lines stands in front of the first part.
    private var hasPreamble = false
    /// Bytes of the head's current line.
    private var lineCount = 0

    /// Nil where the boundary can't be one.
    package init?(boundary: [UInt8], headBytesMax: Int, partsMax: Int, preambleBytesMax: Int = 8_192) {
        guard (1...70).contains(boundary.count), boundary.last != 0x20,
            boundary.allSatisfy(Self.isBoundaryCharacter)
        else { return nil }
        heldBytes = [13, 10, 45, 45] + boundary + [45]
        delimiterCount = boundary.count + 4
        self.headBytesMax = headBytesMax
        self.preambleBytesMax = preambleBytesMax
        partsLeft = partsMax
    }

    /// Whether the last delimiter has come.
    package var hasEnded: Bool { state == .end }

    /// The next step from byte `position` of the bytes on, which moves behind what was used.
    package mutating func next(_ bytes: UnsafeRawBufferPointer, from position: inout Int) -> Step {
        if state == .body { return unsafe nextOfBody(bytes, from: &position) }
        while position < bytes.count {
            // The position was just checked.
            let byte = unsafe bytes[position]
            switch state {
            case .start:
                position += 1
                if let step = stepOfPreamble(byte) { return step }
            case .delimiter, .delimiterDash, .delimiterReturn, .padding:
                if let step = stepBehindDelimiter(byte, &position) { return step }
            case .head:
                position += 1
                if let step = stepOfHead(byte) { return step }
            case .body: return unsafe nextOfBody(bytes, from: &position)
            case .end:
                position = bytes.count
                return .end
            case .refused(let error): return .refused(error)
            }
        }
        switch state {
        case .end: return .end
        case .refused(let error): return .refused(error)
        default: return .incomplete
        }
    }

    /// Takes one byte in front of the first delimiter, which stands at the beginning of a line.
    private mutating func stepOfPreamble(_ byte: UInt8) -> Step? {
        guard byte == heldBytes[matched] else { return passOver(1, endingIn: byte) }
        startCount += 1
        matched += 1
        if matched == delimiterCount { state = .delimiter }
        return nil
    }

    /// What looked like the first delimiter, and so many bytes behind it, are of the preamble.
    private mutating func passOver(_ count: Int, endingIn byte: UInt8) -> Step? {
        state = .start
        startCount += count
        if matched > 2 || byte != .lineFeed && byte != .carriageReturn { hasPreamble = true }
        matched = byte == .lineFeed ? 2 : byte == .carriageReturn ? 1 : 0
        return startCount - matched > preambleBytesMax ? refuse(.malformedDelimiter) : nil
    }

    private mutating func nextOfBody(_ bytes: UnsafeRawBufferPointer, from position: inout Int) -> Step {
        if matched == 0 {
            let start = position
            // All indices are below the count.
            while unsafe position < bytes.count && bytes[position] != .carriageReturn { position += 1 }
            if position > start { return .data(start..<position) }
        }
        while position < bytes.count {
            // The position was just checked; less than a delimiter is matched.
            guard unsafe bytes[position] == heldBytes[matched] else { return giveBack(upTo: matched) }
            matched += 1
            position += 1
            if matched == delimiterCount {
                state = .delimiter
                break
            }
        }
        return position < bytes.count ? unsafe next(bytes, from: &position) : .incomplete
    }

    /// What looked like a delimiter is data. A CR begins a delimiter and stands nowhere else in one, so that nothing of
    /// what was matched can begin another.
    private mutating func giveBack(upTo count: Int) -> Step {
        let range = min(skipped, count)..<count
        matched = 0
        skipped = 0
        state = .body
        return .held(range)
    }

    private mutating func stepBehindDelimiter(_ byte: UInt8, _ position: inout Int) -> Step? {
        let before = state
        switch (state, byte) {
        case (.delimiter, 45): state = .delimiterDash
        // A body of a preamble alone is one with another boundary, nearly always; the form without parts is empty.
        case (.delimiterDash, 45) where isFirst && hasPreamble: return refuse(.malformedDelimiter)
        case (.delimiterDash, 45):
            state = .end
            position += 1
            return isFirst ? .end : .endOfPart
        case (.delimiter, .carriageReturn): state = .delimiterReturn(isPadded: false)
        case (.padding, .carriageReturn): state = .delimiterReturn(isPadded: true)
        case (.delimiterReturn, .lineFeed):
            position += 1
            return beginPart()
        case (.delimiter, 32), (.delimiter, 9): state = .padding(1)
        case (.padding(let count), 32) where count < 64, (.padding(let count), 9) where count < 64:
            state = .padding(count + 1)
        case (.delimiter, _) where !isFirst: return giveBack(upTo: delimiterCount)
        case (.delimiterDash, _) where !isFirst: return giveBack(upTo: delimiterCount + 1)
        case (.delimiterReturn(isPadded: false), _) where !isFirst:
            // The CR may begin a delimiter itself.
            let step = giveBack(upTo: delimiterCount)
            matched = 1
            return step
        case _ where isFirst:
            position += 1
            return passOver(bytes(of: before) + 1, endingIn: byte)
        default: return refuse(.malformedDelimiter)
        }
        position += 1
        return nil
    }

    /// How many bytes have come behind a delimiter.
    private func bytes(of state: State) -> Int {
        switch state {
        case .delimiterDash, .delimiterReturn(isPadded: false): 1
        case .delimiterReturn(isPadded: true): 2
        case .padding(let count): count
        default: 0
        }
    }

    private mutating func beginPart() -> Step? {
        guard partsLeft > 0 else { return refuse(.tooManyParts) }
        partsLeft -= 1
        state = .head
        head.removeAll(keepingCapacity: true)
        lineCount = 0
        if isFirst {
            isFirst = false
            return nil
        }
        return .endOfPart
    }

    /// Takes one byte of a head; it ends with an empty line.
    private mutating func stepOfHead(_ byte: UInt8) -> Step? {
        let last = head.last
        if byte == .lineFeed {
            guard last == .carriageReturn else { return refuse(.malformedHead) }
            if lineCount == 1 {
                head.removeLast()
                state = .body
                matched = 2
                skipped = 2
                return .head
            }
            lineCount = 0
        } else {
            // A CR stands before a LF, and a line doesn't go on in the next.
            if last == .carriageReturn || lineCount == 0 && byte.isBlank || byte == 0 { return refuse(.malformedHead) }
            lineCount += 1
        }
        guard head.count < headBytesMax else { return refuse(.headTooLarge) }
        head.append(byte)
        return nil
    }

    private mutating func refuse(_ error: MultipartError) -> Step {
        state = .refused(error)
        return .refused(error)
    }

    private static func isBoundaryCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: " '()+_,-./:=?".utf8.contains(byte)
        }
    }
}

// A pattern of the contract, as the automaton that the generator made of it.

/// Finds a pattern in texts in one pass over their bytes, whatever they are.
///
/// Generated code has one for each pattern of the contract, and makes it when it is first asked for.
// Written by `init` alone, read-only ever after; that is why it may claim to be Sendable.
@safe
public final class Pattern: @unchecked Sendable {
    /// As the contract writes it, for messages.
    public let source: StaticString
    private let classCount: Int
    private let start: Int
    /// Rows of next states, one of `classCount` for each state. State 0 refuses whatever comes, state 1 accepts it.
    private let next: UnsafeMutablePointer<UInt16>
    private let accepts: [Bool]
    /// The classes of ASCII, by their code.
    private let asciiClasses: InlineArray<128, UInt16>
    /// Where a run of scalars of one class begins, in ascending order, and the class.
    private let runs: [(start: UInt32, number: UInt16)]

    /// - Parameter automaton: as the generator writes it: see `PatternAutomaton.text`. A text that isn't one stops the
    ///   program: it is part of it.
    public convenience init(_ source: StaticString, automaton: StaticString) {
        precondition(automaton.hasPointerRepresentation)
        // A static string lives as long as the program.
        let bytes = unsafe Array(UnsafeBufferPointer(start: automaton.utf8Start, count: automaton.utf8CodeUnitCount))
        self.init(source, digits: bytes)
    }

    package init(_ source: StaticString, digits bytes: [UInt8]) {
        self.source = source
        var digits = AutomatonDigits(bytes: bytes)
        let classCount = digits.read()
        let stateCount = digits.read()
        start = digits.read()
        var runs: [(start: UInt32, number: UInt16)] = []
        var last = 0
        for _ in 0..<digits.read() {
            last += digits.read()
            runs.append((UInt32(last), UInt16(digits.read())))
        }
        precondition(classCount > 0 && stateCount > 1 && start < stateCount && runs.first?.start == 0)
        precondition(runs.allSatisfy { $0.number < classCount })
        var ascii = InlineArray<128, UInt16>(repeating: 0)
        for code in ascii.indices { ascii[code] = runs.last { $0.start <= code }?.number ?? 0 }
        // As large as what is written into it: each row is checked to end at its end.
        unsafe next = .allocate(capacity: classCount * stateCount)
        var accepts: [Bool] = []
        for state in 0..<stateCount {
            accepts.append(digits.read() == 1)
            var column = 0
            while column < classCount {
                let (count, target) = (digits.read(), digits.read())
                precondition(count > 0 && count <= classCount - column && target < stateCount)
                for offset in 0..<count {
                    // The column is below the count of classes.
                    unsafe next[state * classCount + column + offset] = UInt16(target)
                }
                column += count
            }
        }
        self.classCount = classCount
        self.accepts = accepts
        self.runs = runs
        asciiClasses = ascii
    }

    deinit {
        unsafe next.deallocate()
    }

    /// Whether the pattern is found in the text.
    public func matches(_ text: String) -> Bool {
        // The storage is lent for the closure.
        if let isMatch = unsafe text.utf8.withContiguousStorageIfAvailable({ unsafe matches($0) }) { return isMatch }
        var copy = text
        return copy.withUTF8 { unsafe matches($0) }
    }

    /// `text` is UTF-8, checked before.
    package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var state = start
        var index = 0
        while index < text.count {
            // Refused or accepted, whatever comes.
            if state < 2 { break }
            // `index` is below the count.
            let byte = unsafe text[index]
            var number = 0
            if byte < 128 {
                number = Int(asciiClasses[Int(byte)])
                index += 1
            } else {
                number = unsafe numberOfScalar(in: text, at: &index, byte)
            }
            // The state is below their count, and the number below that of classes: `init` has checked both.
            unsafe state = Int(next[state * classCount + number])
        }
        return accepts[state]
    }

    /// The class of the scalar that begins at `index`, which moves behind it.
    private func numberOfScalar(in text: UnsafeBufferPointer<UInt8>, at index: inout Int, _ byte: UInt8) -> Int {
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var value = UInt32(byte) & (0x7F >> UInt32(length))
        index += 1
        for _ in 1..<length where index < text.count {
            // `index` was compared with the count.
            value = unsafe value << 6 | UInt32(text[index]) & 0x3F
            index += 1
        }
        var low = 0
        var high = runs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].start <= value { low = middle } else { high = middle }
        }
        return Int(runs[low].number)
    }
}

/// Reads the numbers of an automaton's text.
private struct AutomatonDigits {
    let bytes: [UInt8]
    var index = 0

    mutating func read() -> Int {
        var number = 0
        var shift = 0
        while true {
            precondition(index < bytes.count && shift < 30)
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): return number | Int(byte - 48) << shift
            case UInt8(ascii: "a")...UInt8(ascii: "v"): return number | Int(byte - 87) << shift
            default: number |= Self.openDigit(byte) << shift
            }
            shift += 5
        }
    }

    private static func openDigit(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return Int(byte - 65)
        case UInt8(ascii: "-"): return 26
        case UInt8(ascii: "."): return 27
        case UInt8(ascii: "_"): return 28
        case UInt8(ascii: "~"): return 29
        case UInt8(ascii: "+"): return 30
        case UInt8(ascii: "*"): return 31
        default: preconditionFailure("an automaton has digits alone")
        }
    }
}

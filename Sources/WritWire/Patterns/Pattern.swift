// A pattern of the contract, as the automaton that the generator made of it.

internal import WritFormats

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
    /// Rows of 128 for the codes of ASCII, one for each state, in which the next states are given by where their rows begin: a
    /// step is one look-up. Nil where that would take more than 16 KB.
    private let ascii: UnsafeMutablePointer<UInt16>?
    /// The same for automata of up to ten states in one word for each code of ASCII: the next state of state n, times six, in
    /// the bits from the n-th six on. A step is a shift, and the words of several bytes are read at once, since none of them
    /// depends on the state.
    private let asciiShifts: UnsafeMutablePointer<UInt64>?
    /// Bit n times six is set where state n accepts; of use beside `asciiShifts`.
    private let acceptShifts: UInt64
    /// The classes of ASCII, by their code.
    private let asciiClasses: UnsafeMutablePointer<UInt16>
    /// Where a run of scalars of one class begins, in ascending order, and the class.
    private let runs: [(start: UInt32, number: UInt16)]

    /// - Parameter automaton: as the generator writes it: see `AutomatonText`. A text that isn't one stops the
    ///   program: it is part of it.
    public convenience init(_ source: StaticString, automaton: StaticString) {
        precondition(automaton.hasPointerRepresentation)
        // A static string lives as long as the program.
        let bytes = unsafe Array(UnsafeBufferPointer(start: automaton.utf8Start, count: automaton.utf8CodeUnitCount))
        self.init(source, digits: bytes)
    }

    package init(_ source: StaticString, digits bytes: [UInt8]) {
        self.source = source
        guard let automaton = AutomatonText(bytes: bytes), automaton.accepts.count <= UInt16.max else {
            preconditionFailure("an automaton is written as the generator writes it")
        }
        let classCount = automaton.classCount
        let stateCount = automaton.accepts.count
        start = automaton.start
        let accepts = automaton.accepts
        runs = automaton.runs.map { ($0.start, UInt16($0.number)) }
        // As large as what is written into it.
        unsafe next = .allocate(capacity: classCount * stateCount)
        for (index, target) in automaton.next.enumerated() { unsafe next[index] = UInt16(target) }
        self.classCount = classCount
        self.accepts = accepts
        acceptShifts = accepts.prefix(10).enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset * 6) : 0) }
        // As large as ASCII, whose codes it is written at.
        unsafe asciiClasses = .allocate(capacity: 128)
        for code in 0..<128 { unsafe asciiClasses[code] = runs.last { $0.start <= code }?.number ?? 0 }
        unsafe asciiShifts = stateCount > 10 ? nil : .allocate(capacity: 128)
        unsafe ascii = stateCount > 64 ? nil : .allocate(capacity: stateCount * 128)
        guard let ascii = unsafe ascii else { return }
        for code in 0..<128 {
            let number = unsafe Int(asciiClasses[code])
            // Both are as large as the count of states times that of codes or classes, which the other numbers are below.
            for state in 0..<stateCount { unsafe ascii[state * 128 + code] = next[state * classCount + number] * 128 }
            guard let shifts = unsafe asciiShifts else { continue }
            // One word for each code.
            unsafe shifts[code] = 0
            for state in 0..<stateCount {
                unsafe shifts[code] |= UInt64(next[state * classCount + number] * 6) << UInt64(state * 6)
            }
        }
    }

    deinit {
        unsafe next.deallocate()
        unsafe ascii?.deallocate()
        unsafe asciiShifts?.deallocate()
        unsafe asciiClasses.deallocate()
    }

    /// Whether the pattern is found in the text.
    public func matches(_ text: String) -> Bool {
        var text = text
        // The string lends its bytes for the closure.
        return text.withUTF8 { unsafe matches($0) }
    }

    /// `text` is UTF-8, checked before.
    @inline(__always)
    package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let shifts = unsafe asciiShifts, let bytes = text.baseAddress else {
            return unsafe finds(in: text, from: 0, state: start)
        }
        // The lowest six bits say the state; a shift takes no notice of others.
        var shift = UInt64(truncatingIfNeeded: start &* 6)
        let count = text.count
        var index = 0
        while count &- index >= 4 {
            // Four bytes are readable at `index`, and there is a word for each code of ASCII.
            let four = unsafe UInt32(littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt32.self))
            guard four & 0x8080_8080 == 0 else { break }
            shift = unsafe shifts[Int(four & 0xFF)] &>> shift
            shift = unsafe shifts[Int(four &>> 8 & 0xFF)] &>> shift
            shift = unsafe shifts[Int(four &>> 16 & 0xFF)] &>> shift
            shift = unsafe shifts[Int(four &>> 24)] &>> shift
            // State 0 has refused and state 1 accepted, whatever comes.
            if shift & 63 < 12 { return shift & 63 == 6 }
            index &+= 4
        }
        while index < count {
            // The same for one byte.
            let byte = unsafe bytes[index]
            guard byte < 128 else { return unsafe finds(in: text, from: index, state: Int(shift & 63) / 6) }
            shift = unsafe shifts[Int(byte)] &>> shift
            index &+= 1
        }
        return acceptShifts &>> shift & 1 == 1
    }

    /// Goes on at the scalar that begins at `first`.
    @inline(never)
    private func finds(in text: UnsafeBufferPointer<UInt8>, from first: Int, state: Int) -> Bool {
        var state = state
        var index = first
        let count = text.count
        // State 0 has refused and state 1 accepted, whatever comes.
        while index < count, state >= 2 {
            if let ascii = unsafe ascii {
                var row = state &<< 7
                // `index` is below the count, and the row is one of a state, as `init` has checked.
                while index < count, row >= 256, case let byte = unsafe text[index], byte < 128 {
                    unsafe row = Int(ascii[row | Int(byte)])
                    index &+= 1
                }
                state = row &>> 7
                if index == count || state < 2 { break }
            }
            // `index` is below the count.
            let number = unsafe numberOfScalar(in: text, at: &index, text[index])
            // The state is below their count, and the number below that of classes: `init` has checked both.
            unsafe state = Int(next[state &* classCount &+ number])
        }
        return accepts[state]
    }

    /// The class of the scalar that begins at `index`, which moves behind it.
    private func numberOfScalar(in text: UnsafeBufferPointer<UInt8>, at index: inout Int, _ byte: UInt8) -> Int {
        index += 1
        // There are 128 of them.
        if byte < 0x80 { return unsafe Int(asciiClasses[Int(byte)]) }
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var value = UInt32(byte) & (0x7F >> UInt32(length))
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

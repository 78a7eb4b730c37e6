// The automaton of a pattern as text: what stands in generated code, and is read when a pattern is first asked for.

/// A deterministic automaton over the scalars of a text, and its text: characters that need no escape in a string literal.
///
/// Numbers are written in base 32, low digits first: `0`...`9`, `a`...`v` end a number, `A`...`Z`, `-`, `.`, `_`, `~`,
/// `+`, `*` stand for a digit that another one follows. In this order: classes, states, the first state, runs, and for
/// each run how far it begins behind the one before, and its class; for each state, whether a text may end there, and
/// its row: how many next states are the same, and which.
package struct AutomatonText: Equatable, Sendable {
    /// Where a run of scalars of one class begins, in ascending order; the first is 0.
    package var runs: [Run]
    package var classCount: Int
    /// Rows of next states, one of `classCount` for each state.
    package var next: [Int]
    /// Whether a text may end in the state.
    package var accepts: [Bool]
    /// The state to begin in.
    package var start: Int

    package struct Run: Equatable, Sendable {
        package var start: UInt32
        package var number: Int

        package init(start: UInt32, number: Int) {
            self.start = start
            self.number = number
        }
    }

    package init(runs: [Run], classCount: Int, next: [Int], accepts: [Bool], start: Int) {
        self.runs = runs
        self.classCount = classCount
        self.next = next
        self.accepts = accepts
        self.start = start
    }

    // MARK: Writing

    package var text: String {
        var digits = DigitWriter()
        digits.write(classCount)
        digits.write(accepts.count)
        digits.write(start)
        digits.write(runs.count)
        var last: UInt32 = 0
        for run in runs {
            digits.write(Int(run.start - last))
            digits.write(run.number)
            last = run.start
        }
        for state in accepts.indices {
            digits.write(accepts[state] ? 1 : 0)
            var column = 0
            while column < classCount {
                let target = next[state * classCount + column]
                var count = 1
                while column + count < classCount, next[state * classCount + column + count] == target { count += 1 }
                digits.write(count)
                digits.write(target)
                column += count
            }
        }
        return digits.text
    }

    // MARK: Reading

    /// Nil for what is no such text.
    package init?(bytes: [UInt8]) {
        var digits = DigitReader(bytes: bytes)
        guard let classCount = digits.read(), let stateCount = digits.read(), let start = digits.read(),
            let runCount = digits.read(), classCount > 0, stateCount > 1, start < stateCount
        else { return nil }
        var runs: [Run] = []
        var last = 0
        for _ in 0..<runCount {
            guard let distance = digits.read(), let number = digits.read(), number < classCount else { return nil }
            last += distance
            guard let first = UInt32(exactly: last) else { return nil }
            runs.append(Run(start: first, number: number))
        }
        guard runs.first?.start == 0 else { return nil }
        var next: [Int] = []
        var accepts: [Bool] = []
        for state in 0..<stateCount {
            guard let accepting = digits.read(), accepting < 2 else { return nil }
            accepts.append(accepting == 1)
            while next.count < (state + 1) * classCount {
                guard let count = digits.read(), let target = digits.read(), count > 0, target < stateCount,
                    count <= (state + 1) * classCount - next.count
                else { return nil }
                next += repeatElement(target, count: count)
            }
        }
        guard digits.isAtEnd else { return nil }
        self.init(runs: runs, classCount: classCount, next: next, accepts: accepts, start: start)
    }
}

private let lastDigits = Array("0123456789abcdefghijklmnopqrstuv".utf8)
private let openDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ-._~+*".utf8)

private struct DigitWriter {
    private var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ number: Int) {
        var rest = number
        while rest >= 32 {
            bytes.append(openDigits[rest % 32])
            rest /= 32
        }
        bytes.append(lastDigits[rest])
    }
}

private struct DigitReader {
    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    /// The values of digits by their bytes: those that another one follows have 32 more; others have none.
    private static let values: [UInt8?] = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, byte) in lastDigits.enumerated() { values[Int(byte)] = UInt8(value) }
        for (value, byte) in openDigits.enumerated() { values[Int(byte)] = UInt8(value + 32) }
        return values
    }()

    /// Nil at the end, and at what is no digit.
    mutating func read() -> Int? {
        var number = 0
        var shift = 0
        while index < bytes.count, shift < 30, let digit = Self.values[Int(bytes[index])] {
            index += 1
            number |= Int(digit & 31) << shift
            if digit < 32 { return number }
            shift += 5
        }
        return nil
    }
}

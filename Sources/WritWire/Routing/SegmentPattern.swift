// A path segment of literals and parameters together: `{name}.{extension}`, `v{version}`, `{id}:cancel`.

/// What such a segment looks like.
///
/// Literals are looked for from the right, so that `{name}.{extension}` takes `a.tar.gz` apart into `a.tar` and `gz`, and
/// `{id}:cancel` takes ids with colons. No parameter is empty.
struct SegmentPattern: Sendable, Equatable {
    /// The literals before, between and behind the parameters: one more than there are parameters. Decoded.
    private let literals: [[UInt8]]

    init(_ segment: Substring) {
        var literals: [[UInt8]] = []
        var literal: [UInt8] = []
        var rest = Array(segment.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
                literals.append(literal)
                literal = []
                rest = rest[(end + 1)...]
            } else {
                literal.append(byte)
            }
        }
        literals.append(literal)
        self.literals = literals.map { percentDecoded($0) ?? $0 }
    }

    var parameterCount: Int { literals.count - 1 }
    /// The segment is one parameter and nothing else.
    var isWhole: Bool { parameterCount == 1 && literalCount == 0 }
    var literalCount: Int { literals.reduce(0) { $0 + $1.count } }

    /// Whether the segment looks like that; its parameters are noted then. What was noted otherwise has to be taken back.
    func match(_ path: UnsafeRawBufferPointer, _ segment: Range<Int>, _ captures: inout RouteCaptures) -> Bool {
        let first = captures.count
        for _ in 0..<parameterCount {
            guard captures.append(segment.lowerBound, segment.lowerBound) else { return false }
        }
        guard let start = unsafe end(of: literals[0], in: path, at: segment.lowerBound, before: segment.upperBound) else {
            return false
        }
        var end = segment.upperBound
        for index in stride(from: parameterCount, to: 0, by: -1) {
            let isLast = index == parameterCount
            guard let found = unsafe place(of: literals[index], in: path, start..<end, isAtEnd: isLast) else { return false }
            let next = index == parameterCount ? segment.upperBound : end
            // What stands behind the literal is the parameter to its right, unless the literal is the last one.
            if !isLast {
                guard captures.set(first + index, found.upperBound, next) else { return false }
            }
            end = found.lowerBound
        }
        return start < end && captures.set(first, start, end)
    }

    /// The last place of the literal, with at least one byte before it in `range` and, unless it ends the segment, behind it.
    private func place(
        of literal: [UInt8], in path: UnsafeRawBufferPointer, _ range: Range<Int>, isAtEnd: Bool
    ) -> Range<Int>? {
        var start = range.upperBound - literal.count
        while start > range.lowerBound {
            if unsafe !isInsideEscape(path, start, from: range.lowerBound),
                let end = unsafe end(of: literal, in: path, at: start, before: range.upperBound)
            {
                if isAtEnd ? end == range.upperBound : end < range.upperBound { return start..<end }
            }
            // Encoded, the last literal is longer and begins further to the left, but by no more than that.
            if isAtEnd, start < range.upperBound - literal.count * 3 { return nil }
            start -= 1
        }
        return nil
    }

    /// Where the literal ends that stands at `start`, its bytes encoded or not; nil: it stands not there.
    private func end(of literal: [UInt8], in path: UnsafeRawBufferPointer, at start: Int, before limit: Int) -> Int? {
        var position = start
        for byte in literal {
            // Below the limit, which is inside the path.
            guard position < limit else { return nil }
            let found = unsafe path[position]
            if found == UInt8(ascii: "%"), position + 2 < limit, let high = unsafe hexadecimalValue(path[position + 1]),
                let low = unsafe hexadecimalValue(path[position + 2])
            {
                guard high << 4 | low == byte else { return nil }
                position += 3
            } else {
                guard found == byte else { return nil }
                position += 1
            }
        }
        return position
    }

    /// Whether the byte is one of the two digits behind a percent sign.
    private func isInsideEscape(_ path: UnsafeRawBufferPointer, _ index: Int, from start: Int) -> Bool {
        // Nothing before `start`, which is inside the path, is looked at.
        if index - 1 >= start, unsafe path[index - 1] == UInt8(ascii: "%") { return true }
        return unsafe index - 2 >= start && path[index - 2] == UInt8(ascii: "%")
    }
}

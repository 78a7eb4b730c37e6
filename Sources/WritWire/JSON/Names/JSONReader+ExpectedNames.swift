// The name that comes next where a sender keeps the contract's order, and puts the same white space in front of each name: most
// names of most texts. One comparison takes all: the comma, the white space, the name in its quotes, and the colon.

extension JSONReader {
    /// Whether the expected name, or the first sixteen bytes of it, stand behind the expected separator.
    @inline(__always)
    func isAtExpectedName(_ object: JSONObjectCursor) -> Bool {
        // The entry is one of a table that is never freed. As many bytes are readable from the name on as its reach says, which
        // are sixteen or more: positions and lengths are far below the largest number.
        let entry = unsafe object.expected
        guard object.expectedBit & ~object.seen != 0, unsafe count &- position &- object.gap > entry.pointee.reach else {
            return false
        }
        let name = position &+ object.gap &+ 1
        let separator = unsafe (
            (word(at: position) ^ object.separator.0) & object.separatorMask.0,
            (word(at: position &+ 8) ^ object.separator.1) & object.separatorMask.1
        )
        let other = unsafe (
            (word(at: name) ^ entry.pointee.head.0) & entry.pointee.mask.0,
            (word(at: name &+ 8) ^ entry.pointee.head.1) & entry.pointee.mask.1
        )
        return separator.0 | separator.1 | other.0 | other.1 == 0
    }

    /// Takes the name that was found, with all in front of it and the colon behind it.
    @inline(__always)
    mutating func takeExpectedName(_ object: inout JSONObjectCursor) -> Int {
        let bit = object.expectedBit
        object.seen |= bit
        // The first name stands behind a brace, any other behind a comma.
        if object.memberCount == 0 { object.separator.0 ^= 0x7B ^ 0x2C }
        object.memberCount &+= 1
        // Behind the last entry stands one that no text has.
        unsafe position &+= object.gap &+ 1 &+ Int(object.expected.pointee.textLength)
        unsafe object.expected += 1
        object.expectedBit = bit &<< 1
        return bit.trailingZeroBitCount
    }

    /// The same where only the first sixteen bytes were compared.
    @inline(never)
    mutating func takeLongName(_ object: inout JSONObjectCursor) -> Int? {
        // The reach was looked at.
        guard unsafe JSONKeys.stands(object.expected, at: base + (position &+ object.gap &+ 1)) else {
            return nextListedName(&object)
        }
        return takeExpectedName(&object)
    }

    /// Where the text is indented, white space is expected in front of the first name, too.
    @inline(__always)
    func expectIndent(_ object: inout JSONObjectCursor) {
        // A line's end, and spaces for each level: depth and indentation are small.
        let gap = (limits.depthMax &- depthLeft) &* indent &+ 1
        guard gap <= 15 else { return }
        object.gap = gap
        object.separatorMask = (JSONKeys.ones(gap &+ 1), JSONKeys.ones(gap &- 7))
        object.separator = (0x2020_2020_2020_0A7B & object.separatorMask.0, 0x2020_2020_2020_2020 & object.separatorMask.1)
    }

    /// From now on, the white space from `start` to the position is expected in front of names. More than fifteen bytes are not,
    /// nor is anything at the very end of the text.
    @inline(__always)
    mutating func expectGap(from start: Int, _ object: inout JSONObjectCursor) {
        let gap = position &- start
        if gap == object.gap, object.memberCount > 1 { return }
        guard gap <= 15, count &- start >= 16 else { return object.gap = Int.max / 4 }
        object.gap = gap
        // Sixteen bytes are readable at the start; a comma is put in front of them.
        let (first, second) = unsafe (word(at: start), word(at: start &+ 8))
        object.separatorMask = (JSONKeys.ones(gap &+ 1), JSONKeys.ones(gap &- 7))
        object.separator.0 = (first &<< 8 | 0x2C) & object.separatorMask.0
        object.separator.1 = (second &<< 8 | first &>> 56) & object.separatorMask.1
        let depth = limits.depthMax &- depthLeft
        indent = gap > 1 && depth > 0 && (gap &- 1) % depth == 0 ? (gap &- 1) / depth : 0
    }
}

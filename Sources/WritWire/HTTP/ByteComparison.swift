// Comparing bytes of a request with names that the program knows.

extension UnsafeRawBufferPointer {
    /// Whether these bytes are exactly `text`.
    @inline(__always)
    package func spells(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        let wanted = unsafe text.utf8Start
        var index = 0
        // Both sides hold `count` bytes.
        while index < count {
            if unsafe self[index] != wanted[index] { return false }
            index += 1
        }
        return true
    }

    /// Whether these bytes are `text` when the case of ASCII letters doesn't matter.
    @inline(__always)
    package func spellsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        let wanted = unsafe text.utf8Start
        var index = 0
        // Both sides hold `count` bytes.
        while index < count {
            if unsafe self[index].lowercasedASCII != wanted[index].lowercasedASCII { return false }
            index += 1
        }
        return true
    }

    /// Whether two runs of bytes are the same, compared word by word: the last word overlaps the one before.
    @inline(__always)
    package func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        // Both sides hold `count` bytes, and each word lies within them.
        guard count >= 8 else {
            if count >= 4 { return unsafe holds(UInt32.self, at: 0, of: other) && holds(UInt32.self, at: count &- 4, of: other) }
            for at in 0..<count where unsafe self[at] != other[at] { return false }
            return true
        }
        var at = 0
        while at &+ 8 < count {
            guard unsafe holds(UInt64.self, at: at, of: other) else { return false }
            at &+= 8
        }
        return unsafe holds(UInt64.self, at: count &- 8, of: other)
    }

    /// Whether one word is the same in both.
    @inline(__always)
    private func holds<Word: FixedWidthInteger & BitwiseCopyable>(
        _: Word.Type, at offset: Int, of other: UnsafeRawBufferPointer
    ) -> Bool {
        // The caller saw that the word lies within both.
        unsafe loadUnaligned(fromByteOffset: offset, as: Word.self) == other.loadUnaligned(fromByteOffset: offset, as: Word.self)
    }

    /// Whether two runs of bytes are the same when the case of ASCII letters doesn't matter.
    package func equalsIgnoringCase(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        // Both sides hold `count` bytes.
        for index in 0..<count where unsafe self[index].lowercasedASCII != other[index].lowercasedASCII {
            return false
        }
        return true
    }

    /// These bytes without the spaces and tabs at either end (OWS, RFC 9110 section 5.6.3).
    package var trimmed: UnsafeRawBufferPointer {
        var start = 0
        var end = count
        // `start` and `end` stay within the bytes.
        while unsafe start < end && self[start].isBlank { start += 1 }
        while unsafe end > start && self[end - 1].isBlank { end -= 1 }
        return unsafe UnsafeRawBufferPointer(rebasing: self[start..<end])
    }
}

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

// Checks UTF-8 (Unicode 15, table 3-7): nothing overlong, no surrogates, nothing beyond U+10FFFF.

extension JSONReader {
    /// The length of the UTF-8 sequence at `index`, whose first byte is beyond ASCII.
    @inline(__always)
    func sequenceLength(_ index: Int) -> Int? {
        guard count - index >= 4 else { return lastSequenceLength(index) }
        // Four bytes are readable at `index`; the first is the lowest.
        let word = unsafe UInt32(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt32.self))
        if word & 0x00C0_C0F0 == 0x0080_80E0 {
            // The bits that tell overlong sequences and surrogates: four of the first byte, one of the second.
            let bits = word & 0x200F
            return bits == 0 || bits == 0x200D ? nil : 3
        }
        if word & 0xC0E0 == 0x80C0 { return word & 0x1E == 0 ? nil : 2 }
        guard word & 0xC0C0_C0F8 == 0x8080_80F0 else { return nil }
        let bits = word & 0x3007
        return bits == 0 || bits & 4 != 0 && bits != 4 ? nil : 4
    }

    /// The same where the text ends within four bytes.
    @inline(never)
    private func lastSequenceLength(_ index: Int) -> Int? {
        let left = count - index
        // Each byte is read after `left` was checked.
        let first = unsafe base[index]
        let second: UInt8 = left > 1 ? unsafe base[index + 1] : 0
        switch first {
        case 0xC2...0xDF:
            return isContinuation(second) ? 2 : nil
        case 0xE0...0xEF:
            guard left > 2, isContinuation(second), isContinuation(unsafe base[index + 2]) else { return nil }
            if first == 0xE0, second < 0xA0 { return nil }
            if first == 0xED, second > 0x9F { return nil }
            return 3
        default:
            // Four bytes would not be the last three.
            return nil
        }
    }

    private func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}

// Whether bytes that come in pieces are UTF-8 (Unicode 15, table 3-7).

/// Checks a text piece by piece: a piece may end inside of a character.
struct UTF8Checker {
    /// Bytes that the current character still lacks.
    private var missing = 0
    /// What its next byte may be.
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Whether the text may end here.
    var isBetweenCharacters: Bool { missing == 0 }

    /// Whether the piece goes on as UTF-8.
    mutating func accepts(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if missing == 0 {
                unsafe Self.skipASCII(bytes, &index)
                guard index < bytes.count else { return true }
            }
            // The index is below the count.
            guard unsafe accepts(bytes[index]) else { return false }
            index += 1
        }
        return true
    }

    /// Passes over bytes of ASCII, which most text is, 64 and then 8 at a time.
    private static func skipASCII(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) {
        typealias Vector = SIMD2<UInt64>
        // So many bytes are asked for only where there are as many.
        while index + 64 <= bytes.count {
            let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: Vector.self)
            let second = unsafe bytes.loadUnaligned(fromByteOffset: index + 16, as: Vector.self)
            let third = unsafe bytes.loadUnaligned(fromByteOffset: index + 32, as: Vector.self)
            let fourth = unsafe bytes.loadUnaligned(fromByteOffset: index + 48, as: Vector.self)
            let all = first | second | third | fourth
            guard (all[0] | all[1]) & 0x8080_8080_8080_8080 == 0 else { break }
            index += 64
        }
        while index + 8 <= bytes.count,
            unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
    }

    private mutating func accepts(_ byte: UInt8) -> Bool {
        if missing > 0 {
            guard lowest...highest ~= byte else { return false }
            missing -= 1
            (lowest, highest) = (0x80, 0xBF)
            return true
        }
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, lowest) = (2, 0xA0)
        case 0xED: (missing, highest) = (2, 0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, lowest) = (3, 0x90)
        case 0xF4: (missing, highest) = (3, 0x8F)
        case 0xF1...0xF3: missing = 3
        default: return false
        }
        return true
    }
}

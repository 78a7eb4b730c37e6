// U+0085, U+2028 and U+2029 kept from libyaml, which takes them for line breaks as YAML 1.1 did; YAML 1.2 does not.

/// Stand-ins of the same byte length for the three, chosen among characters that the text does not use.
struct LineSeparatorDisguise {
    private let pairs: [(separator: UnicodeScalar, standIn: UnicodeScalar)]

    /// Nil for the many texts that hold none of the three.
    init?(for text: [UInt8]) {
        guard Self.holdsSeparator(text) else { return nil }
        let used = Set(String(decoding: text, as: UTF8.self).unicodeScalars)
        // Two bytes of UTF-8 for the first, three (from the private use area) for the others.
        var shortNames = (UInt32(0x100)...0x7FF).lazy.compactMap { UnicodeScalar($0) }.filter { !used.contains($0) }
            .makeIterator()
        var longNames = (UInt32(0xE000)...0xF8FF).lazy.compactMap { UnicodeScalar($0) }.filter { !used.contains($0) }
            .makeIterator()
        guard let next = shortNames.next(), let line = longNames.next(), let paragraph = longNames.next() else {
            return nil
        }
        self.pairs = [("\u{85}", next), ("\u{2028}", line), ("\u{2029}", paragraph)]
    }

    /// The text with stand-ins, as long as before.
    func hidden(_ text: [UInt8]) -> [UInt8] {
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars.map { scalar in
            pairs.first { $0.separator == scalar }?.standIn ?? scalar
        }
        return scalars.reduce(into: []) { $0.append(contentsOf: UTF8.encode($1) ?? UTF8.encodedReplacementCharacter) }
    }

    /// A scalar's text as it was written.
    func restored(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { scalar in pairs.contains { $0.standIn == scalar } }) else {
            return text
        }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            result.unicodeScalars.append(pairs.first { $0.standIn == scalar }?.separator ?? scalar)
        }
    }

    private static func holdsSeparator(_ text: [UInt8]) -> Bool {
        let span = text.span
        var next = 0
        while next < span.count {
            let offset = next
            next += 1
            if span[offset] < 0xC2 { continue }
            switch span[offset] {
            case 0xC2 where next < span.count && span[next] == 0x85: return true
            case 0xE2 where next + 1 < span.count && span[next] == 0x80 && span[next + 1] & 0xFE == 0xA8: return true
            default: continue
            }
        }
        return false
    }
}

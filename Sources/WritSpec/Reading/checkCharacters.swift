// Characters that YAML does not take, each with its place: libyaml stops at the first and does not say where it is.

/// A diagnostic for each of the first few control characters of a YAML text.
func checkCharacters(_ file: SourceFile) -> [Diagnostic] {
    controlCharacterOffsets(file.text).map { offset in
        let end = (offset + 1..<file.text.count).first { file.text[$0] & 0xC0 != 0x80 } ?? file.text.count
        let scalar = String(decoding: file.text[offset..<end], as: UTF8.self).unicodeScalars.first?.value ?? 0
        let digits = String(scalar, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return Diagnostic(
            .error, "control-character", "the control character \(name) can't stand in YAML",
            at: file.location(atOffset: offset), hint: "remove it, or write it as an escape in a text in double quotes")
    }
}

private let placesMax = 5

/// The first few offsets of characters outside YAML's printable set (YAML 1.2, section 5.1).
private func controlCharacterOffsets(_ text: [UInt8]) -> [Int] {
    var offsets: [Int] = []
    let span = text.span
    var next = 0
    while next < span.count, offsets.count < placesMax {
        let offset = next
        next += 1
        if span[offset] >= 0x20, span[offset] < 0x7F { continue }
        let isControl =
            switch span[offset] {
            case 0x09, 0x0A, 0x0D: false
            case 0..<0x20, 0x7F: true
            // C1 controls except U+0085, and U+FFFE and U+FFFF; the text is valid UTF-8, so the bytes that follow exist.
            case 0xC2: span[offset + 1] < 0xA0 && span[offset + 1] != 0x85
            case 0xEF: span[offset + 1] == 0xBF && span[offset + 2] >= 0xBE
            default: false
            }
        if isControl { offsets.append(offset) }
    }
    return offsets
}

// The bytes of a file to UTF-8 text: byte order marks, UTF-16, and what is not text at all.

/// The file with its text in UTF-8, and a diagnostic for each place whose bytes are not text (a few, not all).
func decodeText(path: String, bytes: [UInt8]) -> (SourceFile, [Diagnostic]) {
    switch TextEncoding(of: bytes) {
    case .utf8(let markBytes):
        let text = markBytes == 0 ? bytes : Array(bytes[markBytes...])
        let file = SourceFile(path: path, bytes: bytes, text: text)
        return (
            file,
            invalidUTF8Offsets(text).map { offset in
                let byte = String(text[offset], radix: 16, uppercase: true)
                return Diagnostic(
                    .error, "invalid-encoding", "the byte 0x\(byte) here is not part of a UTF-8 character",
                    at: file.location(atOffset: offset), hint: "save the file as UTF-8")
            }
        )
    case .utf16(let isBigEndian, let markBytes):
        var (text, invalid) = transcodeUTF16(bytes[markBytes...], isBigEndian: isBigEndian)
        if invalid.isEmpty, bytes.count % 2 == 1 { invalid = [text.count] }
        let file = SourceFile(path: path, bytes: bytes, text: text)
        return (
            file,
            invalid.map { offset in
                Diagnostic(
                    .error, "invalid-encoding", "half of a surrogate pair (UTF-16) is here",
                    at: file.location(atOffset: offset),
                    hint: "save the file as UTF-8")
            }
        )
    }
}

/// Places reported in one file: one wrong encoding makes thousands of wrong bytes.
private let invalidPlacesMax = 5

/// How a file is encoded (YAML 1.2, section 5.2), told from its first bytes.
enum TextEncoding: Equatable {
    case utf8(markBytes: Int)
    case utf16(isBigEndian: Bool, markBytes: Int)

    init(of bytes: [UInt8]) {
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xEF, 0xBB) where bytes.count > 2 && bytes[2] == 0xBF: self = .utf8(markBytes: 3)
        case (0xFE, 0xFF): self = .utf16(isBigEndian: true, markBytes: 2)
        case (0xFF, 0xFE): self = .utf16(isBigEndian: false, markBytes: 2)
        // A document starts with an ASCII character, so a zero byte there is half of a UTF-16 one.
        case (0, .some(let second)) where second != 0: self = .utf16(isBigEndian: true, markBytes: 0)
        case (.some(let first), 0) where first != 0: self = .utf16(isBigEndian: false, markBytes: 0)
        default: self = .utf8(markBytes: 0)
        }
    }
}

/// UTF-16 as UTF-8, with the offsets in the result of the replacement characters that stand for lone surrogates.
private func transcodeUTF16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> (text: [UInt8], invalid: [Int]) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var invalid: [Int] = []
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).lazy.map { index in
        let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var decoder = UTF16()
    var iterator = units.makeIterator()
    decoding: while true {
        switch decoder.decode(&iterator) {
        case .scalarValue(let scalar): text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        case .error:
            if invalid.count < invalidPlacesMax { invalid.append(text.count) }
            text.append(contentsOf: UTF8.encodedReplacementCharacter)
        case .emptyInput: break decoding
        }
    }
    return (text, invalid)
}

/// The offsets of bytes that break UTF-8 (Unicode, table 3-7), the first few.
private func invalidUTF8Offsets(_ text: [UInt8]) -> [Int] {
    var invalid: [Int] = []
    let span = text.span
    var offset = 0
    while offset < span.count, invalid.count < invalidPlacesMax {
        if span[offset] < 0x80 {
            offset += 1
        } else {
            let length = utf8Length(span, at: offset)
            if length == 0 { invalid.append(offset) }
            offset += max(1, length)
        }
    }
    return invalid
}

/// The bytes of the well-formed character that starts at `offset`, or 0.
private func utf8Length(_ text: Span<UInt8>, at offset: Int) -> Int {
    let (length, second): (Int, ClosedRange<UInt8>) =
        switch text[offset] {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0...0)
        }
    guard length > 0, offset + length <= text.count, second.contains(text[offset + 1]) else { return 0 }
    for index in (offset + 2)..<max(offset + 2, offset + length) where text[index] & 0xC0 != 0x80 { return 0 }
    return length
}

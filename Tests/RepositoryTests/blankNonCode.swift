// Swift source with comments and strings blanked out, so that rules look at code alone.

/// Replaces what stands in comments and string literals by spaces; lines stay where they are.
///
/// Good enough for rules: it knows nested comments, raw and multi-line strings and interpolations without strings that
/// hold braces of their own, and takes a regular expression literal for code.
func blankNonCode(_ source: String) -> String {
    var scanner = CodeScanner(source)
    scanner.run()
    return String(decoding: scanner.code, as: UTF8.self)
}

private struct CodeScanner {
    private let bytes: [UInt8]
    private var index = 0
    private(set) var code: [UInt8] = []

    init(_ source: String) {
        bytes = Array(source.utf8)
        code.reserveCapacity(bytes.count)
    }

    mutating func run() {
        while index < bytes.count {
            if stands("/", "/") {
                blank { $0 == UInt8(ascii: "\n") }
            } else if stands("/", "*") {
                blankNestedComment()
            } else if let hashes = openingHashes() {
                blankString(hashes: hashes)
            } else {
                code.append(bytes[index])
                index += 1
            }
        }
    }

    /// The text is ASCII.
    private func stands(_ text: Unicode.Scalar, at offset: Int = 0) -> Bool {
        index + offset < bytes.count && bytes[index + offset] == UInt8(ascii: text)
    }

    private func stands(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        stands(first) && stands(second, at: 1)
    }

    private var standsTripleQuote: Bool { stands("\"") && stands("\"", at: 1) && stands("\"", at: 2) }

    private mutating func skip(_ count: Int) {
        for _ in 0..<count where index < bytes.count {
            code.append(bytes[index] == UInt8(ascii: "\n") ? bytes[index] : UInt8(ascii: " "))
            index += 1
        }
    }

    private mutating func blank(until isEnd: (UInt8) -> Bool) {
        while index < bytes.count, !isEnd(bytes[index]) { skip(1) }
    }

    private mutating func blankNestedComment() {
        var depth = 0
        repeat {
            if stands("/", "*") {
                depth += 1
                skip(2)
            } else if stands("*", "/") {
                depth -= 1
                skip(2)
            } else {
                skip(1)
            }
        } while depth > 0 && index < bytes.count
    }

    /// How many `#` stand before the quote of a string that begins here; nil if none begins.
    private func openingHashes() -> Int? {
        var hashes = 0
        while stands("#", at: hashes) { hashes += 1 }
        return stands("\"", at: hashes) ? hashes : nil
    }

    private mutating func blankString(hashes: Int) {
        skip(hashes)
        let quotes = standsTripleQuote ? 3 : 1
        skip(quotes)
        while index < bytes.count {
            if quotes == 1, stands("\n") { return }
            if stands("\\"), closes(hashes: hashes, after: 1) {
                skip(1 + hashes)
                if stands("(") { blankInterpolation() } else { skip(1) }
            } else if quotes == 3 ? standsTripleQuote : stands("\""), closes(hashes: hashes, after: quotes) {
                return skip(quotes + hashes)
            } else {
                skip(1)
            }
        }
    }

    private func closes(hashes: Int, after offset: Int) -> Bool {
        (0..<hashes).allSatisfy { stands("#", at: offset + $0) }
    }

    private mutating func blankInterpolation() {
        var depth = 0
        repeat {
            if let hashes = openingHashes() {
                blankString(hashes: hashes)
                continue
            }
            if stands("(") { depth += 1 }
            if stands(")") { depth -= 1 }
            skip(1)
        } while depth > 0 && index < bytes.count
    }
}

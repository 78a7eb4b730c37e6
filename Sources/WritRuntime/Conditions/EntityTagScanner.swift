// Tags in fields, one after the other.

/// Steps through a list of tags (RFC 9110 sections 8.8.3 and 5.6.1).
struct EntityTagScanner {
    private var rest: Substring.UTF8View

    init(_ field: String) { rest = field[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// The tag that begins here; nil where none does.
    mutating func take() -> EntityTag? {
        var candidate = rest
        let isWeak = candidate.starts(with: "W/".utf8)
        if isWeak { candidate = candidate.dropFirst(2) }
        guard candidate.first == UInt8(ascii: "\"") else { return nil }
        candidate = candidate.dropFirst()
        let opaque = candidate.prefix { $0 == 0x21 || 0x23...0x7E ~= $0 || $0 >= 0x80 }
        candidate = candidate.dropFirst(opaque.count)
        guard candidate.first == UInt8(ascii: "\"") else { return nil }
        rest = candidate.dropFirst()
        return EntityTag(opaque: String(opaque) ?? String(decoding: opaque, as: UTF8.self), isWeak: isWeak)
    }

    /// Steps over blanks and commas; false where there were none.
    mutating func skipSeparators() -> Bool {
        let separators = rest.prefix { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") || $0 == 9 }
        rest = rest.dropFirst(separators.count)
        return !separators.isEmpty
    }
}

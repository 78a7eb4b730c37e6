// Whether a client already has what it asks for: If-None-Match against an entity tag (RFC 9110, 13.1.2).

/// True if `ifNoneMatch` is `*` or lists `etag` by weak comparison: the answer is then 304.
///
/// A value that is not a list of entity tags matches nothing behind the place where it breaks: the answer is the page.
///
/// - Parameter etag: the entity tag of what would be answered, quotes included.
func etagMatches(ifNoneMatch: Span<UInt8>, etag: String) -> Bool {
    var cursor = 0
    func skipSeparators() {
        while cursor < ifNoneMatch.count, [UInt8(ascii: " "), 0x09, UInt8(ascii: ",")].contains(ifNoneMatch[cursor]) {
            cursor += 1
        }
    }

    skipSeparators()
    if cursor < ifNoneMatch.count, ifNoneMatch[cursor] == UInt8(ascii: "*") {
        cursor += 1
        skipSeparators()
        return cursor == ifNoneMatch.count
    }
    let wanted = opaqueTag(of: etag)
    while cursor < ifNoneMatch.count {
        if ifNoneMatch[cursor] == UInt8(ascii: "W") {
            guard cursor + 1 < ifNoneMatch.count, ifNoneMatch[cursor + 1] == UInt8(ascii: "/") else { return false }
            cursor += 2
        }
        guard let end = endOfOpaqueTag(in: ifNoneMatch, from: cursor) else { return false }
        if ifNoneMatch.extracting(cursor..<end).holds(wanted) { return true }
        cursor = end
        skipSeparators()
    }
    return false
}

/// The tag without its weakness mark.
private func opaqueTag(of etag: String) -> Substring.UTF8View {
    (etag.hasPrefix("W/") ? etag.dropFirst(2) : etag[...]).utf8
}

/// Where the quoted tag that begins at `start` ends, or nil if none begins there.
private func endOfOpaqueTag(in value: Span<UInt8>, from start: Int) -> Int? {
    guard start < value.count, value[start] == UInt8(ascii: "\"") else { return nil }
    var cursor = start + 1
    while cursor < value.count {
        switch value[cursor] {
        case UInt8(ascii: "\""): return cursor + 1
        case 0x21, 0x23...0x7E, 0x80...0xFF: cursor += 1
        default: return nil
        }
    }
    return nil
}

// What a proxy says it has taken away from the front of the path.

/// Bytes of a prefix that are taken at most.
private let forwardedPrefixBytesMax = 1_024

/// The prefix that a value of `X-Forwarded-Prefix` names, without a slash at its end: of several proxies, theirs one after the
/// other. Nil where there is none, or where it is no plain path: nothing that leads to another host gets into a page.
func forwardedPrefix(_ value: UnsafeRawBufferPointer) -> String? {
    guard value.count <= forwardedPrefixBytesMax else { return nil }
    let slash = UInt8(ascii: "/")
    var prefix = ""
    // The value is copied.
    for part in unsafe Array(value).split(separator: UInt8(ascii: ",")) {
        var path = part.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = path.last, last == slash || last == 0x20 || last == 0x09 { path.removeLast() }
        if path.isEmpty { continue }
        guard path.first == slash else { return nil }
        for segment in path.split(separator: slash, omittingEmptySubsequences: false).dropFirst() {
            let text = String(decoding: segment, as: UTF8.self)
            guard !["", ".", ".."].contains(text), text.utf8.allSatisfy(isPlain) else { return nil }
            prefix += "/" + text
        }
    }
    return prefix.isEmpty ? nil : prefix
}

/// Letters, digits, and the few signs that mean nothing in a page or a reference.
private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
    default: "-._~%!$@+".utf8.contains(byte)
    }
}

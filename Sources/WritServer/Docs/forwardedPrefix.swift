// What a proxy says it has taken away from the front of the path.

internal import WritWire

/// Bytes of a prefix that are taken at most.
private let forwardedPrefixBytesMax = 1_024

/// The prefix that a value of `X-Forwarded-Prefix` names, without a slash at its end: of several proxies, theirs one after the
/// other. Nil where there is none, or where it is no plain path: nothing that leads to another host gets into a page.
func forwardedPrefix(_ value: UnsafeRawBufferPointer) -> String? {
    guard value.count <= forwardedPrefixBytesMax else { return nil }
    var prefix = ""
    for unsafe part in unsafe value.split(separator: UInt8(ascii: ",")) {
        var path = unsafe UnsafeRawBufferPointer(rebasing: part).trimmed
        while unsafe path.last == UInt8(ascii: "/") { unsafe path = UnsafeRawBufferPointer(rebasing: path.dropLast()) }
        if unsafe path.isEmpty { continue }
        guard unsafe path.first == UInt8(ascii: "/") else { return nil }
        for unsafe segment in unsafe path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
            let text = unsafe String(decoding: segment, as: UTF8.self)
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

// The field tracestate (W3C Trace Context level 1, section 3.3).

/// A list of what tracing systems have added, each under its own key.
enum TraceState {
    static let membersMax = 32

    /// Whether the list is well-formed: at most 32 members, each key once.
    static func accepts(_ list: UnsafeRawBufferPointer) -> Bool {
        var keys: [Slice<UnsafeRawBufferPointer>] = unsafe []
        var start = 0
        // All slices lie within the list.
        while start <= list.count {
            var end = start
            while end < list.count, unsafe list[end] != UInt8(ascii: ",") { end += 1 }
            let member = unsafe FieldList.trimmed(list[start..<end])
            start = end + 1
            if unsafe member.isEmpty { continue }
            guard unsafe keys.count < membersMax, let key = unsafe key(of: member) else { return false }
            if unsafe keys.contains(where: { unsafe $0.elementsEqual(key) }) { return false }
            unsafe keys.append(key)
        }
        return true
    }

    /// The key of a well-formed member.
    private static func key(of member: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer>? {
        guard let equals = unsafe member.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        // Both lie within the member.
        let (key, value) = unsafe (member[..<equals], member[(equals + 1)...])
        guard unsafe 1...256 ~= value.count, unsafe value.allSatisfy(isValueByte) else { return nil }
        let parts = unsafe key.split(separator: UInt8(ascii: "@"), maxSplits: 2, omittingEmptySubsequences: false)
        switch unsafe parts.count {
        case 1: return unsafe isKey(parts[0], bytesMax: 256, mayBeginWithDigit: false) ? key : nil
        case 2:
            return unsafe isKey(parts[0], bytesMax: 241, mayBeginWithDigit: true)
                && isKey(parts[1], bytesMax: 14, mayBeginWithDigit: false) ? key : nil
        default: return nil
        }
    }

    private static func isKey(_ key: Slice<UnsafeRawBufferPointer>, bytesMax: Int, mayBeginWithDigit: Bool) -> Bool {
        guard let first = unsafe key.first, unsafe key.count <= bytesMax else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard letters ~= first || mayBeginWithDigit && first.isDigit else { return false }
        return unsafe key.allSatisfy { letters ~= $0 || $0.isDigit || "_-*/".utf8.contains($0) }
    }

    /// Printable, but for commas and equals signs; blanks at the end are trimmed before.
    private static func isValueByte(_ byte: UInt8) -> Bool {
        0x20...0x7E ~= byte && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "=")
    }
}

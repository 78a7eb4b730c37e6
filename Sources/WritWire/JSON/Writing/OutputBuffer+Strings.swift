// Writes strings with as few escapes as RFC 8259 asks for.

internal import CWritWire

extension OutputBuffer {
    /// Writes a string with its quotes and escapes (RFC 8259 section 7).
    public mutating func write(_ value: String) {
        // The storage is lent for the closure.
        let isContiguous: Void? = unsafe value.utf8.withContiguousStorageIfAvailable { unsafe writeQuoted($0) }
        if isContiguous == nil { writeCopy(value) }
    }

    /// Writes a string that isn't stored as UTF-8: one that came from elsewhere.
    @inline(never)
    private mutating func writeCopy(_ value: String) {
        var value = value
        // `withUTF8` lends a buffer that is valid for the closure.
        value.withUTF8 { unsafe writeQuoted($0) }
    }

    /// `text` is UTF-8.
    mutating func writeQuoted(_ text: UnsafeBufferPointer<UInt8>) {
        let isClean = unsafe writeClean(text)
        if !isClean { unsafe writeEscaped(text) }
    }

    /// Writes the string while it needs no escape; takes everything back and returns `false` once it does.
    @inline(__always)
    private mutating func writeClean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let before = count
        unsafe appendInPlace(atMost: text.count + 2) { output in
            unsafe output[0] = UInt8(ascii: "\"")
            var index = 0
            // Sixteen bytes are readable in `text` at `index` and writable in `output` one further.
            while text.count - index >= 16, let source = text.baseAddress,
                let target = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
            {
                if unsafe writ_copy_clean_run(target + index + 1, source + index) < 16 { return 0 }
                index += 16
            }
            // Eight bytes are readable in `text` at `index` and writable in `output` one further.
            while text.count - index >= 8, let source = text.baseAddress {
                let word = unsafe UnsafeRawPointer(source + index).loadUnaligned(as: UInt64.self)
                // Bytes beyond ASCII are clean here: they pose as letters.
                let high = word & 0x8080_8080_8080_8080
                if Self.specialBytes(word ^ high | high >> 1 | high >> 2) != 0 { return 0 }
                unsafe output.storeBytes(of: word, toByteOffset: index + 1, as: UInt64.self)
                index += 8
            }
            while index < text.count {
                let byte = unsafe text[index]
                if byte < 0x20 || byte == 0x22 || byte == 0x5C { return 0 }
                unsafe output[index + 1] = byte
                index += 1
            }
            unsafe output[index + 1] = UInt8(ascii: "\"")
            return index + 2
        }
        return count > before
    }

    @inline(never)
    private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        var runStart = 0
        var index = 0
        while index < text.count {
            // `index` and `runStart` stay inside `text`, and sixteen bytes are readable where as many are left.
            if text.count - index >= 16, let source = text.baseAddress {
                let run = unsafe writ_clean_run(source + index)
                index += run
                if run == 16 { continue }
            }
            let byte = unsafe text[index]
            index += 1
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
            unsafe append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[runStart..<(index - 1)])))
            runStart = index
            append(escape: byte)
        }
        unsafe append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[runStart...])))
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escape byte: UInt8) {
        switch byte {
        case 0x22: raw("\\\"")
        case 0x5C: raw("\\\\")
        case 0x08: raw("\\b")
        case 0x09: raw("\\t")
        case 0x0A: raw("\\n")
        case 0x0C: raw("\\f")
        case 0x0D: raw("\\r")
        default:
            raw(byte < 0x10 ? "\\u000" : "\\u001")
            let digit = byte & 0x0F
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    /// Has the high bit of each byte set that is a quote, a backslash, a control character, or beyond ASCII; exact up to the
    /// first such byte, which is all that is used.
    @inline(__always)
    private static func specialBytes(_ word: UInt64) -> UInt64 {
        // A quote becomes a space, and a space a quote: what is below 0x21 then is a quote or a control character.
        let low = (word ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121
        let backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
        return (word | low | backslash) & 0x8080_8080_8080_8080
    }
}

// Reads strings: 64 or sixteen bytes at a time while they are plain ASCII, UTF-8 and escapes checked.

internal import CWritWire

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// The bytes between the quotes of a string that was stepped over.
struct JSONStringRange {
    let start: Int
    let end: Int
    let hasEscapes: Bool
    let isASCII: Bool
}

extension JSONReader {
    /// Takes a string. Up to 15 bytes need no allocation.
    public mutating func readString() -> String? {
        guard let text = nextString() else { return nil }
        return unescaped(text)
    }

    /// The same, into a variable, which is nil where there is no string.
    public mutating func readString(into value: inout String?) {
        guard let text = nextString() else { return value = nil }
        Self.set(&value, to: unescaped(text))
    }

    /// Sets a variable that mostly is nil: releasing what it held before would be a call for each string.
    @inline(__always)
    static func set(_ value: inout String?, to text: consuming String) {
        guard value == nil else { return value = text }
        // Nothing is there that had to be released.
        unsafe withUnsafeMutablePointer(to: &value) { unsafe $0.initialize(to: text) }
    }

    /// Takes a string that is one of the names of a table and returns its index there; no String is made.
    public mutating func readChoice(_ choices: JSONKeys) -> Int? {
        guard let text = nextString() else { return nil }
        if let index = index(of: text, in: choices) { return index }
        refuseChoice(choices)
        return nil
    }

    /// Steps over the string that is the next value; nil, with a finding recorded, where something else stands.
    @inline(__always)
    mutating func nextString() -> JSONStringRange? {
        guard nextValueByte() == UInt8(ascii: "\"") else {
            refuseType(expected: "a string")
            return nil
        }
        valueStart = position
        return scanString()
    }

    /// The index of a scanned string in a table of names.
    func index(of text: JSONStringRange, in names: JSONKeys) -> Int? {
        guard text.hasEscapes else {
            // The scanned range lies inside the text; the table is immutable and never freed.
            return unsafe names.find(base + text.start, text.end - text.start)
        }
        var name = unescaped(text)
        return name.withUTF8 { bytes in
            // `bytes` is valid inside the closure.
            unsafe bytes.baseAddress.flatMap { unsafe names.find($0, bytes.count) }
        }
    }

    @inline(never)
    mutating func refuseChoice(_ choices: JSONKeys) {
        record(keyword: "enum", "must be one of: \(choices.list)")
    }

    mutating func scanString(from start: Int) -> JSONStringRange? {
        position = start
        return scanString()
    }

    /// Steps over the string whose opening quote is at the position.
    @inline(__always)
    mutating func scanString() -> JSONStringRange? {
        // Offsets stay between 0 and `count`, so that they can't overflow.
        let start = position &+ 1
        var index = start
        // 64 bytes are readable at `index`.
        while count &- index >= 64 {
            let run = unsafe writ_plain_run_64(base + index)
            index &+= run
            if run == 64 { continue }
            // Still below `count`.
            guard unsafe base[index] == UInt8(ascii: "\"") else { return scanUncommon(start, from: index) }
            position = index &+ 1
            return JSONStringRange(start: start, end: index, hasEscapes: false, isASCII: true)
        }
        // Sixteen bytes are readable at `index`.
        while count &- index >= 16 {
            let run = unsafe writ_plain_run(base + index)
            index &+= run
            if run == 16 { continue }
            // Still below `count`.
            guard unsafe base[index] == UInt8(ascii: "\"") else { break }
            position = index &+ 1
            return JSONStringRange(start: start, end: index, hasEscapes: false, isASCII: true)
        }
        return scanUncommon(start, from: index)
    }

    /// The same, from the first byte on that is an escape, no ASCII, or close to the end of the text.
    @inline(never)
    private mutating func scanUncommon(_ start: Int, from first: Int) -> JSONStringRange? {
        var index = first
        var hasEscapes = false
        var isASCII = true
        while true {
            guard index < count else { return failString(at: count, "expected the closing quote of a string") }
            // `index` is below `count`.
            let next = unsafe base[index]
            switch next {
            case UInt8(ascii: "\""):
                position = index + 1
                return JSONStringRange(start: start, end: index, hasEscapes: hasEscapes, isASCII: isASCII)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard let length = escapeLength(index) else { return nil }
                index += length
            case 0..<0x20:
                return failString(at: index, "expected an escape instead of a control character")
            case 0x80...:
                isASCII = false
                guard let length = sequenceLength(index) else { return failString(at: index, "expected valid UTF-8") }
                index += length
                // What comes behind is most likely no ASCII either.
                if index < count, unsafe base[index] >= 0x80 { continue }
            default:
                index += 1
            }
            // Sixteen bytes are readable at `index`.
            while count - index >= 16 {
                let run = unsafe writ_plain_run(base + index)
                index += run
                if run < 16 { break }
            }
        }
    }

    private mutating func failString(at index: Int, _ message: StaticString) -> JSONStringRange? {
        position = index
        fail(message)
        return nil
    }
}

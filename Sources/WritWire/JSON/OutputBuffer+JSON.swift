// Writes JSON values straight into the output.

extension OutputBuffer {
    public mutating func write(_ value: Bool) { raw(value ? "true" : "false") }
    public mutating func write(_ value: Int) { append(decimal: value) }
    public mutating func write(_ value: Int64) { append(decimal: value) }
    public mutating func write(_ value: Int32) { append(decimal: value) }
    public mutating func write(_ value: Int16) { append(decimal: value) }
    public mutating func write(_ value: Int8) { append(decimal: value) }
    public mutating func write(_ value: UInt) { append(decimal: value) }
    public mutating func write(_ value: UInt64) { append(decimal: value) }
    public mutating func write(_ value: UInt32) { append(decimal: value) }
    public mutating func write(_ value: UInt16) { append(decimal: value) }
    public mutating func write(_ value: UInt8) { append(decimal: value) }
    public mutating func writeNull() { raw("null") }

    /// The shortest digits that read back as the same number; `null` where JSON has no number for it (NaN, infinity).
    public mutating func write(_ value: Double) {
        guard value.isFinite else { return raw("null") }
        // Whole numbers that are exact are written without a fraction, as JavaScript does; -0 keeps its sign below.
        if value == value.rounded(.towardZero), abs(value) < 9_007_199_254_740_992, value != 0 || value.sign == .plus {
            return append(decimal: Int64(value))
        }
        append(value.description)
    }

    /// The same for single precision: its own shortest digits, not those of the wider number.
    public mutating func write(_ value: Float) {
        guard value.isFinite else { return raw("null") }
        if value == value.rounded(.towardZero), abs(value) < 16_777_216, value != 0 || value.sign == .plus {
            return append(decimal: Int64(value))
        }
        append(value.description)
    }
}

extension OutputBuffer {
    /// Ends an object that began at `start` and whose members were each written with a comma in front: the first comma
    /// becomes the brace.
    public mutating func endObject(_ start: Int) {
        if count == start {
            raw("{}")
        } else {
            overwrite(start, with: UInt8(ascii: "{"))
            append(UInt8(ascii: "}"))
        }
    }

    /// The same for arrays.
    public mutating func endArray(_ start: Int) {
        if count == start {
            raw("[]")
        } else {
            overwrite(start, with: UInt8(ascii: "["))
            append(UInt8(ascii: "]"))
        }
    }

    /// The comma before an item or member; `endArray` or `endObject` turns the first one into the bracket.
    public mutating func comma() { append(UInt8(ascii: ",")) }
}

extension OutputBuffer {
    /// Writes punctuation and precomputed keys as they stand.
    ///
    /// Not one more `append`: a literal would choose the overload for String.
    @inline(__always)
    public mutating func raw(_ text: StaticString) { append(text) }
}

extension OutputBuffer {
    /// Writes the name of a member that is only known at run time, with its punctuation: `,"name":`.
    public mutating func writeName(_ name: String) {
        comma()
        write(name)
        append(UInt8(ascii: ":"))
    }
}

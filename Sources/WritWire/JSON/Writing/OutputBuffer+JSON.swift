// Writes JSON values straight into the output.

extension OutputBuffer {
    /// Writes `true` or `false`.
    public mutating func write(_ value: Bool) { raw(value ? "true" : "false") }
    /// Writes an integer.
    public mutating func write(_ value: Int) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: Int64) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: Int32) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: Int16) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: Int8) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: UInt) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: UInt64) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: UInt32) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: UInt16) { append(decimal: value) }
    /// Writes an integer.
    public mutating func write(_ value: UInt8) { append(decimal: value) }
    /// Writes `null`.
    public mutating func writeNull() { raw("null") }

    /// The shortest digits that read back as the same number; `null` where JSON has no number for it (NaN, infinity).
    public mutating func write(_ value: Double) {
        guard value.isFinite else { return raw("null") }
        // Whole numbers that are exact are written without a fraction, as JavaScript does; -0 keeps its sign below.
        if value == value.rounded(.towardZero), abs(value) < 9_007_199_254_740_992, value != 0 || value.sign == .plus {
            return append(decimal: Int64(value))
        }
        if !appendFewDecimals(value) { append(value.description) }
    }

    /// Writes a number that has at most four decimals, as prices and measures do; false for any other.
    ///
    /// Fifteen digits tell all doubles apart that can be written with them. So where `hundredths / 100`, which is rounded
    /// correctly, is the number itself, these are its digits, and without the zeros behind them the shortest.
    private mutating func appendFewDecimals(_ value: Double) -> Bool {
        let magnitude = abs(value)
        guard magnitude >= 0.001, magnitude < 10_000_000_000 else { return false }
        let hundredths = (magnitude * 100).rounded()
        if hundredths / 100 == magnitude {
            appendDecimals(UInt64(hundredths), below: 100, isNegative: value < 0)
            return true
        }
        let tenThousandths = (magnitude * 10_000).rounded()
        guard tenThousandths / 10_000 == magnitude else { return false }
        appendDecimals(UInt64(tenThousandths), below: 10_000, isNegative: value < 0)
        return true
    }

    /// Writes `number / unit`, which is not whole.
    private mutating func appendDecimals(_ number: UInt64, below unit: UInt64, isNegative: Bool) {
        if isNegative { append(UInt8(ascii: "-")) }
        append(decimal: number / unit)
        append(UInt8(ascii: "."))
        var (rest, place) = (number % unit, unit / 10)
        while rest > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
            rest %= place
            place /= 10
        }
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

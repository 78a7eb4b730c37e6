// Reads values and checks their plain bounds in one call: generated code asks for what the contract allows. A value outside is
// a finding, and is returned all the same.

extension JSONReader {
    /// Takes a string whose length has bounds. Lengths are counted in Unicode scalars, as JSON Schema says.
    public mutating func readString(minLength: Int = 0, maxLength: Int = .max) -> String? {
        guard let text = nextString() else { return nil }
        return isPlain(text, minLength, maxLength) ? unescaped(text) : checked(text, minLength, maxLength)
    }

    /// The same for a string that a pattern is to be found in.
    public mutating func readString(minLength: Int = 0, maxLength: Int = .max, _ pattern: Pattern) -> String? {
        var value: String?
        readString(minLength: minLength, maxLength: maxLength, pattern, into: &value)
        return value
    }

    /// The same two, into a variable, which is nil where there is no string.
    public mutating func readString(minLength: Int = 0, maxLength: Int = .max, into value: inout String?) {
        guard let text = nextString() else { return value = nil }
        Self.set(&value, to: isPlain(text, minLength, maxLength) ? unescaped(text) : checked(text, minLength, maxLength))
    }

    /// The same into a variable, for a string that a pattern is to be found in.
    public mutating func readString(minLength: Int = 0, maxLength: Int = .max, _ pattern: Pattern, into value: inout String?) {
        guard let text = nextString() else { return value = nil }
        // The scanned range lies inside the text.
        let bytes = unsafe UnsafeBufferPointer(start: base + text.start, count: text.end &- text.start)
        guard isPlain(text, minLength, maxLength), unsafe pattern.matches(bytes) else {
            value = checked(text, minLength, maxLength)
            return check(value, pattern)
        }
        Self.set(&value, to: unescaped(text))
    }

    /// Whether a text is within bounds at first sight: in plain ASCII, each byte is a scalar.
    @inline(__always)
    private func isPlain(_ text: JSONStringRange, _ minLength: Int, _ maxLength: Int) -> Bool {
        let length = text.end &- text.start
        return text.isASCII && !text.hasEscapes && length >= minLength && length <= maxLength
    }

    @inline(never)
    private mutating func checked(_ text: JSONStringRange, _ minLength: Int, _ maxLength: Int) -> String {
        let value = unescaped(text)
        if Bounds.isShorter(value, than: minLength) { violate("minLength", Bounds.minLength(minLength)) }
        if Bounds.isLonger(value, than: maxLength) { violate("maxLength", Bounds.maxLength(maxLength)) }
        return value
    }

    /// Takes an integer within bounds.
    public mutating func readInt(minimum: Int = .min, maximum: Int = .max) -> Int? {
        within(minimum, maximum, readInt())
    }

    /// Takes an integer of 64 bits within bounds.
    public mutating func readInt64(minimum: Int64 = .min, maximum: Int64 = .max) -> Int64? {
        within(minimum, maximum, readInt64())
    }

    /// Takes an integer of 32 bits within bounds.
    public mutating func readInt32(minimum: Int32 = .min, maximum: Int32 = .max) -> Int32? {
        within(minimum, maximum, readInt32())
    }

    /// Takes an integer of 16 bits within bounds.
    public mutating func readInt16(minimum: Int16 = .min, maximum: Int16 = .max) -> Int16? {
        within(minimum, maximum, readInt16())
    }

    /// Takes an integer of 8 bits within bounds.
    public mutating func readInt8(minimum: Int8 = .min, maximum: Int8 = .max) -> Int8? {
        within(minimum, maximum, readInt8())
    }

    /// Takes an integer of 64 bits from 0 on within bounds.
    public mutating func readUInt64(minimum: UInt64 = .min, maximum: UInt64 = .max) -> UInt64? {
        within(minimum, maximum, readUInt64())
    }

    /// Takes an integer of 32 bits from 0 on within bounds.
    public mutating func readUInt32(minimum: UInt32 = .min, maximum: UInt32 = .max) -> UInt32? {
        within(minimum, maximum, readUInt32())
    }

    /// Takes an integer of 16 bits from 0 on within bounds.
    public mutating func readUInt16(minimum: UInt16 = .min, maximum: UInt16 = .max) -> UInt16? {
        within(minimum, maximum, readUInt16())
    }

    /// Takes an integer of 8 bits from 0 on within bounds.
    public mutating func readUInt8(minimum: UInt8 = .min, maximum: UInt8 = .max) -> UInt8? {
        within(minimum, maximum, readUInt8())
    }

    /// Takes a number within bounds.
    public mutating func readDouble(minimum: Double = -.infinity, maximum: Double = .infinity) -> Double? {
        let value = readDouble()
        // Where rounding has made number and bound the same, the number counts as it was written.
        if let value, value == minimum || value == maximum {
            if value.isFinite { refuseWritten(minimum, maximum) }
            return value
        }
        return within(minimum, maximum, value)
    }

    @inline(never)
    private mutating func refuseWritten(_ minimum: Double, _ maximum: Double) {
        if minimum.isFinite, orderWritten(to: minimum) < 0 { refuse("minimum", minimum) }
        if maximum.isFinite, orderWritten(to: maximum) > 0 { refuse("maximum", maximum) }
    }

    @inline(__always)
    private mutating func within<Number: Comparable>(_ minimum: Number, _ maximum: Number, _ value: Number?) -> Number? {
        if let value, value < minimum || value > maximum { refuse(value, minimum, maximum) }
        return value
    }

    @inline(never)
    private mutating func refuse<Number: Comparable>(_ value: Number, _ minimum: Number, _ maximum: Number) {
        if value < minimum { refuse("minimum", minimum) }
        if value > maximum { refuse("maximum", maximum) }
    }
}

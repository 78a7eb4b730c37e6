// Steps over one value, checked as strictly as one that is read.

extension JSONReader {
    /// Steps over the next value, whatever it is.
    public mutating func skipValue() {
        skipWhitespace()
        valueStart = position
        // What is known to end was walked over, and is well-formed; stepping over it is no walk.
        if let notes, notes.isKeeping, let end = notes.containers.end(of: position) {
            walkedBytes &-= end &- position &- 1
            position = end
            return
        }
        switch kindHere() {
        case .null: _ = readLiteral("null")
        case .boolean: _ = readLiteral(byte == UInt8(ascii: "t") ? "true" : "false")
        case .number: _ = scanNumber()
        case .string: _ = scanString()
        case .array: skipArray()
        case .object: skipObject()
        case nil: fail("expected a value")
        }
    }

    private mutating func skipArray() {
        var array = openArray()
        while nextItem(&array) { skipValue() }
    }

    private mutating func skipObject() {
        var object = openObject()
        while nextName(&object) != nil { skipValue() }
    }
}

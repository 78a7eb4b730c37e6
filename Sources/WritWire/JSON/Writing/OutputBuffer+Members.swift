// Writes members of objects: the key with its punctuation, precomputed, then the value; nothing at all for an absent one.

extension OutputBuffer {
    /// Writes a member. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: String) {
        append(key)
        write(value)
    }

    /// Writes a member, or nothing where there is no value. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        append(key)
        write(value)
    }

    /// Writes a member. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Bool) {
        append(key)
        write(value)
    }

    /// Writes a member, or nothing where there is no value. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Bool?) {
        guard let value else { return }
        append(key)
        write(value)
    }

    /// Writes a member. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Int) {
        append(key)
        append(decimal: value)
    }

    /// Writes a member, or nothing where there is no value. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Int?) {
        guard let value else { return }
        append(key)
        append(decimal: value)
    }

    /// Writes a member. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Int64) {
        append(key)
        append(decimal: value)
    }

    /// Writes a member, or nothing where there is no value. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Int64?) {
        guard let value else { return }
        append(key)
        append(decimal: value)
    }

    /// Writes a member. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Int32) {
        append(key)
        append(decimal: value)
    }

    /// Writes a member, or nothing where there is no value. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Int32?) {
        guard let value else { return }
        append(key)
        append(decimal: value)
    }

    /// Writes a member. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Double) {
        append(key)
        write(value)
    }

    /// Writes a member, or nothing where there is no value. `key` has its punctuation: `,"name":`.
    public mutating func write(_ key: StaticString, _ value: Double?) {
        guard let value else { return }
        append(key)
        write(value)
    }
}

// UUIDs as bytes, and what they tell of themselves.

extension UniqueID {
    /// The UUID of 16 bytes in the order of the network; nil for another number of bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
            low: bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// The 16 bytes in the order of the network.
    ///
    ///     let again = UniqueID(bytes: id.bytes)
    public var bytes: [UInt8] {
        [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
    }

    /// The version that the UUID says it is of, 4 or 7 mostly; nil where it is of another variant than that of RFC 9562.
    public var version: Int? { low >> 62 == 0b10 ? Int(high >> 12 & 0xF) : nil }

    /// When a UUID of version 7 was made, to the millisecond; nil for others.
    public var time: DateTime? { version == 7 ? DateTime(millisecondsSinceEpoch: Int64(high >> 16)) : nil }

    /// The UUID of zeros alone, which RFC 9562 calls nil.
    public static let zero = UniqueID(high: 0, low: 0)
}

// UUIDs in the order in which they are made.

public import WritWire

extension UniqueID {
    /// A new one of version 7 (RFC 9562 section 5.7): milliseconds, a counter, and 62 random bits.
    ///
    ///     let order = UniqueID.timeOrdered()
    ///
    /// Each is greater than all that the process has made before, whatever the clock does: rows with such keys lie in the order in
    /// which they came. Who sees one knows when it was made.
    public static func timeOrdered() -> UniqueID {
        let number = WorldClock.current.nextIdentifier()
        return UniqueID(
            high: (number >> 12) << 16 | 0x7000 | number & 0xFFF,
            low: UInt64.random(in: .min ... .max) & ~(0b11 << 62) | 0b10 << 62)
    }
}

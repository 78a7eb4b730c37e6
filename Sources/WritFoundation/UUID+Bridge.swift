// UUIDs of Writ and of Foundation: the same 16 bytes.

public import FoundationEssentials
public import WritWire

extension UUID {
    /// The same UUID.
    ///
    ///     let uuid = UUID(order.id)
    public init(_ id: UniqueID) {
        let bytes = id.bytes
        self.init(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9], bytes[10],
                bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }
}

extension UniqueID {
    /// The same UUID.
    ///
    ///     let id = UniqueID(UUID())
    public init(_ uuid: UUID) {
        let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) = uuid.uuid
        func number(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: number([a, b, c, d, e, f, g, h]), low: number([i, j, k, l, m, n, o, p]))
    }
}

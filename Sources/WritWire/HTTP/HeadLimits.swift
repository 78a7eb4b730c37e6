// How large a request head may be, each limit with its unit and its default.

/// The limits of a request head. A head at the limit is accepted, one byte or field more is refused.
public struct HeadLimits: Sendable, Equatable {
    /// Bytes of the request target; more is 414. RFC 9112 section 3 asks for at least 8000.
    public var targetBytesMax: Int
    /// Bytes of one field line, name and value; more is 431.
    public var fieldBytesMax: Int
    /// Field lines in a head; more is 431.
    public var fieldCountMax: Int
    /// Bytes of the whole head, from the request line to the empty line; more is 431.
    public var headBytesMax: Int
    /// Empty lines in front of a request line that are skipped (RFC 9112 section 2.2).
    package var leadingEmptyLinesMax: Int { 4 }
    /// Bytes of a method; a longer one can't be one that this server knows.
    package var methodBytesMax: Int { 32 }

    /// The defaults, unless other numbers are given. What is out of range becomes the nearest that is in it: 1 byte to 16 MiB of a
    /// target or a field, 1 to 65536 fields, 64 bytes to 64 MiB of a head.
    public init(
        targetBytesMax: Int = 8192, fieldBytesMax: Int = 16384, fieldCountMax: Int = 100, headBytesMax: Int = 65536
    ) {
        // Offsets in a head are 32-bit; larger limits would make no sense for a head either.
        self.targetBytesMax = min(max(targetBytesMax, 1), 1 << 24)
        self.fieldBytesMax = min(max(fieldBytesMax, 1), 1 << 24)
        self.fieldCountMax = min(max(fieldCountMax, 1), 1 << 16)
        self.headBytesMax = min(max(headBytesMax, 64), 1 << 26)
    }
}

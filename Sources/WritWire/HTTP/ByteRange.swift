// Where something stands in the bytes of a request: an offset and a count, not a pointer, so that the buffer may move.

/// A run of bytes inside a request, counted from the request's first byte.
package struct ByteRange: Sendable, Equatable {
    package var offset: UInt32
    package var count: UInt32

    @inlinable @inline(__always)
    package init(_ start: Int, _ end: Int) {
        offset = UInt32(truncatingIfNeeded: start)
        count = UInt32(truncatingIfNeeded: end &- start)
    }

    package static let empty = ByteRange(0, 0)

    @inlinable package var lowerBound: Int { Int(offset) }
    @inlinable package var upperBound: Int { Int(offset) + Int(count) }

    /// The bytes themselves, in `bytes`, which starts where the request starts.
    @inlinable @inline(__always)
    package func slice(of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        precondition(upperBound <= bytes.count)
        // The range ends inside `bytes`, as just checked.
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[lowerBound..<upperBound])
    }
}

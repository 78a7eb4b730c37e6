// Bytes on their way out: one growable run of memory that heads, JSON and text are written into.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// A growable run of bytes that only ever gets longer until it is emptied.
///
/// `base` holds `capacity` bytes, of which the first `count` are written:
///
///     base        base + count        base + capacity
///      | written ... | free ............ |
@safe
public struct OutputBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer
    /// Bytes written so far.
    public private(set) var count: Int
    /// Bytes that fit without growing.
    package private(set) var capacity: Int

    public init(minimumCapacity: Int = 4096) {
        capacity = max(minimumCapacity, 64)
        unsafe base = .allocate(byteCount: capacity, alignment: 16)
        count = 0
    }

    deinit {
        unsafe base.deallocate()
    }

    /// The bytes written so far; valid until the next mutation.
    public var bytes: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: base, count: count)
    }

    /// Makes room for `byteCount` more bytes, so that the next writes of that size don't grow the buffer.
    @inline(__always)
    package mutating func reserve(_ byteCount: Int) {
        if capacity - count < byteCount { grow(byteCount) }
    }

    @inline(never)
    private mutating func grow(_ byteCount: Int) {
        let wanted = max(capacity * 2, count + byteCount)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
        // `count` never exceeds the old capacity, and `wanted` is at least `count + byteCount`.
        unsafe larger.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = larger
        capacity = wanted
    }

    public mutating func append(_ byte: UInt8) {
        reserve(1)
        // `reserve` left at least one free byte behind `count`.
        unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        // `reserve` left `bytes.count` free bytes behind `count`; the source can't overlap what this buffer owns alone.
        unsafe (base + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    public mutating func append(_ text: StaticString) {
        precondition(text.hasPointerRepresentation)
        // A static string with a pointer representation lives as long as the program.
        unsafe append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    // Literals are static strings here, which need neither a count of references nor a look at how they are stored.
    @_disfavoredOverload
    public mutating func append(_ text: String) {
        // The storage is lent for the closure.
        let isContiguous: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe append(UnsafeRawBufferPointer($0)) }
        if isContiguous == nil { appendCopy(text) }
    }

    /// Appends a string that isn't stored as UTF-8: one that came from elsewhere.
    @inline(never)
    private mutating func appendCopy(_ text: String) {
        var text = text
        // `withUTF8` lends a buffer that is valid for the closure.
        text.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends a whole number in decimal digits.
    public mutating func append<Number: FixedWidthInteger>(decimal number: Number) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(digits: UInt64(number.magnitude))
    }

    private mutating func append(digits number: UInt64) {
        // Twenty bytes hold the longest 64-bit number; digits are laid down from the right.
        unsafe withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { digits in
            var rest = number
            var start = 20
            repeat {
                start -= 1
                unsafe digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            unsafe append(UnsafeRawBufferPointer(rebasing: digits[start...]))
        }
    }

    /// Replaces one byte that was written before.
    package mutating func overwrite(_ offset: Int, with byte: UInt8) {
        precondition(offset >= 0 && offset < count)
        // The offset was checked against the written bytes.
        unsafe base.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    }

    /// Forgets everything behind the first `newCount` bytes.
    public mutating func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= count)
        count = newCount
    }

    /// Writes straight into the free space: `body` gets at least `byteCount` bytes and returns how many it filled.
    package mutating func appendInPlace(atMost byteCount: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) {
        reserve(byteCount)
        let filled = unsafe body(UnsafeMutableRawBufferPointer(start: base + count, count: byteCount))
        precondition(filled >= 0 && filled <= byteCount)
        count += filled
    }

    /// Replaces the bytes in `range` by `replacement`, moving what stands behind it.
    package mutating func replace(_ range: Range<Int>, with replacement: UnsafeRawBufferPointer) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        let difference = replacement.count - range.count
        if difference > 0 { reserve(difference) }
        // Source and target of the move both lie in the `count + max(0, difference)` bytes that are reserved.
        if difference != 0 {
            unsafe memmove(base + range.upperBound + difference, base + range.upperBound, count - range.upperBound)
        }
        if let source = replacement.baseAddress {
            unsafe memcpy(base + range.lowerBound, source, replacement.count)
        }
        count += difference
    }
}

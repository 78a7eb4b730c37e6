// Bytes on their way out: one growable run of memory that heads, JSON and text are written into.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// A growable run of bytes that only ever gets longer until it is emptied: what answers and JSON are written to.
@safe
public struct OutputBuffer: ~Copyable {
    // `base` holds `capacity` bytes, of which the first `count` are written:
    //
    //     base        base + count        base + capacity
    //      | written ... | free ............ |
    private var base: UnsafeMutableRawPointer
    /// Bytes written so far.
    public private(set) var count: Int
    /// Bytes that fit without growing.
    package private(set) var capacity: Int

    /// An empty buffer with room for that many bytes; it grows as it is written to. One with room for none takes no memory until then.
    public init(minimumCapacity: Int = 4096) {
        let memory = BufferMemory(atLeast: minimumCapacity > 0 ? max(minimumCapacity, 64) : 0)
        unsafe base = memory.start
        capacity = memory.byteCount
        count = 0
    }

    deinit {
        // It was made with `capacity` bytes.
        unsafe BufferMemory(start: base, byteCount: capacity).free()
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
        let wanted = max(capacity * 2, count + byteCount, 64)
        // `count` never exceeds the old capacity, and `wanted` is at least `count + byteCount`.
        let larger = unsafe BufferMemory(start: base, byteCount: capacity).grown(used: count, to: wanted)
        unsafe base = larger.start
        capacity = larger.byteCount
    }

    /// Appends a byte as it is.
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        // `reserve` left at least one free byte behind `count`.
        unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// Appends bytes as they are.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        // `reserve` left `bytes.count` free bytes behind `count`; the source can't overlap what this buffer owns alone.
        unsafe Self.copy(source, to: base + count, bytes.count)
        count += bytes.count
    }

    /// The same for an array of them.
    public mutating func append(bytes: [UInt8]) {
        // The array lends its bytes for the call.
        unsafe bytes.withUnsafeBytes { unsafe append($0) }
    }

    /// Copies bytes that the caller promises. Most are names of a few letters, for which a call of `memcpy` is most of the work.
    @inline(__always)
    private static func copy(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ byteCount: Int) {
        switch byteCount {
        case 8...32:
            // Eight at a time; the last eight overlap those before.
            var offset = 0
            while offset < byteCount - 8 {
                unsafe target.storeBytes(
                    of: (source + offset).loadUnaligned(as: UInt64.self), toByteOffset: offset, as: UInt64.self)
                offset += 8
            }
            let last = byteCount - 8
            unsafe target.storeBytes(of: (source + last).loadUnaligned(as: UInt64.self), toByteOffset: last, as: UInt64.self)
        case 4...7:
            let last = byteCount - 4
            unsafe target.storeBytes(of: source.loadUnaligned(as: UInt32.self), as: UInt32.self)
            unsafe target.storeBytes(of: (source + last).loadUnaligned(as: UInt32.self), toByteOffset: last, as: UInt32.self)
        case 1...3:
            // Each offset is below the count.
            unsafe target.storeBytes(of: source.load(as: UInt8.self), as: UInt8.self)
            let (middle, last) = (byteCount / 2, byteCount - 1)
            unsafe target.storeBytes(of: (source + middle).load(as: UInt8.self), toByteOffset: middle, as: UInt8.self)
            unsafe target.storeBytes(of: (source + last).load(as: UInt8.self), toByteOffset: last, as: UInt8.self)
        default: unsafe target.copyMemory(from: source, byteCount: byteCount)
        }
    }

    /// Appends a text as it is, in UTF-8 and without quotes or escapes.
    public mutating func append(_ text: StaticString) {
        precondition(text.hasPointerRepresentation)
        // A static string with a pointer representation lives as long as the program.
        unsafe append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    // Literals are static strings here, which need neither a count of references nor a look at how they are stored.
    /// Appends a text as it is, in UTF-8 and without quotes or escapes.
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
        if number < 10 { return append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number)) }
        let digitCount = Self.digitCount(number)
        reserve(digitCount)
        var rest = number
        var offset = count + digitCount
        // Two digits at a time from the right, and one at last: as many as were reserved.
        while rest >= 100 {
            let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
            rest = quotient
            offset -= 2
            unsafe base.storeBytes(of: Self.pair(pair), toByteOffset: offset, as: UInt16.self)
        }
        if rest < 10 {
            unsafe base.storeBytes(
                of: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest), toByteOffset: offset - 1, as: UInt8.self)
        } else {
            unsafe base.storeBytes(of: Self.pair(rest), toByteOffset: offset - 2, as: UInt16.self)
        }
        count += digitCount
    }

    /// Two digits, the first in the lower byte; `number` is below 100.
    @inline(__always)
    private static func pair(_ number: UInt64) -> UInt16 {
        let tens = (number &* 205) >> 11
        return UInt16(truncatingIfNeeded: 0x3030 + tens + (number &- tens &* 10) << 8).littleEndian
    }

    private static func digitCount(_ number: UInt64) -> Int {
        var bound: UInt64 = 100
        var digits = 2
        // Twenty digits are the most, and their bound would overflow.
        while number >= bound, digits < 20 {
            digits += 1
            let (next, overflows) = bound.multipliedReportingOverflow(by: 10)
            if overflows { break }
            bound = next
        }
        return digits
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

// Where the field lines of a head stand: offsets in storage that is reused from request to request.

/// A list of field lines as offsets into the head; it allocates only until it has seen its largest head.
@safe
package struct FieldTable: ~Copyable {
    /// One field line: the name, and the value without the blanks around it.
    package struct Line {
        package let name: ByteRange
        package let value: ByteRange
    }

    private var lines: UnsafeMutablePointer<Line>
    private var capacity: Int
    package private(set) var count = 0

    package init(initialCapacity: Int = 16) {
        capacity = max(initialCapacity, 1)
        unsafe lines = .allocate(capacity: capacity)
    }

    deinit {
        // `Line` is trivial: there is nothing to deinitialize.
        unsafe lines.deallocate()
    }

    package subscript(index: Int) -> Line {
        precondition(index >= 0 && index < count)
        // The index is below `count`, and every line below `count` was written by `append`.
        return unsafe lines[index]
    }

    /// The value of the next line of that name from line `index` on, which moves behind it.
    package func value(of name: StaticString, from index: inout Int, in bytes: UnsafeRawBufferPointer) -> ByteRange? {
        let nameCount = UInt32(truncatingIfNeeded: name.utf8CodeUnitCount)
        while index < count {
            // `index` is below `count`, and every line below `count` was written by `append`.
            let line = unsafe lines[index]
            index += 1
            if unsafe line.name.count == nameCount && line.name.slice(of: bytes).spellsIgnoringCase(name) {
                return line.value
            }
        }
        return nil
    }

    package mutating func removeAll() {
        count = 0
    }

    @inline(__always)
    package mutating func append(name: ByteRange, value: ByteRange) {
        if count == capacity { grow() }
        // `grow` left at least one free line behind `count`.
        unsafe (lines + count).initialize(to: Line(name: name, value: value))
        count += 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Line>.allocate(capacity: capacity * 2)
        // `count` lines are written, and the new storage is twice as large.
        unsafe larger.initialize(from: lines, count: count)
        unsafe lines.deallocate()
        unsafe lines = larger
        capacity *= 2
    }
}

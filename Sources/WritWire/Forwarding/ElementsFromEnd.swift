// The elements of a list in a field, from the last to the first: who wrote last is known best.

/// Takes a list apart from its end. A comma inside quotes separates nothing.
///
/// What a client has written in front of a proxy's element, such as quotes that never end, changes nothing of that element.
@safe
package struct ElementsFromEnd {
    private var rest: UnsafeRawBufferPointer
    private var isOver = false

    package init(_ list: UnsafeRawBufferPointer) { unsafe rest = list }

    /// The next element, without the blanks around it; it may be empty. Nil behind the first one of the list.
    package mutating func next() -> UnsafeRawBufferPointer? {
        guard !isOver else { return nil }
        var isQuoted = false
        var start = unsafe rest.count
        // `start` stays within the rest.
        while start > 0 {
            let byte = unsafe rest[start - 1]
            if byte == UInt8(ascii: "\""), !(isQuoted && isEscaped(start - 1)) { isQuoted.toggle() }
            if byte == UInt8(ascii: ","), !isQuoted { break }
            start -= 1
        }
        isOver = start == 0
        let element = unsafe FieldList.trimmed(rest[start...])
        if !isOver { unsafe rest = UnsafeRawBufferPointer(rebasing: rest[..<(start - 1)]) }
        return unsafe UnsafeRawBufferPointer(rebasing: element)
    }

    /// Whether a byte has an odd number of backslashes before it.
    private func isEscaped(_ index: Int) -> Bool {
        var start = index
        // Within the rest.
        while start > 0, unsafe rest[start - 1] == UInt8(ascii: "\\") { start -= 1 }
        return (index - start) % 2 == 1
    }
}

// Cuts parameter texts at their separators, in place.

/// Takes what stands before the next separator; nil at the end.
func takePiece(of rest: inout UnsafeRawBufferPointer, separator: UInt8) -> UnsafeRawBufferPointer? {
    guard unsafe rest.baseAddress != nil else { return nil }
    let end = unsafe rest.firstIndex(of: separator)
    // `end` is an index of `rest`, so what is behind it is at most empty.
    let piece = unsafe UnsafeRawBufferPointer(rebasing: rest[..<(end ?? rest.endIndex)])
    if let end {
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
    } else {
        unsafe rest = UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return unsafe piece
}

/// Name and value of a pair; a pair without an equals sign has an empty value.
func split(_ pair: UnsafeRawBufferPointer) -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    let equals = unsafe pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
    let name = unsafe UnsafeRawBufferPointer(rebasing: pair[..<equals])
    return unsafe (name, UnsafeRawBufferPointer(rebasing: pair.dropFirst(equals + 1)))
}

/// Without blanks at both ends.
func trimmed(_ item: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var item = unsafe item
    while let byte = unsafe item.first, byte == 0x20 || byte == 0x09 {
        unsafe item = UnsafeRawBufferPointer(rebasing: item.dropFirst())
    }
    while let byte = unsafe item.last, byte == 0x20 || byte == 0x09 {
        unsafe item = UnsafeRawBufferPointer(rebasing: item.dropLast())
    }
    return unsafe item
}

/// Without the double quotes that a cookie's value may stand in (RFC 6265 section 4.1.1).
func unquoted(_ value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard value.count >= 2, unsafe value.first == UInt8(ascii: "\""), unsafe value.last == UInt8(ascii: "\"") else {
        return unsafe value
    }
    return unsafe UnsafeRawBufferPointer(rebasing: value.dropFirst().dropLast())
}

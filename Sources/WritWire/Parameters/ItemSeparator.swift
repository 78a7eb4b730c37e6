// What one text is cut at to be a list. Texts are cut before they are decoded: an encoded comma is no separator.

/// The separator of items in one text.
public enum ItemSeparator: Sendable {
    case comma
    /// `,` or `%2C`: for texts of which no encoded comma can be part.
    case anyComma
    /// `%20`, or `+` where that stands for a space.
    case space
    /// `|`, or `%7C`, as most clients send it.
    case pipe
    case dot
    case semicolon
    /// `&` between pairs.
    case ampersand

    private var byte: UInt8 {
        switch self {
        case .comma, .anyComma: UInt8(ascii: ",")
        case .space: UInt8(ascii: " ")
        case .pipe: UInt8(ascii: "|")
        case .dot: UInt8(ascii: ".")
        case .semicolon: UInt8(ascii: ";")
        case .ampersand: UInt8(ascii: "&")
        }
    }

    /// Takes what stands before the next separator; nil at the end.
    func takePiece(of rest: inout UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard self == .space || self == .pipe || self == .anyComma else {
            return unsafe WritWire.takePiece(of: &rest, separator: byte)
        }
        guard unsafe rest.baseAddress != nil else { return nil }
        var end = 0
        // Everything is looked at below the count alone.
        while end < rest.count {
            let width = unsafe width(in: rest, at: end)
            if width > 0 {
                let piece = unsafe UnsafeRawBufferPointer(rebasing: rest[..<end])
                unsafe rest = UnsafeRawBufferPointer(rebasing: rest[(end + width)...])
                return unsafe piece
            }
            end += 1
        }
        let piece = unsafe rest
        unsafe rest = UnsafeRawBufferPointer(start: nil, count: 0)
        return unsafe piece
    }

    /// How many bytes the separator has that stands there; 0: there is none. `index` is below the count.
    private func width(in text: UnsafeRawBufferPointer, at index: Int) -> Int {
        let found = unsafe text[index]
        if found == byte || self == .space && found == UInt8(ascii: "+") { return 1 }
        guard found == UInt8(ascii: "%"), index + 2 < text.count else { return 0 }
        // Two more bytes are there.
        let (high, low) = unsafe (hexadecimalValue(text[index + 1]), hexadecimalValue(text[index + 2]))
        guard let high, let low else { return 0 }
        return high << 4 | low == byte ? 3 : 0
    }
}

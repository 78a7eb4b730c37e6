// The path of a request, as the name of a file in a folder.

internal import WritWire

/// The segments of a path below the place where a folder is served.
struct FilePath {
    /// Segments, decoded; none for the folder itself.
    let segments: [[UInt8]]
    /// Whether the path ends with a slash, as those of folders do.
    let namesFolder: Bool

    /// Reads what is left of a path behind the place of the folder; nil for what names no file, however it is spelt: dot segments, empty
    /// ones, hidden names, separators and zeros in percent signs, and percent signs without two digits.
    ///
    /// - Parameter rest: As it came, percent-encoded, without the first slash.
    init?(_ rest: UnsafeRawBufferPointer, showsHidden: Bool) {
        var segments: [[UInt8]] = []
        var segment: [UInt8] = []
        var index = 0
        while index <= rest.count {
            // `index` is below the count.
            let byte = unsafe index < rest.count ? rest[index] : UInt8(ascii: "/")
            index += 1
            if byte == UInt8(ascii: "/") {
                if index > rest.count && segment.isEmpty { break }
                guard Self.isName(segment, showsHidden: showsHidden), segments.count < 64 else { return nil }
                segments.append(segment)
                segment = []
                continue
            }
            guard byte == UInt8(ascii: "%") else {
                segment.append(byte)
                continue
            }
            guard index + 2 <= rest.count, let high = unsafe Self.digit(rest[index]), let low = unsafe Self.digit(rest[index + 1])
            else { return nil }
            segment.append(high << 4 | low)
            index += 2
        }
        self.segments = segments
        namesFolder = unsafe rest.isEmpty || rest[rest.count - 1] == UInt8(ascii: "/")
    }

    /// The name in the folder, with slashes between the segments.
    var name: [UInt8] { Array(segments.joined(separator: [UInt8(ascii: "/")])) }

    private static func isName(_ segment: [UInt8], showsHidden: Bool) -> Bool {
        guard !segment.isEmpty, segment.count <= 255 else { return false }
        if segment.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) { return false }
        if segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8) { return false }
        // RFC 8615 has a folder of its own whose name looks hidden.
        return showsHidden || segment[0] != UInt8(ascii: ".") || segment.elementsEqual(".well-known".utf8)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

// Turns the byte offsets of findings into JSON pointers (RFC 6901), by one more walk over the text.

extension JSONReader {
    /// The findings as violations; called once, after the reading.
    func resolvedFindings() -> [Violation] {
        // The bytes are those of this reader, which outlives the second one.
        var walker = unsafe JSONReader(
            UnsafeRawBufferPointer(start: base, count: count), limits: limits)
        var wanted = Set(findings.map(\.offset))
        var pointers: [Int: String] = [:]
        walker.locate(&wanted, path: "", &pointers)
        return findings.map { finding in
            var pointer = pointers[finding.offset] ?? ""
            if let property = finding.property { pointer += "/" + Self.pointerToken(property) }
            return Violation(pointer: pointer, keyword: "\(finding.keyword)", message: finding.message)
        }
    }

    /// `~` and `/` in a name are written `~0` and `~1`.
    static func pointerToken(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
        var token = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": token += "~0"
            case "/": token += "~1"
            default: token.unicodeScalars.append(scalar)
            }
        }
        return token
    }

    /// Walks over the next value and notes the path of each wanted offset; stops where none is left.
    private mutating func locate(_ wanted: inout Set<Int>, path: String, _ pointers: inout [Int: String]) {
        skipWhitespace()
        if wanted.remove(position) != nil { pointers[position] = path }
        guard !wanted.isEmpty else { return }
        switch kindHere() {
        case .array:
            var array = openArray()
            while !wanted.isEmpty, nextItem(&array) {
                locate(&wanted, path: "\(path)/\(array.itemCount - 1)", &pointers)
            }
        case .object:
            var object = openObject()
            while !wanted.isEmpty, let name = nextName(&object) {
                locate(&wanted, path: "\(path)/\(Self.pointerToken(unescaped(name)))", &pointers)
            }
        default:
            skipValue()
        }
    }
}
